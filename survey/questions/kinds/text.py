"""A short text on one line."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import mark as _
from survey.questions.question import FILLS_IN, Problem, Question, Reading, State, Value
from survey.questions.text import clean_text, length

USUAL_LENGTH = 1_000
"""The most characters if the set gives no limit."""


class Text(Question):
    """One line of text. Line breaks that were pasted in become blanks."""

    order: ClassVar = 10
    name: ClassVar = _("Short text")
    parts: ClassVar = ("text",)
    texts: ClassVar = ("text",)
    upper_limits: ClassVar = ("max_length",)
    in_template: ClassVar = True
    about: ClassVar = _("One line of text, such as the name of a provision.")

    kind: Literal["text"]
    autocomplete: Annotated[
        Literal["name", "organization", "organization-title"] | None, Field(description=FILLS_IN)
    ] = None
    max_length: Annotated[int, Field(ge=1, le=10_000)] = USUAL_LENGTH

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = clean_text(typed.get("text", ""))
        if not cleaned.text.strip():
            return Reading(None, removed=cleaned.removed)
        return Reading({"text": cleaned.text.replace("\n", " ")}, removed=cleaned.removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        return too_long("text", value.get("text", ""), self.max_length)

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return dict(value)

    @property
    def shown_limit(self) -> int | None:
        return self.max_length if self.max_length != USUAL_LENGTH else None


def too_long(part: str, text: str, longest: int) -> list[Problem]:
    """A list with one problem if `text` has more than `longest` characters (code points); otherwise an empty list."""
    over = length(text) - longest
    return [Problem("too_long", part, {"over": over, "longest": longest})] if over > 0 else []
