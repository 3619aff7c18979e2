"""The columns of the tables with one row for each statement, or for each entry of a group.

An ordinary workbook has one for each part of each question. A full one has the chosen option's key beside its label,
for each option of a choice a column that says 1 where it was chosen, and its headers in both languages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from survey.export.columns import FILES, Column, Shows, in_languages, plan_columns, side_by_side
from survey.export.contents import Contents
from survey.export.rows import ANSWER_WIDTH
from survey.export.sheets import SheetColumn
from survey.languages import gettext
from survey.questions.question import LONGEST_SHORT, Texts


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


KEY = _("Key")

WIDTHS = {Shows.CONTENT: 20, Shows.KEYS: 16, Shows.CHOSEN: 14}

WITH_CHOSEN = ("choice", "choices")
"""The kinds with a column for each option. The steps of a scale have an order, which one column tells."""


def answer_columns(contents: Contents) -> tuple[Column, ...]:
    """The columns of the edition in the order of the form, those of questions within groups among them."""
    edition = contents.edition
    if not edition.full:
        return contents.columns
    planned = plan_columns(contents.this_round.question_set, *edition.languages)
    return tuple(each for column in planned for each in _with_keys(column, edition.languages))


def table_columns(columns: Iterable[Column]) -> tuple[SheetColumn, ...]:
    """The same as columns of a sheet: wider where somebody wrote a text."""
    return tuple(
        SheetColumn(
            column.header,
            ANSWER_WIDTH if column.part in (*column.question.texts, FILES) else WIDTHS[column.shows],
        )
        for column in columns
    )


def _with_keys(column: Column, languages: tuple[str, ...]) -> Iterator[Column]:
    question, part = column.question, column.part
    yield column
    if part not in question.countable:
        return
    yield replace(column, header=_keys_header(column, languages), shows=Shows.KEYS)
    if question.kind in WITH_CHOSEN:
        for option, label in question.countable[part].items():
            header = _chosen_header(column.number, option, label, languages)
            yield replace(column, header=header, shows=Shows.CHOSEN, option=option)


def _keys_header(column: Column, languages: tuple[str, ...]) -> str:
    """A colon after the number, with which no other header begins; a dash, which no header of an option has there."""
    word = side_by_side((gettext(language, KEY) for language in languages), LONGEST_SHORT // 3)
    row = column.question.part_label(column.part)
    place = f"{column.question.used_parts.index(column.part) + 1} " if row else ""
    beginning = f"{column.number}: {word} – {place}"
    return beginning + in_languages(row or column.question.header, languages, LONGEST_SHORT - len(beginning))


def _chosen_header(number: str, option: str, label: Texts, languages: tuple[str, ...]) -> str:
    """The key tells the options of a question apart, whatever their labels are."""
    beginning = f"{number}: {option} = "
    return beginning + in_languages(label, languages, LONGEST_SHORT - len(beginning))
