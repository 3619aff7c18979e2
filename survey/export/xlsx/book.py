"""Writing the whole book: its sheets in order, its properties, and a file that says nothing of when it was written."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import MAX_WBITS

import openpyxl
from isal import isal_zlib
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.writer.excel import ExcelWriter

from survey.export.whole_file import whole_file
from survey.export.xlsx.page_words import one_line
from survey.export.xlsx.places import Places
from survey.export.xlsx.recount import Count, check_workbook
from survey.export.xlsx.sheet_writer import SheetWriter
from survey.export.xlsx.sheets import About, AnySheet, FreeSheet
from survey.export.xlsx.styles import Styles, plain_font

CREATOR = "Kuulolla"

ONE_DAY = (1980, 1, 1, 0, 0, 0)
"""What every part of the file says of its age, so that the same contents make the same bytes.

On the same kind of processor, that is: ISA-L packs a little differently on others. The digest of the contents, which
`write_workbook` returns, is the same everywhere.
"""


def write_workbook(target: Path, sheets: Sequence[AnySheet], about: About) -> str:
    """Write the sheets to `target`, which appears, or is replaced, only when the file is complete and counted.

    Returns the digest of the file's parts. Raises WorkbookIncomplete when the finished file holds anything else than
    was written, and lets every other exception through; either way no part of a file is left behind, here or among
    the temporary files.
    """
    book = openpyxl.Workbook(write_only=True)
    try:
        with whole_file(target) as opened:
            meant = _write_sheets(book, sheets, about)
            ExcelWriter(book, _SameBytes(opened, "w", ZIP_DEFLATED)).save()
            return check_workbook(opened, meant)
    except BaseException:
        _remove_sheet_files(book)
        raise


class _SameBytes(ZipFile):
    """A zip whose parts tell nothing of when and where they were written, packed by a faster hand than zlib's.

    Of a large workbook, zlib takes as much time as all the rest together, and ISA-L a twentieth of that for a file a
    fifth larger. zipfile has no open way to another compressor.
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


def _write_sheets(book: Any, sheets: Sequence[AnySheet], about: About) -> list[Count]:
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
    book._fonts = IndexedList([plain_font()])
    book._named_styles["Normal"].font = plain_font()
    styles, places = Styles(), Places(sheets)
    writers = [SheetWriter(book.create_sheet(sheet.title), sheet, about, styles, places) for sheet in sheets]
    in_order = sorted(enumerate(writers), key=lambda pair: _is_told_last(sheets[pair[0]]))
    counts = {each: writer.write() for each, writer in in_order}
    return [counts[each] for each in range(len(writers))]


def _is_told_last(sheet: AnySheet) -> bool:
    return isinstance(sheet, FreeSheet) and sheet.written_last


def _remove_sheet_files(book: Any) -> None:
    """Remove the temporary files of a book that was not saved: openpyxl keeps them until the process ends."""
    for sheet in book.worksheets:
        if sheet._writer is not None:
            for opened in (sheet._rows, sheet._writer):
                with suppress(Exception):  # an interrupted sheet is no valid XML, and closing it says so
                    opened.close()
            Path(sheet._writer.out).unlink(missing_ok=True)
