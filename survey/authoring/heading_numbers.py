"""Bullets and numbers before headings, which come along when headings are pasted: pages number the questions."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

_BULLET = re.compile(
    "(?:"
    "[\ue000-\uf8ff•●○◦∙⁃‣▪▫■□▶►▸◆◇➢➤→»✓✔✗\u2460-\u24ff\u2776-\u2793]\\s*"  # Symbol and Wingdings are private use
    r"|o\s+"
    r")(?=\S)"
)
"""What Word and web pages put before the entries of a list. No heading begins with a lone “o”."""

_ONLY_BULLET = re.compile("[\ue000-\uf8ff•●○◦∙⁃‣▪▫■□▶►▸◆◇➢➤·*]")

_DASH = re.compile(r"[-–—·*]\s+(?=\S)")
_IN_ORDER = r"(?:\.\)|[.)]|\s[-–—])\s+(?=\S)"
_DIGITS = re.compile(
    rf"\d{{1,3}}(?:\.\d{{1,3}})*{_IN_ORDER}|[(\[]\d{{1,3}}(?:\.\d{{1,3}})*[)\]]\s*(?=\S)|{_DASH.pattern}"
)
_LETTER = re.compile(rf"([a-zåäö]){_IN_ORDER}|[(\[]([a-zåäö])[)\]]\s*(?=\S)", re.IGNORECASE)
_ROMAN = re.compile(
    rf"([ivxlc]{{1,7}})(?:{_IN_ORDER}|\s+(?=[A-ZÅÄÖ]))|[(\[]([ivxlc]{{1,7}})[)\]]\s*(?=\S)", re.IGNORECASE
)
_OUTLINE = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\s+(?=[^\W\d_])")
"""A number without a point, as Word writes it before a numbered heading in a table of contents."""

_ROMANS: Mapping[str, int] = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def without_bullet(line: str) -> str:
    """The line without the bullet of a list; empty where it is nothing but one."""
    return "" if _ONLY_BULLET.fullmatch(line) else _after(_BULLET.match(line), line)


def without_numbers(lines: Sequence[str]) -> list[str]:
    """The headings without dashes, and without numbers or letters where every one has one and they belong to a list.

    Numbers stay where they count nothing (“24 kuntaa”), where they are part of what is said (“2 momentti”), and where
    the headings would be the same without them (“1. vaihtoehto”, “2. vaihtoehto”).
    """
    return [_after(_DASH.match(line), line) for line in _unnumbered(lines)]


def _after(sign: re.Match[str] | None, line: str) -> str:
    return line[sign.end() :] if sign else line


def _unnumbered(lines: Sequence[str]) -> list[str]:
    if len(lines) < 2:
        return list(lines)
    for pattern, counts in _NUMBERINGS:
        found = [pattern.match(line) for line in lines]
        matches = [match for match in found if match]
        if len(matches) < len(lines) or not counts(matches):
            continue
        without = [line[match.end() :] for line, match in zip(lines, matches, strict=True)]
        if len(set(without)) == len(set(lines)):
            return without
    return list(lines)


def _is_list(_matches: Sequence[re.Match[str]]) -> bool:
    return True


def _counts_letters(matches: Sequence[re.Match[str]]) -> bool:
    letters = [_sign(match) for match in matches]
    return letters[0] == "a" and all(ord(after) == ord(before) + 1 for before, after in pairwise(letters))


def _counts_romans(matches: Sequence[re.Match[str]]) -> bool:
    numbers = [_roman(_sign(match)) for match in matches]
    return numbers == list(range(1, len(numbers) + 1))


def _counts_outline(matches: Sequence[re.Match[str]]) -> bool:
    """Whether numbers without a point are those of an outline, from 1 on, before words with a capital letter."""
    numbers = [[int(part) for part in match[1].split(".")] for match in matches]
    capitals = all(match.string[match.end()].isupper() for match in matches)
    return capitals and numbers[0][0] == 1 and all(one < other for one, other in pairwise(numbers))


def _sign(match: re.Match[str]) -> str:
    return next(sign for sign in match.groups() if sign).casefold()


def _roman(sign: str) -> int:
    values = [_ROMANS[letter] for letter in sign]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


_NUMBERINGS: Sequence[tuple[re.Pattern[str], Callable[[Sequence[re.Match[str]]], bool]]] = (
    (_DIGITS, _is_list),
    (_ROMAN, _counts_romans),
    (_LETTER, _counts_letters),
    (_OUTLINE, _counts_outline),
)
