"""The differences between two question sets, compared by keys, and the effect of each on existing answers.

- `safe`: no existing answer loses its question or its option, or becomes too long.
- `text`: only words change; an open consultation can still accept it.
- `breaking`: existing answers would no longer fit what is asked.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from survey.questions.consultation import CONSULTATION, Consultation
from survey.questions.freeze import TEXT_KEYS
from survey.questions.kinds import KINDS
from survey.questions.question_set import QuestionSet


class Effect(StrEnum):
    """The effect of a change on existing answers."""

    SAFE = "safe"
    TEXT = "text"
    BREAKING = "breaking"


Place = tuple[tuple[str, str], ...]
"""The keys from the question down to what changed: (("question", "saantely"), ("option", "ei"))."""


@dataclass(frozen=True)
class Change:
    """One difference. `name` is the key in the file whose value changed; for a text `language` is its language."""

    code: str
    effect: Effect
    place: Place = ()
    name: str = ""
    language: str = ""
    before: str = ""
    after: str = ""

    @property
    def question(self) -> str:
        """The key of the question that changed, or an empty text."""
        return dict(self.place).get("question", "")

    @property
    def option(self) -> str:
        """The key of the option that changed, or an empty text."""
        return dict(self.place).get("option", "")


_LOOSER = frozenset(
    {
        ("required", "true", "false"),
        ("required", "true", ""),
        ("nothing_to_state", "", "true"),
        ("reason", "required", "optional"),
        ("reason", "none", "optional"),
    }
)
"""Changes of a setting (key, before, after) after which every existing answer is still valid."""

_DECIDING_WORDS = frozenset(key for question in KINDS.values() for key in question.deciding_words)
_UPPER_LIMITS = frozenset(key for question in KINDS.values() for key in question.upper_limits)
_LOWER_LIMITS = frozenset(key for question in KINDS.values() for key in question.lower_limits)
_ALLOWED_LISTS = frozenset(key for question in KINDS.values() for key in question.allowed_lists)
"""These come from the kinds. A key means the same in every kind that has it."""

_OPTIONS = frozenset({"options", "steps", "no_position"})
"""The keys of a question whose entries have keys that answers contain."""


def changes(before: QuestionSet, after: QuestionSet) -> list[Change]:
    """Every difference, in the order of `after`. What was removed comes at the end of its list."""
    old, new = _plain(before), _plain(after)
    found = [*_fields(old, new, (), skip={"sections", "languages", CONSULTATION}), *_languages(old, new)]
    found += _consultation(before.consultation, after.consultation)
    found += _listed(old["sections"], new["sections"], (), "section", skip={"questions"})
    old_homes, new_homes = _homes(old), _homes(new)
    for home, questions in _lists(new):
        stayed = [question["key"] for question in questions if old_homes.get(question["key"], ("",))[0] == home]
        moved = _moved([key for key in old_homes if key in stayed], stayed)
        for question in questions:
            key = question["key"]
            place = (("question", key),)
            if key not in old_homes:
                effect = Effect.BREAKING if _is_needed(question) else Effect.SAFE
                found.append(Change("question-added", effect, place))
                continue
            if key in moved or key not in stayed:
                found.append(Change("question-moved", _effect_of_move(old_homes[key][0], home), place))
            found += _question(old_homes[key][1], question, place)
    return found + [
        Change("question-removed", Effect.BREAKING, (("question", key),)) for key in old_homes if key not in new_homes
    ]


def _consultation(old: Consultation | None, new: Consultation | None) -> Iterator[Change]:
    """Differences in the data of the consultation: all of it is text. `name` is a path as faults have it."""
    earlier, later = (data.written() if data else {} for data in (old, new))
    for name, language in dict.fromkeys([*later, *earlier]):
        yield from _texts(
            {language: earlier.get((name, language), "")}, {language: later.get((name, language), "")}, (), name
        )


def _is_needed(question: Mapping[str, Any]) -> bool:
    """Whether a statement cannot be submitted without an answer to this question."""
    rows, least = question.get("rows", ()), question.get("repeat", {}).get("minimum", 0)
    return bool(question.get("required") or least or any(row.get("required") for row in rows))


def _plain(question_set: QuestionSet) -> dict[str, Any]:
    return question_set.model_dump(mode="json", by_alias=True, exclude_none=True)


Home = tuple[str, str]
"""Where a question is listed: ("section", its key) or ("group", its key)."""


def _lists(plain: Mapping[str, Any]) -> Iterator[tuple[Home, list[dict[str, Any]]]]:
    """Yield each list of questions with its section or group: first that of a section, then those of its groups."""
    for section in plain["sections"]:
        yield ("section", section["key"]), section["questions"]
        for question in section["questions"]:
            if "questions" in question:
                yield ("group", question["key"]), question["questions"]


def _homes(plain: Mapping[str, Any]) -> dict[str, tuple[Home, dict[str, Any]]]:
    """Each question by key, with its section or group, in the order of the form."""
    return {question["key"]: (home, question) for home, questions in _lists(plain) for question in questions}


def _effect_of_move(before: Home, after: Home) -> Effect:
    """A move within a list, or from section to section, is safe.

    The address of an answer contains its group, but not its section.
    """
    return Effect.SAFE if before == after or (before[0], after[0]) == ("section", "section") else Effect.BREAKING


def _languages(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for language in new["languages"]:
        if language not in old["languages"]:
            yield Change("language-added", Effect.SAFE, name="languages", language=language, after=language)
    for language in old["languages"]:
        if language not in new["languages"]:
            yield Change("language-removed", Effect.BREAKING, name="languages", language=language, before=language)
    kept = [language for language in new["languages"] if language in old["languages"]]
    if kept != [language for language in old["languages"] if language in new["languages"]]:
        yield Change("languages-moved", Effect.SAFE, name="languages")


def _question(old: Mapping[str, Any], new: Mapping[str, Any], place: Place) -> Iterator[Change]:
    if old["kind"] != new["kind"]:
        yield Change("kind-changed", Effect.BREAKING, place, "kind", before=old["kind"], after=new["kind"])
    yield from _fields(old, new, place, skip={"kind", "rows", "repeat", "questions", *_OPTIONS})
    yield from _listed(_options(old), _options(new), place, "option")
    all_rows = {"required": True} if new.get("required") else {}
    rows = [[{**row, **all_rows} for row in each.get("rows", ())] for each in (old, new)]
    yield from _listed(rows[0], rows[1], place, "row")
    yield from _fields(old.get("repeat", {}), new.get("repeat", {}), place, skip=set())


def _options(question: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    separate = [question["no_position"]] if "no_position" in question else []
    return [*question.get("options", ()), *question.get("steps", ()), *separate]


def _listed(
    old: Sequence[Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
    place: Place,
    noun: str,
    *,
    skip: frozenset[str] | set[str] = frozenset(),
) -> Iterator[Change]:
    """Changes of entries that have keys: added, removed, moved, and what changed in the others.

    Removing an option is breaking: its answers would have no meaning. Removing a section is safe: its questions are
    compared separately.
    """
    earlier = {entry["key"]: entry for entry in old}
    later = {entry["key"]: entry for entry in new}
    moved = _moved([key for key in earlier if key in later], [key for key in later if key in earlier])
    for key, entry in later.items():
        here = (*place, (noun, key))
        if key not in earlier:
            yield Change(f"{noun}-added", Effect.BREAKING if entry.get("required") else Effect.SAFE, here)
            continue
        if key in moved:
            yield Change(f"{noun}-moved", Effect.SAFE, here)
        yield from _fields(earlier[key], entry, here, skip=skip)
    gone = Effect.SAFE if noun == "section" else Effect.BREAKING
    for key in earlier:
        if key not in later:
            yield Change(f"{noun}-removed", gone, (*place, (noun, key)))


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The keys of `new` that have moved: all that are not in a run of keys with the same order as in `old`."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stayed = {key for block in blocks for key in new[block.b : block.b + block.size]}
    return set(new) - stayed


def _fields(
    old: Mapping[str, Any], new: Mapping[str, Any], place: Place, *, skip: frozenset[str] | set[str]
) -> Iterator[Change]:
    for name in dict.fromkeys([*new, *old]):
        if name in skip or old.get(name) == new.get(name):
            continue
        if name in _DECIDING_WORDS and (name in old) is not (name in new):
            yield Change("setting-changed", Effect.BREAKING, place, name, **_both(old.get(name), new.get(name)))
        elif name in TEXT_KEYS:
            yield from _texts(old.get(name, {}), new.get(name, {}), place, name)
        else:
            yield _setting(old.get(name), new.get(name), place, name)


def _texts(old: Mapping[str, str], new: Mapping[str, str], place: Place, name: str) -> Iterator[Change]:
    for language in dict.fromkeys([*old, *new]):
        words = {"before": old.get(language, ""), "after": new.get(language, "")}
        if words["before"] != words["after"]:
            code = "text-added" if not words["before"] else "text-removed" if not words["after"] else "reworded"
            yield Change(code, Effect.TEXT, place, name, language, **words)


def _both(old: Any, new: Any) -> dict[str, str]:
    return {"before": _words(old), "after": _words(new)}


def _setting(old: Any, new: Any, place: Place, name: str) -> Change:
    words = _both(old, new)
    if name == "show_if":
        return Change("condition-changed", Effect.BREAKING, place, name, **words)
    if name in _UPPER_LIMITS | _LOWER_LIMITS:
        wider = new is None or (old is not None and (new > old) is (name in _UPPER_LIMITS))
        code, effect = ("limit-widened", Effect.SAFE) if wider else ("limit-narrowed", Effect.BREAKING)
        return Change(code, effect, place, name, **words)
    if name in _ALLOWED_LISTS and old and new:
        wider = set(old) <= set(new)
        code, effect = ("limit-widened", Effect.SAFE) if wider else ("limit-narrowed", Effect.BREAKING)
        return Change(code, effect, place, name, **words)
    loose = (name, words["before"], words["after"]) in _LOOSER
    return Change("setting-changed", Effect.SAFE if loose else Effect.BREAKING, place, name, **words)


def _words(value: Any) -> str:
    """A value as it is written in the file; an empty text for None."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, ensure_ascii=False)
