"""The sheet of distributions: how often each option was chosen, of everybody and group by group."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from survey.export.committee_workbook.contents import GROUP, OPTION, QUESTION, SECTION, ColumnMaker, width_for
from survey.export.committee_workbook.rows import NOT_ASKED, NOTHING_TO_STATE
from survey.export.statements.columns import Column
from survey.export.statements.counts import Counts, Outcome
from survey.export.xlsx.sheets import Look, Share, Sheet
from survey.languages import gettext, text_in
from survey.languages import mark as _
from survey.questions.kinds.options import label_in

DISTRIBUTIONS = _("Distributions")
EVERYBODY = _("All respondents")
NOT_ANSWERED = _("Not answered")
COUNT = _("Count")


class OptionCount(NamedTuple):
    """How often one option of a question was chosen, of everybody or in one group; `share` of those who chose."""

    section: str
    question: str
    group: str
    option: str
    chosen: int
    share: Share | None
    of_everybody: bool


def distributions_sheet(columns: Sequence[Column], counts: Counts, *, language: str) -> Sheet[OptionCount]:
    """One row for each option of each question that has options, for everybody and for each group that chose it."""
    column = ColumnMaker[OptionCount](language)
    sections = (text_in(each.section, language) for each in columns)
    heads = (
        column(SECTION, width_for(sections, 18), lambda counted: counted.section),
        column(QUESTION, 34, lambda counted: counted.question),
        column(GROUP, 28, lambda counted: counted.group),
        column(OPTION, 25, lambda counted: counted.option),
        column(COUNT, 9, lambda counted: counted.chosen),
        column(_("Share"), 9, lambda counted: counted.share),
    )
    return Sheet(
        gettext(language, DISTRIBUTIONS),
        heads,
        option_counts(columns, counts, language=language),
        printed=len(heads),
        landscape=False,
        look=lambda counted: Look.TOTAL if counted.of_everybody else Look.FIGURES,
    )


def option_counts(columns: Sequence[Column], counts: Counts, *, language: str) -> Iterator[OptionCount]:
    """First everybody, with every option; then the groups in their official order, with what there is in each.

    A share is of the answers that chose something, so it has nothing to do with who was silent: that is counted
    below the options. Where several options could be chosen, the shares make more than the whole.
    """
    groups = counts.official_groups()
    for column in columns:
        if column.part not in column.question.countable:
            continue
        section, everybody = text_in(column.section, language), gettext(language, EVERYBODY)
        for words, number, share in _lines(column, counts, groups, language):
            yield OptionCount(section, column.header, everybody, words, number, share, of_everybody=True)
        for group in groups:
            name = counts.group_name(group, language)
            for words, number, share in _lines(column, counts, [group], language):
                if number:
                    yield OptionCount(section, column.header, name, words, number, share, of_everybody=False)


def _lines(
    column: Column, counts: Counts, groups: Sequence[str], language: str
) -> Iterator[tuple[str, int, Share | None]]:
    question, part = column.question, column.part
    answers = counts.answers(question.key, part, groups)
    for option, number in counts.options(question, part, groups).items():
        yield label_in(question.countable[part], option, language), number, Share(number, answers)
    silent = {outcome: counts.outcome(question.key, outcome, groups) for outcome in Outcome}
    yield gettext(language, NOTHING_TO_STATE), silent[Outcome.NOTHING_TO_STATE], None
    without_choice = silent[Outcome.ANSWERED] - answers
    yield gettext(language, NOT_ANSWERED), silent[Outcome.NOT_ANSWERED] + without_choice, None
    if not_asked := silent[Outcome.NOT_ASKED]:
        yield gettext(language, NOT_ASKED), not_asked, None
