"""Every use of private names of openpyxl and zipfile. No other module uses such names.

Each docstring names the private names, says why there is no public way, and what would break if a name changed. They
were checked with the versions that tests/export/xlsx/test_openpyxl_internals.py names; check each of them again when
these versions change.
"""

from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zlib import MAX_WBITS

from isal import isal_zlib
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

ONE_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the file, always the same, so that the same contents make the same bytes.

The bytes are the same only on the same kind of processor: ISA-L compresses a little differently on others. The digest
of the contents, which `write_workbook` returns, is the same on every processor.
"""


class SameBytes(ZipFile):
    """A zip whose parts have no time and no system of writing, compressed by ISA-L instead of zlib.

    For a large workbook zlib takes as much time as all other work together. ISA-L takes a twentieth of zlib's time, and
    the file is a fifth larger. zipfile has no public way to choose another compressor, so the compressor of an opened
    part (`_compressor`) is replaced. If this name changed, the file would be complete, but slow to make and with other
    bytes.
    """

    def open(self, name: Any, mode: Any = "r", *args: Any, **how: Any) -> Any:
        """As in ZipFile, except that a part to be written gets its own compressor, date, system and attributes."""
        if mode != "w":
            return super().open(name, mode, *args, **how)
        name.date_time, name.create_system, name.external_attr = ONE_DAY, 0, 0
        part: Any = super().open(name, mode, *args, **how)
        if part._compressor is not None:
            part._compressor = isal_zlib.compressobj(isal_zlib.ISAL_BEST_COMPRESSION, wbits=-MAX_WBITS)
        return part


class WriterWithDescriptions(ExcelWriter):
    """Writes a workbook whose charts have an alternative text for screen readers (`describe_chart`).

    openpyxl makes the drawing of a sheet (`_drawing`) when it writes the sheet, and writes the drawing later. Between
    the two, the drawing is replaced. If a name changed, charts would have no alternative text; a test checks this.
    """

    def write_worksheet(self, ws: Any) -> None:
        """As in ExcelWriter, but with a drawing that has the alternative texts of its charts."""
        super().write_worksheet(ws)
        drawing: Any = _DescribedDrawing()
        drawing.charts, drawing.images = ws._charts, ws._images
        ws._drawing = drawing


class _DescribedDrawing(SpreadsheetDrawing):
    """openpyxl's drawing, but the frame of a chart (`_chart_frame`) gets the chart's description.

    openpyxl looks only in the body of a class itself to find what it must write. So the four lists of the base class
    are copied here; without them nothing would be written.
    """

    tagname, __attrs__, __nested__, __elements__ = (
        SpreadsheetDrawing.tagname,
        SpreadsheetDrawing.__attrs__,
        SpreadsheetDrawing.__nested__,
        SpreadsheetDrawing.__elements__,
    )

    def _chart_frame(self, number: int) -> Any:
        frame: Any = super()._chart_frame(number)  # type: ignore[misc]  # missing in the type stub
        frame.nvGraphicFramePr.cNvPr.descr = getattr(self.charts[number - 1], _DESCRIPTION, None) or None
        return frame


class FontInOrder(Font):
    """openpyxl's font, but its children are written in the order that Microsoft's own rules for the file ask for.

    openpyxl writes them in the order of `__elements__`; without it the order would be openpyxl's own, which Excel reads
    and strict checkers call an error (tests/export/test_openxml.py).
    """

    tagname, __attrs__, __nested__ = Font.tagname, Font.__attrs__, Font.__nested__
    __elements__ = (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
        *("sz", "color", "name", "family", "charset", "scheme"),
    )


_DESCRIPTION = "kuulolla_description"


def describe_chart(chart: Any, words: str) -> None:
    """Give a chart its alternative text. It is an extra attribute of the chart until the file is written."""
    setattr(chart, _DESCRIPTION, words)


def set_plain_font(book: Any, font: Font, of_cells: Font) -> None:
    """Make `font` the first font of the workbook, and `of_cells` the font of plain cells.

    Programs measure the widths of columns in the first font. openpyxl has no public way to replace the fonts that a new
    workbook begins with (`_fonts`, `_named_styles`). If the names changed, columns would be measured in Calibri.
    """
    book._fonts = IndexedList([font])
    book._named_styles["Normal"].font = of_cells


def begin_rows(sheet: Any) -> None:
    """Begin the rows of a write-only sheet. After this, add each row as XML with `add_row`.

    openpyxl's own way makes an object of every cell, which would double the time of a large workbook; `_get_writer`
    and `_rows` are used instead. If the names changed, nothing could be written, and every test of a workbook would
    fail.
    """
    sheet._get_writer()
    sheet._rows = _rows_as_xml(sheet)
    next(sheet._rows)


def add_row(sheet: Any, xml: str) -> None:
    """Add one row to the sheet. `xml` is the XML that `row_xml` returns."""
    sheet._rows.send(xml)


def add_link(sheet: Any, place: str, location: str) -> None:
    """Make the cell at `place` (such as A2) a link to a `location` in the same workbook.

    openpyxl makes links only for cells that it made itself, and adds them to `_hyperlinks`. If this name changed, links
    would be missing; tests check this.
    """
    sheet._hyperlinks.append(Hyperlink(ref=place, location=location))


def _rows_as_xml(sheet: Any) -> Generator[None, str, None]:
    """Receives rows as XML and writes them to the place in the sheet's file where openpyxl would write its own rows."""
    stream = sheet._writer.xf.send(True)  # noqa: FBT003  # the value that openpyxl itself sends
    with stream.element("sheetData"), suppress(GeneratorExit):
        while True:
            stream._file((yield))
    sheet._writer.xf.send(None)


def remove_sheet_files(book: Any) -> None:
    """Remove the temporary files of a workbook that was not saved: openpyxl keeps them until the process ends.

    They belong to the `_writer` of each sheet (and its `_rows`). If the names changed, interrupted exports would fill
    the disk; a test checks this.
    """
    for sheet in book.worksheets:
        if sheet._writer is not None:
            for opened in (sheet._rows, sheet._writer):
                with suppress(Exception):  # closing an interrupted sheet raises, because it is not valid XML
                    opened.close()
            Path(sheet._writer.out).unlink(missing_ok=True)
