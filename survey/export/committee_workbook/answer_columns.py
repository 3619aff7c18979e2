"""The columns of the tables with one row for each statement, or for each entry of a group.

An ordinary workbook has one for each part of each question. A full one also has the key of the chosen option,
for each option of a choice a column that says 1 where it was chosen, and its headers in both languages.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from survey.export.committee_workbook.contents import (
    BY_QUESTION,
    CONTINUES,
    ENTRY,
    GROUP,
    RESPONDENT,
    STATUS,
    ColumnMaker,
    Contents,
)
from survey.export.committee_workbook.rows import ANSWER_WIDTH, TableRow
from survey.export.statements.columns import FILES, Column, Shows, in_languages, plan_columns, side_by_side
from survey.export.statements.records import CHANNEL
from survey.export.xlsx.sheets import Sheet, SheetColumn
from survey.languages import gettext
from survey.languages import mark as _
from survey.questions.question import LONGEST_SHORT, Texts

KEY = _("Key")

WIDTHS = {Shows.CONTENT: 20, Shows.KEYS: 16, Shows.CHOSEN: 14}


def answer_columns(contents: Contents) -> tuple[Column, ...]:
    """The columns of the edition in the order of the form, those of questions within groups among them."""
    edition = contents.edition
    if not edition.full:
        return contents.columns
    planned = plan_columns(contents.consultation.question_set, *edition.languages)
    return tuple(each for column in planned for each in _with_keys(column, edition.languages))


class Widths(NamedTuple):
    """The widths, in characters, of the columns that say whose answers a row has, and of which entry."""

    name: int
    group: int
    status: int
    entry: int
    jumps: int


TABLE_WIDTHS = Widths(name=26, group=19, status=12, entry=12, jumps=14)
"""Those of the committee's workbook."""


LINES = 8
"""How many lines high the rows of the committee's tables are. As high as their longest text, a table of thirty
questions and three hundred statements took ten thousand pages and could not be scrolled.
"""

SCALE = 65
"""Per cent of the full size in print: about that of the sheet by question."""

BEGINNINGS = _("long texts are whole on: %(sheet)s")


def table_sheet(
    title: str, columns: Sequence[SheetColumn[TableRow]], rows: Iterable[TableRow], *, language: str
) -> Sheet[TableRow]:
    """A table with rows of the same height, which says on each page that it does not show long texts to their end."""
    return Sheet(
        title,
        tuple(columns),
        rows,
        printed=len(columns),
        frozen=1,
        across=True,
        scale=SCALE,
        lines=LINES,
        note=gettext(language, BEGINNINGS, sheet=gettext(language, BY_QUESTION)),
    )


def statement_columns(answers: Iterable[Column], widths: Widths, *languages: str) -> tuple[SheetColumn[TableRow], ...]:
    """The columns of a table with one row for each statement: whose it is, then these answers."""
    column = ColumnMaker[TableRow](*languages)
    return (
        column(RESPONDENT, widths.name, lambda row: row.name),
        column(GROUP, widths.group, lambda row: row.group),
        column(STATUS, widths.status, lambda row: row.status),
        column(CHANNEL, widths.status, lambda row: row.channel),
        column(CONTINUES, widths.jumps, lambda row: row.jumps),
        *(_answer_column(each, languages) for each in answers),
    )


def entry_columns(answers: Iterable[Column], widths: Widths, *languages: str) -> tuple[SheetColumn[TableRow], ...]:
    """The columns of a table with one row for each entry of a group: whose and which it is, then these answers."""
    column = ColumnMaker[TableRow](*languages)
    return (
        column(RESPONDENT, widths.name, lambda row: row.name),
        column(GROUP, widths.group, lambda row: row.group),
        column(ENTRY, widths.entry, lambda row: row.entry),
        column(CONTINUES, widths.jumps, lambda row: row.jumps),
        *(_answer_column(each, languages) for each in answers),
    )


def _answer_column(column: Column, languages: tuple[str, ...]) -> SheetColumn[TableRow]:
    """The same as a column of a sheet: wider where somebody wrote a text."""
    header = column.header
    width = ANSWER_WIDTH if column.part in (*column.question.texts, FILES) else WIDTHS[column.shows]
    return SheetColumn(header, column.heading(*languages), width, lambda row: row.cells[header])


def _with_keys(column: Column, languages: tuple[str, ...]) -> Iterator[Column]:
    question, part = column.question, column.part
    yield column
    if part not in question.countable:
        return
    yield replace(column, header=_keys_header(column, languages), shows=Shows.KEYS)
    if question.column_per_option:
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
    """It contains the option's key, because labels can be alike."""
    beginning = f"{number}: {option} = "
    return beginning + in_languages(label, languages, LONGEST_SHORT - len(beginning))
