"""The sheet of respondents: everybody who was asked, and what became of it."""

from collections.abc import Iterable, Iterator

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
from survey.export.respondent_cells import decision, detail, who
from survey.export.round import Respondent, status_words
from survey.export.sheets import Row, Sheet
from survey.languages import gettext, sort_key, text_in
from survey.questions.details import CASE_NUMBER, OFFICIAL_NAME, group_labels


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


def respondents_sheet(contents: Contents) -> Sheet:
    """The sheet of all who were asked."""
    language = contents.language
    printed = (
        *headed(language, (RESPONDENT, 36), (GROUP, 26), (LANGUAGE, 6), (STATUS, 18), (RECEIVED, 16)),
        *decision_columns(language, body=26),
    )
    beside = (
        detail_column(CASE_NUMBER, 24, language),
        *headed(language, (_("Own deadline"), 16)),
        detail_column(OFFICIAL_NAME, 36, language),
        *headed(language, (_("Reference"), 18), (_("Request sent"), 16), (_("Opened"), 16)),
    )
    rows = rows_of_respondents(contents.respondents, language=language)
    return Sheet(gettext(language, _("Respondents")), (*printed, *beside), rows, printed=len(printed), frozen=1)


def rows_of_respondents(respondents: Iterable[Respondent], *, language: str) -> Iterator[Row]:
    """One row for each invited organisation, by group in official order and then by name."""
    order = list(group_labels())

    def by_group_and_name(respondent: Respondent) -> tuple[int, tuple[str, str]]:
        group = respondent.stated_group
        place = order.index(group) if group in order else len(order)
        return place, sort_key(text_in(respondent.organisation, language))

    for respondent in sorted(respondents, key=by_group_and_name):
        details = respondent.details
        yield Row(
            (
                *who(respondent, language),
                respondent.language,
                status_words(respondent.status, language),
                respondent.received_at,
                *decision(details, language),
                detail(details, CASE_NUMBER, language),
                respondent.own_deadline,
                detail(details, OFFICIAL_NAME, language),
                respondent.reference or None,
                respondent.sent_at,
                respondent.opened_at,
            )
        )
