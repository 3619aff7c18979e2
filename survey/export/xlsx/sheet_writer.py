"""Writing one sheet, row by row, from top to bottom."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import chain, repeat
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import quote_sheetname
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableColumn

from survey.export.xlsx.bar_charts import bar_chart
from survey.export.xlsx.cell_text import escape, fits_cell, lines_within, unescape
from survey.export.xlsx.openpyxl_internals import add_link, add_row, begin_rows
from survey.export.xlsx.page_words import page_words
from survey.export.xlsx.places import Places
from survey.export.xlsx.recount import Count, WorkbookIncomplete
from survey.export.xlsx.row_heights import height, height_of, words_of
from survey.export.xlsx.row_xml import empty_cell, formula_cell, number_cell, row_xml, runs_cell, text_cell
from survey.export.xlsx.sheets import (
    About,
    AnySheet,
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
    SheetColumn,
)
from survey.export.xlsx.styles import RUNS, Styles
from survey.languages import in_helsinki

MOST_LINKS = 65_530
"""Links that Excel opens on one sheet. Later ones are written as words, which name the row as well."""

MOST_ROWS = 1_048_576
"""Rows that Excel opens on one sheet."""

PAPER_A4 = 9

FIRST_DAY = date(1900, 3, 1)
"""Excel counts days from 1900 and believes in a 29th of February of that year."""

READ_AS_FORMULA = ("=", "+", "-", "@", "\t")

LONGEST_HEADER = 100
"""Far below what Excel takes (255), so that a header stays one to read."""

_PADDING = 0.71
"""What a file adds to a column's width in characters."""

_CELLS = {Look.TITLE: 1, Look.LABELLED: 2, Look.GOES_ON: 2}
"""How many cells the rows of these looks have. The text of the last reaches over the columns that are left."""

_LARGER = {Look.TITLE: 1.5}
"""How many times as large as others the letters of a look are."""

_KINDS = {Link: "link", Note: "note", Beginning: "beginning"}


class SheetWriter:
    """Writes one sheet from top to bottom; a write-only sheet cannot go back."""

    def __init__(self, target: Any, sheet: AnySheet, about: About, styles: Styles, places: Places) -> None:
        self._target, self._sheet, self._styles, self._places = target, sheet, styles, places
        self._columns: tuple[SheetColumn[Any], ...] = sheet.columns if isinstance(sheet, Sheet) else ()
        self._lines = sheet.lines if isinstance(sheet, Sheet) else 0
        self._filtered = isinstance(sheet, Sheet) and sheet.filtered
        self._printed = sheet.printed if isinstance(sheet, Sheet) else len(sheet.widths)
        self._widths = sheet.widths
        self._letters = [get_column_letter(number) for number in range(1, len(self._widths) + 1)]
        self._by_hand = any(column.by_hand for column in self._columns)
        self._count = Count(sheet.title)
        self._texts: list[str] = []
        self._links = 0
        _set_up(target, sheet, about)

    def write(self) -> Count:
        """Write every row, and then what is known only at the end (table, print area)."""
        begin_rows(self._target)
        if self._columns:
            self._append(Row(tuple(column.header for column in self._columns), Look.HEADER))
        for row in self._sheet.rows:
            for each in self._spread(row):
                self._append(each)
        last = max(1, self._count.rows)
        self._target.print_area = f"A1:{get_column_letter(self._printed)}{last}"
        if isinstance(self._sheet, Sheet):
            self._make_table(last)
            self._make_choices(max(2, last))
        else:
            for chart in self._sheet.charts:
                self._target.add_chart(bar_chart(chart, self._printed, self._places))
        return self._count

    def _make_table(self, last: int) -> None:
        """The rows as a table with a name. Excel repairs, without a word, a file whose tables break its rules."""
        headers = [column.header for column in self._columns]
        if len({header.casefold() for header in headers}) < len(headers) or len(max(headers, key=len)) > LONGEST_HEADER:
            raise WorkbookIncomplete(f"Headers of {self._sheet.title} are the same or too long: {headers}.")
        area = f"A1:{self._letters[-1]}{last}"
        if last == 1:  # a table has a row at least
            self._target.auto_filter.ref = area if self._filtered else None
            return
        columns = [TableColumn(id=number, name=escape(header)) for number, header in enumerate(headers, start=1)]
        name = "".join(letter if letter.isalnum() else "_" for letter in self._sheet.title)
        table = Table(displayName=name, name=name, ref=area, tableColumns=columns)
        table.autoFilter = AutoFilter(ref=area) if self._filtered else None
        self._target.tables.add(table)

    def _make_choices(self, last: int) -> None:
        for letter, column in zip(self._letters, self._columns, strict=True):
            if column.choose_from:
                headers = self._places.headers(column.choose_from)
                chosen = DataValidation("list", headers, allow_blank=True, showErrorMessage=True)
                chosen.add(f"{letter}2:{letter}{last}")
                self._target.data_validations.append(chosen)

    def _spread(self, row: Row) -> Iterator[Row]:
        """The row, or as many rows as its last text needs lines, if its text reaches over empty columns."""
        cells = _CELLS.get(row.look)
        text = row.cells[-1] if row.cells else None
        if cells is None or not isinstance(text, str):
            yield row
            return
        room = sum(self._widths[cells - 1 :]) / _LARGER.get(row.look, 1)
        *lines, last = lines_within(text, room)
        on = row.look if row.look is Look.TITLE else Look.GOES_ON
        before = row.cells[:-1]
        for line in lines:
            yield Row((*before, line), on)
            before = (None,) * (cells - 1)
        yield Row((*before, last), row.look)

    def _append(self, row: Row) -> None:
        self._count.rows += 1
        number = self._count.rows
        if row.new_page:
            self._target.row_breaks.append(Break(id=number - 1))
        if number > MOST_ROWS:
            raise WorkbookIncomplete(f"{self._sheet.title} needs more rows than a sheet has.")
        self._check_length(row, number)
        empty = self._style(row.look, "text")
        cells = [
            empty_cell(f"{letter}{number}", empty)
            if content is None
            else self._cell(f"{letter}{number}", content, look)
            for letter, content, look in self._placed(row)
        ]
        self._count.add("".join(self._texts))
        self._texts.clear()
        if self._lines and row.look is Look.BODY:
            points = height_of(self._lines)
        else:
            points = height(row, self._widths, filtered=self._filtered)
        add_row(self._target, row_xml(number, points, cells, grows=self._by_hand))

    def _check_length(self, row: Row, number: int) -> None:
        meant = _CELLS.get(row.look, len(self._widths))
        if len(row.cells) != meant and not self._is_gap(row):
            raise WorkbookIncomplete(
                f"Row {number} of {self._sheet.title} has {len(row.cells)} cells where {meant} were meant."
            )

    def _is_gap(self, row: Row) -> bool:
        """Whether the row is an empty one, which a sheet that lists records has none of."""
        return not row.cells and not self._columns

    def _placed(self, row: Row) -> Iterator[tuple[str, Cell, Look]]:
        """Each cell with its letter and its look; an empty one where a text reaches, so that its lines do too."""
        if not row.cells:
            return iter(())
        cells = row.cells + (None,) * (len(self._letters) - len(row.cells)) if row.look in _CELLS else row.cells
        return zip(self._letters, cells, self._looks(row), strict=True)

    def _looks(self, row: Row) -> Iterator[Look]:
        if row.look is Look.HEADER:
            return (Look.HEADER_BY_HAND if column.by_hand else Look.HEADER for column in self._columns)
        first = Look.HEADER if row.look is Look.FIGURES_HEADER else row.look
        return chain([first], repeat(row.look, len(self._letters) - 1))

    def _cell(self, place: str, content: Cell, look: Look) -> str:
        """One cell. Moments become the time of the clock in Finland."""
        if isinstance(content, str | Code):
            return self._text(place, content if isinstance(content, str) else content.words, look, "text")
        if reckoned := _as_number(content):
            kind, digits = reckoned
            style = self._style(look, kind)
            return number_cell(place, style, digits) if digits else empty_cell(place, style)
        if isinstance(content, Formula):
            self._count.add("".join(self._texts))
            self._texts.clear()
            words = self._in_letters(content)
            self._count.add_formula(words)
            return formula_cell(place, self._style(look, "formula"), words, str(content.result))
        if isinstance(content, Marked):
            return self._runs(place, content, look)
        if isinstance(content, Link):
            self._link(place, content)
        return self._text(place, words_of(content), look, _KINDS.get(type(content), "text"))

    def _in_letters(self, formula: Formula) -> str:
        letters = {key: self._places.letter(column) for key, column in formula.columns.items()}
        return formula.words.format(**letters, row=self._count.rows)

    def _link(self, place: str, link: Link) -> None:
        self._links += 1
        if self._links <= MOST_LINKS:
            # As `location`: given as a target, an address within the workbook becomes an external one.
            location = f"{quote_sheetname(link.sheet)}!A{link.row}"
            add_link(self._target, place, location)

    def _text(self, place: str, text: str, look: Look, kind: str) -> str:
        if not text:
            return empty_cell(place, self._style(look, kind))
        self._check(text)
        return text_cell(place, self._style(look, kind, quoted=text.startswith(READ_AS_FORMULA)), text)

    def _runs(self, place: str, marked: Marked, look: Look) -> str:
        self._check(marked.text)
        kind = "beginning" if marked.begun else "text"
        # What is escaped piece by piece must read the same as the whole.
        if unescape("".join(escape(piece.text) for piece in marked.pieces)) != marked.text:
            return text_cell(place, self._style(look, kind), marked.text)
        runs = ((RUNS[piece.mark], piece.text) for piece in marked.pieces)
        return runs_cell(place, self._style(look, kind), runs)

    def _check(self, text: str) -> None:
        if not fits_cell(text):
            raise WorkbookIncomplete(f"A text of {len(text)} characters does not fit a cell on {self._sheet.title}.")
        self._texts.append(text)

    def _style(self, look: Look, kind: str, *, quoted: bool = False) -> int:
        return self._styles.number(self._target, look, kind, quoted=quoted)


def _as_number(content: Cell) -> tuple[str, str] | None:
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


def _foot(*words: str) -> str:
    """The foot of a page at its left, on one line: LibreOffice shows the line breaks of openpyxl as letters."""
    return page_words(" – ".join(each for each in words if each), 110)


def _set_up(target: Any, sheet: AnySheet, about: About) -> None:
    """Everything that write-only sheets take only before their first row, and the page."""
    for number, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[get_column_letter(number)].width = width + _PADDING
    listed = sheet if isinstance(sheet, Sheet) else None
    if listed:
        target.freeze_panes = f"{get_column_letter(listed.frozen + 1)}2"
        target.print_title_rows = "1:1"
    target.page_setup.paperSize = PAPER_A4
    target.page_setup.orientation = "landscape" if listed and listed.landscape else "portrait"
    if listed and listed.across:
        target.print_title_cols = f"A:{get_column_letter(listed.frozen)}"
        target.page_setup.pageOrder = "overThenDown"  # what belongs to a row comes together
        target.page_setup.scale = listed.scale
    else:
        target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.page_margins = PageMargins(left=0.4, right=0.4, top=0.8, bottom=0.7, header=0.35, footer=0.3)
    target.oddHeader.left.text = page_words(about.title, 80)
    target.oddHeader.right.text = page_words(about.head, 40)
    target.oddFooter.left.text = _foot(sheet.title, about.kind, listed.note if listed else "")
    target.oddFooter.right.text = f"{page_words(about.foot, 50)}   &P/&N"
