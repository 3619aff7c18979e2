"""Reading rows out of a file: from a workbook (.xlsx), from CSV as Excel, LibreOffice and Numbers save it in Finland,
or from rows that are pasted out of one of these.

The separator and the encoding are recognised. Every row keeps its line, so that each fault can name it.
"""

import codecs
import csv
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from survey.authoring.workbook_package import NotAWorkbook
from survey.authoring.worksheets import read_sheets
from survey.languages import MEGABYTE, PAGE_LANGUAGES, gettext
from survey.languages import mark as _
from survey.questions.faults.fault import nearest_word
from survey.questions.text import clean_text

LARGEST_FILE = 5 * MEGABYTE
"""Bytes: some forty thousand organisations."""

ZIP = b"PK\x03\x04"
"""With this begin workbooks, which are zip archives, and no text that anybody writes."""

SEPARATORS = (";", ",", "\t")
_DOUBTFUL_LETTERS = frozenset("ÄÅÖäåö".encode("mac_roman"))
"""Bytes that are these letters where Excel for Mac saves CSV, and € … Š Œ š in Windows-1252."""

Headers = Mapping[str, str]
"""The columns that are read: their keys, each with what it may also be called (a marked message)."""


@dataclass(frozen=True)
class RowFault:
    """What is wrong on a line of the file (from 1; 0: with the file), in a column if `column` names it by a marked
    message: a message, and what fills its places.
    """

    line: int
    message: str
    places: Mapping[str, object]
    column: str = ""

    def words(self, language: str) -> str:
        """The fault, with its line and column. A place may be a function that gets the language."""
        filled = {name: place(language) if callable(place) else place for name, place in self.places.items()}
        fault = gettext(language, self.message, **filled)
        if self.line and self.column:
            column = gettext(language, self.column)
            return gettext(
                language, "Line %(line)s, column “%(column)s”: %(fault)s", line=self.line, column=column, fault=fault
            )
        return gettext(language, "Line %(line)s: %(fault)s", line=self.line, fault=fault) if self.line else fault


class RowsRefused(Exception):
    """The file cannot be taken, and nothing of it is. `faults` has all that is wrong, in the file's order."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


@dataclass(frozen=True)
class ReadRow:
    """One row: its line, and the text of each column that the file has, by the column's key."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class ReadRows:
    """The rows of a file, the columns that it has, and the faults of rows that cannot be told apart into columns."""

    columns: Sequence[str]
    rows: Sequence[ReadRow]
    faults: Sequence[RowFault]


def read_rows(content: bytes, headers: Headers, needed: Sequence[str]) -> ReadRows:
    """Read the rows below the first line, which names the columns. `needed`: those that must be there.

    Raises RowsRefused for a file that cannot be read, whose columns are not known, or that has no row.
    """
    lines = _rows(content) if content.startswith(ZIP) else _lines(_text(content), headers)
    if not lines:
        message = _("The file is empty. Its first line must name the columns: %(columns)s.")
        raise _refused(message, columns=", ".join(headers))
    columns = _columns(*lines[0], headers, needed)
    rows, faults = [], []
    for line, cells in lines[1:]:
        fault = _shape_fault(line, cells, columns)
        if fault:
            faults.append(fault)
        else:
            given = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
            rows.append(ReadRow(line, given))
    if not rows and not faults:
        raise _refused(_("The file has no organisations below its first line."))
    return ReadRows([column for column in columns if column], rows, faults)


def comparable(words: str) -> str:
    """The words for comparing: a Mac writes ö as two characters, and what cannot be seen makes no other name."""
    letters = unicodedata.normalize("NFKC", words)
    return " ".join("".join(each for each in letters if unicodedata.category(each) != "Cf").casefold().split())


def _rows(content: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a workbook's first sheet with their numbers, each as long as the widest. Empty rows are left out.

    Raises RowsRefused where a cell shows an error of Excel: its text is nobody's.
    """
    try:
        sheets = read_sheets(content)
    except NotAWorkbook as error:
        raise _refused(_("The workbook cannot be read. Save it as .xlsx or as CSV.")) from error
    sheet = sheets[0] if sheets else None
    errors = sorted({**sheet.errors, **sheet.uncalculated}.items()) if sheet else []
    if errors:
        message = _("“%(error)s” stands in a cell. Write there what it should say.")
        raise RowsRefused([RowFault(row, message, {"error": words}) for (row, _column), words in errors])
    rows = sheet.rows if sheet else ()
    widest = max((len(row) for row in rows), default=0)
    lines = [
        (number, [_cell(cell) for cell in (*row, *[""] * (widest - len(row)))])
        for number, row in enumerate(rows, start=1)
    ]
    return [line for line in lines if any(line[1])]


def _cell(text: str) -> str:
    return " ".join(clean_text(text).text.split())


def _refused(message: str, line: int = 0, **places: object) -> RowsRefused:
    return RowsRefused([RowFault(line, message, places)])


def _text(content: bytes) -> str:
    """The file's text: UTF-8, UTF-16 with its mark, or Windows-1252, in which Excel saves CSV."""
    if len(content) > LARGEST_FILE:
        raise _refused(_("The file is larger than 5 MB."))
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if utf_16 else ["utf-8-sig", "windows-1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "windows-1252" and not _DOUBTFUL_LETTERS.isdisjoint(content):
            raise _refused(_("The letters å, ä and ö of the file cannot be told from others. Save it as CSV (UTF-8)."))
        if "\0" not in text:
            return text
    raise _refused(_("The file is no text that can be read. Save it as CSV (UTF-8)."))


def _lines(text: str, headers: Headers) -> list[tuple[int, list[str]]]:
    """The cells of each line that has any, with its number, parted by what makes the most known columns."""
    before, (first, rest) = 0, _first_line(text)
    if first.casefold().startswith("sep="):  # Excel's own way of naming the separator
        before, (first, rest) = 1, _first_line(rest)
    separator = max(SEPARATORS, key=lambda each: (_count_known(first, each, headers), first.count(each)))
    reader = csv.reader(StringIO(f"{first}\n{rest}", newline=""), delimiter=separator, strict=True)
    lines, ended = [], 0
    try:
        for cells in reader:
            lines.append((before + ended + 1, [_cell(cell) for cell in cells]))
            ended = reader.line_num
    except csv.Error as error:
        message = _("A quotation mark is not closed. Put the whole cell between quotation marks.")
        raise _refused(message, before + ended + 1) from error
    return [line for line in lines if any(line[1])]


def _first_line(text: str) -> tuple[str, str]:
    first, _end, rest = text.replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    return first, rest


def _count_known(line: str, separator: str, headers: Headers) -> int:
    understood = _understood(headers)
    return sum(1 for cell in line.split(separator) if comparable(cell.strip(' "')) in understood)


def _understood(headers: Headers) -> dict[str, str]:
    """Each header that a column may have, without capitals, with the column."""
    own = {column: column for column in headers}
    return own | {
        comparable(gettext(code, words)): column for column, words in headers.items() for code in PAGE_LANGUAGES
    }


def _columns(line: int, first: Sequence[str], headers: Headers, needed: Sequence[str]) -> list[str]:
    """What each column is; an empty text for one without a header. Raises RowsRefused."""
    understood, faults, columns = _understood(headers), [], []
    known = ", ".join(headers)
    for header in first:
        column = understood.get(comparable(header), "") if header else ""
        if header and not column:
            near = nearest_word(comparable(header), understood)
            message = (
                _("There is no column “%(header)s”. Did you mean “%(near)s”?")
                if near
                else _("There is no column “%(header)s”. The columns are: %(columns)s.")
            )
            faults.append(RowFault(line, message, {"header": header, "near": near, "columns": known}))
        elif column and column in columns:
            faults.append(RowFault(line, _("The column “%(header)s” is there twice."), {"header": header}))
        columns.append(column)
    missing = [column for column in needed if column not in columns]
    if missing and not faults:
        message = _("The first line must name these columns too: %(columns)s.")
        faults.append(RowFault(line, message, {"columns": ", ".join(missing)}))
    if faults:
        raise RowsRefused(faults)
    return columns


def _shape_fault(line: int, cells: Sequence[str], columns: Sequence[str]) -> RowFault | None:
    surplus = [cell for cell, column in zip(cells, [*columns, *[""] * len(cells)], strict=False) if cell and not column]
    if surplus:
        message = _("“%(cell)s” is in no column. Put a name with a comma between quotation marks.")
        return RowFault(line, message, {"cell": surplus[0]})
    if len(cells) < len(columns):
        message = _("There are %(cells)s cells and %(columns)s columns. Keep the separator of an empty cell.")
        return RowFault(line, message, {"cells": len(cells), "columns": len(columns)})
    return None
