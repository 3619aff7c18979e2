"""The plain shape of a sheet, between the rows that fill it and the workbook that writes it. Knows no Excel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, auto

from survey.questions.difference import Piece


@dataclass(frozen=True)
class Link:
    """Words of the product's own that lead to a row of a sheet in the same workbook."""

    words: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Note:
    """Words of the product's own where an answer would stand, shown so that nobody takes them for typed ones."""

    words: str


@dataclass(frozen=True)
class Beginning:
    """The first part of a text that no cell can hold, word by word, shown so that nobody takes it for the whole."""

    words: str


@dataclass(frozen=True)
class Code:
    """Letters and digits of the product's own, in a column that is wide enough for them on one line."""

    words: str


@dataclass(frozen=True)
class Marked:
    """A text some of whose pieces are marked: what was added, or what is to be removed. The pieces are the text."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The text without its marks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Share:
    """So many of so many, shown as a percentage; nothing of nothing is shown empty."""

    part: int
    whole: int


@dataclass(frozen=True)
class Formula:
    """A total of what people fill in by hand, in the words of a spreadsheet, and what it gives in the new file."""

    words: str
    result: int = 0


Cell = str | int | Decimal | date | datetime | Link | Note | Beginning | Code | Marked | Share | Formula | None
"""A text character by character; a number; a day; a moment with a time zone; nothing for an empty cell."""


class Look(IntEnum):
    """How a row looks. In a labelled row the second cell, in a title the first, takes all the width there is left."""

    BODY = auto()
    TITLE = auto()
    LABELLED = auto()
    HEADER = auto()
    HEADER_BY_HAND = auto()
    FIGURES_HEADER = auto()
    FIGURES = auto()
    TOTAL = auto()
    HANDLED = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row from the left. `new_page` begins a page with it in print."""

    cells: tuple[Cell, ...]
    look: Look = Look.BODY
    new_page: bool = False


@dataclass(frozen=True)
class SheetColumn:
    """The words at the head of a column, and its width in characters.

    A column to be filled in by hand looks so; `choose_from` is the range, in the words of a spreadsheet, that its
    cells are chosen from.
    """

    header: str
    width: int
    by_hand: bool = False
    choose_from: str = ""


@dataclass(frozen=True)
class Chart:
    """Horizontal bars over so many rows of a sheet from `row` on, across its printed columns.

    The bars' lengths and labels stand on another sheet, `source`, from its row `first` on: in the columns `labels` and
    `numbers`. `bars` are the same, for programmes that do not look there. `told` says it all in words.
    """

    title: str
    row: int
    rows: int
    source: str
    labels: str
    numbers: str
    first: int
    bars: tuple[tuple[str, int], ...]
    told: str


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows` is gone through once, in step with writing.

    A `listed` sheet begins with the columns' headers, kept in sight, repeated on each page and ready to filter
    by unless it is not `filtered`. The first `frozen` columns stay in sight too; only the first `printed` are
    printed, made to fit the width of a page, or, with `across`, in a legible size on pages side by side that each
    begin with the frozen columns. A sheet `told_last` is gone through after the others, whose figures it tells.
    With `lines` every row below the headers is so many lines high, whatever stands in it.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Row]
    printed: int
    landscape: bool = True
    listed: bool = True
    filtered: bool = True
    frozen: int = 0
    across: bool = False
    told_last: bool = False
    lines: int = 0
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class About:
    """What the file says about itself. `language` is a language tag such as fi-FI; `created` has a time zone.

    `head` stands at the head of every page beside the title, `kind` and `foot` at its foot beside the sheet's name and
    the page's number; `kind` is among the properties too, and so is `by`, who made
    the file.
    """

    title: str
    language: str
    created: datetime
    head: str
    foot: str
    kind: str = ""
    by: str = ""
