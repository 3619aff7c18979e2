"""What differs between two texts, word by word, so that people see what somebody wants to change."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")

LONGEST_COMPARED = 20_000
"""Words and signs of the two texts together. Comparing takes time that grows with their product."""


class Mark(StrEnum):
    """What became of a piece of the earlier text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A run of text with one mark."""

    mark: Mark
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """The pieces that make `before` (kept and removed) and `after` (kept and added), in reading order.

    Texts of more than LONGEST_COMPARED words are not compared: the one stands removed whole, the other added whole.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > LONGEST_COMPARED:
        return _pieces(("replace", 0, len(old), 0, len(new)), old, new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return _joined([piece for step in matcher.get_opcodes() for piece in _pieces(step, old, new)])


def nearest(text: str, others: Iterable[str]) -> str:
    """The one of `others` that shares most words with `text`: the version that it was written over."""
    words = set(_WORDS.findall(text))
    return max(others, key=lambda other: len(words.intersection(_WORDS.findall(other))))


def _pieces(step: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> list[Piece]:
    tag, *(old_from, old_to, new_from, new_to) = step
    removed, added = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
    if tag == "equal":
        return [Piece(Mark.KEPT, removed)]
    found = [Piece(Mark.REMOVED, removed), Piece(Mark.ADDED, added)]
    return [piece for piece in found if piece.text]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """A single blank between two changes is no text that was kept: whole phrases are read more easily than pieces."""
    joined: list[Piece] = []
    removed = added = ""
    for index, piece in enumerate(pieces):
        between = 0 < index < len(pieces) - 1 and piece.mark is Mark.KEPT and piece.text == " "
        if piece.mark is not Mark.KEPT or (between and removed and added):
            removed += piece.text if piece.mark is not Mark.ADDED else ""
            added += piece.text if piece.mark is not Mark.REMOVED else ""
            continue
        joined += _changed(removed, added)
        removed = added = ""
        joined.append(piece)
    return joined + _changed(removed, added)


def _changed(removed: str, added: str) -> list[Piece]:
    return [piece for piece in (Piece(Mark.REMOVED, removed), Piece(Mark.ADDED, added)) if piece.text]
