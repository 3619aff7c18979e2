"""A statement as blocks: paragraphs and rows of tables in order, as a Word file or a pasted text has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_CHARACTERS = 1_000_000
MOST_BLOCKS = 8_000
"""More than any statement has: a bill of four hundred pages has a million characters, in five thousand paragraphs."""


class TextRefused(Exception):
    """What was given cannot be read. `reason` is a message to translate, and ends a sentence."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Block:
    """A paragraph, with line feeds where its lines were broken by hand; or a row of a table of several columns.

    `level`: of a heading's style, 0 for the title of the whole, None for running text. `bold`: all of it is. `alone`:
    it is one line with nothing right above and below it. `listed`: an entry of a list. `contents`: a line of a table of
    contents. `facts`: a line of the product's own documents that tells who asks and who answers. `boxed`: it stands in
    a text box. `cells`: of a row, the blocks of each cell; its text is then that of all cells.
    """

    text: str
    level: int | None = None
    bold: bool = False
    alone: bool = False
    listed: bool = False
    contents: bool = False
    facts: bool = False
    boxed: bool = False
    cells: tuple[tuple["Block", ...], ...] = ()


class RemarkKind(StrEnum):
    """What people are told of how a text was read."""

    TRACKED = "tracked"
    """Tracked changes, which count as accepted."""
    COMMENT = "comment"
    FOOTNOTE = "footnote"
    PICTURE = "picture"
    EMBEDDED = "embedded"
    HIDDEN = "hidden"
    STRUCK = "struck"
    """Struck through by hand: it was read as text."""
    TABLE = "table"
    """Rows of several columns, whose cells were put on a line."""
    BOX = "box"
    FORMULA = "formula"


@dataclass(frozen=True)
class Remark:
    """A remark: how often it applies, and the beginning of the text that it is about, if any."""

    kind: RemarkKind
    count: int = 1
    text: str = ""


@dataclass(frozen=True)
class StatementText:
    """All of a file or a pasted text. `is_pasted`: line ends may be those of the minutes' lines, not of paragraphs."""

    blocks: Sequence[Block]
    remarks: Sequence[Remark] = ()
    is_pasted: bool = False
