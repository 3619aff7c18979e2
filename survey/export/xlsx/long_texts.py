"""Splits texts that one cell cannot contain or show into parts. The parts, joined, are exactly the same text."""

import re
import unicodedata
from collections.abc import Iterator

from survey.export.xlsx.cell_text import MOST_LINES, fits_page

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*[^\S\u00a0\u2007\u202f]+")
_BLANK = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space, except the no-break spaces."""

_LONGEST_GRAPHEME = 40
"""In characters. In a longer sequence of combining marks the text may be cut at any place."""

_JOINER = "\N{ZERO WIDTH JOINER}"
_MARKS = frozenset({"Mn", "Mc", "Me"})
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


class TextDamaged(Exception):
    """The parts of a split text do not join to that text, or do not fit their cells. Nothing is written then."""


def parts_of(text: str, width: int) -> tuple[str, ...]:
    """Split the text into parts that each fit a cell `width` characters wide, and are shown and printed completely.

    A part ends at the end of a paragraph; if the paragraph is too long, at the end of a sentence; otherwise at white
    space; and only where there is no white space, between two characters. Nothing is added or removed: white space and
    line feeds stay at the end of the part before them. Raises TextDamaged when the parts do not join to the same text
    or a part does not fit.
    """
    parts = tuple(_split(text, width))
    if "".join(parts) != text or not all(fits_page(part, width) for part in parts):
        raise TextDamaged(f"A text of {len(text)} characters could not be split for {width} columns.")
    return parts


def first_part(text: str, width: int) -> str:
    """The first of the parts that `parts_of` returns, without working out the others. The text must not be empty."""
    return next(_split(text, width))


def _split(text: str, width: int) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = _furthest(text, start, width)
        if end < len(text):
            end = _border(text, start, end)
        yield text[start:end]
        start = end


def _furthest(text: str, start: int, width: int) -> int:
    """The end of the longest part from `start` that fits, found by binary search."""
    fits, too_far = start + 1, _surely_enough(text, start, width) + 1
    while too_far - fits > 1:
        middle = (fits + too_far) // 2
        if fits_page(text[start:middle], width):
            fits = middle
        else:
            too_far = middle
    return fits


def _surely_enough(text: str, start: int, width: int) -> int:
    """An upper limit for the end of a part from `start`: beyond it are too many characters or too many line feeds."""
    end = min(len(text), start + 3 * MOST_LINES * width)
    feed = start - 1
    for _ in range(MOST_LINES + 1):
        feed = text.find("\n", feed + 1, end)
        if feed < 0:
            return end
    return feed + 1


def _border(text: str, start: int, end: int) -> int:
    """The best place to cut between `start` and `end`: before the middle only if there is no white space after it."""
    middle = (start + end) // 2
    for paragraph_end in ("\n\n", "\n"):
        found = text.rfind(paragraph_end, middle, end)
        if found >= 0:
            return found + len(paragraph_end)
    return (
        _last_end(_SENTENCE_END, text, middle, end)
        or _last_end(_BLANK, text, middle, end)
        or _last_end(_BLANK, text, start, middle)
        or _between_graphemes(text, start, end)
    )


def _last_end(border: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    return max((found.end() for found in border.finditer(text, start, end)), default=None)


def _between_graphemes(text: str, start: int, end: int) -> int:
    """`end`, or a little before it, so that no letter is cut from its accent and no emoji is cut into its parts."""
    earliest = max(start + 1, end - _LONGEST_GRAPHEME)
    return next((cut for cut in range(end, earliest - 1, -1) if not _belongs_together(text, start, cut)), end)


def _belongs_together(text: str, start: int, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    return (
        unicodedata.category(after) in _MARKS
        or _JOINER in (before, after)
        or ord(after) in _SKIN_TONES
        or ord(after) in _TAGS
        or (ord(after) in _FLAG_LETTERS and _flag_letters_before(text, start, cut) % 2 == 1)
    )


def _flag_letters_before(text: str, start: int, cut: int) -> int:
    count = 0
    while count < cut - start and ord(text[cut - 1 - count]) in _FLAG_LETTERS:
        count += 1
    return count
