"""The sheet for pivot tables: one row for each single value, with everything beside it that it may be grouped by."""

from collections.abc import Iterator
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
    columns = headed(
        contents.edition.languages,
        (RESPONDENT, 30),
        (GROUP, 20),
        (NUMBER, 8),
        (_("Key"), 24),
        (QUESTION, 34),
        *([(ENTRY, 14)] if with_entries else []),
        (PART, 20),
        (STATUS, 16),
        (_("Key of the value"), 18),
        (_("Label of the value"), 28),
        (_("Number"), 12),
        (_("Date"), 12),
        (_("Text"), ANSWER_WIDTH),
        (CONTINUES, 16),
        (ROW_CODE, 24),
    )
    title = gettext(contents.language, VALUES)
    return Sheet(title, columns, _rows(contents), printed=len(columns), frozen=1, across=True)


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
                for value in _values(contents, column, placed):
                    yield Row(
                        (
                            *who(placed.respondent, language),
                            number,
                            Code(key),
                            label,
                            *entry,
                            part_words(column, language),
                            state,
                            *value,
                            Code(placed.answer.row_id),
                        )
                    )


def part_words(column: Column, language: str) -> str:
    """What a part of an answer is called: a row of a matrix by its label."""
    if row := column.question.part_label(column.part):
        return text_in(row, language)
    first = column.part == column.question.used_parts[0] and column.part not in PART_WORDS
    return gettext(language, ANSWER_ITSELF if first else PART_WORDS.get(column.part, column.part))


def _values(contents: Contents, column: Column, placed: Placed) -> Iterator[tuple[Cell, ...]]:
    """The cells from the value's key to the way to its long text, for each value of a part of an answer."""
    given, language = placed.answer.given, contents.language
    question, part = column.question, column.part
    filled = answer_cell(column, given, language)
    if isinstance(filled, Note):  # the column of states says it
        yield (None,) * 6
    elif part in question.countable:
        for key in given.value.get(part, "").split():
            yield Code(key), label_in(question.countable[part], key, language), None, None, None, None
    elif part == FILES:
        for file in files_of(given.value):
            yield None, None, None, None, file.name, None
    elif isinstance(filled, int | Decimal):
        yield None, None, filled, None, None, None
    elif isinstance(filled, date):
        yield None, None, None, filled, None, None
    elif filled is not None:
        place = contents.place(placed, part)
        jump = Link(row_words(place, language), gettext(language, LONG_ANSWERS), place.row) if place else None
        yield None, None, None, None, beginning(filled, place), jump
