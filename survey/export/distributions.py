"""The sheet of distributions: how often each option was chosen, of everybody and group by group."""

from collections.abc import Iterator, Sequence

from survey.export.columns import Column
from survey.export.contents import GROUP, QUESTION, Contents, headed
from survey.export.counts import Counts, Outcome
from survey.export.respondent_cells import group_name
from survey.export.rows import NOT_ASKED, NOTHING_TO_STATE
from survey.export.sheets import Look, Row, Share, Sheet
from survey.languages import gettext
from survey.questions.kinds.options import label_in


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


DISTRIBUTIONS = _("Distributions")
EVERYBODY = _("All respondents")
NOT_ANSWERED = _("Not answered")


def distributions_sheet(contents: Contents) -> Sheet:
    """One row for each option of each question that has options, for everybody and for each group that chose it."""
    columns = headed(
        contents.language,
        (QUESTION, 34),
        (GROUP, 28),
        (_("Option"), 25),
        (_("Count"), 9),
        (_("Share"), 9),
    )
    title = gettext(contents.language, DISTRIBUTIONS)
    rows = distribution_rows(contents.columns, contents.pass_over.counts, language=contents.language)
    return Sheet(title, columns, rows, printed=len(columns), landscape=False)


def distribution_rows(columns: Sequence[Column], counts: Counts, *, language: str) -> Iterator[Row]:
    """First everybody, with every option; then the groups in their official order, with what there is in each.

    A share is of the answers that chose something, so it has nothing to do with who was silent: that is counted
    below the options. Where several options could be chosen, the shares make more than the whole.
    """
    groups = counts.official_groups()
    for column in columns:
        if column.part not in column.question.countable:
            continue
        everybody = gettext(language, EVERYBODY)
        for words, number, share in _lines(column, counts, groups, language):
            yield Row((column.header, everybody, words, number, share), Look.TOTAL)
        for group in groups:
            name = group_name(group, language)
            for words, number, share in _lines(column, counts, [group], language):
                if number:
                    yield Row((column.header, name, words, number, share), Look.FIGURES)


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
