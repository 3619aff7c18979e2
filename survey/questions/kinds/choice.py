"""One of several options, and the reason for it: a choice and its justification are one question."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import mark as _
from survey.questions.kinds.options import OneOption, flag_contradictions, with_places
from survey.questions.question import Contradiction, Option, Path


class Choice(OneOption):
    """One option of the question's own list."""

    order: ClassVar = 30
    name: ClassVar = _("Choice")
    takes_position: ClassVar = True
    column_per_option: ClassVar = True
    in_template: ClassVar = True
    about: ClassVar = _("One of the options. Let the last one be “No position”.")
    xlsform_type: ClassVar = "select_one"

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, strict=False)]

    def written_options(self) -> Iterator[tuple[Path, Option]]:
        return with_places("options", self.options)

    def contradictions(self) -> Iterator[Contradiction]:
        yield from flag_contradictions(self.written_options(), known=("specify",))
