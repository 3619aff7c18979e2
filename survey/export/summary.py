"""The first sheet: what the round was, how many answered in each group, and figures to check the file by."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from survey.export.collected import Tally
from survey.export.counts import in_official_order
from survey.export.round import Respondent, Round, Status
from survey.export.sheets import Cell, Look, Row
from survey.languages import gettext, text_in
from survey.questions.details import group_labels

WIDTHS = (30, 11, 11, 13, 12, 13)
"""A label of 30 characters and a value of 60, which the counts by group share."""


@dataclass(frozen=True)
class Counted:
    """How many organisations of one group were asked, and what became of it."""

    asked: int = 0
    answered: int = 0
    nothing_to_state: int = 0
    not_answered: int = 0


def summary_rows(
    this_round: Round, respondents: Sequence[Respondent], tally: Tally, *, language: str, exported_at: datetime
) -> Iterator[Row]:
    """The rows of the summary, in `language`; the check figures come last."""
    yield Row((text_in(this_round.title, language),), Look.TITLE)
    yield Row(())
    yield from _labelled(
        (gettext(language, "Requested by"), text_in(this_round.issuer, language)),
        (gettext(language, "Diary number"), this_round.diary_number or None),
        (gettext(language, "Response time begins"), this_round.opened_at),
        (gettext(language, "Response time ends"), this_round.deadline),
        (gettext(language, "Exported"), exported_at),
        (gettext(language, "How to read the answers"), _reading_guide(language)),
    )
    yield Row(())
    yield from _rows_by_group(respondents, language)
    yield Row(())
    yield Row((gettext(language, "Check figures"),), Look.TITLE)
    yield from _labelled(
        (gettext(language, "Statements"), tally.statements),
        (gettext(language, "Answers"), tally.answers),
        (gettext(language, "Characters in the answers"), tally.characters),
        (gettext(language, "Digest of the questions' structure"), this_round.structure_digest),
        (gettext(language, "Digest of the questions' texts"), this_round.text_digest),
    )


def count_by_group(respondents: Sequence[Respondent]) -> dict[str, Counted]:
    """The counts of each group that was asked, in official order; a group that is not official comes last."""
    statuses = Counter((respondent.stated_group, respondent.status) for respondent in respondents)
    return {
        group: Counted(
            asked=sum(statuses[group, status] for status in Status),
            answered=statuses[group, Status.SUBMITTED],
            nothing_to_state=statuses[group, Status.NOTHING_TO_STATE],
            not_answered=statuses[group, Status.NOT_OPENED] + statuses[group, Status.DRAFT],
        )
        for group in in_official_order(group for group, _ in statuses)
    }


def _labelled(*lines: tuple[str, Cell]) -> Iterator[Row]:
    for line in lines:
        yield Row(line, Look.LABELLED)


def _rows_by_group(respondents: Sequence[Respondent], language: str) -> Iterator[Row]:
    headers = (
        gettext(language, "Group"),
        gettext(language, "Have been asked"),
        gettext(language, "Have answered"),
        gettext(language, "Nothing to state"),
        gettext(language, "Have not answered"),
    )
    yield Row(headers, Look.FIGURES_HEADER)
    counts = count_by_group(respondents)
    for group, counted in counts.items():
        yield Row((text_in(group_labels().get(group, {}), language) or group, *_figures([counted])), Look.FIGURES)
    yield Row((gettext(language, "Total"), *_figures(list(counts.values()))), Look.TOTAL)


def _figures(counts: Sequence[Counted]) -> tuple[int, ...]:
    return (
        sum(counted.asked for counted in counts),
        sum(counted.answered for counted in counts),
        sum(counted.nothing_to_state for counted in counts),
        sum(counted.not_answered for counted in counts),
    )


def _reading_guide(language: str) -> str:
    return gettext(
        language,
        "An empty cell means that the question was not answered. The sheet “%(sheet)s” has whole every text that is"
        " too long to be shown or printed in its cell; a link leads there from its row.",
        sheet=gettext(language, "Long answers"),
    )
