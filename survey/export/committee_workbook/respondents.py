"""The sheet of respondents: everybody who was asked, and what became of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from survey.export.committee_workbook.contents import (
    GROUP,
    LANGUAGE,
    LANGUAGE_WIDTH,
    RECEIVED,
    RESPONDENT,
    STATUS,
    ColumnMaker,
    decision_columns,
    detail_column,
    language_of,
)
from survey.export.statements.records import (
    CHANNEL,
    DECISION,
    JOINT_STATEMENT,
    Edition,
    Respondent,
    channel_of,
    decision_of,
    jointly,
    status_words,
)
from survey.export.statements.respondent_cells import detail, group_of, name_of
from survey.export.statements.spooled_list import SpooledList
from survey.export.xlsx.sheets import Sheet, SheetColumn
from survey.languages import gettext, sort_key, text_in
from survey.languages import mark as _
from survey.questions.details import (
    CASE_NUMBER,
    DECISION_EXTRACT,
    DECISION_PRESENTER,
    DECISION_WORDING,
    OFFICIAL_NAME,
    detail_address,
    details_section,
    group_labels,
)
from survey.questions.own_groups import OwnGroups
from survey.questions.question import Answers, CellValue, Question

LATE = _("Late")
NOT_ASKED = _("Was not asked")
JOINED = _("Joined by itself")


def respondents_sheet(
    respondents: Sequence[Respondent] | SpooledList[Respondent], deadline: datetime, edition: Edition
) -> Sheet[Respondent]:
    """The sheet of all who were asked or wanted to answer. Contact details only in the internal edition."""
    language = edition.language
    printed, columns_after = _printed(deadline, language), _columns_after(edition)
    return Sheet(
        gettext(language, _("Respondents")),
        (*printed, *columns_after),
        _in_official_order(respondents, language),
        printed=len(printed),
        frozen=1,
    )


def _printed(deadline: datetime, language: str) -> tuple[SheetColumn[Respondent], ...]:
    column = ColumnMaker[Respondent](language)

    def late(respondent: Respondent) -> str | None:
        return gettext(language, LATE) if respondent.is_late(deadline) else None

    return (
        column(RESPONDENT, 31, lambda respondent: name_of(respondent, language)),
        column(GROUP, 20, lambda respondent: group_of(respondent, language)),
        column(LANGUAGE, LANGUAGE_WIDTH, lambda respondent: language_of(respondent, language)),
        column(STATUS, 16, lambda respondent: status_words(respondent.status, language)),
        column(LATE, 10, late),
        column(RECEIVED, 16, lambda respondent: respondent.received_at),
        column(CHANNEL, 17, lambda respondent: channel_of(respondent, language)),
        *decision_columns(language, _details, body=22),
        column(DECISION, 17, lambda respondent: decision_of(respondent, language)),
    )


def _columns_after(edition: Edition) -> tuple[SheetColumn[Respondent], ...]:
    language = edition.language
    column = ColumnMaker[Respondent](language)

    def not_asked(respondent: Respondent) -> str | None:
        if respondent.asked:
            return None
        return gettext(language, JOINED if respondent.joined else NOT_ASKED)

    return (
        detail_column(CASE_NUMBER, 24, language, _details),
        column(_("Decision confirmed"), 16, _confirmed_at),
        column(_("Extract of the minutes"), 24, lambda respondent: _extract(respondent, language)),
        detail_column(DECISION_PRESENTER, 30, language, _details),
        detail_column(DECISION_WORDING, 50, language, _details),
        column(_("Entered"), 16, lambda respondent: respondent.entered_at),
        column(_("Own deadline"), 16, lambda respondent: respondent.own_deadline),
        detail_column(OFFICIAL_NAME, 36, language, _details),
        column(_("Reference"), 18, lambda respondent: respondent.reference or None),
        column(_("Request sent"), 16, lambda respondent: respondent.sent_at),
        column(_("Opened"), 16, lambda respondent: respondent.opened_at),
        column(NOT_ASKED, 16, not_asked),
        column(JOINT_STATEMENT, 40, lambda respondent: jointly(respondent, language)),
        *(detail_column(detail_address(question), 30, language, _contact) for question in _unpublished(edition)),
    )


def _confirmed_at(respondent: Respondent) -> datetime | None:
    return respondent.confirmed.at if respondent.confirmed else None


def _extract(respondent: Respondent, language: str) -> CellValue | None:
    """The name of the file with the extract of the minutes: that of a confirmation, or of the statement itself."""
    confirmed = respondent.confirmed.extract if respondent.confirmed else ""
    return confirmed or detail(respondent.details, DECISION_EXTRACT, language)


def _details(respondent: Respondent) -> Answers:
    return respondent.details


def _contact(respondent: Respondent) -> Answers:
    return respondent.contact


def _in_official_order(
    respondents: Sequence[Respondent] | SpooledList[Respondent], language: str
) -> Iterator[Respondent]:
    """Each invited organisation, by group in official order and then by name."""
    in_order = sorted((official_order(each, language), position) for position, each in enumerate(respondents))
    return (respondents[position] for _place, position in in_order)


def official_order(respondent: Respondent, language: str) -> tuple[int, tuple[str, str]]:
    """By group, then by name: the order of tables and committees' papers."""
    name = text_in(respondent.organisation, language)
    return official_place(respondent.group_in_statement, name, respondent.own_groups)


def official_place(group: str, name: str, own_groups: OwnGroups) -> tuple[int, tuple[str, str]]:
    """The place of a name in that order."""
    order = list(group_labels(own_groups))
    return order.index(group) if group in order else len(order), sort_key(name)


def _unpublished(edition: Edition) -> list[Question]:
    """The details that are never published."""
    return [question for question in details_section().questions if not question.public] if edition.internal else []
