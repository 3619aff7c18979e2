"""Sheets of plain values as an Excel workbook: the only place that knows openpyxl.

Every text is written as text, whatever it looks like, and every finished file is reopened and counted before it is
handed out. The traps named below were met with openpyxl 3.1.5.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

os.environ["OPENPYXL_LXML"] = "False"  # where lxml is installed, openpyxl would silently change to another writer

import openpyxl  # after the line above
from openpyxl.cell import Cell as ExcelCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.writer.excel import ExcelWriter

from survey.export.cell_text import escape, fits_cell, unescape
from survey.export.page_words import one_line, page_words
from survey.export.recount import Count, WorkbookIncomplete, check_workbook
from survey.export.row_heights import height, words_of
from survey.export.row_xml import empty_cell, formula_cell, number_cell, row_xml, runs_cell, text_cell
from survey.export.sheets import (
    About,
    Beginning,
    Cell,
    Code,
    Formula,
    Link,
    Look,
    Marked,
    Note,
    Row,
    Share,
    Sheet,
)
from survey.languages import in_helsinki
from survey.questions.difference import Mark

if openpyxl.LXML:
    raise RuntimeError("openpyxl was imported with lxml before survey.export.workbook.")

CREATOR = "Kuulolla"
TYPEFACE = "Arial"
"""On every Windows and Mac, and with letters of the same width (Liberation Sans) elsewhere."""

MOST_LINKS = 65_530
"""Links that Excel opens on one sheet. Later ones are written as words, which name the row as well."""

MOST_ROWS = 1_048_576
"""Rows that Excel opens on one sheet."""

PAPER_A4 = 9

FIRST_DAY = date(1900, 3, 1)
"""Excel counts days from 1900 and believes in a 29th of February of that year."""

READ_AS_FORMULA = ("=", "+", "-", "@", "\t")

LONGEST_HEADER = 60


ONE_DAY = (1980, 1, 1, 0, 0, 0)
"""What every part of the file says of its age, so that the same contents make the same bytes."""

_GREY, _PALE, _BLUE = "FFB8BFC6", "FFE8EDF2", "FF1A4B8C"
_YELLOW, _GREEN = "FFFFF6D6", "FFDFEFDC"
_PADDING = 0.71
"""What a file adds to a column's width in characters."""


_NUMBER_FORMATS = {
    "date": "d.m.yyyy",
    "moment": "d.m.yyyy h.mm",
    "number": "#,##0",
    "decimal": "#,##0.0#############",
    "share": "0 %",
    "formula": "#,##0;;",
}

_FIGURES = ("number", "share", "formula")

_RUNS = {
    Mark.KEPT: "",
    Mark.ADDED: f'<b/><u/><sz val="10"/><color rgb="FF1B5E20"/><rFont val="{TYPEFACE}"/><family val="2"/>',
    Mark.REMOVED: f'<strike/><sz val="10"/><color rgb="FF9C1C1C"/><rFont val="{TYPEFACE}"/><family val="2"/>',
}
"""How a marked piece looks, in the order of elements that the standard demands."""

_Styles = dict[tuple[Look, str, bool], int]
_KINDS = {Link: "link", Note: "note", Beginning: "beginning"}


def write_workbook(target: Path, sheets: Sequence[Sheet], about: About) -> str:
    """Write the sheets to `target`, which appears, or is replaced, only when the file is complete and counted.

    Returns the digest of the file's parts. Raises WorkbookIncomplete when the finished file holds anything else than
    was written, and lets every other exception through; either way no part of a file is left behind, here or among
    the temporary files.
    """
    book = openpyxl.Workbook(write_only=True)
    unchecked = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        with unchecked.open("x+b") as opened:
            meant = _write_sheets(book, sheets, about)
            ExcelWriter(book, _SameBytes(opened, "w", ZIP_DEFLATED)).save()
            digest = check_workbook(opened, meant)
            opened.flush()
            os.fsync(opened.fileno())
        unchecked.replace(target)
    except BaseException:
        unchecked.unlink(missing_ok=True)
        _remove_sheet_files(book)
        raise
    return digest


class _SameBytes(ZipFile):
    """A zip whose parts tell nothing of when and where they were written."""

    def open(self, name: Any, mode: Any = "r", *args: Any, **how: Any) -> Any:
        """As it is, but for the day and the system in the heading of a part that is written."""
        if mode == "w":
            name.date_time, name.create_system, name.external_attr = ONE_DAY, 0, 0
        return super().open(name, mode, *args, **how)


def _write_sheets(book: Any, sheets: Sequence[Sheet], about: About) -> list[Count]:
    moment = about.created.astimezone(UTC).replace(tzinfo=None)
    book.properties = DocumentProperties(
        title=one_line(about.title),
        subject=about.kind or None,
        language=about.language,
        creator=CREATOR,
        lastModifiedBy=one_line(about.by) or None,
        created=moment,
        modified=moment,
    )
    # The first font is the one that column widths are measured in.
    book._fonts = IndexedList([_font()])
    book._named_styles["Normal"].font = _font()
    styles: _Styles = {}
    writers = [_SheetWriter(book.create_sheet(sheet.title), sheet, about, styles) for sheet in sheets]
    counts = {
        each: writer.write() for each, writer in sorted(enumerate(writers), key=lambda pair: sheets[pair[0]].told_last)
    }
    return [counts[each] for each in range(len(writers))]


def _remove_sheet_files(book: Any) -> None:
    """Remove the temporary files of a book that was not saved: openpyxl keeps them until the process ends."""
    for sheet in book.worksheets:
        if sheet._writer is not None:
            for opened in (sheet._rows, sheet._writer):
                with suppress(Exception):  # an interrupted sheet is no valid XML, and closing it says so
                    opened.close()
            Path(sheet._writer.out).unlink(missing_ok=True)


def _rows_as_xml(target: Any) -> Iterator[None]:
    """Takes rows as XML, and puts them where openpyxl would put its own: it makes objects of every cell."""
    stream = target._writer.xf.send(True)  # noqa: FBT003  # openpyxl's own sign
    with stream.element("sheetData"), suppress(GeneratorExit):
        while True:
            stream._file((yield))
    target._writer.xf.send(None)


class _SheetWriter:
    """Writes one sheet from top to bottom; a write-only sheet cannot go back."""

    def __init__(self, target: Any, sheet: Sheet, about: About, styles: _Styles) -> None:
        self._target, self._sheet, self._styles = target, sheet, styles
        self._widths = [column.width for column in sheet.columns]
        self._letters = [get_column_letter(number) for number in range(1, len(self._widths) + 1)]
        self._by_hand = any(column.by_hand for column in sheet.columns)
        self._count = Count(sheet.title)
        self._texts: list[str] = []
        self._links = 0
        _set_up(target, sheet, about)

    def write(self) -> Count:
        """Write every row; what can only be told at the end (table, print area) comes after them."""
        self._target._get_writer()
        self._target._rows = _rows_as_xml(self._target)
        next(self._target._rows)
        if self._sheet.listed:
            self._append(Row(tuple(column.header for column in self._sheet.columns), Look.HEADER))
        for row in self._sheet.rows:
            self._append(row)
        last = max(1, self._count.rows)
        self._target.print_area = f"A1:{get_column_letter(self._sheet.printed)}{last}"
        if self._sheet.listed:
            self._make_table(last)
            self._make_choices(max(2, last))
        return self._count

    def _make_table(self, last: int) -> None:
        """The rows as a table with a name. Excel repairs, without a word, a file whose tables break its rules."""
        headers = [column.header for column in self._sheet.columns]
        if len({header.casefold() for header in headers}) < len(headers) or len(max(headers, key=len)) > LONGEST_HEADER:
            raise WorkbookIncomplete(f"Headers of {self._sheet.title} are the same or too long: {headers}.")
        area = f"A1:{self._letters[-1]}{last}"
        if last == 1:  # a table has a row at least
            self._target.auto_filter.ref = area if self._sheet.filtered else None
            return
        columns = [TableColumn(id=number, name=escape(header)) for number, header in enumerate(headers, start=1)]
        name = "".join(letter if letter.isalnum() else "_" for letter in self._sheet.title)
        table = Table(displayName=name, name=name, ref=area, tableColumns=columns)
        table.autoFilter = AutoFilter(ref=area) if self._sheet.filtered else None
        self._target.tables.add(table)

    def _make_choices(self, last: int) -> None:
        for letter, column in zip(self._letters, self._sheet.columns, strict=True):
            if column.choose_from:
                chosen = DataValidation("list", column.choose_from, allow_blank=True, showErrorMessage=True)
                chosen.add(f"{letter}2:{letter}{last}")
                self._target.data_validations.append(chosen)

    def _append(self, row: Row) -> None:
        self._count.rows += 1
        number = self._count.rows
        if row.new_page:
            self._target.row_breaks.append(Break(id=number - 1))
        if number > MOST_ROWS:
            raise WorkbookIncomplete(f"{self._sheet.title} needs more rows than a sheet has.")
        self._merge(row, number)
        looks = self._looks(row)
        empty = self._style(row.look, "text")
        cells = [
            empty_cell(f"{letter}{number}", empty)
            if content is None
            else self._cell(f"{letter}{number}", content, look)
            for letter, content, look in zip(self._letters, self._filled_up(row), looks, strict=False)
        ]
        self._count.add("".join(self._texts))
        self._texts.clear()
        points = height(row, self._widths, filtered=self._sheet.filtered)
        self._target._rows.send(row_xml(number, points, cells, grows=self._by_hand))

    def _looks(self, row: Row) -> Iterator[Look]:
        if row.look is Look.HEADER:
            return (Look.HEADER_BY_HAND if column.by_hand else Look.HEADER for column in self._sheet.columns)
        return chain([Look.HEADER] if row.look is Look.FIGURES_HEADER else [], repeat(row.look))

    def _filled_up(self, row: Row) -> tuple[Cell, ...]:
        """The cells, with an empty one for each column that has none, so that lines run across the whole row."""
        return row.cells + (None,) * (len(self._widths) - len(row.cells)) if row.cells else ()

    def _merge(self, row: Row, number: int) -> None:
        first = {Look.TITLE: 1, Look.LABELLED: 2}.get(row.look)
        if first:
            area = f"{get_column_letter(first)}{number}:{self._letters[-1]}{number}"
            self._target.merged_cells.add(area)

    def _cell(self, place: str, content: Cell, look: Look) -> str:
        """One cell. Moments become the time of the clock in Finland."""
        if isinstance(content, str | Code):
            return self._text(place, content if isinstance(content, str) else content.words, look, "text")
        if reckoned := _reckoned(content):
            kind, digits = reckoned
            style = self._style(look, kind)
            return number_cell(place, style, digits) if digits else empty_cell(place, style)
        if isinstance(content, Formula):
            self._count.add("".join(self._texts))
            self._texts.clear()
            self._count.add_formula(content.words)
            return formula_cell(place, self._style(look, "formula"), content.words, str(content.result))
        if isinstance(content, Marked):
            return self._runs(place, content, look)
        if isinstance(content, Link):
            self._link(place, content)
        return self._text(place, words_of(content), look, _KINDS.get(type(content), "text"))

    def _link(self, place: str, link: Link) -> None:
        self._links += 1
        if self._links <= MOST_LINKS:
            # As `location`: given as a target, an address within the workbook becomes an external one.
            location = f"'{link.sheet.replace(chr(39), chr(39) * 2)}'!A{link.row}"
            self._target._hyperlinks.append(Hyperlink(ref=place, location=location))

    def _text(self, place: str, text: str, look: Look, kind: str) -> str:
        if not text:
            return empty_cell(place, self._style(look, kind))
        self._check(text)
        return text_cell(place, self._style(look, kind, quoted=text.startswith(READ_AS_FORMULA)), text)

    def _runs(self, place: str, marked: Marked, look: Look) -> str:
        self._check(marked.text)
        # What is escaped piece by piece must read the same as the whole.
        if unescape("".join(escape(piece.text) for piece in marked.pieces)) != marked.text:
            return text_cell(place, self._style(look, "text"), marked.text)
        runs = ((_RUNS[piece.mark], piece.text) for piece in marked.pieces)
        return runs_cell(place, self._style(look, "text"), runs)

    def _check(self, text: str) -> None:
        if not fits_cell(text):
            raise WorkbookIncomplete(f"A text of {len(text)} characters does not fit a cell on {self._sheet.title}.")
        self._texts.append(text)

    def _style(self, look: Look, kind: str, *, quoted: bool = False) -> int:
        key = (look, kind, quoted)
        if key not in self._styles:
            self._styles[key] = _style(self._target, look, kind, quoted=quoted)
        return self._styles[key]


def _reckoned(content: Cell) -> tuple[str, str] | None:
    """What is shown as a number, with its kind and its digits; None for everything that is words."""
    match content:
        case int():
            found = "number", str(content)
        case Decimal():
            found = "decimal", f"{content:f}"
        case datetime():
            found = "moment", _days(content)
        case date() if content >= FIRST_DAY:
            found = "date", _days(content)
        case Share():
            found = "share", f"{content.part / content.whole:.6g}" if content.whole else ""
        case _:
            return None
    return found


@lru_cache(maxsize=4096)
def _days(moment: date) -> str:
    """Days since Excel's first day, as it counts them; a moment comes again in every row of its statement."""
    if isinstance(moment, datetime):
        moment = in_helsinki(moment).replace(tzinfo=None, microsecond=0)
    return f"{to_excel(moment):.16g}"  # type: ignore[no-untyped-call]  # its stub says nothing


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
    target.oddHeader.left.text = page_words(about.title, 80)
    target.oddHeader.right.text = page_words(about.head, 40)
    target.oddFooter.left.text = page_words(" – ".join(words for words in (sheet.title, about.kind) if words), 90)
    target.oddFooter.right.text = f"{page_words(about.foot, 50)}   &P/&N"


def _font(**how: Any) -> Font:
    return Font(name=TYPEFACE, family=2, size=how.pop("size", 10), **how)


def _style(target: Any, look: Look, kind: str, *, quoted: bool) -> int:
    """The number of the style of all cells of one kind in rows of one look."""
    model = ExcelCell(target, row=1, column=1)
    strong = look not in (Look.BODY, Look.LABELLED, Look.FIGURES, Look.HANDLED)
    head = look in (Look.HEADER, Look.HEADER_BY_HAND, Look.FIGURES_HEADER)
    model.font = _font(
        size=14 if look is Look.TITLE else 10,
        bold=strong,
        italic=kind == "note",
        underline="single" if kind == "link" else None,
        color=_BLUE if kind == "link" else None,
    )
    if head or kind == "beginning":
        of_head = _GREEN if look is Look.HEADER_BY_HAND else _PALE
        model.fill = PatternFill("solid", fgColor=of_head if head else _YELLOW)
    if look is not Look.TITLE:
        between = Side(style="hair", color=_GREY) if look is Look.HANDLED else None
        model.border = Border(bottom=Side(style="medium" if head else "hair", color=_GREY), left=between)
    right = look is Look.FIGURES_HEADER or (kind in _FIGURES and look in (Look.FIGURES, Look.TOTAL))
    model.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=True)
    model.number_format = _NUMBER_FORMATS.get(kind, "General")
    model.quotePrefix = quoted
    return model.style_id
