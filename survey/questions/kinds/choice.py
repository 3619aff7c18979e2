"""One of several options, and the reason for it: a choice and its justification are one question."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import text_in
from survey.questions.kinds.long_text import LONGEST_TEXT
from survey.questions.kinds.text import too_long
from survey.questions.question import Option, Problem, Question, Reading, State, Value
from survey.questions.text import clean_text


class Choice(Question):
    """One option by its key. A reason without an option is an answer too, but not a finished one."""

    parts: ClassVar = ("option", "reason")
    texts: ClassVar = ("reason",)

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, strict=False)]
    reason: Literal["none", "optional", "required"] = "none"
    max_length: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = LONGEST_TEXT

    def read(self, typed: Mapping[str, str]) -> Reading:
        option = clean_text(typed.get("option", "")).text.strip()
        reason = clean_text(typed.get("reason", "") if self.reason != "none" else "")
        value = {"option": option} if option else {}
        if reason.text.strip():
            value["reason"] = reason.text
        known = not option or option in self.labels
        return Reading(value or None, State.ANSWERED if known else State.MALFORMED, reason.removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        if state is State.NOTHING_TO_STATE:
            return []
        found = []
        if state is State.MALFORMED:
            found.append(Problem("no_such_option", "option"))
        elif "option" not in value:
            found.append(Problem("option_missing", "option"))
        if self.reason == "required" and "reason" not in value:
            found.append(Problem("reason_missing", "reason"))
        return found + too_long("reason", value.get("reason", ""), self.max_length)

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        words = dict(value)
        if option := value.get("option"):
            label = self.labels.get(option)
            words["option"] = text_in(label, language) if label else option
        return words

    @property
    def used_parts(self) -> tuple[str, ...]:
        return self.parts[:1] if self.reason == "none" else self.parts

    @property
    def labels(self) -> dict[str, dict[str, str]]:
        """The options' labels by key, in the order of the form."""
        return {option.key: option.label for option in self.options}
