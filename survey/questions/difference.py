"""The difference between two texts, word by word, so that people see what somebody wants to change."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

_TOKENS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
"""A word or a sign together with the blanks after it. A blank by itself would match every other blank."""

_SENTENCES = re.compile(r"[^.!?\n]+(?:[.!?\n]+\s*)?|[.!?\n]+\s*")

MOST_TOKENS = 6_000
"""The most words, of the two texts together, that are compared word by word: as many as a chapter of a bill has."""

MOST_PAIRS = 60_000
"""The most pairs of equal words in the two texts.

The time to compare grows with this number: ten thousand times the same word would keep a server busy for minutes. Texts
beyond these limits are compared by sentences; if the sentences are beyond them too, nothing is compared.
"""


class Mark(StrEnum):
    """Whether a piece is in both texts (kept), only in the later one (added) or only in the earlier one (removed)."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A piece of text with one mark."""

    mark: Mark
    text: str


@lru_cache(maxsize=256)
def difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order: kept and removed ones make `before`, kept and added ones make `after`.

    Texts are compared word by word, or sentence by sentence if they are too long for that. If they are too long for
    that too, the result is all of `before` as removed and all of `after` as added.
    """
    for units in (_TOKENS, _SENTENCES):
        old, new = units.findall(before), units.findall(after)
        if _can_be_compared(old, new):
            matcher = SequenceMatcher(None, old, new, autojunk=False)
            return tuple(_joined([piece for step in matcher.get_opcodes() for piece in _pieces(step, old, new)]))
    return tuple(_changed(before, after))


def _can_be_compared(old: list[str], new: list[str]) -> bool:
    if len(old) + len(new) > MOST_TOKENS:
        return False
    times, others = Counter(old), Counter(new)
    return sum(times[unit] * others[unit] for unit in times) <= MOST_PAIRS


def nearest(text: str, versions: Mapping[str, str], language: str = "") -> str:
    """The text of `versions` (language → text) that shares most words with `text`: the one that was probably changed.

    If no version shares more words than the others ("Poistetaan."), the one in `language`, or else the first one.
    """
    words, first = _words(text), versions.get(language) or next(iter(versions.values()))
    shared = {version: len(words & _words(version)) for version in (first, *versions.values())}
    return max(shared, key=lambda version: shared[version])


def _words(text: str) -> set[str]:
    """The set of words without blanks and signs, because every text has blanks and full stops."""
    return set(re.findall(r"\w+", text.casefold()))


def _pieces(step: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> list[Piece]:
    tag, *(old_from, old_to, new_from, new_to) = step
    removed, added = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
    if tag == "equal":
        return [Piece(Mark.KEPT, removed)]
    found = [Piece(Mark.REMOVED, removed), Piece(Mark.ADDED, added)]
    return [piece for piece in found if piece.text]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join changes that follow one another into one: whole phrases are easier to read than pieces."""
    joined: list[Piece] = []
    removed = added = ""
    for piece in pieces:
        if piece.mark is Mark.KEPT:
            joined += [*_changed(removed, added), piece]
            removed = added = ""
        else:
            removed += piece.text if piece.mark is Mark.REMOVED else ""
            added += piece.text if piece.mark is Mark.ADDED else ""
    return joined + _changed(removed, added)


def _changed(removed: str, added: str) -> list[Piece]:
    return [piece for piece in (Piece(Mark.REMOVED, removed), Piece(Mark.ADDED, added)) if piece.text]
