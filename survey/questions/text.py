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


@dataclass(frozen=True)
class Cleaned:
    """A text after `clean_text`, and how many characters had to be removed from it."""

    text: str
    removed: int


def clean_text(typed: str) -> Cleaned:
    """Make typed text safe to keep and to give back character by character.

    Every kind of line end (CR LF, CR, vertical tab, form feed, next line, line and paragraph separator) becomes
    one LF. Other control characters than tab, lone surrogates and Unicode's non-characters are removed and
    counted, because neither PostgreSQL nor XML (hence Excel and Word) can hold them. Whole blank lines before and
    after the text go: they come with what is pasted, and cells and paragraphs would begin empty. Nothing else is
    touched: blanks, bidirectional marks, emoji and literal "_x0041_" stay as typed.
    """
    text, removed = _REMOVED.subn("", _LINE_ENDS.sub("\n", typed))
    return Cleaned(_without_blank_lines_at_the_ends(text), removed)


def _without_blank_lines_at_the_ends(text: str) -> str:
    """Found by two searches from the ends, since a pattern would be slow with a hundred thousand blank lines."""
    begins = len(text) - len(text.lstrip())
    if begins == len(text):
        return "" if "\n" in text else text
    first = text.rfind("\n", 0, begins) + 1
    last = text.find("\n", len(text.rstrip()))
    return text[first:] if last < 0 else text[first:last]


def length(text: str) -> int:
    """Characters as limits count them: code points after `clean_text`."""
    return len(text)


def without_marks(text: str) -> str:
    """Without invisible format characters, such as the direction marks that address books put round an address."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
