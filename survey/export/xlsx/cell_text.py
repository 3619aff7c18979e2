"""How much text one cell of a worksheet can contain and show, and how any text is written into it without loss.

Sources: Excel's published limits (32,767 characters and 253 line feeds in a cell, 409 points of row height; the
characters are counted in UTF-16 units); ECMA-376 part 1, 22.9.2.19 (ST_Xstring) for `_xHHHH_`; and, for the number of
lines, measurements of LibreOffice and of the letter widths of Arial.
"""

import math
import re
from functools import lru_cache

LONGEST_CELL = 32_767
"""The most UTF-16 units in a cell, counted after `escape`."""

MOST_LINE_FEEDS = 253

MOST_LINES = 26
"""The most lines that a row of the greatest height shows completely, also where a program's letters are larger."""

NARROW = 40
"""In columns of at most this many characters, lines are counted by wrapping word by word; in wider ones by length."""

_NOT_XML = "\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{_NOT_XML}]")
# An illegal character counts as the closing underscore, because its own escape begins with an underscore.
_LOOKS_ESCAPED = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}[_{_NOT_XML}])")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LONGEST_ESCAPE = len("_x0000_")

_THIN = b"fijlrtI .,;:'!|()[]/-"
_CAPITALS = b"ABCDEFGHJKLNOPQRSTUVXYZ" + "ÅÄÖÜÉ".encode("latin-1")
_BROAD = b"mwMW@%"
_DOUBLE = re.compile(
    "[\u1100-\u115f\u2600-\u27bf\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\U00010000-\U0010ffff]"
)
_PRINTED_DIGIT = 1.06
"""Arial prints a digit 5.56 points wide; a column has 5.25 points for it (7 screen pixels). This is the ratio."""
_TAB = 7
_SHORT = 100


def escape(text: str) -> str:
    """The text as it is written in the XML of a cell.

    A character that XML does not allow becomes `_xHHHH_`. Typed text that looks like `_xHHHH_` is escaped too (its
    first underscore becomes `_x005F_`), so that `unescape` gives exactly the same text back.
    """
    if "_x" not in text and not _ILLEGAL.search(text):
        return text
    return _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))


def unescape(text: str) -> str:
    """The reverse of `escape`: the text that Excel and LibreOffice show."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def utf16_length(text: str) -> int:
    """The length of the text as Excel counts it, in UTF-16 units: most emoji count as two or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fits_cell(text: str) -> bool:
    """Whether the complete text is within Excel's limits for one cell (characters and line feeds)."""
    if text.count("\n") > MOST_LINE_FEEDS:
        return False
    return len(text) * _LONGEST_ESCAPE <= LONGEST_CELL or utf16_length(escape(text)) <= LONGEST_CELL


def fits_page(text: str, width: int) -> bool:
    """Whether a cell `width` characters wide can contain the complete text, and also show and print all of it."""
    return fits_cell(text) and estimated_lines(text, width) <= MOST_LINES


def estimated_lines(text: str, width: int) -> int:
    """Estimate the number of lines of the text in a column `width` characters wide; rather too high than too low."""
    return _short_text_lines(text, width) if len(text) <= _SHORT else _lines(text, width)


@lru_cache(maxsize=4096)
def _short_text_lines(text: str, width: int) -> int:
    """Cached, because names, groups and options are repeated in many rows."""
    return _lines(text, width)


def _lines(text: str, width: int) -> int:
    return sum(_paragraph_lines(paragraph, width) for paragraph in text.split("\n"))


def _paragraph_lines(paragraph: str, width: int) -> int:
    extent = _extent(paragraph)
    if extent <= width:
        return 1
    if width <= NARROW:
        return _wrapped_lines(paragraph, width)
    # On average, half a word (4 characters) stays empty at the end of each line.
    return math.ceil(extent / (width - 4))


def _wrapped_lines(paragraph: str, width: int) -> int:
    lines, filled = 1, 0.0
    for word in paragraph.split(" "):
        extent = _extent(word)
        if filled and filled + extent > width:
            lines, filled = lines + 1, 0.0
        # A word longer than the column is broken at the end of the column.
        lines += max(0, math.ceil(extent / width) - 1)
        filled += extent % width + _extent(" ") if extent > width else extent + _extent(" ")
    return lines


def lines_within(text: str, width: float) -> list[str]:
    """The text in lines of at most `width` characters, broken between words and, in longer words, anywhere.

    Nothing but the blanks at the ends of lines is left out. An empty text is one empty line.
    """
    lines = [""]
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            lines.append("")
        for word in paragraph.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if lines[-1] and _extent(longer) > width:
                lines.append(word)
            else:
                lines[-1] = longer
            while len(lines[-1]) > 1 and _extent(lines[-1]) > width:
                whole = lines[-1]
                fitting = next(n for n in range(len(whole) - 1, 0, -1) if n == 1 or _extent(whole[:n]) <= width)
                lines[-1:] = [whole[:fitting], whole[fitting:]]
    return lines


def _extent(text: str) -> float:
    """The width of the text, in widths of a digit of Arial: not exact for one letter, but near enough for a line."""
    letters = text.encode("latin-1", "replace")
    thin = len(letters) - len(letters.translate(None, _THIN))
    capitals = len(letters) - len(letters.translate(None, _CAPITALS))
    broad = len(letters) - len(letters.translate(None, _BROAD))
    double = 0 if letters.count(b"?") == text.count("?") else len(_DOUBLE.findall(text))
    digits = len(text) - 0.45 * thin + 0.25 * capitals + 0.6 * broad + double + _TAB * text.count("\t")
    return digits * _PRINTED_DIGIT
