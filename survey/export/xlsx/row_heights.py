"""Works out how high a row must be to show all its text, because no program does this when it opens a file."""

from collections.abc import Sequence
from datetime import date, datetime

from survey.export.xlsx.cell_text import MOST_LINES, estimated_lines
from survey.export.xlsx.sheets import Beginning, Cell, Code, Link, Look, Marked, Note, Row
from survey.languages import format_date

LINE_HEIGHT = 13.0
HIGHEST_ROW = 409.0
"""In points. Excel allows no higher row."""

LINES_TO_WRITE = 4
"""The least height, in lines, of a row that people write in."""

FILTER_BUTTON = 3
"""Width, in characters, that the filter button covers in a header."""


def height(row: Row, widths: Sequence[int], *, filtered: bool) -> float:
    """The height of a row in points. `widths` are the widths of its columns in characters."""
    if not row.cells:
        return height_of(1)
    if row.look is Look.TITLE:
        return LINE_HEIGHT * 1.5
    if row.look is Look.GOES_ON:
        return LINE_HEIGHT
    if row.look is Look.LABELLED:
        return height_of(1)
    if row.look in (Look.HEADER, Look.FIGURES_HEADER, Look.TOTAL):
        covered = FILTER_BUTTON if filtered and row.look is Look.HEADER else 0
        widths = [max(4, round(width / 1.1) - covered) for width in widths]  # bold letters are wider
    lines = LINES_TO_WRITE if row.look is Look.HANDLED else 1
    for content, width in zip(row.cells, widths, strict=True):
        # A text of at most 4 characters needs one line in any column.
        if content is None or isinstance(content, Code):
            continue
        if (text := words_of(content)) and (len(text) > 4 or "\n" in text):
            lines = max(lines, estimated_lines(text, width))
    return height_of(lines)


def height_of(lines: int) -> float:
    """The height in points of a row of `lines` lines, at most HIGHEST_ROW."""
    return HIGHEST_ROW if lines > MOST_LINES else lines * LINE_HEIGHT + 3


def words_of(content: Cell) -> str:
    """The text that a cell shows. Empty for a number or a date with time, because these always fit on one line."""
    if isinstance(content, str):
        return content
    if isinstance(content, Link | Note | Beginning | Code):
        return content.words
    if isinstance(content, Marked):
        return content.text
    if isinstance(content, date) and not isinstance(content, datetime):
        return format_date(content)
    return ""
