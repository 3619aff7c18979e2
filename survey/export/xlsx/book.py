"""Writes the complete workbook: its sheets in order and its properties.

The time of writing is not in the file, so that the same contents make the same bytes.
"""

from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED

import openpyxl
from openpyxl.packaging.core import DocumentProperties

from survey.export.whole_file import whole_file
from survey.export.xlsx.openpyxl_internals import (
    SameBytes,
    WriterWithDescriptions,
    remove_sheet_files,
    set_plain_font,
)
from survey.export.xlsx.page_words import one_line
from survey.export.xlsx.places import Places
from survey.export.xlsx.recount import Count, check_workbook
from survey.export.xlsx.sheet_writer import SheetWriter
from survey.export.xlsx.sheets import About, AnySheet, FreeSheet
from survey.export.xlsx.styles import Styles, plain_font

CREATOR = "Kuulolla"


def write_workbook(target: Path, sheets: Sequence[AnySheet], about: About) -> str:
    """Write the sheets to `target`. The file appears, or is replaced, only when it is complete and counted.

    Returns the digest (SHA-256, hex) of the file's parts. Raises WorkbookIncomplete when the contents of the finished
    file differ from what was written. Every other exception is passed on. In both cases no part of a file is left on
    disk, and no temporary file.
    """
    book = openpyxl.Workbook(write_only=True)
    try:
        with whole_file(target) as opened:
            meant = _write_sheets(book, sheets, about)
            WriterWithDescriptions(book, SameBytes(opened, "w", ZIP_DEFLATED)).save()
            return check_workbook(opened, meant)
    except BaseException:
        remove_sheet_files(book)
        raise


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
    set_plain_font(book, plain_font(), plain_font())
    styles, places = Styles(), Places(sheets)
    writers = [SheetWriter(book.create_sheet(sheet.title), sheet, about, styles, places) for sheet in sheets]
    in_order = sorted(enumerate(writers), key=lambda pair: _is_written_last(sheets[pair[0]]))
    counts = {each: writer.write() for each, writer in in_order}
    return [counts[each] for each in range(len(writers))]


def _is_written_last(sheet: AnySheet) -> bool:
    return isinstance(sheet, FreeSheet) and sheet.written_last
