"""A sheet of an XLSForm: rows whose cells are found by column name, and faults at those cells.

A header is a name (`type`), perhaps with a language (`label::Suomi (fi)`, `label::English`, `label`). Every column that
was never read is reported at the end, so that nothing is ignored without a message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from survey.authoring.language_names import language_code
from survey.authoring.located import At
from survey.authoring.worksheets import ReadSheet
from survey.questions.faults.fault import Fault
from survey.questions.faults.places import CellPlace

_HEADER = re.compile(r"(?P<name>[^:]+?)\s*(?:::?\s*(?P<rest>.*))?", re.DOTALL)

TRANSLATED = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message"})
"""The columns of XLSForm that have a language. An own column (x_…) has one if its header has one."""

_ALIASES = {
    "command": "type",
    "value": "name",
    "tag": "name",
    "caption": "label",
    "relevance": "relevant",
    "jr:constraintmsg": "constraint_message",
    "constraining_message": "constraint_message",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::calculate": "calculation",
    "calculate": "calculation",
    "id_string": "form_id",
    "set_form_id": "form_id",
    "title": "form_title",
    "set_form_title": "form_title",
    "list": "list_name",
}
"""Older names of columns and settings."""

YES = frozenset({"yes", "true", "true()", "1", "kyllä", "ja"})
NO = frozenset({"no", "false", "false()", "0", "ei", "nej", ""})


@dataclass(frozen=True)
class Column:
    """A column: its header as written, its name in lower case, its language (may be empty) and its number from 1."""

    header: str
    name: str
    language: str
    number: int


@dataclass
class Faults:
    """The faults found so far, in the order in which they were found."""

    found: list[Fault] = field(default_factory=list)

    def error(self, code: str, cell: CellPlace, *, nearest: str = "", **words: str) -> None:
        """Add an error: something that would change the meaning, or cannot be read."""
        self.found.append(Fault(cell.row, cell.column, code, "", words, nearest, sheet=cell.sheet))

    def warn(self, code: str, cell: CellPlace, **words: str) -> None:
        """Add a warning: nothing essential is lost."""
        self.found.append(Fault(cell.row, cell.column, code, "", words, warning=True, sheet=cell.sheet))


class Table:
    """A sheet with a header in its first row."""

    def __init__(self, sheet: ReadSheet, faults: Faults, default_language: str = "") -> None:
        self.sheet, self.faults = sheet, faults
        self.default_language = default_language
        self.columns = [
            _column(header, number) for number, header in enumerate(sheet.rows[0] if sheet.rows else (), start=1)
        ]
        self._by_name: dict[str, list[Column]] = {}
        for column in self.columns:
            self._by_name.setdefault(column.name, []).append(column)
        self._filled = {
            number for row in sheet.rows[1:] for number, text in enumerate(row, start=1) if text and not text.isspace()
        }
        self._asked: set[int] = set()

    def rows(self) -> Iterator["TableRow"]:
        """Yield the rows below the header that are not empty."""
        for number, cells in enumerate(self.sheet.rows[1:], start=2):
            if any(text.strip() for text in cells):
                yield TableRow(self, number)

    def named(self, name: str) -> list[Column]:
        """The columns with this name, in every language. They count as read (see `check_columns`)."""
        found = self._by_name.get(name, [])
        self._asked |= {column.number for column in found}
        return found

    def is_filled(self, column: Column) -> bool:
        """Whether the column has any text below the header."""
        return column.number in self._filled

    def cell(self, row: int, column: int) -> CellPlace:
        """The place of a cell; row and column count from 1."""
        return CellPlace(self.sheet.name, row, column)

    def language_of(self, column: Column) -> str:
        """The code of a column's language; the form's default language for a column without one."""
        return language_code(column.language) if column.language else self.default_language

    def languages(self, name: str) -> list[str]:
        """The languages of the filled columns with this name, in their order."""
        return [self.language_of(column) for column in self.named(name) if self.is_filled(column)]

    def without_language(self, name: str) -> bool:
        """Whether a filled column with this name has no language."""
        return any(not column.language and self.is_filled(column) for column in self.named(name))

    def check_columns(self) -> None:
        """Report columns that appear twice, have an unknown language, have no header, or were never read."""
        first: dict[tuple[str, str], Column] = {}
        for column in self.columns:
            place = self.cell(1, column.number)
            if not self.is_filled(column):
                continue
            if not column.header.strip():
                self.faults.warn("column-without-header", place)
            elif column.number not in self._asked:
                self.faults.warn("column-not-read", place, column=column.header)
            elif column.language and not self.language_of(column):
                self.faults.error("unknown-language", place, value=column.language)
            key = (column.name, self.language_of(column) or column.language)
            if column.header.strip() and key in first and column.number in self._asked:
                self.faults.error("column-twice", place, column=column.header, first=first[key].header)
            first.setdefault(key, column)
        for number in sorted(self._filled):
            if number > len(self.columns):
                self.faults.warn("column-without-header", self.cell(1, number))


@dataclass(frozen=True)
class TableRow:
    """A row of a table; `number` counts from 1."""

    table: Table
    number: int

    def text(self, name: str) -> str:
        """The text in the column, without blanks at the ends; empty if there is no such column."""
        return next((text for text, _ in self._cells(name)), "")

    def place(self, name: str = "") -> CellPlace:
        """The cell in that column; the first cell of the row if there is no such column."""
        columns = self.table.named(name)
        return self.table.cell(self.number, columns[0].number if columns else 1)

    def at(self, name: str) -> At:
        """The text in the column, with its cell."""
        return At(self.text(name), self.place(name))

    def texts(self, name: str) -> At | None:
        """The texts of the column by language, with their cells; None if there are none."""
        texts: dict[str, At] = {}
        for text, column in self._cells(name):
            language = self.table.language_of(column)
            if language:
                texts.setdefault(language, At(text, self.table.cell(self.number, column.number)))
        return At(texts, next(iter(texts.values())).cell) if texts else None

    def filled(self, name: str) -> Iterator[tuple[str, Column]]:
        """Yield the text and the column, for every column of that name that has a text in this row."""
        yield from self._cells(name)

    def flag(self, name: str) -> bool:
        """Whether the column says yes. A text that is neither yes nor no is an error, and counts as no."""
        text = self.text(name).casefold()
        if text not in YES | NO:
            words = {"column": name, "value": self.text(name), "expected": "yes, no"}
            self.table.faults.error("cell-not-valid", self.place(name), **words)
        return text in YES

    def _cells(self, name: str) -> Iterator[tuple[str, Column]]:
        for column in self.table.named(name):
            text = self.table.sheet.cell(self.number, column.number).strip()
            if text:
                yield text, column


def _column(header: str, number: int) -> Column:
    found = _HEADER.fullmatch(header.strip())
    if not found:
        return Column(header, "", "", number)
    whole = _plain_name(header)
    if whole in _ALIASES:
        return Column(header, _ALIASES[whole], "", number)
    name, rest = _plain_name(found["name"]), (found["rest"] or "").strip()
    name = _ALIASES.get(name, name)
    if rest and name not in TRANSLATED and not name.startswith("x_"):
        return Column(header, f"{name}::{_plain_name(rest.split('::')[0])}", "", number)
    return Column(header, name, rest, number)


def _plain_name(words: str) -> str:
    return re.sub(r"\s+", "_", words.strip().lower())
