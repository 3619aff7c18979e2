"""The sheet for pivot tables: one row for each single value, with everything beside it that it may be grouped by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from survey.export.collected import Placed
from survey.export.columns import FILES, PART_WORDS, Column, has_groups
from survey.export.contents import (
    CONTINUES,
    ENTRY,
    GROUP,
    LONG_ANSWERS,
    NUMBER,
    QUESTION,
    RESPONDENT,
    ROW_CODE,
    STATUS,
    Contents,
    headed,
    numbered,
)
from survey.export.respondent_cells import who
from survey.export.rows import ANSWER_WIDTH, answer_cell, beginning, entry_words, row_words
from survey.export.sheets import Cell, Code, Link, Note, Row, Sheet
from survey.languages import gettext, text_in
from survey.questions.kinds.attachment import files_of
from survey.questions.kinds.options import label_in
from survey.questions.question import State


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


VALUES = _("Values")
PART = _("Part")
ANSWER_ITSELF = _("answer")
"""What the first part of an answer is called."""

STATES = {
    State.ANSWERED: _("Answered"),
    State.NOTHING_TO_STATE: _("Nothing to state"),
    State.MALFORMED: _("As typed"),
}


def values_sheet(contents: Contents) -> Sheet:
    """One row for each option that was chosen, each number, day, text and file, question by question."""
    with_entries = has_groups(contents.columns)
    printed = headed(
        contents.edition.languages,
        (RESPONDENT, 24),
        (NUMBER, 7),
        (QUESTION, 28),
        *([(ENTRY, 12)] if with_entries else []),
        (PART, 16),
        (_("Label of the value"), 24),
        (_("Number"), 12),
        (_("Date"), 12),
        (_("Text"), ANSWER_WIDTH),
    )
    beside = headed(
        contents.edition.languages,
        (CONTINUES, 16),
        (GROUP, 22),
        (_("Key"), 42),
        (_("Key of the value"), 42),
        (STATUS, 18),
        (ROW_CODE, 24),
    )
    title = gettext(contents.language, VALUES)
    return Sheet(title, (*printed, *beside), _rows(contents), printed=len(printed), frozen=1)


def _rows(contents: Contents) -> Iterator[Row]:
    language, with_entries = contents.language, has_groups(contents.columns)
    by_key: dict[str, list[Column]] = {}
    for column in contents.columns:
        by_key.setdefault(column.question.key, []).append(column)
    for key, parts in by_key.items():
        question, number = parts[0].question, numbered(parts[0].number)
        label = text_in(question.header, language)
        for placed in contents.pass_over.answers_to(key):
            entry = [entry_words(parts[0], placed, contents.columns, language)] if with_entries else []
            state = gettext(language, STATES[placed.answer.given.state])
            for column in parts:
                about = (number, label, *entry, part_words(column, language))
                for value in _values(contents, column, placed):
                    name, group = who(placed.respondent, language)
                    kept = (value.jump, group, Code(key), value.key, state, Code(placed.answer.row_id))
                    yield Row((name, *about, value.label, value.number, value.day, value.text, *kept))


def part_words(column: Column, language: str) -> str:
    """What a part of an answer is called: a row of a matrix by its label."""
    if row := column.question.part_label(column.part):
        return text_in(row, language)
    first = column.part == column.question.used_parts[0] and column.part not in PART_WORDS
    return gettext(language, ANSWER_ITSELF if first else PART_WORDS.get(column.part, column.part))


@dataclass(frozen=True)
class _Value:
    """One value in the cell of its own kind; a chosen one has its key as well, a long text the way to it whole."""

    label: str | None = None
    key: Code | None = None
    number: int | Decimal | None = None
    day: date | None = None
    text: Cell = None
    jump: Link | None = None


def _values(contents: Contents, column: Column, placed: Placed) -> Iterator[_Value]:
    """The values of one part of an answer; an empty one where there is nothing to state, as the row says."""
    given, language = placed.answer.given, contents.language
    question, part = column.question, column.part
    filled = answer_cell(column, given, language)
    if isinstance(filled, Note):
        yield _Value()
    elif part in question.countable:
        for key in given.value.get(part, "").split():
            yield _Value(label=label_in(question.countable[part], key, language), key=Code(key))
    elif part == FILES:
        for file in files_of(given.value):
            yield _Value(text=file.name)
    elif isinstance(filled, int | Decimal):
        yield _Value(number=filled)
    elif isinstance(filled, date):
        yield _Value(day=filled)
    elif filled is not None:
        place = contents.place(placed, part)
        jump = Link(row_words(place, language), gettext(language, LONG_ANSWERS), place.row) if place else None
        yield _Value(text=beginning(filled, place), jump=jump)
