"""HTML that is drawn once and filled in for each request: templates take most of the time of a page.

A macro is drawn with slots in the places of what differs from request to request; each request puts its own values
there. The key of a drawing names everything else that the macro draws.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from markupsafe import Markup, escape

MOST_DRAWN = 10_000
"""Drawings that are kept, of some 2 kB each: those of fifty large question sets in two languages."""

_SLOT = f"slot-{secrets.token_hex(8)}-"
"""Begins the marks of slots. Random, so that nobody can write one into a question set or an answer."""

_MARKED = re.compile(rf"{_SLOT}(\d+)-")


def slot(number: int) -> str:
    """The mark of a slot, as a macro draws it; it needs no escaping. Numbers count from 0."""
    return f"{_SLOT}{number}-"


@dataclass(frozen=True)
class Drawing:
    """HTML in pieces, and between each two of them the number of the slot that is there."""

    pieces: tuple[str, ...]
    slots: tuple[int, ...]

    def filled_with(self, values: Sequence[str]) -> Markup:
        """The HTML with the value of each slot, escaped, in its place."""
        parts = [self.pieces[0]]
        for number, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts.append(escape(values[number]))
            parts.append(piece)
        return Markup("".join(parts))  # noqa: S704  # pieces were escaped by the template, values just now


def drawing_of(html: str) -> Drawing:
    """What a macro drew with slots."""
    pieces = _MARKED.split(html)
    return Drawing(tuple(pieces[::2]), tuple(int(number) for number in pieces[1::2]))


Made = TypeVar("Made")


class Drawings(Generic[Made]):
    """What was made of drawings, by their keys: the latest only. Two threads may make the same; that harms nothing."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Made] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for this key, or what `make` gives."""
        found = self._made.get(key)
        if found is None:
            found = make()
            with self._lock:
                while len(self._made) >= MOST_DRAWN:
                    del self._made[next(iter(self._made))]
                self._made[key] = found
        return found
