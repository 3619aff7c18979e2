"""Typed and pasted text in one normal form, which is the same on pages, in the database and in every file."""

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
    """Make typed text safe to store and to return character by character.

    Every kind of line end (CR LF, CR, vertical tab, form feed, next line, line and paragraph separator) becomes one LF.
    Control characters except tab, lone surrogates and Unicode's non-characters are removed and counted, because neither
    PostgreSQL nor XML (hence Excel and Word) can store them. Everything else is kept: blanks, bidirectional marks,
    emoji and literal "_x0041_" stay as typed.
    """
    text, removed = _REMOVED.subn("", _LINE_ENDS.sub("\n", typed))
    return Cleaned(text, removed)


def length(text: str) -> int:
    """The number of characters for limits: code points after `clean_text`."""
    return len(text)


def without_marks(text: str) -> str:
    """The text without invisible format characters, such as direction marks that address books add to an address."""
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
