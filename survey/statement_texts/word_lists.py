"""The signs before entries of lists, which a Word file does not have as text: a dash, or a number."""

from collections import defaultdict
from typing import Any

from survey.statement_texts.word_styles import W, value_of

DASH = "– "
_WITHOUT_SIGN = frozenset({"", "none"})


class WordLists:
    """Counts the entries of the lists of one file. `root`: the element of its part with numbering, or None."""

    def __init__(self, root: Any) -> None:
        self._formats: dict[tuple[str, str], str] = {}
        self._counted: defaultdict[tuple[str, int], int] = defaultdict(int)
        if root is None:
            return
        kinds = {each.get(f"{W}abstractNumId", ""): each for each in root.iterchildren(f"{W}abstractNum")}
        for each in root.iterchildren(f"{W}num"):
            kind = kinds.get(value_of(each.find(f"{W}abstractNumId")))
            for level in kind.iterchildren(f"{W}lvl") if kind is not None else ():
                place = each.get(f"{W}numId", ""), level.get(f"{W}ilvl", "0")
                self._formats[place] = value_of(level.find(f"{W}numFmt")) or "decimal"

    def sign(self, number: str, level: str) -> str:
        """The sign before the next entry of this list, with the blank after it; empty for a list without signs."""
        kind = self._formats.get((number, level), "bullet")
        if kind in _WITHOUT_SIGN:
            return ""
        if kind == "bullet":
            return DASH
        depth = int(level) if level.isascii() and level.isdigit() else 0
        self._counted[number, depth] += 1
        for counted in [place for place in self._counted if place[0] == number and place[1] > depth]:
            del self._counted[counted]
        count = self._counted[number, depth]
        if kind in {"lowerLetter", "upperLetter"}:
            letter = chr(ord("a") + (count - 1) % 26)
            return f"{letter.upper() if kind == 'upperLetter' else letter}) "
        return f"{count}. "
