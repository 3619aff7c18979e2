"""Counting a finished file again, straight from its parts: what stands in it, whoever wrote it."""

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
    """The file that was written does not hold what was meant. It has been removed."""


@dataclass
class Count:
    """What one sheet holds: rows, formulas, characters of text, and a checksum over the texts in their order."""

    title: str
    rows: int = 0
    characters: int = 0
    checksum: int = 0
    formulas: int = 0

    def add(self, text: str) -> None:
        """Count one more text, as people read it."""
        self.characters += len(text)
        self.checksum = zlib.crc32(text.encode("utf-8", "surrogatepass"), self.checksum)

    def add_formula(self, formula: str) -> None:
        """Count one more formula."""
        self.formulas += 1
        self.checksum = zlib.crc32(formula.encode(), self.checksum)


def check_workbook(opened: IO[bytes], meant: Sequence[Count]) -> str:
    """Reopen a finished file and count it; a digest of its parts as they are before they are compressed.

    Raises WorkbookIncomplete where the file differs from what was meant.
    """
    found, digest = recount(opened)
    if found != list(meant):
        raise WorkbookIncomplete(f"Meant {list(meant)}, found {found}.")
    return digest


def recount(opened: IO[bytes]) -> tuple[list[Count], str]:
    """What the sheets of a workbook hold, in their order, and the digest of all its parts.

    The library that writes the file would take longer to read it than to write it. Raises WorkbookIncomplete for
    what cannot be read.
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
    """The digest of a part, all of which has gone through the parser."""
    digest = sha256()
    while piece := part.read(_AT_A_TIME):
        digest.update(piece)
        parser.Parse(piece, False)  # noqa: FBT003  # expat's sign that more comes
    parser.Parse(b"", True)  # noqa: FBT003  # expat's sign of the end
    return digest.hexdigest()


def _titles(archive: ZipFile) -> list[str]:
    """The names of the sheets in their order."""
    found: list[str] = []
    parser = ParserCreate()

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            found.append(attributes["name"])

    parser.StartElementHandler = sheet
    parser.Parse(archive.read("xl/workbook.xml"), True)  # noqa: FBT003  # expat's sign of the end
    return found


def _counting(count: Count) -> XMLParserType:
    """A parser that counts the sheet that goes through it, and looks at as little as it can: there are a million cells.

    Every text stands in an `is`, every number in a `v`, every formula in an `f`, and no text anywhere between.
    """
    pieces: list[str] = []
    texts: list[str] = []

    def end(name: str) -> None:
        if name == "is":
            texts.append(unescape("".join(pieces)))
            pieces.clear()
        elif name == "row":
            count.rows += 1
            count.add("".join(texts))  # a checksum of texts one by one is that of all together
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
