"""Sheets of plain values as an Excel workbook: the only place that knows openpyxl.

Every text is written as text, whatever it looks like, and every finished file is reopened and counted before it is
handed out. The traps named below were met with openpyxl 3.1.5.
"""

import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain, repeat
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

os.environ["OPENPYXL_LXML"] = "False"  # where lxml is installed, openpyxl would silently change to another writer

import openpyxl  # after the line above
from openpyxl.cell import Cell as ExcelCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from survey.export.cell_text import MOST_LINES, escape, estimated_lines, fits_cell, unescape
from survey.export.sheets import About, Beginning, Cell, Link, Look, Note, Row, Sheet
from survey.languages import format_date, in_helsinki

if openpyxl.LXML:
    raise RuntimeError("openpyxl was imported with lxml before survey.export.workbook.")

CREATOR = "Kuulolla"
TYPEFACE = "Arial"
"""On every Windows and Mac, and with letters of the same width (Liberation Sans) elsewhere."""

MOST_LINKS = 65_530
"""Links that Excel opens on one sheet. Later ones are written as words, which name the row as well."""

MOST_ROWS = 1_048_576
"""Rows that Excel opens on one sheet."""

LINE_HEIGHT = 13.0
HIGHEST_ROW = 409.0
"""Points. Excel allows no higher row."""

FILTER_BUTTON = 3
"""Characters of a header that its button covers."""

PAPER_A4 = 9

FIRST_DAY = date(1900, 3, 1)
"""Excel counts days from 1900 and believes in a 29th of February of that year."""

READ_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_GREY, _PALE, _BLUE = "FFB8BFC6", "FFE8EDF2", "FF1A4B8C"
_YELLOW = "FFFFF6D6"
_PADDING = 0.71
"""What a file adds to a column's width in characters."""


_NUMBER_FORMATS = {
    "date": "d.m.yyyy",
    "moment": "d.m.yyyy h.mm",
    "number": "#,##0",
    "decimal": "#,##0.0#############",
}

_Styles = dict[tuple[Look, str, bool], StyleArray]
_KINDS = {Link: "link", Note: "note", Beginning: "beginning"}


class WorkbookIncomplete(Exception):
    """The file that was written does not hold what was meant. It has been removed."""


@dataclass
class Count:
    """What one sheet holds: rows, characters of text, and a checksum over the texts in their order."""

    title: str
    rows: int = 0
    characters: int = 0
    checksum: int = 0

    def add(self, text: str) -> None:
        """Count one more text, as people read it."""
        self.characters += len(text)
        self.checksum = zlib.crc32(text.encode("utf-8", "surrogatepass"), self.checksum)


def write_workbook(target: Path, sheets: Sequence[Sheet], about: About) -> None:
    """Write the sheets to `target`, which appears, or is replaced, only when the file is complete and counted.

    Raises WorkbookIncomplete when the finished file holds anything else than was written, and lets every other
    exception through; either way no part of a file is left behind, here or among the temporary files.
    """
    book = openpyxl.Workbook(write_only=True)
    unchecked = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        with unchecked.open("x+b") as opened:
            meant = _write_sheets(book, sheets, about)
            book.save(opened)
            check_workbook(opened, meant)
            opened.flush()
            os.fsync(opened.fileno())
        unchecked.replace(target)
    except BaseException:
        unchecked.unlink(missing_ok=True)
        _remove_sheet_files(book)
        raise


def check_workbook(opened: IO[bytes], meant: Sequence[Count]) -> None:
    """Reopen a finished file and count it. Raises WorkbookIncomplete where it differs from what was meant."""
    try:
        book = openpyxl.load_workbook(opened, read_only=True)
        found = [_count(sheet) for sheet in book.worksheets]
    except Exception as error:  # whatever the reader stumbles over, the file is not what was meant
        raise WorkbookIncomplete("The finished file cannot be read.") from error
    if found != list(meant):
        raise WorkbookIncomplete(f"Meant {list(meant)}, found {found}.")


def _count(sheet: Any) -> Count:
    count = Count(sheet.title)
    for row in sheet.iter_rows():
        count.rows += 1
        for cell in row:
            if cell.data_type in ("f", "e"):
                raise WorkbookIncomplete(f"A formula or an error value on {sheet.title}, row {count.rows}.")
            if isinstance(cell.value, str):
                count.add(unescape(cell.value))
    return count


def _write_sheets(book: Any, sheets: Sequence[Sheet], about: About) -> list[Count]:
    book.properties = DocumentProperties(
        title=_one_line(about.title),
        language=about.language,
        creator=CREATOR,
        created=about.created.astimezone(UTC).replace(tzinfo=None),
    )
    # The first font is the one that column widths are measured in.
    book._fonts = IndexedList([_font()])
    book._named_styles["Normal"].font = _font()
    styles: _Styles = {}
    return [_SheetWriter(book.create_sheet(sheet.title), sheet, about, styles).write() for sheet in sheets]


def _remove_sheet_files(book: Any) -> None:
    """Remove the temporary files of a book that was not saved: openpyxl keeps them until the process ends."""
    for sheet in book.worksheets:
        if sheet._writer is not None:
            for opened in (sheet._rows, sheet._writer):
                with suppress(Exception):  # an interrupted sheet is no valid XML, and closing it says so
                    opened.close()
            Path(sheet._writer.out).unlink(missing_ok=True)


class _SheetWriter:
    """Writes one sheet from top to bottom; a write-only sheet cannot go back."""

    def __init__(self, target: Any, sheet: Sheet, about: About, styles: _Styles) -> None:
        self._target, self._sheet, self._styles = target, sheet, styles
        self._widths = [column.width for column in sheet.columns]
        self._count = Count(sheet.title)
        self._links = 0
        _set_up(target, sheet, about)

    def write(self) -> Count:
        """Write every row; what can only be told at the end (filter, print area) comes after them."""
        if self._sheet.listed:
            self._append(Row(tuple(column.header for column in self._sheet.columns), Look.HEADER))
        for row in self._sheet.rows:
            self._append(row)
        last = max(1, self._count.rows)
        self._target.print_area = f"A1:{get_column_letter(self._sheet.printed)}{last}"
        if self._sheet.listed:
            self._target.auto_filter.ref = f"A1:{get_column_letter(len(self._widths))}{last}"
        return self._count

    def _append(self, row: Row) -> None:
        self._count.rows += 1
        number = self._count.rows
        if row.new_page:
            self._target.row_breaks.append(Break(id=number - 1))
        self._target.row_dimensions[number].height = self._height(row)
        if number > MOST_ROWS:
            raise WorkbookIncomplete(f"{self._sheet.title} needs more rows than a sheet has.")
        self._merge(row, number)
        looks = chain([Look.HEADER] if row.look is Look.FIGURES_HEADER else [], repeat(row.look))
        self._target.append(
            [self._cell(content, look) for content, look in zip(self._filled_up(row), looks, strict=False)]
        )
        del self._target.row_dimensions[number]  # has been written, and would take most of the memory

    def _filled_up(self, row: Row) -> tuple[Cell, ...]:
        """The cells, with an empty one for each column that has none, so that lines run across the whole row."""
        return row.cells + (None,) * (len(self._widths) - len(row.cells)) if row.cells else ()

    def _merge(self, row: Row, number: int) -> None:
        first = {Look.TITLE: 1, Look.LABELLED: 2}.get(row.look)
        if first:
            area = f"{get_column_letter(first)}{number}:{get_column_letter(len(self._widths))}{number}"
            self._target.merged_cells.add(area)

    def _height(self, row: Row) -> float:
        widths = self._widths
        if row.look is Look.TITLE:
            widths = [round(sum(self._widths) / 1.5)]  # its letters are that much larger
        elif row.look is Look.LABELLED:
            widths = [self._widths[0], sum(self._widths[1:])]
        elif row.look in (Look.HEADER, Look.FIGURES_HEADER):
            covered = FILTER_BUTTON if self._sheet.listed else 0
            widths = [max(4, round(width / 1.1) - covered) for width in self._widths]  # bold
        texts = ((_words(content), width) for content, width in zip(row.cells, widths, strict=False))
        lines = max((estimated_lines(text, width) for text, width in texts if text), default=1)
        if row.look is Look.TITLE:
            return lines * LINE_HEIGHT * 1.5
        return HIGHEST_ROW if lines > MOST_LINES else lines * LINE_HEIGHT + 3

    def _cell(self, content: Cell, look: Look) -> ExcelCell:
        """One cell. Moments become the time of the clock in Finland."""
        if isinstance(content, datetime):
            return self._styled(in_helsinki(content).replace(tzinfo=None, microsecond=0), look, "moment")
        if isinstance(content, date) and content >= FIRST_DAY:
            return self._styled(content, look, "date")
        if isinstance(content, int):
            return self._styled(content, look, "number")
        if isinstance(content, Decimal):
            return self._styled(content, look, "decimal")
        if isinstance(content, Link):
            return self._link(content, look)
        text = _words(content)
        return self._text(text, look, _KINDS.get(type(content), "text")) if text else self._styled(None, look, "text")

    def _link(self, link: Link, look: Look) -> ExcelCell:
        cell = self._text(link.words, look, "link")
        self._links += 1
        if self._links <= MOST_LINKS:
            # As `location`: given as a target, an address within the workbook becomes an external one.
            cell.hyperlink = Hyperlink(ref="", location=f"'{link.sheet.replace(chr(39), chr(39) * 2)}'!A{link.row}")
        return cell

    def _text(self, text: str, look: Look, kind: str) -> ExcelCell:
        if not fits_cell(text):
            raise WorkbookIncomplete(f"A text of {len(text)} characters does not fit a cell on {self._sheet.title}.")
        cell = self._styled(escape(text), look, kind)
        # openpyxl takes "=1+1" for a formula and "#N/A" for an error, and cuts what is too long without a word.
        cell.data_type = "s"
        if unescape(str(cell.value)) != text:
            raise WorkbookIncomplete(f"A text was changed on its way to {self._sheet.title}.")
        self._count.add(text)
        return cell

    def _styled(self, content: str | int | Decimal | date | None, look: Look, kind: str) -> ExcelCell:
        # One style for all cells of a kind: setting each cell's alignment takes most of the time of writing.
        quoted = isinstance(content, str) and content.startswith(READ_AS_FORMULA)
        key = (look, kind, quoted)
        if key not in self._styles:
            self._styles[key] = _style(self._target, look, kind, quoted=quoted)
        return ExcelCell(self._target, row=1, column=1, value=content, style_array=self._styles[key])


def _words(content: Cell) -> str:
    """What a cell shows as text; nothing for a number or a moment, which always fit."""
    if isinstance(content, Link | Note | Beginning):
        return content.words
    if isinstance(content, date) and not isinstance(content, datetime):
        return format_date(content)
    return content if isinstance(content, str) else ""


def _set_up(target: Any, sheet: Sheet, about: About) -> None:
    """Everything that write-only sheets take only before their first row, and the page."""
    for number, column in enumerate(sheet.columns, start=1):
        target.column_dimensions[get_column_letter(number)].width = column.width + _PADDING
    if sheet.listed:
        target.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
        target.print_title_rows = "1:1"
    target.page_setup.paperSize = PAPER_A4
    target.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    if sheet.across:
        target.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"
    else:
        target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.page_margins = PageMargins(left=0.4, right=0.4, top=0.8, bottom=0.7, header=0.35, footer=0.3)
    target.oddHeader.left.text = _page_words(about.title, 80)
    target.oddHeader.right.text = _page_words(about.head, 40)
    target.oddFooter.left.text = _page_words(f"{sheet.title} – {about.foot}", 80)
    target.oddFooter.right.text = "&P/&N"


def _page_words(text: str, longest: int) -> str:
    """Words for the head or foot of a page: 255 characters in all, in which `&` has a meaning of its own."""
    line = _one_line(text)
    return (line if len(line) <= longest else f"{line[: longest - 1]}…").replace("&", "&&")


def _one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _font(**how: Any) -> Font:
    return Font(name=TYPEFACE, family=2, size=how.pop("size", 10), **how)


def _style(target: Any, look: Look, kind: str, *, quoted: bool) -> StyleArray:
    """The style of all cells of one kind in rows of one look."""
    model = ExcelCell(target, row=1, column=1)
    strong, head = look not in (Look.BODY, Look.LABELLED, Look.FIGURES), look in (Look.HEADER, Look.FIGURES_HEADER)
    model.font = _font(
        size=14 if look is Look.TITLE else 10,
        bold=strong,
        italic=kind == "note",
        underline="single" if kind == "link" else None,
        color=_BLUE if kind == "link" else None,
    )
    if head or kind == "beginning":
        model.fill = PatternFill("solid", fgColor=_PALE if head else _YELLOW)
    if look is not Look.TITLE:
        model.border = Border(bottom=Side(style="medium" if head else "hair", color=_GREY))
    right = look is Look.FIGURES_HEADER or (kind == "number" and look in (Look.FIGURES, Look.TOTAL))
    model.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=True)
    model.number_format = _NUMBER_FORMATS.get(kind, "General")
    model.quotePrefix = quoted
    style: StyleArray = model._style  # type: ignore[attr-defined]  # the stubs leave it out
    return style
