"""What a question looks like on paper: boxes to tick, space to write in, and the words between them.

Each kind returns its parts from `Question.on_paper`; the page for printing and the Word document both draw them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

Texts = Mapping[str, str]

Message = str
"""A message of the product, translated when it is drawn."""


@dataclass(frozen=True)
class Room:
    """Space to write in: one line, or several lines for a reason or for an answer of several paragraphs."""

    type: ClassVar = "room"
    lines: int


LINE, REASON_ROOM, TEXT_ROOM = Room(1), Room(4), Room(8)


@dataclass(frozen=True)
class Boxes:
    """Options to tick: the label of each, and whether it is shown separately from the others."""

    type: ClassVar = "boxes"
    options: tuple[tuple[Texts, bool], ...]


@dataclass(frozen=True)
class PartName:
    """A name for the space or the boxes that follow it."""

    type: ClassVar = "name"
    words: Texts | Message


@dataclass(frozen=True)
class RowName:
    """The statement of a matrix that the boxes after it are for."""

    type: ClassVar = "row"
    words: Texts
    required: bool


@dataclass(frozen=True)
class Unit:
    """The unit of a number."""

    type: ClassVar = "unit"
    words: Texts


@dataclass(frozen=True)
class Provision:
    """The provision that a proposal is about."""

    type: ClassVar = "provision"
    words: Texts


@dataclass(frozen=True)
class Quotation:
    """A wording that the issuer proposes."""

    type: ClassVar = "quotation"
    words: Texts


@dataclass(frozen=True)
class Paragraphs:
    """A text in the Markdown subset."""

    type: ClassVar = "paragraphs"
    words: Texts


PaperPart = Paragraphs | Room | Boxes | PartName | RowName | Unit | Provision | Quotation
