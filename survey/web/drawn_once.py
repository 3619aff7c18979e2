"""HTML that is drawn once by a template and filled in for each request, because templates take most of a page's time.

A macro is drawn with slots in the places that differ between requests; each request puts its own values into them. The
key of a drawing must contain everything else that the HTML depends on.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from markupsafe import Markup, escape

MOST_DRAWN = 10_000
"""How many drawings are kept, of about 2 kB each: enough for fifty large question sets in two languages."""

_SLOT = f"slot-{secrets.token_hex(8)}-"
"""The beginning of a slot's mark. It is random, so that nobody can write a mark into a question set or an answer."""

_MARKED = re.compile(rf"{_SLOT}(\d+)-")


def slot(number: int) -> str:
    """Return the mark of a slot, which a macro draws. It needs no escaping. Numbers begin at 0."""
    return f"{_SLOT}{number}-"


@dataclass(frozen=True)
class Drawing:
    """HTML in pieces. `slots`: the number of the slot between each piece and the next one."""

    pieces: tuple[str, ...]
    slots: tuple[int, ...]

    def filled_with(self, values: Sequence[str]) -> Markup:
        """Return the HTML with the values in their slots. Values are escaped. `values`: by the number of the slot."""
        parts = [self.pieces[0]]
        for number, piece in zip(self.slots, self.pieces[1:], strict=True):
            parts.append(escape(values[number]))
            parts.append(piece)
        return Markup("".join(parts))  # noqa: S704  # pieces were escaped by the template, values just now


def drawing_of(html: str) -> Drawing:
    """Return the drawing for HTML that a macro drew with slots."""
    pieces = _MARKED.split(html)
    return Drawing(tuple(pieces[::2]), tuple(int(number) for number in pieces[1::2]))


Made = TypeVar("Made")


class Drawings(Generic[Made]):
    """A cache of drawings by their keys; the oldest are removed. Two threads may make the same drawing, which does no
    harm.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, Made] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the cached value for this key; if there is none, call `make` and keep its result."""
        found = self._made.get(key)
        if found is None:
            found = make()
            with self._lock:
                while len(self._made) >= MOST_DRAWN:
                    del self._made[next(iter(self._made))]
                self._made[key] = found
        return found
