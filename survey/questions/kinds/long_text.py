"""A text of any number of paragraphs."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import mark as _
from survey.questions.kinds.text import too_long
from survey.questions.paper import TEXT_ROOM, PaperPart
from survey.questions.question import Problem, Question, Reading, State, Value
from survey.questions.text import clean_text

LONGEST_TEXT = 100_000
"""The most characters (code points): much more than the longest statement known has, if all of it is one answer."""


class LongText(Question):
    """Paragraphs of text, stored exactly as typed."""

    order: ClassVar = 20
    name: ClassVar = _("Long text")
    parts: ClassVar = ("text",)
    texts: ClassVar = ("text",)
    upper_limits: ClassVar = ("max_length",)
    is_open: ClassVar = True
    in_template: ClassVar = True
    about: ClassVar = _(
        "Free text of any length, the most usual kind. Let the last question be one: what else is there to say?"
    )
    xlsform_appearance: ClassVar = "multiline"

    kind: Literal["long_text"]
    max_length: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = LONGEST_TEXT

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = clean_text(typed.get("text", ""))
        return Reading({"text": cleaned.text} if cleaned.text.strip() else None, removed=cleaned.removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        return too_long("text", value.get("text", ""), self.max_length)

    def on_paper(self) -> Iterator[PaperPart]:
        yield TEXT_ROOM

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return dict(value)

    @property
    def shown_limit(self) -> int | None:
        return self.max_length if self.max_length != LONGEST_TEXT else None
