"""The plain shape of a sheet, between the rows that fill it and the workbook that writes it. Knows no Excel."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, auto
from typing import Any, Generic, TypeVar

from survey.questions.difference import Piece

Record = TypeVar("Record")
Record_contra = TypeVar("Record_contra", contravariant=True)
"""What one row of a sheet is about: an answer, an organisation, an option with its count."""


@dataclass(frozen=True)
class Link:
    """Words of the product's own that lead to a row of a sheet in the same workbook."""

    words: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Note:
    """The product's own words in the place of an answer. They look different from typed text."""

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
    """A text some of whose pieces are marked: what was added, or what is to be removed. The pieces are the text.

    `begun` when it is only the beginning of one.
    """

    pieces: tuple[Piece, ...]
    begun: bool = False

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
class ColumnOf:
    """A column of a sheet of the same workbook, by the sheet's title and the column's name, wherever that is."""

    sheet: str
    name: str


@dataclass(frozen=True)
class HeadersOf:
    """The headers of adjacent columns on a sheet of the same workbook, by the columns' names."""

    sheet: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Formula:
    """A total of what people fill in by hand, in the words of a spreadsheet, and what it gives in the new file.

    In the words `{row}` is the number of the formula's row, and the key of one of the `columns` in
    such brackets is the letter of that column: both are known when the formula is written.
    """

    words: str
    result: int = 0
    columns: Mapping[str, ColumnOf] = field(default_factory=dict)


Cell = str | int | Decimal | date | datetime | Link | Note | Beginning | Code | Marked | Share | Formula | None
"""A text character by character; a number; a day; a moment with a time zone; nothing for an empty cell."""


class Look(IntEnum):
    """How a row looks.

    In a labelled row the second text, in a title the first, reaches over the columns after it, which are empty. No
    cells are merged, because screen readers and sorting do not manage those. A text that is longer than the sheet is
    wide goes on in rows of its own, whose look, up to the last, is GOES_ON.
    """

    BODY = auto()
    TITLE = auto()
    LABELLED = auto()
    GOES_ON = auto()
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
class SheetColumn(Generic[Record_contra]):
    """A column of a sheet: the words at its head, its width in characters, and the cell that it has for a record.

    `name` is what other sheets find it by, the same in every language. A column to be filled in by hand looks so;
    with `choose_from` its cells are chosen from these headers.
    """

    name: str
    header: str
    width: int
    cell: Callable[[Record_contra], Cell]
    by_hand: bool = False
    choose_from: HeadersOf | None = None


def cells_of(columns: Sequence[SheetColumn[Record]]) -> Callable[[Record], tuple[Cell, ...]]:
    """What makes the cells of a record, one for each of these columns: the one place where a row comes from columns."""
    takers = [column.cell for column in columns]
    return lambda record: tuple([take(record) for take in takers])


def empty(_record: object) -> None:
    """The cell of a column that is filled in by hand."""


def _body(_record: object) -> Look:
    return Look.BODY


def _same_page(_record: object) -> bool:
    return False


@dataclass(frozen=True)
class Sheet(Generic[Record]):
    """A sheet that lists records, one in each row. `records` are gone through once, in step with writing.

    It begins with the columns' headers, kept in sight, repeated on each page and ready to filter by unless it is not
    `filtered`. The first `frozen` columns stay in sight too; only the first `printed` are printed, made to fit the
    width of a page, or, with `across`, in a legible size on pages side by side that each begin with the frozen
    columns, and shrunk to `scale` per cent. With `lines` every row below the headers is so many lines high, whatever
    stands in it; `note` is printed at the foot of each page, after the sheet's name. `look` gives the look of a
    record's row, and `new_page` whether it begins a page.
    """

    title: str
    columns: tuple[SheetColumn[Record], ...]
    records: Iterable[Record]
    printed: int
    landscape: bool = True
    filtered: bool = True
    frozen: int = 0
    across: bool = False
    scale: int = 100
    lines: int = 0
    note: str = ""
    look: Callable[[Record], Look] = _body
    new_page: Callable[[Record], bool] = _same_page

    @property
    def widths(self) -> tuple[int, ...]:
        """The width of each column."""
        return tuple(column.width for column in self.columns)

    @property
    def rows(self) -> Iterator[Row]:
        """The row of each record, below the headers."""
        cells, look, new_page = cells_of(self.columns), self.look, self.new_page
        return (Row(cells(record), look(record), new_page(record)) for record in self.records)


@dataclass(frozen=True)
class Chart:
    """Horizontal bars over so many rows of a sheet from `row` on, across its columns.

    The bars' lengths and labels are on another sheet from its row `first` on: in the columns `numbers` and `labels`.
    `bars` are the same, for programmes that do not look there. `description` says it all in words.
    """

    title: str
    row: int
    rows: int
    labels: ColumnOf
    numbers: ColumnOf
    first: int
    bars: tuple[tuple[str, int], ...]
    description: str


@dataclass(frozen=True)
class FreeSheet:
    """A sheet whose rows are of several kinds, over columns of these widths without headers, all of them printed.

    A title has one cell, a labelled row two, every other row one for each width, or none at all. `rows` are gone
    through once, in step with writing; those of a sheet `written_last` after the other sheets, whose figures it shows.
    """

    title: str
    widths: tuple[int, ...]
    rows: Iterable[Row]
    written_last: bool = False
    charts: tuple[Chart, ...] = ()


AnySheet = Sheet[Any] | FreeSheet


@dataclass(frozen=True)
class About:
    """What the file says about itself. `language` is a language tag such as fi-FI; `created` has a time zone.

    `head` is printed at the top of every page with the title, `kind` and `foot` at its bottom with the sheet's name and
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
