"""One step of a scale, or no position, and the reason for it."""

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
from survey.questions.question import (
    Asked,
    Contradiction,
    Option,
    OptionKey,
    Problem,
    Question,
    Reading,
    State,
    Texts,
    Value,
)

ScaleName = OptionKey
Steps = Annotated[tuple[Option, ...], Field(min_length=2, strict=False)]
WrittenOptions = Iterator[tuple[tuple[str | int, ...], Option]]


class NamedScale(Asked):
    """Steps in their order, and the option for those who take no position, which is no step."""

    steps: Steps
    no_position: Option | None = None

    def written_options(self) -> WrittenOptions:
        """Each option with its place among the scale's keys."""
        return options_with_places(self.steps, self.no_position)


class OnScale(Question):
    """What is answered on a scale: named, until `scales.py` puts its steps here, or the question's own."""

    scale: ScaleName | None = None
    steps: Steps | None = None
    no_position: Option | None = None

    def written_options(self) -> WrittenOptions:
        return options_with_places(self.steps or (), self.no_position)

    def contradictions(self) -> Iterator[Contradiction]:
        yield from flag_contradictions(self.written_options(), known=())
        if (self.scale is None) == (self.steps is None) or (self.scale and self.no_position):
            yield Contradiction((), "scale-or-steps")

    @property
    def options(self) -> tuple[Option, ...]:
        """Everything that can be chosen, no position last."""
        return tuple(option for _, option in self.written_options())

    @property
    def option_labels(self) -> dict[str, Texts]:
        """The labels by key, in the order of the form."""
        return labels_of(self.options)

    @property
    def apart(self) -> frozenset[str]:
        """The option that is shown apart from the steps."""
        return frozenset([self.no_position.key] if self.no_position else [])


class Scale(OnScale):
    """A choice whose options are the steps of a scale."""

    parts: ClassVar = ("option", "reason")
    texts: ClassVar = ("reason",)
    beside: ClassVar = ("option",)

    kind: Literal["scale"]
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

    @property
    def used_parts(self) -> tuple[str, ...]:
        return parts_with("option", (), self.reason)

    @property
    def labels(self) -> dict[str, Texts]:
        """What can be chosen: conditions of later questions may look at it."""
        return self.option_labels


def options_with_places(steps: tuple[Option, ...], no_position: Option | None) -> WrittenOptions:
    """The steps and then no position, each with its place in the file."""
    for index, step in enumerate(steps):
        yield ("steps", index), step
    if no_position:
        yield ("no_position",), no_position
