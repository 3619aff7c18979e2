"""The sheet for pivot tables: one row for each single value, with everything that values can be grouped by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from survey.export.committee_workbook.answer_columns import BEGINNINGS, LINES
from survey.export.committee_workbook.contents import (
    BY_QUESTION,
    CONTINUES,
    ENTRY,
    GROUP,
    LONG_ANSWERS,
    NUMBER,
    PART,
    QUESTION,
    RESPONDENT,
    ROW_CODE,
    SECTION,
    STATUS,
    ColumnMaker,
    Contents,
    numbered,
)
from survey.export.committee_workbook.rows import ANSWER_WIDTH, answer_cell, beginning, entry_words, row_words
from survey.export.statements.collected import CollectedAnswer
from survey.export.statements.columns import FILES, PART_WORDS, Column, has_groups
from survey.export.statements.respondent_cells import group_of, name_of
from survey.export.xlsx.sheets import Cell, Code, Link, Note, Sheet, SheetColumn
from survey.languages import gettext, text_in
from survey.languages import mark as _
from survey.questions.kinds.attachment import files_of
from survey.questions.kinds.options import label_in
from survey.questions.question import State

VALUES = _("Values")
ANSWER_ITSELF = _("answer")
"""What the first part of an answer is called."""

STATES = {
    State.ANSWERED: _("Answered"),
    State.NOTHING_TO_STATE: _("Nothing to state"),
    State.MALFORMED: _("As typed"),
}


@dataclass(frozen=True)
class Value:
    """One value in the cell of its own kind; a chosen one has its key as well, a long text the way to it whole."""

    label: str | None = None
    key: Code | None = None
    number: int | Decimal | None = None
    day: date | None = None
    text: Cell = None
    jump: Link | None = None


class SingleValue(NamedTuple):
    """A row of the sheet: a value, with the part that it was answered in, in words, and the answer that it is of."""

    column: Column
    part: str
    collected_answer: CollectedAnswer
    value: Value


def values_sheet(contents: Contents) -> Sheet[SingleValue]:
    """One row for each option that was chosen, each number, day, text and file, question by question."""
    printed, columns_after = _printed(contents), _columns_after(contents)
    return Sheet(
        gettext(contents.language, VALUES),
        (*printed, *columns_after),
        _single_values(contents),
        printed=len(printed),
        frozen=1,
        lines=LINES,
        note=gettext(contents.language, BEGINNINGS, sheet=gettext(contents.language, BY_QUESTION)),
    )


def _printed(contents: Contents) -> tuple[SheetColumn[SingleValue], ...]:
    language = contents.language
    column = ColumnMaker[SingleValue](*contents.edition.languages)

    def entry(single: SingleValue) -> str | None:
        return entry_words(single.column, single.collected_answer, contents.columns, language)

    return (
        column(RESPONDENT, 24, lambda single: name_of(single.collected_answer.respondent, language)),
        column(NUMBER, 7, lambda single: numbered(single.column.number)),
        column(SECTION, contents.section_width(18), lambda single: contents.section_of(single.column)),
        column(QUESTION, 28, lambda single: text_in(single.column.question.header, language)),
        *([column(ENTRY, 12, entry)] if has_groups(contents.columns) else []),
        column(PART, 16, lambda single: single.part),
        column(_("Label of the value"), 24, lambda single: single.value.label),
        column(_("Number"), 12, lambda single: single.value.number),
        column(_("Date"), 12, lambda single: single.value.day),
        column(_("Text"), ANSWER_WIDTH, lambda single: single.value.text),
    )


def _columns_after(contents: Contents) -> tuple[SheetColumn[SingleValue], ...]:
    language = contents.language
    column = ColumnMaker[SingleValue](*contents.edition.languages)
    return (
        column(CONTINUES, 16, lambda single: single.value.jump),
        column(GROUP, 22, lambda single: group_of(single.collected_answer.respondent, language)),
        column(_("Key"), 42, lambda single: Code(single.column.question.key)),
        column(_("Key of the value"), 42, lambda single: single.value.key),
        column(STATUS, 18, lambda single: gettext(language, STATES[single.collected_answer.answer.given.state])),
        column(ROW_CODE, 24, lambda single: Code(single.collected_answer.answer.row_id)),
    )


def _single_values(contents: Contents) -> Iterator[SingleValue]:
    by_key: dict[str, list[tuple[Column, str]]] = {}
    for column in contents.columns:
        part = part_words(column, contents.language)
        by_key.setdefault(column.question.key, []).append((column, part))
    for key, parts in by_key.items():
        for collected_answer in contents.collected.answers_to(key):
            for column, part in parts:
                for value in _values(contents, column, collected_answer):
                    yield SingleValue(column, part, collected_answer, value)


def part_words(column: Column, language: str) -> str:
    """What a part of an answer is called: a row of a matrix by its label."""
    if row := column.question.part_label(column.part):
        return text_in(row, language)
    first = column.part == column.question.used_parts[0] and column.part not in PART_WORDS
    return gettext(language, ANSWER_ITSELF if first else PART_WORDS.get(column.part, column.part))


def _values(contents: Contents, column: Column, collected_answer: CollectedAnswer) -> Iterator[Value]:
    """The values of one part of an answer; an empty one where there is nothing to state, as the row says."""
    given, language = collected_answer.answer.given, contents.language
    question, part = column.question, column.part
    filled = answer_cell(column, given, language)
    if isinstance(filled, Note):
        yield Value()
    elif part in question.countable:
        for key in given.value.get(part, "").split():
            yield Value(label=label_in(question.countable[part], key, language), key=Code(key))
    elif part == FILES:
        for file in files_of(given.value):
            yield Value(text=file.name)
    elif isinstance(filled, int | Decimal):
        yield Value(number=filled)
    elif isinstance(filled, date):
        yield Value(day=filled)
    elif filled is not None:
        place = contents.place(collected_answer, part)
        jump = (
            Link(row_words(place, language, begun=place.cut), gettext(language, LONG_ANSWERS), place.row)
            if place
            else None
        )
        yield Value(text=beginning(filled, place), jump=jump)
