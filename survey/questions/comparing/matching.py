"""The keys of an earlier set given to a later one, whose own were made from its words.

Who writes in the Excel template writes no keys. They are made from the words, so that a corrected word makes another
key, and the question would seem to be removed and another one added. Here questions, sections, options and rows are
found again by their words, their neighbours and their kind, and keep the keys under which answers are stored.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from survey.questions.freeze import freeze, read_frozen
from survey.questions.question_set import QuestionSet

NEAR = 0.5
"""How like two texts are, of 1, that are taken for one with a mistake corrected."""

MOST_COMPARED = 40_000
"""Pairs of texts that are compared letter by letter; beyond them only equal ones are matched."""

Node = dict[str, Any]


@dataclass(frozen=True)
class Match:
    """Something of the earlier set that is taken for something of the later one, whose words made another key."""

    noun: str
    key: str
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True)
class Matched:
    """The later set with the keys of the earlier one, and what was found again under another key."""

    question_set: QuestionSet
    matches: list[Match]


def with_keys_of(before: QuestionSet, after: QuestionSet) -> Matched:
    """`after` with the keys of `before` for all that is the same but for corrected words."""
    old, new = (json.loads(freeze(each).json) for each in (before, after))
    matches: list[Match] = []
    new["key"] = old["key"]
    _match("section", old["sections"], new["sections"], "title", matches)
    earlier, later = list(_questions(old)), list(_questions(new))
    made = [question["key"] for question in later]
    pairs = _match("question", earlier, later, "label", matches)
    options: dict[str, dict[str, str]] = {}
    for place, question in enumerate(later):
        if place in pairs:
            options[made[place]] = _match_within(earlier[pairs[place]], question, matches)
    _rename_conditions(new, {key: question["key"] for key, question in zip(made, later, strict=True)}, options)
    return Matched(read_frozen(json.dumps(new, ensure_ascii=False)), matches)


def _questions(plain: Node) -> Iterator[Node]:
    for section in plain["sections"]:
        for question in section["questions"]:
            yield question
            yield from question.get("questions", ())


def _match_within(old: Node, new: Node, matches: list[Match]) -> dict[str, str]:
    """Match the options, steps and rows of a question; what each key of an option becomes."""
    lists = [("option", "options"), ("option", "steps"), ("row", "rows")]
    lasting = [each["no_position"] for each in (old, new) if "no_position" in each]
    made = [option["key"] for option in _options(new)]
    for noun, name in lists:
        _match(noun, old.get(name, ()), new.get(name, ()), "label", matches)
    if len(lasting) == 2:
        _match("option", lasting[:1], lasting[1:], "label", matches)
    return dict(zip(made, (option["key"] for option in _options(new)), strict=True))


def _options(question: Node) -> list[Node]:
    last = [question["no_position"]] if "no_position" in question else []
    return [*question.get("options", ()), *question.get("steps", ()), *last]


def _match(noun: str, old: Sequence[Node], new: Sequence[Node], words: str, matches: list[Match]) -> dict[int, int]:
    """Give entries of `new` the keys of those of `old` that they are; which entry of `old` each is, by place."""
    pairs = _pairs([(each.get("kind"), each[words]) for each in old], [(each.get("kind"), each[words]) for each in new])
    for place, early in pairs.items():
        made, new[place]["key"] = new[place]["key"], old[early]["key"]
        if made != old[early]["key"]:
            matches.append(Match(noun, old[early]["key"], old[early][words], new[place][words]))
    taken = {entry["key"] for entry in old}  # nothing new takes a key whose answers are another's
    for place, entry in enumerate(new):
        others = taken.union(each["key"] for each in new if each is not entry)
        if place not in pairs and entry["key"] in others:
            entry["key"] = _free(entry["key"], others)
    return pairs


def _free(key: str, taken: set[str]) -> str:
    joint = "-" if "-" in key else "_"
    return next(each for number in range(2, len(taken) + 3) if (each := f"{key[:36]}{joint}{number}") not in taken)


_Said = tuple[str | None, Mapping[str, str]]
"""The kind of a question, and its words."""


def _pairs(old: Sequence[_Said], new: Sequence[_Said]) -> dict[int, int]:
    """The place in `old` of each entry of `new` that is one of it: in the same order as far as can be, then moved."""
    likeness = _Likeness(old, new)
    pairs: dict[int, int] = {}
    first, last = 0, 0
    while first < min(len(old), len(new)) and likeness.is_equal(first, first):
        first += 1
    while last < min(len(old), len(new)) - first and likeness.is_equal(len(old) - last - 1, len(new) - last - 1):
        last += 1
    pairs |= {place: place for place in range(first)}
    pairs |= {len(new) - step: len(old) - step for step in range(1, last + 1)}
    pairs |= _in_order(range(first, len(old) - last), range(first, len(new) - last), likeness)
    free = sorted(set(range(len(old))) - set(pairs.values()))
    moved = [(likeness.of(early, late), early, late) for late in range(len(new)) if late not in pairs for early in free]
    for like, early, late in sorted(moved, key=lambda each: (-each[0], each[1], each[2])):
        if like >= NEAR and late not in pairs and early not in pairs.values():
            pairs[late] = early
    return pairs


def _in_order(old: range, new: range, likeness: "_Likeness") -> dict[int, int]:
    """The pairs that leave the order as it is and are the likest taken together."""
    before: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0, ())] * (len(new) + 1)
    for early in old:
        row: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0, ())]
        for step, late in enumerate(new, start=1):
            like = likeness.of(early, late)
            found = [before[step], row[step - 1]]
            if like >= NEAR:
                found.append((before[step - 1][0] + like, (*before[step - 1][1], (late, early))))
            row.append(max(found, key=lambda each: each[0]))
        before = row
    return dict(before[-1][1])


class _Likeness:
    """How like the words of an earlier and of a later entry are."""

    def __init__(self, old: Sequence[_Said], new: Sequence[_Said]) -> None:
        self._old, self._new = old, new
        self._by_letters = len(old) * len(new) <= MOST_COMPARED
        self._known: dict[tuple[int, int], float] = {}

    def is_equal(self, early: int, late: int) -> bool:
        """Whether every word is the same."""
        return self._old[early][1] == self._new[late][1]

    def of(self, early: int, late: int) -> float:
        """2 where every word is the same; else from 0 to 1, and 0 for questions of two kinds."""
        if (early, late) not in self._known:
            self._known[early, late] = self._compared(early, late)
        return self._known[early, late]

    def _compared(self, early: int, late: int) -> float:
        if self.is_equal(early, late):
            return 2
        (kind, old), (other, new) = self._old[early], self._new[late]
        if kind != other or not self._by_letters:
            return 0
        return max((SequenceMatcher(None, old[each], new[each]).ratio() for each in old.keys() & new.keys()), default=0)


def _rename_conditions(node: Any, keys: Mapping[str, str], options: Mapping[str, Mapping[str, str]]) -> None:
    for entry in [*node["sections"], *_questions(node)]:
        if "show_if" in entry:
            entry["show_if"] = _renamed(entry["show_if"], keys, options)


def _renamed(conditions: Node, keys: Mapping[str, str], options: Mapping[str, Mapping[str, str]]) -> Node:
    renamed: Node = {}
    for key, wanted in conditions.items():
        if key == "any_of":
            renamed[key] = [_renamed(each, keys, options) for each in wanted]
        elif isinstance(wanted, list):
            renamed[keys.get(key, key)] = [options.get(key, {}).get(option, option) for option in wanted]
        else:
            renamed[keys.get(key, key)] = wanted
    return renamed
