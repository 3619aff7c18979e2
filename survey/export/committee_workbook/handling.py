"""The sheet that a committee works on: one row for each question, with counts and room for what is decided."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from survey.export.committee_workbook.contents import (
    BY_QUESTION,
    HANDLING,
    NUMBER,
    POSITION,
    QUESTION,
    SECTION,
    ColumnMaker,
    Contents,
    numbered,
)
from survey.export.committee_workbook.figures.distributions import NOT_ANSWERED
from survey.export.committee_workbook.rows import NOT_ASKED, NOTHING_TO_STATE
from survey.export.statements.columns import section_titles, table_questions
from survey.export.statements.counts import Counts, Outcome
from survey.export.statements.positions import POSITIONS, positions_of
from survey.export.xlsx.cell_text import fits_page
from survey.export.xlsx.long_texts import first_part
from survey.export.xlsx.sheets import Beginning, Cell, ColumnOf, Formula, Look, Sheet
from survey.languages import gettext, text_in
from survey.languages import mark as _
from survey.questions.kinds.options import label_in
from survey.questions.question import Question

SECTION_WIDTH = 14
QUESTION_WIDTH = 22
CHOSEN_WIDTH = 50

SCALE = 80
"""Per cent of the full size in print: then two pages side by side have it all, what came in and what is decided."""


class Handled(NamedTuple):
    """One question: how many answered it, had nothing to state, were silent, or were not asked; what was chosen.

    `positions` are those that the chosen options are by their words.
    """

    number: int | str
    section: Cell
    question: Cell
    answers: int
    nothing: int
    silent: int
    not_asked: int
    chosen: Cell
    positions: Mapping[str, int]


def handling_sheet(contents: Contents) -> Sheet[Handled]:
    """The sheet of handling. Its counts of positions follow the positions on the sheet by question."""
    language = contents.language
    column = ColumnMaker[Handled](language)
    columns = (
        column(NUMBER, 5, lambda handled: handled.number),
        column(SECTION, contents.section_width(SECTION_WIDTH), lambda handled: handled.section),
        column(QUESTION, QUESTION_WIDTH, lambda handled: handled.question),
        column(_("Answers"), 11, lambda handled: handled.answers),
        column(NOTHING_TO_STATE, 11, lambda handled: handled.nothing),
        column(NOT_ANSWERED, 11, lambda handled: handled.silent),
        column(NOT_ASKED, 9, lambda handled: handled.not_asked),
        *(column(position, 11, _count_of(position, language)) for position in POSITIONS),
        column(_("What was chosen"), CHOSEN_WIDTH, lambda handled: handled.chosen),
        column.by_hand(_("Summary"), 46),
        column.by_hand(_("Proposal"), 31),
        column.by_hand(_("Amended proposal"), 31),
        column.by_hand(_("Decision"), 31),
    )
    return Sheet(
        gettext(language, HANDLING),
        columns,
        _questions(contents),
        printed=len(columns),
        filtered=False,
        frozen=3,
        across=True,
        scale=SCALE,
        look=lambda _handled: Look.HANDLED,
    )


def _questions(contents: Contents) -> Iterator[Handled]:
    language, counts = contents.language, contents.collected.counts
    groups = counts.official_groups()
    question_set = contents.consultation.question_set
    numbers, sections = question_set.numbers(), section_titles(question_set)
    for question in table_questions(question_set):
        outcome = {each: counts.outcome(question.key, each, groups) for each in Outcome}
        yield Handled(
            numbered(numbers[question.key]),
            _fitting(text_in(sections[question.key], language), SECTION_WIDTH),
            _fitting(text_in(question.label, language), QUESTION_WIDTH),
            outcome[Outcome.ANSWERED],
            outcome[Outcome.NOTHING_TO_STATE],
            outcome[Outcome.NOT_ANSWERED],
            outcome[Outcome.NOT_ASKED],
            _fitting(_chosen(question, counts, groups, language), CHOSEN_WIDTH),
            _positions(question, counts, groups),
        )


def _count_of(position: str, language: str) -> Callable[[Handled], Formula]:
    """How many answers to the question of a row have this position: a total of what people may change by hand."""
    answers, own = gettext(language, BY_QUESTION), gettext(language, HANDLING)
    words = 'COUNTIFS({answers}${asked}:${asked},${number}{row}&" *",{answers}${given}:${given},{position}$1)'
    counted = Formula(
        words.replace("{answers}", f"'{answers}'!"),
        columns={
            "asked": ColumnOf(answers, QUESTION),
            "given": ColumnOf(answers, POSITION),
            "number": ColumnOf(own, NUMBER),
            "position": ColumnOf(own, position),
        },
    )
    return lambda handled: replace(counted, result=handled.positions.get(position, 0))


def _positions(question: Question, counts: Counts, groups: list[str]) -> Counter[str]:
    """How many chose an option that is this position by its words: what the formulas give in the new file."""
    found: Counter[str] = Counter()
    positions = positions_of(question)
    for option, number in counts.options(question, "option", groups).items() if positions else ():
        found[positions.get(option, "")] += number
    return found


def _chosen(question: Question, counts: Counts, groups: list[str], language: str) -> str:
    """The distribution in a few words: Kyllä 12 · Ei 3; of a matrix a line for each row."""
    lines = []
    for part, labels in question.countable.items():
        options = counts.options(question, part, groups)
        words = " · ".join(f"{label_in(labels, option, language)} {number}" for option, number in options.items())
        row = question.part_label(part)
        lines.append(f"{text_in(row, language)}: {words}" if row else words)
    return "\n".join(lines)


def _fitting(text: str, width: int) -> Cell:
    """The text; of one that is higher than a row can be, the beginning: it is whole on a sheet of its own."""
    return (text or None) if fits_page(text, width) else Beginning(first_part(text, width))
