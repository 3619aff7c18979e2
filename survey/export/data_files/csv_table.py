"""The table of answers as CSV, with the same rows as in the workbook: for Excel in Finland, and for programs.

The file for Excel never makes Excel run a formula: a text that begins with = + - @, a tab, a carriage return or '
gets one ' added before it. So does a text that is the same as one of the product's own marks, such as [Not asked].
Removing one ' from the beginning of each text that begins with ' gives back what was typed. The plain file (RFC 4180)
has the texts unchanged.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Generic

from survey.export.committee_workbook.answer_columns import TABLE_WIDTHS, entry_columns, statement_columns
from survey.export.committee_workbook.contents import CONTINUES
from survey.export.committee_workbook.rows import NOT_ASKED, NOTHING_TO_STATE, TableRow, answer_cell, table_rows
from survey.export.statements.collected import Collected
from survey.export.statements.columns import Column, has_groups, plan_columns
from survey.export.statements.records import Statement, status_and_channel
from survey.export.statements.respondent_cells import group_of, name_of
from survey.export.xlsx.sheets import Cell, Note, Record, SheetColumn, cells_of
from survey.languages import format_date, format_moment, gettext, pgettext
from survey.questions.asking.addresses import entry_address
from survey.questions.asking.entries import entries_of
from survey.questions.kinds.group import Group
from survey.questions.question_set import QuestionSet

RUN_OR_TAKEN_AWAY = ("=", "+", "-", "@", "\t", "\r", "'")


@dataclass(frozen=True)
class Table(Generic[Record]):
    """One table. `name` is part of the file's name. Each of the `records` makes one row; they are read only once."""

    name: str
    columns: tuple[SheetColumn[Record], ...]
    records: Iterable[Record]

    @property
    def header(self) -> tuple[str, ...]:
        """The header of each column."""
        return tuple(column.header for column in self.columns)

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The cells of each record: the rows below the header."""
        return map(cells_of(self.columns), self.records)


@dataclass(frozen=True)
class Dialect:
    """How a table is written. `separator` is the character between two cells.

    With `for_excel` dates and numbers are written as Excel in Finland reads them, and no text can run as a formula.
    """

    separator: str
    for_excel: bool


FOR_EXCEL = Dialect(";", for_excel=True)
PLAIN = Dialect(",", for_excel=False)


def answer_tables(question_set: QuestionSet, collected: Collected, *, language: str) -> Iterator[Table[TableRow]]:
    """The table of answers (one row for each statement), then one table for each group (one row for each entry)."""
    columns = plan_columns(question_set, language)
    answers = [column for column in columns if not column.within]
    yield Table(
        pgettext(language, "file name", "answers"),
        _without_links(statement_columns(answers, TABLE_WIDTHS, language)),
        table_rows(collected, answers, {}, language=language, long_sheet=""),
    )
    if has_groups(columns):
        numbers = question_set.numbers()
        for group in question_set.questions():
            if isinstance(group, Group):
                inner = [column for column in columns if column.question.key.startswith(f"{group.key}/")]
                yield Table(
                    f"{numbers[group.key]}-{group.key}",
                    _without_links(entry_columns(inner, TABLE_WIDTHS, language)),
                    _entries(group, collected, inner, language),
                )


def write_table(opened: IO[bytes], table: Table[Record], dialect: Dialect, *, language: str) -> None:
    """Write one table as CSV in UTF-8, for Excel with a byte order mark. Rows end in CR LF. `opened` stays open."""
    text = io.TextIOWrapper(opened, encoding="utf-8-sig" if dialect.for_excel else "utf-8", newline="")
    writer = csv.writer(text, delimiter=dialect.separator, lineterminator="\r\n")
    in_words: Callable[[Cell], str] = _for_excel(language) if dialect.for_excel else _plain
    writer.writerow([in_words(header) for header in table.header])
    writer.writerows([in_words(cell) for cell in row] for row in table.rows)
    text.detach()


def never_run(text: str) -> str:
    """The text as a cell that Excel and LibreOffice take for a text: one ' before it where they could run it."""
    return f"'{text}" if text.startswith(RUN_OR_TAKEN_AWAY) else text


def as_typed(text: str) -> str:
    """The typed text of a cell of the file for Excel: the cell without the ' that was added before it."""
    return text.removeprefix("'")


def _without_links(columns: Iterable[SheetColumn[TableRow]]) -> tuple[SheetColumn[TableRow], ...]:
    """The columns without the column of links to the sheet of long answers, because a CSV file has no such sheet."""
    return tuple(column for column in columns if column.name != CONTINUES)


def _entries(group: Group, collected: Collected, columns: Sequence[Column], language: str) -> Iterator[TableRow]:
    for position, statement in collected.statements():
        needless, respondent = collected.needless[position], statement.respondent
        name, group_name = name_of(respondent, language), group_of(respondent, language)
        status = status_and_channel(respondent, language)
        for number, entry in enumerate(_entries_in(group, statement), start=1):
            cells: dict[str, Cell] = {}
            for column in columns:
                address = entry_address(group.key, entry, column.question.key.partition("/")[2])
                answer = statement.answers.get(address)
                if answer:
                    cells[column.header] = answer_cell(column, answer.given, language)
                else:
                    cells[column.header] = Note(gettext(language, NOT_ASKED)) if address in needless else None
            yield TableRow(name, group_name, status, cells, entry=number)


def _entries_in(group: Group, statement: Statement) -> tuple[str, ...]:
    own = statement.answers.get(group.key)
    return entries_of(group, {group.key: own.given}) if own and own.given.value else ()


def _for_excel(language: str) -> Callable[[Cell], str]:
    marks = {_marked(gettext(language, words)) for words in (NOT_ASKED, NOTHING_TO_STATE)}

    def in_words(cell: Cell) -> str:
        if isinstance(cell, str):
            return f"'{cell}" if cell in marks else never_run(cell)
        if isinstance(cell, datetime):
            return format_moment(language, cell)
        if isinstance(cell, date):
            return format_date(cell)
        return _plain(cell).replace(".", ",") if isinstance(cell, Decimal) else _plain(cell)

    return in_words


def _plain(cell: Cell) -> str:
    if isinstance(cell, Note):
        return _marked(cell.words)
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def _marked(words: str) -> str:
    return f"[{words}]"
