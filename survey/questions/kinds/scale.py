"""One step of a scale, or no position, and the reason for it."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from survey.languages import mark as _
from survey.questions.kinds.options import OneOption, flag_contradictions, labels_of, with_places
from survey.questions.question import LONGEST_KEY, Contradiction, FrozenModel, Option, Path, Question, Texts

ScaleName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=LONGEST_KEY)]
"""Of a scale or of a block. Nothing outside its file knows the name, so that it may have hyphens as well."""
Steps = Annotated[tuple[Option, ...], Field(min_length=2, strict=False)]
WrittenOptions = Iterator[tuple[Path, Option]]


class NamedScale(FrozenModel):
    """The steps of a scale in order, and the option for "no position", which is not a step."""

    steps: Steps
    no_position: Option | None = None

    def written_options(self) -> WrittenOptions:
        """The steps and "no position", each with its path below the scale."""
        return options_with_places(self.steps, self.no_position)


class OnScale(Question):
    """A question answered on a scale: its own steps, or a scale's name, which `scales.py` replaces by the steps."""

    scale: ScaleName | None = None
    steps: Steps | None = None
    no_position: Option | None = None

    def written_options(self) -> WrittenOptions:
        return options_with_places(self.steps or (), self.no_position)

    def contradictions(self) -> Iterator[Contradiction]:
        yield from flag_contradictions(self.written_options(), known=())
        if (self.scale is None) == (self.steps is None) or (self.scale and self.no_position):
            yield Contradiction((), "scale-or-steps")

    @cached_property
    def option_labels(self) -> dict[str, Texts]:
        """The labels of the steps and of "no position" by key, in the order of the form."""
        return labels_of(self.choosable)

    @property
    def separate(self) -> frozenset[str]:
        """The key of "no position", which is shown separately from the steps."""
        return frozenset([self.no_position.key] if self.no_position else [])


class Scale(OneOption, OnScale):
    """A choice whose options are the steps of a scale."""

    order: ClassVar = 50
    name: ClassVar = _("Scale")
    takes_position: ClassVar = True
    in_template: ClassVar = True
    about: ClassVar = _(
        "One of the steps, which you write in their order among the options. Let the last one be “No position”."
    )
    xlsform_type: ClassVar = "select_one"
    options_are_steps: ClassVar = True

    kind: Literal["scale"]


def options_with_places(steps: tuple[Option, ...], no_position: Option | None) -> WrittenOptions:
    """The steps and then "no position", each with its path below the question or the scale."""
    yield from with_places("steps", steps)
    if no_position:
        yield ("no_position",), no_position
