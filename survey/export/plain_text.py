"""Writes a document as plain text, for a case-management system that takes nothing else.

Every heading, label and line of an answer stands on a line of its own, so that nothing is lost when it is pasted. The
file is in UTF-8 with a byte order mark and the line ends of Windows, which its programs need to read å, ä and ö.
"""

from collections.abc import Iterator
from pathlib import Path

from survey.export.whole_file import whole_file
from survey.export.word.document import (
    Block,
    Box,
    Contents,
    Document,
    Fact,
    Figures,
    Heading,
    Look,
    Paragraph,
    Room,
    Spans,
    Title,
)

LINE_TO_WRITE_ON = "_" * 60


def write_plain_text(target: Path, document: Document) -> None:
    """Write the document to `target`. The file appears, or is replaced, only when it is complete."""
    with whole_file(target) as opened:
        opened.write(plain_text(document).replace("\n", "\r\n").encode("utf-8-sig"))


def plain_text(document: Document) -> str:
    """Return the document as text. Blank lines stand between its blocks, but not between lines of one answer."""
    pieces: list[str] = []
    before = ""
    for block in document.blocks:
        belongs = _belongs(block)
        if before:
            pieces.append("\n" if belongs == before != "block" else "\n\n")
        pieces.append("\n".join(_lines(block)))
        before = belongs
    return f"{''.join(pieces)}\n"


def _belongs(block: Block) -> str:
    """What a block is among others of its sort: those stand on lines that follow one another."""
    match block:
        case Fact():
            return "fact"
        case Box():
            return "box"
        case Paragraph(look=Look.ANSWER):
            return "answer"
        case Paragraph(look=Look.BULLET | Look.NUMBERED):
            return "list"
        case _:
            return "block"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title(spans=spans) | Heading(spans=spans):
            yield _text(spans)
        case Paragraph(spans=spans, look=Look.BULLET):
            yield f"- {_text(spans)}"
        case Paragraph(spans=spans):
            yield _text(spans).replace("\t", " ")
        case Fact(label=label, value=value):
            yield f"{_text(label)}: {_text(value)}"
        case Box(spans=spans):
            yield f"[ ] {_text(spans)}"
        case Room(lines=lines):
            yield from [LINE_TO_WRITE_ON] * lines
        case Contents():
            pass
        case Figures(header=header, rows=rows):
            yield "\t".join(header)
            for row in rows:
                yield "\t".join(cell if isinstance(cell, str) else _text(cell) for cell in row)


def _text(spans: Spans) -> str:
    return "".join(f"{span.text} ({span.url})" if span.url and span.url != span.text else span.text for span in spans)
