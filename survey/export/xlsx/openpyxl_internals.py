"""What is done with names that openpyxl and zipfile keep to themselves: all of it is here, and nowhere else.

Each function says which names it uses, why there is no open way, and what would break. They were checked against the
versions that tests/export/xlsx/test_openpyxl_internals.py names; look at each of them again when these change.
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
"""What every part of the file says of its age, so that the same contents make the same bytes.

On the same kind of processor, that is: ISA-L packs a little differently on others. The digest of the contents, which
`write_workbook` returns, is the same everywhere.
"""


class SameBytes(ZipFile):
    """A zip whose parts tell nothing of when and where they were written, packed by ISA-L instead of zlib.

    Of a large workbook, zlib takes as much time as all the rest together, and ISA-L a twentieth of that for a file a
    fifth larger. zipfile takes no other compressor: the one of an opened part (`_compressor`) is replaced. Were the
    name another, the file would be whole, but slow to make and of other bytes.
    """

    def open(self, name: Any, mode: Any = "r", *args: Any, **how: Any) -> Any:
        """As it is, but for the compressor, and the day and the system in the heading of a part that is written."""
        if mode != "w":
            return super().open(name, mode, *args, **how)
        name.date_time, name.create_system, name.external_attr = ONE_DAY, 0, 0
        part: Any = super().open(name, mode, *args, **how)
        if part._compressor is not None:
            part._compressor = isal_zlib.compressobj(isal_zlib.ISAL_BEST_COMPRESSION, wbits=-MAX_WBITS)
        return part


class WriterWithDescriptions(ExcelWriter):
    """Writes a book whose charts have the text that a screen reader says in their place (`describe_chart`).

    openpyxl makes the drawing of a sheet (`_drawing`) while it writes the sheet, and writes it after that: it is
    replaced in between. Were a name another, charts would have no alternative text, which a test sees.
    """

    def write_worksheet(self, ws: Any) -> None:
        """As it is, with a drawing that describes its charts."""
        super().write_worksheet(ws)
        drawing: Any = _DescribedDrawing()
        drawing.charts, drawing.images = ws._charts, ws._images
        ws._drawing = drawing


class _DescribedDrawing(SpreadsheetDrawing):
    """openpyxl's drawing, whose frame of a chart (`_chart_frame`) gets the chart's description.

    What a class writes is worked out of its own body alone: the lists of that are taken over, or nothing is written.
    """

    tagname, __attrs__, __nested__, __elements__ = (
        SpreadsheetDrawing.tagname,
        SpreadsheetDrawing.__attrs__,
        SpreadsheetDrawing.__nested__,
        SpreadsheetDrawing.__elements__,
    )

    def _chart_frame(self, number: int) -> Any:
        frame: Any = super()._chart_frame(number)  # type: ignore[misc]  # its stub leaves it out
        frame.nvGraphicFramePr.cNvPr.descr = getattr(self.charts[number - 1], _DESCRIPTION, None) or None
        return frame


_DESCRIPTION = "kuulolla_description"


def describe_chart(chart: Any, words: str) -> None:
    """Give a chart its alternative text, kept beside openpyxl's own attributes until the file is written."""
    setattr(chart, _DESCRIPTION, words)


def set_plain_font(book: Any, font: Font, of_cells: Font) -> None:
    """Make `font` the first of the book, which widths of columns are measured in, and `of_cells` that of plain cells.

    A book begins with a font of openpyxl's (`_fonts`, `_named_styles`). Were the names another, columns would be
    measured in Calibri.
    """
    book._fonts = IndexedList([font])
    book._named_styles["Normal"].font = of_cells


def begin_rows(sheet: Any) -> None:
    """Begin the rows of a write-only sheet; they come by `add_row`, as XML.

    openpyxl makes objects of every cell (`_rows` is its own way), which would double the time of a large workbook.
    Were the names another, nothing could be written, and every test of a workbook would fail.
    """
    sheet._get_writer()
    sheet._rows = _rows_as_xml(sheet)
    next(sheet._rows)


def add_row(sheet: Any, xml: str) -> None:
    """One more row, as `row_xml` writes it."""
    sheet._rows.send(xml)


def add_link(sheet: Any, place: str, location: str) -> None:
    """Make the cell at `place` a link to a `location` in the same book.

    openpyxl makes links of cells that it made itself, and adds them to `_hyperlinks`. Were the name another, links
    would be missing, which tests see.
    """
    sheet._hyperlinks.append(Hyperlink(ref=place, location=location))


def _rows_as_xml(sheet: Any) -> Generator[None, str, None]:
    """Takes rows as XML, and puts them where openpyxl would put its own."""
    stream = sheet._writer.xf.send(True)  # noqa: FBT003  # openpyxl's own sign
    with stream.element("sheetData"), suppress(GeneratorExit):
        while True:
            stream._file((yield))
    sheet._writer.xf.send(None)


def remove_sheet_files(book: Any) -> None:
    """Remove the temporary files of a book that was not saved: openpyxl keeps them until the process ends.

    They are its sheets' `_writer`. Were the names another, interrupted exports would fill the disk, which a test sees.
    """
    for sheet in book.worksheets:
        if sheet._writer is not None:
            for opened in (sheet._rows, sheet._writer):
                with suppress(Exception):  # an interrupted sheet is no valid XML, and closing it says so
                    opened.close()
            Path(sheet._writer.out).unlink(missing_ok=True)
