"""How much XML a part of an uploaded file may be, whatever program made the file.

Each element that is open takes memory, a hundred times its size in the file; and a document type can have entities
that grow without end. Both are refused before a library reads the part.
"""

from xml.parsers import expat

DEEPEST = 200
"""Elements within one another. A workbook of Excel's has about twenty, a text of Word's in a table in a table forty."""

PIECE = 64 * 1024
"""Bytes that are given to the parser at a time: it reads a piece to its end before anybody can refuse it."""


class XmlRefused(Exception):
    """The part has a document type, or elements deeper within one another than DEEPEST."""


def tags_in(part: bytes, *, most: int) -> int:
    """How many tags a part has that is XML: all beginnings and ends of elements. It is not read where they are more
    than `most`. A part that is no XML, such as a picture, is counted too, and never refused.

    Raises XmlRefused.
    """
    tags = part.count(b"<")
    if tags > most:
        return tags
    depth = 0

    def refuse(*_named: object) -> None:
        raise XmlRefused

    def opened(*_named: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            refuse()

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    try:
        for start in range(0, len(part), PIECE):
            parser.Parse(part[start : start + PIECE], start + PIECE >= len(part))
    except expat.ExpatError:  # a picture, or a part that no library will read either
        return tags
    return tags
