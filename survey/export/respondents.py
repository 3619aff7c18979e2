"""The sheet of respondents: everybody who was asked, and what became of it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from survey.export.contents import (
    GROUP,
    LANGUAGE,
    RECEIVED,
    RESPONDENT,
    STATUS,
    Contents,
    decision_columns,
    detail_column,
    headed,
)
from survey.export.pile import Pile
from survey.export.respondent_cells import decision, detail, who
from survey.export.round import Edition, Respondent, status_words
from survey.export.sheets import Row, Sheet
from survey.languages import gettext, sort_key, text_in
from survey.questions.details import CASE_NUMBER, OFFICIAL_NAME, detail_address, details_section, group_labels
from survey.questions.question import Question


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


LATE = _("Late")


def respondents_sheet(contents: Contents) -> Sheet:
    """The sheet of all who were asked."""
    language = contents.language
    printed = (
        *headed(language, (RESPONDENT, 36), (GROUP, 22), (LANGUAGE, 6), (STATUS, 18), (LATE, 10), (RECEIVED, 16)),
        *decision_columns(language, body=26),
    )
    beside = (
        detail_column(CASE_NUMBER, 24, language),
        *headed(language, (_("Own deadline"), 16)),
        detail_column(OFFICIAL_NAME, 36, language),
        *headed(language, (_("Reference"), 18), (_("Request sent"), 16), (_("Opened"), 16)),
        *(detail_column(detail_address(question), 30, language) for question in _contact(contents.edition)),
    )
    rows = rows_of_respondents(contents.respondents, contents.this_round.deadline, contents.edition)
    return Sheet(gettext(language, _("Respondents")), (*printed, *beside), rows, printed=len(printed), frozen=1)


def rows_of_respondents(
    respondents: Sequence[Respondent] | Pile[Respondent], deadline: datetime, edition: Edition
) -> Iterator[Row]:
    """One row for each invited organisation, by group in official order and then by name.

    Contact details only in the internal edition.
    """
    language = edition.language
    in_order = sorted((official_order(each, language), position) for position, each in enumerate(respondents))
    for _place, position in in_order:
        respondent = respondents[position]
        details = respondent.details
        yield Row(
            (
                *who(respondent, language),
                respondent.language,
                status_words(respondent.status, language),
                gettext(language, LATE) if respondent.is_late(deadline) else None,
                respondent.received_at,
                *decision(details, language),
                detail(details, CASE_NUMBER, language),
                respondent.own_deadline,
                detail(details, OFFICIAL_NAME, language),
                respondent.reference or None,
                respondent.sent_at,
                respondent.opened_at,
                *(detail(respondent.contact, detail_address(each), language) for each in _contact(edition)),
            )
        )


def official_order(respondent: Respondent, language: str) -> tuple[int, tuple[str, str]]:
    """By group, then by name: the order of tables and committees' papers."""
    return official_place(respondent.stated_group, text_in(respondent.organisation, language))


def official_place(group: str, name: str) -> tuple[int, tuple[str, str]]:
    """The place of a name in that order."""
    order = list(group_labels())
    return order.index(group) if group in order else len(order), sort_key(name)


def _contact(edition: Edition) -> list[Question]:
    """The details that are never published."""
    return [question for question in details_section().questions if not question.public] if edition.internal else []
