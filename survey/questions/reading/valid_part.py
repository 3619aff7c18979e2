"""What of a set is sound although something else in it is at fault, so that one run tells every mistake.

Faults of reference (a key used twice, a missing language, a condition that looks forwards) are looked for in a set
whose shape is right. Where some of its questions or keys are not, plain ones take their places, and nothing is said of
these.
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
"""What is wrong with a condition that looks at a question's options."""


_TEXTS = frozenset({"label", "short"})
"""The keys of texts for which something plain can stand, so that the rest of the question is checked."""

_NEEDED = frozenset({
    "key", "kind", "options", "steps", "scale", "no_position", "rows", "questions", "entry", "text", "repeat",
})  # fmt: skip
"""The keys without which a question cannot be read, or would be another one."""


@dataclass(frozen=True)
class ValidPart:
    """A set that can be checked, and what stands in it only to take the place of something faulty.

    `replaced` are places (sections.1.questions.3), `keys` the keys of questions that could not be read, with an empty
    text where they are not known; `without_scales` where the scales could not be read.
    """

    question_set: QuestionSet
    replaced: frozenset[str]
    keys: frozenset[str]
    without_scales: bool

    def tells(self, fault: Fault) -> bool:
        """Whether a fault that was found in the set is one of the author's, and no echo of what was replaced."""
        steps = fault.where.split(".")
        if not self.replaced.isdisjoint(".".join(steps[:length]) for length in range(1, len(steps) + 1)):
            return False
        if fault.code == "unknown-scale":
            return not self.without_scales
        if fault.code == "unknown-question":
            return not self.keys & {fault.places["key"], ""}
        return not (fault.code in _OF_OPTIONS and fault.places["key"] in self.keys)


def valid_part(plain: Mapping[str, Any], at_fault: Iterable[Path]) -> ValidPart | None:
    """The set of `plain` with plain questions, texts and values in the places `at_fault`.

    None where it still cannot be read then: too little of it is sound.
    """
    repair, paths = _Repair(copy.deepcopy(dict(plain))), list(dict.fromkeys(at_fault))
    above = {path[:length] for path in paths for length in range(len(path))}
    for path in paths:
        if path not in above:  # a list is called too short where one of its entries is at fault: an echo of that
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
    """Puts plain values into places at fault."""

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
        # Its questions within are not known either; without a key that can be read nobody knows which one is meant.
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
        """A section that is none, or has no list of questions."""
        written = self.plain["sections"][number]
        whole = written if isinstance(written, dict) else {"key": f"replaced-{number}", "title": self._texts()}
        key = f"replaced_{number}"
        self.plain["sections"][number] = {**whole, "questions": [self._plain_question(key)]}
        self.keys.add("")  # nobody knows which questions it would have had
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
