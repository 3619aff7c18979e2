"""Bounds of YAML, before and while it is read: the library takes 40 microseconds for a value, and more for deep ones.

Two megabytes can hold a million values within one another. What must be more than a set may have is refused by the
count of its signs, and all else as soon as the library has made too many values or stands too deep.
"""

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer

MOST_WRITTEN = 30_000
"""Keys and values as they are written, before aliases are expanded: about 350 questions with options."""

MOST_LINES = 100_000
LEEWAY = 35_000
"""Signs that may be none: two megabytes of plain text have about as many colons, hyphens and commas in brackets."""

DEEPEST = 40
"""Mappings and lists within one another. A question in a group of a section needs twelve."""

_COLON = re.compile(r":(?=[ \t\n,\]}])")
_ENTRY = re.compile(r"(?:^[ \t]*|(?<=[-?:] ))[-?](?=[ \t\n])|,(?=[ \t]*$)", re.MULTILINE)
_BRACKETED = re.compile(r"^.*[\[{].*$", re.MULTILINE)
_IN_BRACKETS = re.compile(r"[,\[{]")


class TooMuch(Exception):
    """More values, lines or levels than any question set has."""


def refuse_too_much(yaml: str) -> None:
    """Raise TooMuch where the signs of YAML alone are too many. Text in blocks and quotation marks counts little."""
    if yaml.count("\n") > MOST_LINES:
        raise TooMuch
    values = 2 * len(_COLON.findall(yaml)) + len(_ENTRY.findall(yaml))
    for line in _BRACKETED.findall(yaml):
        values += len(_IN_BRACKETS.findall(line))
        if values > MOST_WRITTEN + LEEWAY:
            break
    if values > MOST_WRITTEN + LEEWAY:
        raise TooMuch


def bounded_reader() -> YAML:
    """A reader of YAML 1.2 that keeps the line of each key, and raises TooMuch."""
    reader = YAML(typ="rt", pure=True)
    reader.Composer = _BoundedComposer
    return reader


class _BoundedComposer(Composer):
    """Counts what it makes, and how deep it stands."""

    written = depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.written += 1
        self.depth += 1
        if self.written > MOST_WRITTEN or self.depth > DEEPEST:
            raise TooMuch
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1
