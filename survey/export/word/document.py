"""The plain shape of a document to read, between what fills it and the file that is written. Knows no Word."""

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


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text. `language` is its language's code, empty where it is the document's; `url` makes it a link."""

    text: str
    language: str = ""
    mark: Mark = Mark.PLAIN
    url: str = ""


Spans = tuple[Span, ...]


class Look(Enum):
    """What a paragraph is."""

    TEXT = auto()
    HINT = auto()
    """The product's or the asker's guidance, apart from the text."""
    ANSWER = auto()
    """Words of an answer, as they were typed: one paragraph for each line."""
    PART_NAME = auto()
    """What the text below it is, where an answer has several."""
    BULLET = auto()
    NUMBERED = auto()
    """An entry of a numbered list; its text begins with the number and a tab."""


@dataclass(frozen=True, slots=True)
class Title:
    """What the document is."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 5. `anchor` lets the contents lead here; `new_page` begins a page."""

    level: int
    spans: Spans
    anchor: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    spans: Spans
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it has, on one line."""

    label: Spans
    value: Spans


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick, and what that says. `apart` where it stands apart from the boxes above it."""

    spans: Spans
    separate: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Room to write in, of so many lines; more as somebody writes."""

    lines: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents under its title: the words and the anchor of each heading of level 1."""

    title: str
    entries: tuple[tuple[Spans, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A table of figures: words in the first column, and numbers as text in the others. The last row may be a total."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Title | Heading | Paragraph | Fact | Box | Room | Contents | Figures


@dataclass(frozen=True)
class About:
    """What the document says about itself. `language` is its language's code; `created` has a time zone.

    `head` stands at the top of every page, beside the page's number.
    """

    title: str
    language: str
    created: datetime
    head: str


@dataclass(frozen=True)
class Document:
    """A whole document. `blocks` is gone through once, in step with writing."""

    about: About
    blocks: Iterable[Block]


def plain(text: str, language: str = "") -> Spans:
    """The text as one run."""
    return (Span(text, language),)


def answer_paragraphs(text: str, language: str = "") -> Iterator[Paragraph]:
    """The text of an answer, a paragraph for each of its lines: joined by line feeds they are the text."""
    for line in text.split("\n"):
        yield Paragraph(plain(line, language), Look.ANSWER)
