"""Sheets of an Excel workbook as plain texts, and back. In `authoring` only this module uses openpyxl.

A file that is read may come from anywhere. The value of each cell becomes the text that its author sees. A file that is
no readable .xlsx, or would take too much memory, raises NotAWorkbook with a reason. The problems of openpyxl that are
named below were found with version 3.1.5.
"""

import os
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

os.environ["OPENPYXL_LXML"] = "False"  # if lxml is installed, openpyxl would silently use another writer

import openpyxl  # must come after the line above
from openpyxl.cell import Cell
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from survey.authoring.workbook_package import MOST_ROWS, NotAWorkbook, bounded_package, has_formulas
from survey.export.xlsx.cell_text import escape, estimated_lines, fits_cell, unescape
from survey.languages import mark as _

LARGEST_WORKBOOK = 5_000_000
"""The most bytes of the file. A set of 45 questions takes about 30 kB; large files have pasted pictures."""

MOST_COLUMNS = 250
"""The highest number of a column that is not empty."""

MOST_CHARACTERS = 2_000_000
"""The most characters in all cells together: many cells can refer to the same long text."""

MOST_CELLS = 2_500_000
"""Empty ones too, where they could not be taken out: they can reach to the last of Excel's 16,384 columns."""

ROWS_OF_EXCEL = 1_048_576

_READ_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_LIST = 255
_CREATOR = "Kuulolla"
_ROWS_WITH_LIST = 1_000
_LINE_HEIGHT, _HIGHEST_ROW = 15.0, 409.0
_PALE = "FFE8EDF2"
_BLUE, _WHITE, _BLACK, _GREY = "FF1A4B8C", "FFFFFFFF", "FF000000", "FFB8BFC6"
_TYPEFACE, _SIZE = "Arial", 10
"""Every Windows and Mac has this typeface, and other systems have one with equally wide letters (Liberation Sans)."""

_PAPER_A4, _PAPER_A3 = 9, 8
_WIDEST_ON_A4, _WIDEST_ON_A3 = 220, 330
"""The most characters in one line across a page that can still be read when printed."""


@dataclass(frozen=True)
class ReadSheet:
    """A sheet as it was read: cell texts, without the empty cells and rows at the end. Row 1 is `rows[0]`.

    Cells whose text is none of their author's stand by their row and column in `errors` (#REF!) and in `uncalculated`
    (a formula of which no result was kept).
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict, compare=False)
    uncalculated: Mapping[tuple[int, int], str] = field(default_factory=dict, compare=False)
    numbers: Collection[tuple[int, int]] = field(default=(), compare=False)
    """The row and column of each number with decimals: 1.125 is one number there, however it would be read as text."""

    def cell(self, row: int, column: int) -> str:
        """The text of a cell; row and column count from 1. Empty for a cell outside the sheet."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return cells[column - 1] if 0 < column <= len(cells) else ""


@dataclass(frozen=True)
class WrittenColumn:
    """A column to write: its header, its width in characters, and the texts that are allowed in it (empty: any text).

    `needed` is true if every row must have a text; the header then has a darker colour.
    """

    header: str
    width: int = 20
    allowed: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True)
class WrittenSheet:
    """A sheet to write: a header that stays visible when scrolling, and rows of texts below it."""

    name: str
    columns: tuple[WrittenColumn, ...]
    rows: Sequence[Sequence[str]]


class TextTooLong(Exception):
    """A text is too long for a cell of Excel (32,767 characters, 253 line breaks). `row` and `column` count from 1."""

    def __init__(self, sheet: str, row: int, column: int) -> None:
        self.sheet, self.row, self.column = sheet, row, column
        super().__init__(f"{sheet}!{get_column_letter(column)}{row}")


def read_sheets(source: bytes | Path) -> list[ReadSheet]:
    """The texts of every sheet of a workbook, including hidden sheets, in order.

    Whole numbers have no decimals, dates and times are ISO 8601, booleans are TRUE or FALSE, and an error is its text.
    A formula is its last result, or the formula itself if the file has no result. Raises NotAWorkbook, and OSError for
    a path that cannot be opened.
    """
    raw = _bytes_of(source)
    package = bounded_package(raw)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and validations that it ignores
        try:
            return _read(package)
        except NotAWorkbook:
            raise
        except Exception as error:  # a damaged part can raise KeyError, ParseError, zlib.error or any other
            raise NotAWorkbook(_("it is damaged")) from error


@dataclass(frozen=True)
class AboutBook:
    """What a workbook says of itself: its title, and the language of its words as a tag such as fi-FI."""

    title: str = ""
    language: str = ""
    lists: str = "lists"
    """The name of the hidden sheet that the lists to choose from stand on."""


def write_sheets(target: Path, sheets: Sequence[WrittenSheet], about: AboutBook | None = None) -> None:
    """Write the sheets as a workbook, over what is there, in one step. Every text is written as text.

    Raises TextTooLong, and writes nothing, if a text is too long for its cell.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    about = about or AboutBook()
    book.properties.creator = book.properties.lastModifiedBy = _CREATOR
    book.properties.title, book.properties.language = about.title or None, about.language or None
    lists = _Lists(about.lists)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet, lists)
    if lists.texts:
        _write_lists(book.create_sheet(lists.sheet), lists.texts)
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        book.save(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _bytes_of(source: bytes | Path) -> bytes:
    if isinstance(source, bytes):
        raw = source
    else:
        with source.open("rb") as opened:
            raw = opened.read(LARGEST_WORKBOOK + 1)
    if len(raw) > LARGEST_WORKBOOK:
        raise NotAWorkbook(_("it is too large"))
    return raw


def _read(package: bytes) -> list[ReadSheet]:
    results = openpyxl.load_workbook(BytesIO(package), read_only=True, data_only=True)
    # Formulas and their results cannot be read at once; most workbooks have none.
    book = openpyxl.load_workbook(BytesIO(package), read_only=True) if has_formulas(package) else results
    try:
        read, left = [], MOST_CHARACTERS
        for sheet, of_results in zip(book.worksheets, results.worksheets, strict=True):
            read.append(_ReadingSheet().read(sheet, of_results))
            left -= sum(len(text) for row in read[-1].rows for text in row)
            if left < 0:
                raise NotAWorkbook(_("it is too large"))
    finally:
        book.close()
        results.close()
    if not read:
        raise NotAWorkbook(_("it has no sheet with cells"))
    return read


class _ReadingSheet:
    """A sheet while it is read."""

    def __init__(self) -> None:
        self._errors: dict[tuple[int, int], str] = {}
        self._uncalculated: dict[tuple[int, int], str] = {}
        self._numbers: set[tuple[int, int]] = set()

    def read(self, sheet: Any, of_results: Any) -> ReadSheet:
        """The sheet; `of_results` is the same one with the results of formulas in their places, if it has any."""
        rows = tuple(self._rows(sheet, of_results))
        return ReadSheet(sheet.title, rows, self._errors, self._uncalculated, self._numbers)

    def _rows(self, sheet: Any, of_results: Any) -> Iterator[tuple[str, ...]]:
        """The rows up to the last that is not empty."""
        written = 0
        for number, (cells, results) in enumerate(_pairs(sheet, of_results), start=1):
            row = self._row(number, cells, results) if cells else ()
            if row:
                if number > MOST_ROWS:
                    raise NotAWorkbook(_("it is too large"))
                yield from ((),) * (number - written - 1)
                yield row
                written = number

    def _row(self, number: int, cells: Sequence[Any], results: Sequence[Any]) -> tuple[str, ...]:
        if any(cell is not EMPTY_CELL and cell.value is not None for cell in cells[MOST_COLUMNS:]):
            raise NotAWorkbook(_("it is too large"))
        pairs = enumerate(zip(cells[:MOST_COLUMNS], results, strict=False), start=1)
        texts = ["" if cell is EMPTY_CELL else self._text((number, at), cell, result) for at, (cell, result) in pairs]
        while texts and not texts[-1]:
            texts.pop()
        return tuple(texts)

    def _text(self, place: tuple[int, int], cell: Any, result: Any) -> str:
        if result is not EMPTY_CELL and result.data_type == "e":
            self._errors[place] = str(result.value)
        if isinstance(result.value if cell.data_type == "f" else cell.value, float):
            self._numbers.add(place)
        if cell.data_type != "f":
            return _text(cell.value)
        if result.value is not None:
            return _text(result.value)
        if result.data_type == "str":  # the result is an empty text
            return ""
        formula = str(getattr(cell.value, "text", cell.value))
        self._uncalculated[place] = formula
        return unescape(formula)


def _pairs(sheet: Any, of_results: Any) -> Iterator[tuple[Sequence[Any], Sequence[Any]]]:
    if sheet is of_results:
        yield from ((cells, cells) for cells in _cells(sheet))
    else:
        yield from zip(_cells(sheet), _cells(of_results), strict=True)


def _cells(sheet: Any) -> Iterator[Sequence[Any]]:
    """Yield the cells of each row. There can be as many rows as Excel has, because empty rows can be formatted.

    Raises NotAWorkbook if there are more than MOST_CELLS cells.
    """
    sheet.reset_dimensions()  # the size that the file gives for a sheet is often wrong
    left = MOST_CELLS
    rows = iter(sheet.iter_rows())
    for row in islice(rows, ROWS_OF_EXCEL):
        left -= len(row)
        if left < 0:
            raise NotAWorkbook(_("it is too large"))
        yield row
    if next(rows, None) is not None:
        raise NotAWorkbook(_("it is too large"))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{Decimal(repr(value)):f}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else unescape(str(value))


@dataclass(frozen=True)
class _Lists:
    """The lists that a hidden sheet holds, a column each."""

    sheet: str
    texts: list[tuple[str, ...]] = field(default_factory=list)


def _write(target: Any, sheet: WrittenSheet, lists: _Lists) -> None:
    widths = [column.width for column in sheet.columns]
    for number, row in enumerate([[column.header for column in sheet.columns], *sheet.rows], start=1):
        for at, text in enumerate(row, start=1):
            target.cell(number, at).border = Border(bottom=Side(style="hair", color=_GREY))
            if text:
                _write_text(target.cell(number, at), text)
        lines = [estimated_lines(text, width) for text, width in zip(row, widths, strict=False) if text]
        target.row_dimensions[number].height = min(max(lines, default=1) * _LINE_HEIGHT, _HIGHEST_ROW)
    for cell, column in zip(target[1], sheet.columns, strict=False):
        cell.font = Font(name=_TYPEFACE, size=_SIZE, bold=True, color=_WHITE if column.needed else _BLACK)
        cell.fill = PatternFill("solid", fgColor=_BLUE if column.needed else _PALE)
    target.row_dimensions[1].height = target.row_dimensions[1].height + _LINE_HEIGHT / 2
    target.freeze_panes = "A2"
    _set_up_page(target, sum(widths))
    for number, column in enumerate(sheet.columns, start=1):
        letters = get_column_letter(number)
        # Also for cells that are empty now: text that is typed there later wraps its lines and is aligned to the top.
        target.column_dimensions[letters].font = Font(name=_TYPEFACE, size=_SIZE)
        target.column_dimensions[letters].alignment = Alignment(vertical="top", wrap_text=True)
        target.column_dimensions[letters].width = column.width
        if column.allowed:
            allowed = DataValidation(type="list", formula1=_list(column.allowed, lists), allow_blank=True)
            allowed.add(f"{letters}2:{letters}{max(_ROWS_WITH_LIST, len(sheet.rows) + 1)}")
            target.add_data_validation(allowed)


def _set_up_page(target: Any, width: int) -> None:
    """Print all columns next to each other on A4 or A3. Wider sheets are not fitted: too small to read."""
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = _PAPER_A3 if _WIDEST_ON_A4 < width <= _WIDEST_ON_A3 else _PAPER_A4
    if width <= _WIDEST_ON_A3:
        target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
        target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    target.print_title_rows = "1:1"


def _write_text(cell: Cell, text: str) -> None:
    if not fits_cell(text):
        raise TextTooLong(cell.parent.title, cell.row, cell.column)
    cell.value = escape(text)
    cell.data_type = "s"  # openpyxl would read "=1+1" as a formula and "#N/A" as an error
    cell.font = Font(name=_TYPEFACE, size=_SIZE)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.quotePrefix = text.startswith(_READ_AS_FORMULA)


def _list(allowed: tuple[str, ...], lists: _Lists) -> str:
    """The list of a validation: in its formula, or, where that has no room or no way to say it, on a hidden sheet."""
    literal = ",".join(allowed)
    if len(literal) <= _LONGEST_LIST and literal.count(",") == len(allowed) - 1 and '"' not in literal:
        return f'"{literal}"'
    if allowed not in lists.texts:
        lists.texts.append(allowed)
    letters = get_column_letter(lists.texts.index(allowed) + 1)
    return f"'{lists.sheet}'!${letters}$1:${letters}${len(allowed)}"


def _write_lists(target: Any, lists: list[tuple[str, ...]]) -> None:
    for column, texts in enumerate(lists, start=1):
        for row, text in enumerate(texts, start=1):
            _write_text(target.cell(row, column), text)
    target.sheet_state = "hidden"
