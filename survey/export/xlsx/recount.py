"""Counts the contents of a finished workbook directly from the parts of the file, without the library that wrote it."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType
from zipfile import BadZipFile, ZipFile

from survey.export.xlsx.cell_text import unescape

_AT_A_TIME = 1024 * 1024
_NUMBER = re.compile(r"-?[0-9.]+(?:e[-+]?[0-9]+)?")


class WorkbookIncomplete(Exception):
    """The written file does not contain what should have been written. The file has been removed."""


@dataclass
class Count:
    """The contents of one sheet as numbers: rows, formulas, characters of text, and a checksum.

    The checksum is a CRC-32 over the texts and formulas in their order.
    """

    title: str
    rows: int = 0
    characters: int = 0
    checksum: int = 0
    formulas: int = 0

    def add(self, text: str) -> None:
        """Count one more text. It must be the text that people read, after `unescape`."""
        self.characters += len(text)
        self.checksum = zlib.crc32(text.encode("utf-8", "surrogatepass"), self.checksum)

    def add_formula(self, formula: str) -> None:
        """Count one more formula."""
        self.formulas += 1
        self.checksum = zlib.crc32(formula.encode(), self.checksum)


def check_workbook(opened: IO[bytes], meant: Sequence[Count]) -> str:
    """Count a finished file. Returns the digest (SHA-256, hex) of its parts before compression.

    `meant` has what was written to each sheet. Raises WorkbookIncomplete when the file has anything else.
    """
    found, digest = recount(opened)
    if found != list(meant):
        raise WorkbookIncomplete(f"Meant {list(meant)}, found {found}.")
    return digest


def recount(opened: IO[bytes]) -> tuple[list[Count], str]:
    """Count the contents of each sheet of a workbook, in their order, and make the digest of all its parts.

    openpyxl, which writes the file, would take longer to read it than to write it; so the XML is parsed directly.
    Raises WorkbookIncomplete for a file that cannot be read, or that has an error value in a cell.
    """
    digest = sha256()
    try:
        with ZipFile(opened) as archive:
            counts = {f"xl/worksheets/sheet{n}.xml": Count(title) for n, title in enumerate(_titles(archive), start=1)}
            for name in archive.namelist():
                parser = _counting(counts[name]) if name in counts else ParserCreate()
                with archive.open(name) as part:
                    digest.update(f"{name} {_parsed(part, parser)}\n".encode())
            if missing := set(counts) - set(archive.namelist()):
                raise WorkbookIncomplete(f"Parts are missing: {missing}.")
            return list(counts.values()), digest.hexdigest()
    except (BadZipFile, ExpatError, KeyError, zlib.error) as error:
        raise WorkbookIncomplete("The finished file cannot be read.") from error


def _parsed(part: IO[bytes], parser: XMLParserType) -> str:
    """The digest of a part. The complete part is also given to the parser."""
    digest = sha256()
    while piece := part.read(_AT_A_TIME):
        digest.update(piece)
        parser.Parse(piece, False)  # noqa: FBT003  # expat: more data follows
    parser.Parse(b"", True)  # noqa: FBT003  # expat's sign of the end
    return digest.hexdigest()


def _titles(archive: ZipFile) -> list[str]:
    """The titles of the sheets in their order."""
    found: list[str] = []
    parser = ParserCreate()

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            found.append(attributes["name"])

    parser.StartElementHandler = sheet
    parser.Parse(archive.read("xl/workbook.xml"), True)  # noqa: FBT003  # expat's sign of the end
    return found


def _counting(count: Count) -> XMLParserType:
    """A parser that adds the contents of one sheet to `count`.

    It handles as few events as possible, because there may be a million cells. Every text is in an `is` element, every
    number in a `v`, every formula in an `f`; between these elements there is no text. Raises WorkbookIncomplete for a
    `v` that is no number, which is an error value.
    """
    pieces: list[str] = []
    texts: list[str] = []

    def end(name: str) -> None:
        if name == "is":
            texts.append(unescape("".join(pieces)))
            pieces.clear()
        elif name == "row":
            count.rows += 1
            count.add("".join(texts))  # the checksum of joined texts equals that of the texts one by one
            texts.clear()
        elif name == "v":
            if not _NUMBER.fullmatch("".join(pieces)):
                raise WorkbookIncomplete(f"An error value on {count.title}, row {count.rows + 1}.")
            pieces.clear()
        elif name == "f":
            count.add("".join(texts))
            count.add_formula("".join(pieces))
            texts.clear()
            pieces.clear()

    parser = ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 65_536
    parser.CharacterDataHandler = pieces.append
    parser.EndElementHandler = end
    return parser
