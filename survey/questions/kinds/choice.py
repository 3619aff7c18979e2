"""One of several options, and the reason for it: a choice and its justification are one question."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from survey.questions.kinds.options import OneOption, flag_contradictions
from survey.questions.question import Contradiction, Option


class Choice(OneOption):
    """One option of the question's own list."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, strict=False)]

    def contradictions(self) -> Iterator[Contradiction]:
        yield from flag_contradictions(self.written_options(), known=("specify",))
