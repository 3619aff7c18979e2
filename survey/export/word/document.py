"""A document as blocks of plain values: `survey/export/documents/` makes them, `writer.py` writes them to a file.

Nothing here knows the markup of Word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto


class Mark(Enum):
    """How a run of text is marked."""

    PLAIN = auto()
    STRONG = auto()
    EMPHASIS = auto()
    ADDED = auto()
    REMOVED = auto()
    CODE = auto()
    """A digest: small letters of one width, so that the 64 characters stay on one line as the value of a Fact."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text. `language` is a language code, empty for the document's own. With `url` the text is a link."""

    text: str
    language: str = ""
    mark: Mark = Mark.PLAIN
    url: str = ""


Spans = tuple[Span, ...]


class Look(Enum):
    """The kind of a paragraph, which decides its style."""

    TEXT = auto()
    HINT = auto()
    """Guidance from the product or from the organisation that asks, shown separately from the text."""
    ANSWER = auto()
    """Text of an answer as it was typed: one paragraph for each line."""
    PART_NAME = auto()
    """The name of the text below it, for example “Reason”, where an answer has several parts."""
    BULLET = auto()
    NUMBERED = auto()
    """An entry of a numbered list; its text begins with the number and a tab."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the document."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 5. The table of contents links to `anchor`; `new_page` starts a new page."""

    level: int
    spans: Spans
    anchor: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text. `with_next`: whether it stays on the page on which the next block begins; None
    leaves that to its look.
    """

    spans: Spans
    look: Look = Look.TEXT
    with_next: bool | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value on one line; the value of a long label is on the next line."""

    label: Spans
    value: Spans


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick, with the text after it. `separate` adds space between it and the boxes above it."""

    spans: Spans
    separate: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Space to write in, `lines` lines high. It grows when somebody writes more."""

    lines: int


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of a table of contents: the level, the text and the anchor of a heading."""

    level: int
    spans: Spans
    anchor: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents under its title, without page numbers: nothing but a layout of all pages gives those.

    `entries` has every heading down to the lowest level that it contains. `note` says how to get page numbers in Word;
    it is replaced with the entries when Word updates the table.
    """

    title: str
    note: str
    entries: tuple[ContentsEntry, ...]


TableCell = str | Spans


@dataclass(frozen=True, slots=True)
class Figures:
    """A table of figures: words in the first column, numbers (as text) in the others.

    `description` is what the table is about, for those who do not see it. If `total` is true the last row is a total.
    """

    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    total: bool = False


Block = Title | Heading | Paragraph | Fact | Box | Room | Contents | Figures


@dataclass(frozen=True)
class About:
    """The properties of the document. `language` is its language code; `created` must have a time zone.

    `head` is printed at the top of every page, next to the page number.
    """

    title: str
    language: str
    created: datetime
    head: str


@dataclass(frozen=True)
class Document:
    """A complete document. `blocks` is read only once, while the file is written."""

    about: About
    blocks: Iterable[Block]


def plain(text: str, language: str = "") -> Spans:
    """The text as one span, without marks."""
    return (Span(text, language),)


def answer_paragraphs(text: str, language: str = "", *, with_next: bool | None = None) -> Iterator[Paragraph]:
    """The text of an answer, one paragraph for each line. Joined by line feeds they give the same text again."""
    for line in text.split("\n"):
        yield Paragraph(plain(line, language), Look.ANSWER, with_next)
