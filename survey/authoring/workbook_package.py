"""The package of an .xlsx, bounded before anybody walks through its cells.

A workbook of ten kilobytes can have a million rows, all of them empty: formatting reaches down to the last row of a
sheet, and what repeats packs well. Rows and cells without values are therefore taken out of the sheets as bytes, and
what then still has too many elements, or is no workbook, is NotAWorkbook with a reason.
"""

import re
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from survey.languages import mark as _
from survey.xml_bounds import XmlRefused, tags_in

LARGEST_UNPACKED = 40_000_000
"""Bytes of all its parts together, as they are after unpacking."""

MOST_ELEMENTS = 400_000
"""Beginnings and ends of XML elements in all parts, without those of empty cells: 100,000 cells with values."""

MOST_ROWS = 10_000
"""Number of the last row that is not empty."""

MOST_IN_FORMULAS = 500_000
"""Characters of formulas that one cell shares with others, once for each: every cell's is made from the first one's."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_FORMULA_TEXT = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?>([^<]*)<")
_SHEET = re.compile(rb"<((?:\w+:)?)sheetData")


class NotAWorkbook(Exception):
    """What was given is no .xlsx that can be read. `reason` is a message to translate, and ends a sentence."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def bounded_package(raw: bytes) -> bytes:
    """The package without empty rows and cells, unpacked.

    Raises NotAWorkbook for what openpyxl must not see: other formats, what unpacks to too much, XML with entities of
    its own.
    """
    if raw.startswith(_OLE):
        locked = _("it is locked with a password")
        raise NotAWorkbook(locked if _ENCRYPTED in raw else _("it is in the format of Excel before 2007 (.xls)"))
    try:
        with ZipFile(BytesIO(raw)) as package:
            return _bounded(package)
    except NotAWorkbook:
        raise
    except XmlRefused as error:
        raise NotAWorkbook(_("it is damaged")) from error
    except BadZipFile as error:
        raise NotAWorkbook(_("it is damaged") if raw.startswith(b"PK") else _("it is in another format")) from error
    except Exception as error:  # zlib.error, RuntimeError of a locked part, NotImplementedError of a compression …
        raise NotAWorkbook(_("it is damaged")) from error


def _bounded(package: ZipFile) -> bytes:
    parts = package.infolist()
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise NotAWorkbook(_("it is too large"))
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        raise NotAWorkbook(_("it is in another format"))
    if "xl/workbook.bin" in names:
        raise NotAWorkbook(_("it is in the format .xlsb"))
    target, left = BytesIO(), MOST_ELEMENTS
    with ZipFile(target, "w", ZIP_STORED) as bounded:
        for part in parts:
            content = without_empty_cells(package.read(part))  # never more than its file_size
            left -= tags_in(content, most=MOST_ELEMENTS)
            if left < 0 or _in_shared_formulas(content) > MOST_IN_FORMULAS or _last_row(content) > MOST_ROWS:
                raise NotAWorkbook(_("it is too large"))
            bounded.writestr(part.filename, content)
    return target.getvalue()


def without_empty_cells(part: bytes) -> bytes:
    """The XML of a sheet without cells and rows that have no value; any other part as it is.

    Where some cell or row does not say its place it stands after the one before it, so that all of them are needed.
    """
    found = _SHEET.search(part)
    if not found or not _can_be_reduced(part):
        return part
    prefix = found[1]
    if not _lacks_place(part, prefix + b"c"):
        value = rb"<%sv\s*/>|<%sv>\s*</%sv>" % (prefix, prefix, prefix)
        empty = rb"<%sc\s[^<>]*(?:/>|>\s*(?:%s)?\s*</%sc>)" % (prefix, value, prefix)
        part = re.sub(empty, b"", part)
    if not _lacks_place(part, prefix + b"row"):
        part = re.sub(rb"<%srow\s[^<>]*(?:/>|>\s*</%srow>)" % (prefix, prefix), b"", part)
    return part


def has_formulas(package: bytes) -> bool:
    """Whether any sheet of a package from `bounded_package` may have a formula."""
    return _FORMULA.search(package) is not None


def _in_shared_formulas(part: bytes) -> int:
    shared = part.count(b"shared") if _SHEET.search(part) else 0
    return shared and shared * max((len(text) for text in _FORMULA_TEXT.findall(part)), default=0)


def _last_row(part: bytes) -> int:
    """The highest number of a row with values, so that nobody walks down to it; 0 where rows were not taken out."""
    found = _SHEET.search(part)
    if not found or not _can_be_reduced(part) or _lacks_place(part, found[1] + b"row"):
        return 0
    return max((int(row) for row in re.findall(rb"<%srow\s[^<>]*?\br=.(\d{1,12})" % found[1], part)), default=0)


def _can_be_reduced(part: bytes) -> bool:
    return b"<![CDATA[" not in part and b"<!--" not in part


def _lacks_place(part: bytes, element: bytes) -> bool:
    return re.search(rb"<%s(?:>|/|\s(?![^<>]*?\br=))" % element, part) is not None
