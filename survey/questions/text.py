"""Text as people type and paste it, made the same text everywhere: on pages, in the database, in every file."""

import re
import unicodedata
from dataclasses import dataclass

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_REMOVED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters, but tab and line feed
    "\ud800-\udfff"  # lone surrogates: no file format carries them
    "\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
    )  # non-characters
    + "]"
)
_WITHOUT_INK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0") | {
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0100, 0xE01F0)),
}
"""Letters and marks that show nothing, though Unicode counts them neither as blanks nor as format characters."""


@dataclass(frozen=True)
class Cleaned:
    """A text after `clean_text`, and how many characters had to be removed from it."""

    text: str
    removed: int


def clean_text(typed: str) -> Cleaned:
    """Make typed text safe to keep and to give back character by character.

    Every kind of line end (CR LF, CR, vertical tab, form feed, next line, line and paragraph separator) becomes
    one LF. Other control characters than tab, lone surrogates and Unicode's non-characters are removed and
    counted, because neither PostgreSQL nor XML (hence Excel and Word) can hold them. Whole blank lines before the
    first and after the last line with something on it go, as they come along with what is pasted and would let cells
    and paragraphs begin empty. Nothing else is touched: blanks, indentation, lines in between, bidirectional marks,
    emoji and literal "_x0041_" stay as typed.
    """
    text, removed = _REMOVED.subn("", _LINE_ENDS.sub("\n", typed))
    return Cleaned(_without_blank_ends(text), removed)


def can_be_kept(text: str) -> bool:
    """Whether every character can be kept as it is. Earlier versions also kept blank lines at the ends."""
    return _REMOVED.search(text) is None and _LINE_ENDS.search(text) is None


def shows_nothing(text: str) -> bool:
    """Whether there is nothing to see: blanks, line ends and invisible characters at most."""
    return all(map(_is_invisible, text))


def without_invisible_ends(text: str) -> str:
    """Without blanks and invisible characters at both ends."""
    seen = [place for place, letter in enumerate(text) if not _is_invisible(letter)]
    return text[seen[0] : seen[-1] + 1] if seen else ""


def _is_invisible(letter: str) -> bool:
    return letter.isspace() or letter in _WITHOUT_INK or unicodedata.category(letter) in ("Cc", "Cf")


def _without_blank_ends(text: str) -> str:
    if "\n" not in text:
        return text
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if not shows_nothing(line)), len(lines))
    last = next((number for number in range(len(lines), first, -1) if not shows_nothing(lines[number - 1])), first)
    return "\n".join(lines[first:last])


def length(text: str) -> int:
    """Characters as limits count them: code points after `clean_text`."""
    return len(text)


def without_marks(text: str) -> str:
    """Without invisible format characters, such as the direction marks that address books put round an address."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def shortened(text: str, most: int) -> str:
    """The text on one line of at most `most` characters. One that is longer ends after a word, where that leaves two
    thirds of the room filled, and in "…".
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    words = cut if line[most - 1] == " " else cut.rpartition(" ")[0]
    return (words if len(words) * 3 >= most * 2 else cut).rstrip(" ,;:–-") + "…"


LONGEST_NUMBER = 9
"""Digits: Python refuses to read thousands of them, and no database id has more."""


def small_number(text: str) -> int:
    """Return the whole number that a form or an address has; 0 for any other text, and for one of too many digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0
