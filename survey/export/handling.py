"""The sheet that a committee works on: one row for each question, with counts and room for what is decided."""

from collections.abc import Iterator

from survey.export.by_question import position_letter
from survey.export.cell_text import fits_page
from survey.export.columns import table_questions
from survey.export.contents import (
    BY_QUESTION,
    HANDLING,
    NUMBER,
    POSITIONS,
    QUESTION,
    Contents,
    headed,
    numbered,
    position_letters,
)
from survey.export.counts import Counts, Outcome
from survey.export.distributions import NOT_ANSWERED
from survey.export.long_texts import first_part
from survey.export.rows import FIRST_ROW, NOTHING_TO_STATE
from survey.export.sheets import Beginning, Cell, Formula, Look, Row, Sheet
from survey.languages import gettext, text_in
from survey.questions.kinds.options import label_in
from survey.questions.question import Question


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


QUESTION_WIDTH = 22
CHOSEN_WIDTH = 60


def handling_sheet(contents: Contents) -> Sheet:
    """The sheet of handling. Its counts of positions follow what is filled in on the sheet by question."""
    language = contents.language
    printed = (
        *headed(language, (NUMBER, 5), (QUESTION, QUESTION_WIDTH), (_("Answers"), 11)),
        *headed(language, *((position, 11) for position in POSITIONS)),
        *headed(language, (_("Summary"), 40), (_("Proposal"), 28), by_hand=True),
    )
    beside = (
        *headed(language, (_("Amended proposal"), 28), (_("Decision"), 28), by_hand=True),
        *headed(language, (NOTHING_TO_STATE, 12), (NOT_ANSWERED, 11), (_("What was chosen"), CHOSEN_WIDTH)),
    )
    title = gettext(language, HANDLING)
    return Sheet(title, (*printed, *beside), _rows(contents), printed=len(printed), filtered=False, frozen=2)


def _rows(contents: Contents) -> Iterator[Row]:
    language, counts = contents.language, contents.pass_over.counts
    groups = counts.official_groups()
    numbers = contents.this_round.question_set.numbers()
    for row, question in enumerate(table_questions(contents.this_round.question_set), start=FIRST_ROW):
        answered, nothing, silent = (
            counts.outcome(question.key, outcome, groups)
            for outcome in (Outcome.ANSWERED, Outcome.NOTHING_TO_STATE, Outcome.NOT_ANSWERED)
        )
        yield Row(
            (
                numbered(numbers[question.key]),
                _as_far_as_it_goes(text_in(question.label, language), QUESTION_WIDTH),
                answered,
                *_positions(contents, row),
                *(None,) * 4,
                nothing,
                silent,
                _as_far_as_it_goes(_chosen(question, counts, groups, language), CHOSEN_WIDTH),
            ),
            Look.HANDLED,
        )


def _positions(contents: Contents, row: int) -> Iterator[Formula]:
    """How many answers to the question of this row were given each position: a total of what is filled in by hand."""
    sheet = gettext(contents.language, BY_QUESTION)
    column = position_letter(contents.columns, contents.language)
    for letter in position_letters():
        of_question = f"'{sheet}'!$A:$A,$A{row}&\" *\""
        with_position = f"'{sheet}'!${column}:${column},{letter}$1"
        yield Formula(f"COUNTIFS({of_question},{with_position})")


def _chosen(question: Question, counts: Counts, groups: list[str], language: str) -> str:
    """The distribution in a few words: Kyllä 12 · Ei 3; of a matrix a line for each row."""
    lines = []
    for part, labels in question.countable.items():
        options = counts.options(question, part, groups)
        words = " · ".join(f"{label_in(labels, option, language)} {number}" for option, number in options.items())
        row = question.part_label(part)
        lines.append(f"{text_in(row, language)}: {words}" if row else words)
    return "\n".join(lines)


def _as_far_as_it_goes(text: str, width: int) -> Cell:
    """The text; of one that is higher than a row can be, the beginning: it is whole on a sheet of its own."""
    return (text or None) if fits_page(text, width) else Beginning(first_part(text, width))
