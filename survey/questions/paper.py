"""What a question looks like on paper: boxes to tick, room to write in, and the words between them.

Each kind says it of itself (`Question.on_paper`); the page to print and the Word document both draw it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

Texts = Mapping[str, str]

Message = str
"""A message of the product's own, translated when it is drawn."""


@dataclass(frozen=True)
class Room:
    """Room to write in: one line, or as many as a reason or an answer of several paragraphs needs."""

    type: ClassVar = "room"
    lines: int


LINE, REASON_ROOM, TEXT_ROOM = Room(1), Room(4), Room(8)


@dataclass(frozen=True)
class Boxes:
    """Options to tick: the label of each, and whether it stands apart from the others."""

    type: ClassVar = "boxes"
    options: tuple[tuple[Texts, bool], ...]


@dataclass(frozen=True)
class PartName:
    """What the room or the boxes after it are for."""

    type: ClassVar = "name"
    words: Texts | Message


@dataclass(frozen=True)
class RowName:
    """What is judged with the boxes after it."""

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
    """A wording of the asker's."""

    type: ClassVar = "quotation"
    words: Texts


@dataclass(frozen=True)
class Paragraphs:
    """A text in the Markdown subset."""

    type: ClassVar = "paragraphs"
    words: Texts


PaperPart = Paragraphs | Room | Boxes | PartName | RowName | Unit | Provision | Quotation
