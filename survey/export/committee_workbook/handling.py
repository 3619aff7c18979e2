"""The sheet that a committee works on: one row for each question, with counts and room for what is decided."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from survey.export.committee_workbook.contents import (
    BY_QUESTION,
    HANDLING,
    NUMBER,
    POSITION,
    POSITIONS,
    QUESTION,
    SECTION,
    ColumnMaker,
    Contents,
    numbered,
)
from survey.export.committee_workbook.distributions import NOT_ANSWERED
from survey.export.committee_workbook.rows import NOTHING_TO_STATE
from survey.export.statements.columns import section_titles, table_questions
from survey.export.statements.counts import Counts, Outcome
from survey.export.xlsx.cell_text import fits_page
from survey.export.xlsx.long_texts import first_part
from survey.export.xlsx.sheets import Beginning, Cell, ColumnOf, Formula, Look, Sheet
from survey.languages import gettext, text_in
from survey.languages import mark as _
from survey.questions.kinds.options import label_in
from survey.questions.question import Question

SECTION_WIDTH = 14
QUESTION_WIDTH = 22
CHOSEN_WIDTH = 60


class Handled(NamedTuple):
    """One question with how many answered it, had nothing to state, were silent, and what was chosen in words."""

    number: int | str
    section: Cell
    question: Cell
    answers: int
    nothing: int
    silent: int
    chosen: Cell


def handling_sheet(contents: Contents) -> Sheet[Handled]:
    """The sheet of handling. Its counts of positions follow what is filled in on the sheet by question."""
    language = contents.language
    column = ColumnMaker[Handled](language)
    printed = (
        column(NUMBER, 5, lambda handled: handled.number),
        column(SECTION, SECTION_WIDTH, lambda handled: handled.section),
        column(QUESTION, QUESTION_WIDTH, lambda handled: handled.question),
        column(_("Answers"), 11, lambda handled: handled.answers),
        *(column(position, 11, _count_of(position, language)) for position in POSITIONS),
        column.by_hand(_("Summary"), 40),
        column.by_hand(_("Proposal"), 28),
    )
    columns_after = (
        column.by_hand(_("Amended proposal"), 28),
        column.by_hand(_("Decision"), 28),
        column(NOTHING_TO_STATE, 12, lambda handled: handled.nothing),
        column(NOT_ANSWERED, 11, lambda handled: handled.silent),
        column(_("What was chosen"), CHOSEN_WIDTH, lambda handled: handled.chosen),
    )
    return Sheet(
        gettext(language, HANDLING),
        (*printed, *columns_after),
        _questions(contents),
        printed=len(printed),
        filtered=False,
        frozen=3,
        look=lambda _handled: Look.HANDLED,
    )


def _questions(contents: Contents) -> Iterator[Handled]:
    language, counts = contents.language, contents.collected.counts
    groups = counts.official_groups()
    question_set = contents.consultation.question_set
    numbers, sections = question_set.numbers(), section_titles(question_set)
    for question in table_questions(question_set):
        answered, nothing, silent = (
            counts.outcome(question.key, outcome, groups)
            for outcome in (Outcome.ANSWERED, Outcome.NOTHING_TO_STATE, Outcome.NOT_ANSWERED)
        )
        yield Handled(
            numbered(numbers[question.key]),
            _fitting(text_in(sections[question.key], language), SECTION_WIDTH),
            _fitting(text_in(question.label, language), QUESTION_WIDTH),
            answered,
            nothing,
            silent,
            _fitting(_chosen(question, counts, groups, language), CHOSEN_WIDTH),
        )


def _count_of(position: str, language: str) -> Callable[[Handled], Formula]:
    """How many answers to the question of a row were given this position: a total of what is filled in by hand."""
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
    return lambda _handled: counted


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
