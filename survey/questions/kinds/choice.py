"""One of several options, and the reason for it: a choice and its justification are one question."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.questions.kinds.long_text import LONGEST_TEXT
from survey.questions.kinds.options import (
    Reason,
    flag_contradictions,
    label_in,
    labels_of,
    option_problems,
    parts_with,
    read_option,
    reason_problems,
)
from survey.questions.question import Contradiction, Option, Problem, Question, Reading, State, Texts, Value


class Choice(Question):
    """One option by its key. A reason without an option is an answer too, but not a finished one."""

    parts: ClassVar = ("option", "specify", "reason")
    texts: ClassVar = ("reason",)
    beside: ClassVar = ("option",)

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, strict=False)]
    reason: Reason = "none"
    max_length: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = LONGEST_TEXT

    def read(self, typed: Mapping[str, str]) -> Reading:
        return read_option(typed, self.labels, self.used_parts)

    def problems(self, value: Value, state: State) -> list[Problem]:
        return option_problems(value, state, self.options) + reason_problems(value, self.reason, self.max_length)

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return {
            part: label_in(self.labels, text, language) if part == "option" else text for part, text in value.items()
        }

    def contradictions(self) -> Iterator[Contradiction]:
        yield from flag_contradictions(self.written_options(), known=("specify",))

    @property
    def used_parts(self) -> tuple[str, ...]:
        return parts_with("option", self.options, self.reason)

    @property
    def labels(self) -> dict[str, Texts]:
        """The options' labels by key, in the order of the form."""
        return labels_of(self.options)
