"""The valid part of a set in which something is wrong, so that one run can report every mistake.

Faults of reference (a key used twice, a missing language, a condition that refers to a later question) can only be
found in a set whose shape is right. So questions and values with a wrong shape are replaced by simple valid ones, and
no faults are reported for the replaced ones.
"""

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from survey.questions.faults.fault import Fault
from survey.questions.faults.places import words_for
from survey.questions.question import LONGEST_KEY, QUESTION_KEY_PATTERN, WRITTEN_BY_AUTHOR
from survey.questions.question_set import QuestionSet

Path = tuple[str | int, ...]

_OF_OPTIONS = frozenset({"condition-without-options", "unknown-option"})
"""Codes of faults that concern the options of the question that a condition refers to."""


_TEXTS = frozenset({"label", "short"})
"""The keys of texts for which something plain can stand, so that the rest of the question is checked."""

_NEEDED = frozenset({
    "key", "kind", "options", "steps", "scale", "no_position", "rows", "questions", "entry", "text", "repeat",
})  # fmt: skip
"""The keys without which a question cannot be read, or would be another one."""


@dataclass(frozen=True)
class ValidPart:
    """A set that can be checked, and what was replaced in it because it was wrong.

    `replaced` are paths (sections.1.questions.3). `keys` are the keys of questions that could not be read, with an
    empty text if a key is not known. `without_scales` is true if the scales could not be read.
    """

    question_set: QuestionSet
    replaced: frozenset[str]
    keys: frozenset[str]
    without_scales: bool

    def tells(self, fault: Fault) -> bool:
        """Whether to report this fault: it is the author's mistake, and not caused by something that was replaced."""
        steps = fault.where.split(".")
        if not self.replaced.isdisjoint(".".join(steps[:length]) for length in range(1, len(steps) + 1)):
            return False
        if fault.code == "unknown-scale":
            return not self.without_scales
        if fault.code == "unknown-question":
            return not self.keys & {fault.places["key"], ""}
        return not (fault.code in _OF_OPTIONS and fault.places["key"] in self.keys)


def valid_part(plain: Mapping[str, Any], at_fault: Iterable[Path]) -> ValidPart | None:
    """The set of `plain` in which everything at the paths `at_fault` is replaced by simple valid values.

    None if it still cannot be read after that: too little of it is valid.
    """
    repair, paths = _Repair(copy.deepcopy(dict(plain))), list(dict.fromkeys(at_fault))
    above = {path[:length] for path in paths for length in range(len(path))}
    for path in paths:
        if path not in above:  # pydantic calls a list too short if one of its entries is wrong: not a second mistake
            repair.mend(path)
    question_set = _validated(repair)
    if question_set is None:
        return None
    replaced = frozenset(words_for(path) for path in repair.replaced)
    return ValidPart(question_set, replaced, frozenset(repair.keys), repair.without_scales)


def _validated(repair: "_Repair") -> QuestionSet | None:
    """The mended set; where a question is still at fault it is replaced as a whole."""
    try:
        return QuestionSet.model_validate(repair.plain, context=WRITTEN_BY_AUTHOR)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            repair.mend(tuple(each["loc"]), whole=True)
    try:
        return QuestionSet.model_validate(repair.plain, context=WRITTEN_BY_AUTHOR)
    except ValidationError:
        return None


class _Repair:
    """Replaces what is wrong by simple valid values."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.plain = plain
        self.replaced: set[Path] = set()
        self.keys: set[str] = set()
        self.without_scales = False
        languages = plain.get("languages")
        self._languages = languages if isinstance(languages, list) else []

    def mend(self, path: Path, *, whole: bool = False) -> None:
        """Put something plain at the path; with `whole` in the place of the whole question that it leads into."""
        match path:
            case ("sections", int(), "questions", int(), *_) if not whole and self._mend_within(path):
                return
            case ("sections", int(section), "questions", int(question), *_):
                self._question(section, question)
            case ("sections", int(section)) | ("sections", int(section), "questions"):
                self._section(section, path)
            case ("sections", int(section), str(key), *_):
                self._value(self.plain["sections"][section], key, path[:3])
            case (str(key), *_) if key not in {"sections", "languages"}:
                self.without_scales |= key == "scales"
                self._value(self.plain, key, path[:1])

    def _question(self, section: int, number: int) -> None:
        path = ("sections", section, "questions", number)
        if path in self.replaced:
            return
        questions = self.plain["sections"][section]["questions"]
        written = questions[number].get("key") if isinstance(questions[number], dict) else None
        # Questions within it are unknown too. "" means that the key cannot be read, so any unknown key may be this one.
        self.keys |= {key for key in (written, *_keys_within(questions[number])) if isinstance(key, str)} or {""}
        is_key = (
            isinstance(written, str) and len(written) <= LONGEST_KEY and re.fullmatch(QUESTION_KEY_PATTERN, written)
        )
        questions[number] = self._plain_question(written if is_key else f"replaced_{section}_{number}")
        self.replaced.add(path)

    def _mend_within(self, path: Path) -> bool:
        """Mend one value of a question or an option that the rest of it does not depend on. False: there is none."""
        *above, key = path
        holder: Any = self.plain
        for step in above:
            if not (isinstance(holder, list) or (isinstance(holder, dict) and step in holder)):
                return False
            whole: Any = holder
            holder = whole[step]
        if not isinstance(holder, dict):
            return False
        if above[-1] in _TEXTS and isinstance(holder.get(key), str):
            holder[key] = "–"
        elif key in _TEXTS and isinstance(above[-1], int):
            holder[key] = self._texts()
        elif key in _NEEDED or not isinstance(above[-1], int):
            return False
        else:
            holder.pop(key, None)
        self.replaced.add(path)
        return True

    def _section(self, number: int, path: Path) -> None:
        """Replace a section that is no mapping, or has no list of questions."""
        written = self.plain["sections"][number]
        whole = written if isinstance(written, dict) else {"key": f"replaced-{number}", "title": self._texts()}
        key = f"replaced_{number}"
        self.plain["sections"][number] = {**whole, "questions": [self._plain_question(key)]}
        self.keys.add("")  # the keys of its questions are not known
        self.replaced.add(path)

    def _plain_question(self, key: Any) -> dict[str, Any]:
        return {"key": key, "kind": "text", "label": self._texts()}

    def _value(self, holder: Any, key: str, path: Path) -> None:
        if not isinstance(holder, dict):
            return
        plain = {"title": self._texts(), "schema": 1, "key": f"replaced-{len(self.replaced)}"}
        if key in plain:
            holder[key] = plain[key]
        else:
            holder.pop(key, None)
        self.replaced.add(path)

    def _texts(self) -> dict[str, str]:
        return {language: "–" for language in self._languages if isinstance(language, str)} or {"fi": "–"}


def _is_key(written: Any) -> bool:
    if not isinstance(written, str) or len(written) > LONGEST_KEY:
        return False
    return re.fullmatch(QUESTION_KEY_PATTERN, written) is not None


def _keys_within(question: Any) -> list[Any]:
    within = question.get("questions") if isinstance(question, dict) else None
    return [each.get("key") for each in within if isinstance(each, dict)] if isinstance(within, list) else []
