"""Pasted text from minutes or from a PDF, tidied: lines that were broken to fit a page become paragraphs again.

Nothing but blanks, line breaks, hyphens at line ends and soft hyphens is touched. Lists, headings, blank lines and
lines that somebody ended on purpose stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SOFT_HYPHEN = "\u00ad"
LONGEST_BROKEN_LINE = 120
"""A longer line was not broken to fit a page: it is a paragraph of its own."""

NARROWEST = 40
"""Lines are not broken at a narrower width than this; shorter ones are addresses, verses and lists."""

CLOSE_TO_THE_EDGE, NEAR_THE_EDGE = 0.9, 0.75
"""How much of the width a line must fill, with the next word on it, to have been broken there: more where the next line
begins as a sentence does. Below one, since a page's letters are not equally wide.
"""

CONJUNCTIONS = frozenset(["ja", "tai", "sekä", "eli", "että", "taikka", "eikä", "och", "eller"])
"""After these a hyphen stands for the end of a compound, and stays with a blank: “työ- ja elinkeinoministeriö”."""

_LIST_ITEM = re.compile(
    r"\s*(?:[-–—•·▪▫◦●○■□*‣⁃\uf0b7\uf0a7]\s|o\s|\(?\d{1,3}\)\s|\d{1,3}(?:\.\d{1,3})*\.?\s+[A-ZÅÄÖ]|\([a-zåäö]\)|"
    r"[a-zåäö][.)]\s|[IVX]{1,5}[.)]\s)"
)
_ENDS_IN_HYPHEN = re.compile(r"(\w+)[-\u2010]$")
_FIRST_WORD = re.compile(r"\S+")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_DOUBLE_BLANKS = re.compile("(?<=\\S)[ \u00a0]{2,}(?=\\S)")
_SENTENCE_END = re.compile(r"[.!?:;][”\"’»)]*$")
_OPENS_SENTENCE = re.compile(r"[“”\"’«»(]*[A-ZÅÄÖ0-9]")


@dataclass(frozen=True)
class Tidied:
    """The tidied text, and how often what was done: line breaks joined, hyphens of divided words removed, soft hyphens
    removed, double blanks made single.
    """

    text: str
    joined: int
    hyphens: int
    soft_hyphens: int
    blanks: int

    @property
    def is_changed(self) -> bool:
        """Whether anything was done that can be seen."""
        return any((self.joined, self.hyphens, self.soft_hyphens, self.blanks))


def tidied(text: str) -> Tidied:
    """Return a text (after `clean_text`) as it was before a page broke its lines. A tidy text stays as it is."""
    kept, joined, hyphens = [""], 0, 0
    lines = [line.rstrip() for line in text.split("\n")]
    width = _width(lines)
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else ""
        if not number or not _was_broken(before, line, width):
            kept.append(line)
            continue
        first, gone = _joined(kept[-1], line.lstrip())
        kept[-1], joined, hyphens = first, joined + 1, hyphens + gone
    whole = "\n".join(kept[1:])
    without, blanks = _DOUBLE_BLANKS.subn(" ", whole.replace(SOFT_HYPHEN, ""))
    return Tidied(without, joined, hyphens, text.count(SOFT_HYPHEN), blanks)


def _width(lines: Sequence[str]) -> int:
    """Return how many characters the page had on a line; 0 if the lines were not broken by one.

    It is the longest of the lines that another follows, unless no other comes near it: that one is a paragraph.
    """
    followed = [(line, after) for line, after in pairwise(lines) if line and after.strip()]
    broken = [(line, after) for line, after in followed if NARROWEST <= len(line) <= LONGEST_BROKEN_LINE]
    sentences = [line for line, after in broken if _SENTENCE_END.search(line) and _OPENS_SENTENCE.match(after.lstrip())]
    if not broken or len(sentences) * 2 > len(broken):
        return 0
    lengths = sorted((len(line) for line, _after in broken), reverse=True)
    near = (length for length, other in pairwise(lengths) if other >= length * NEAR_THE_EDGE)
    return next(near, lengths[-1])


def _was_broken(line: str, after: str, width: int) -> bool:
    """Return whether a page has put `after` on a line of its own, and not who wrote it."""
    if not width or not line.strip() or not after.strip() or len(line) > LONGEST_BROKEN_LINE:
        return False
    if line.endswith(SOFT_HYPHEN):
        return True
    if _LIST_ITEM.match(after):
        return False
    if _ENDS_IN_HYPHEN.search(line) and after.lstrip()[0].isalpha():
        return True
    found = _FIRST_WORD.search(after)
    filled = len(line) + 1 + len(found[0]) if found else 0
    is_opening = _OPENS_SENTENCE.match(after.lstrip()) is not None
    return filled > width * (CLOSE_TO_THE_EDGE if is_opening else NEAR_THE_EDGE)


def _joined(line: str, after: str) -> tuple[str, int]:
    """Return two lines as one, and how many hyphens of a divided word were removed from between them: 0 or 1."""
    if line.endswith(SOFT_HYPHEN):
        return line + after, 0
    divided = _ENDS_IN_HYPHEN.search(line)
    if divided is None:
        return f"{line} {after}", 0
    letters = _FIRST_LETTERS.match(after)
    following = letters[0] if letters else ""
    if following.lower() in CONJUNCTIONS:
        return f"{line} {after}", 0
    if not following or _keeps_hyphen(divided[1], following):
        return line + after, 0
    return line[:-1] + after, 1


def _keeps_hyphen(before: str, after: str) -> bool:
    """Return whether a compound has this hyphen also within a line: Itä-Suomi, EU-laki, 2020-luku, linja-auto."""
    if after[0].isupper() or before.isupper() or before[-1].isdigit() or len(before) == 1:
        return True
    return before[-1].lower() == after[0].lower() and after[0].lower() in "aeiouyåäö"
