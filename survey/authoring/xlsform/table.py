"""A sheet of an XLSForm: rows whose cells are found by column name, and faults at those cells.

Every column that nobody asked for is told of at the end, so that nothing is passed over in silence: one whose header
contains or nearly is that of a known column is an error, since what stands in it would be lost.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from survey.authoring.language_names import language_code, language_header, languages_named
from survey.authoring.located import At
from survey.authoring.worksheets import ReadSheet
from survey.authoring.xlsform.columns import DISABLED, Column, nearest_column, read_column
from survey.questions.faults.fault import Fault
from survey.questions.faults.places import CellPlace

YES = frozenset({"yes", "true", "true()", "1", "kyllä", "ja"})
NO = frozenset({"no", "false", "false()", "0", "ei", "nej", ""})


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
    """A sheet with a header in its first row. `known` are the names that its columns can have.

    `listed` are the languages that the form lists itself, whose codes are taken as they are.
    """

    def __init__(self, sheet: ReadSheet, faults: Faults, known: Collection[str] = ()) -> None:
        self.sheet, self.faults, self.known = sheet, faults, known
        self.default_language = ""
        self.listed: Collection[str] = ()
        self.columns = [
            read_column(header, number) for number, header in enumerate(sheet.rows[0] if sheet.rows else (), start=1)
        ]
        self._by_name: dict[str, list[Column]] = {}
        for column in self.columns:
            self._by_name.setdefault(column.name, []).append(column)
        self._filled = {
            number for row in sheet.rows[1:] for number, text in enumerate(row, start=1) if text and not text.isspace()
        }
        self._asked: set[int] = set()

    def rows(self) -> list["TableRow"]:
        """The rows below the header that have anything in them, without those that are left out."""
        return [row for row in self.written_rows() if not row.is_left_out]

    def written_rows(self) -> Iterator["TableRow"]:
        """The rows below the header that have anything in them, also those that `disabled` leaves out."""
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
        """The code of the language of a column's texts; of a column without one, the form's own language."""
        return language_code(column.language, self.listed) if column.language else self.default_language

    def languages(self, name: str) -> list[str]:
        """The languages of the filled columns with this name, in their order."""
        return [self.language_of(column) for column in self.named(name) if self.is_filled(column)]

    def without_language(self, name: str) -> bool:
        """Whether a filled column with this name has no language."""
        return any(not column.language and self.is_filled(column) for column in self.named(name))

    def tell_of_rows_left_out(self) -> None:
        """A warning for each row that `disabled` leaves out, and an error for a word there that says neither."""
        for row in self.written_rows():
            if row.flag(DISABLED):
                self.faults.warn("row-left-out", row.place(DISABLED), value=row.text(DISABLED))

    def _tell_of_unknown(self, column: Column) -> None:
        """A column that nobody asked for: known but of no use here, misspelled, or its author's notes."""
        place = self.cell(1, column.number)
        nearest = "" if column.name in self.known else nearest_column(column.header, self.known)
        if nearest:
            self.faults.error("column-misspelled", place, nearest=nearest, column=column.header)
        else:
            self.faults.warn("column-not-read", place, column=column.header)

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
                self._tell_of_unknown(column)
            elif column.language and not self.language_of(column):
                unknown_language(column.language, place, self.faults)
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

    def refuse(self, names: Iterable[str]) -> None:
        """An error at each cell of these columns: what it says has no counterpart in a question set."""
        for name in names:
            for text, column in self.filled(name):
                place = self.table.cell(self.number, column.number)
                self.table.faults.error("column-not-said", place, column=column.header, value=text)

    def flag(self, name: str) -> bool:
        """Whether the column says yes. A text that is neither yes nor no is an error, and counts as no."""
        text = self.text(name).casefold()
        if text not in YES | NO:
            words = {"column": name, "value": self.text(name), "expected": "yes, no"}
            self.table.faults.error("cell-not-valid", self.place(name), **words)
        return text in YES

    def denied(self, name: str) -> bool:
        """Whether the column says no. A text that is neither yes nor no is an error, and counts as no."""
        return bool(self.text(name)) and not self.flag(name)

    @property
    def is_left_out(self) -> bool:
        """Whether `disabled` says so."""
        return self.text(DISABLED).casefold() in YES

    def _cells(self, name: str) -> Iterator[tuple[str, Column]]:
        for column in self.table.named(name):
            text = self.table.sheet.cell(self.number, column.number).strip()
            if text:
                yield text, column


def unknown_language(words: str, place: CellPlace, faults: Faults) -> None:
    """Words that name no language, or whose name and code are those of two."""
    readings = languages_named(words)
    if len(readings) > 1:
        first, second = (language_header(code) for code in readings)
        faults.error("language-contradicts", place, value=words, first=first, second=second)
    else:
        faults.error("unknown-language", place, value=words)
