"""Several statements judged on one scale."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.questions.kinds.options import Labels, label_in
from survey.questions.kinds.scale import OnScale
from survey.questions.paper import Boxes, PaperPart, RowName
from survey.questions.question import Flag, FrozenModel, OptionKey, Problem, Reading, State, Texts, Value
from survey.questions.text import clean_text

ROW_PART = "row-"
"""What a row's part begins with, so that no row is taken for another part."""


class Row(FrozenModel):
    """One statement of a matrix. Answers hold its key."""

    key: OptionKey
    label: Texts
    required: Flag = None

    @property
    def part(self) -> str:
        """The part of the answer that holds what was chosen on this row."""
        return ROW_PART + self.key


class Matrix(OnScale):
    """A step for each row. `required` of the question asks for every row, that of a row for that one.

    On pages it is a list of groups of options and never a table, which neither a narrow window nor a screen reader
    could do anything with.
    """

    parts: ClassVar = ()

    kind: Literal["matrix"]
    rows: Annotated[tuple[Row, ...], Field(min_length=1, strict=False)]

    def read(self, typed: Mapping[str, str]) -> Reading:
        chosen = {part: clean_text(typed.get(part, "")).text.strip() for part in self.used_parts}
        value = {part: option for part, option in chosen.items() if option}
        known = all(option in self.option_labels for option in value.values())
        return Reading(value or None, State.ANSWERED if known else State.MALFORMED)

    def problems(self, value: Value, state: State) -> list[Problem]:
        found = []
        for row in self.rows:
            if row.part not in value and (row.required or self.required):
                found.append(Problem("row_missing", row.part))
            elif row.part in value and value[row.part] not in self.option_labels:
                found.append(Problem("no_such_option", row.part))
        return found

    def missing(self) -> list[Problem]:
        return self.problems({}, State.ANSWERED)

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return {part: label_in(self.option_labels, option, language) for part, option in value.items()}

    def texts_within(self) -> Iterator[tuple[tuple[str | int, ...], Texts]]:
        yield from super().texts_within()
        for index, row in enumerate(self.rows):
            yield ("rows", index, "label"), row.label

    def on_paper(self) -> Iterator[PaperPart]:
        for row in self.rows:
            yield RowName(row.label, required=bool(self.required or row.required))
            yield Boxes(tuple((option.label, option.key in self.separate) for option in self.options))

    def part_label(self, part: str) -> Texts | None:
        return next((row.label for row in self.rows if row.part == part), None)

    @property
    def countable(self) -> dict[str, Labels]:
        return dict.fromkeys(self.used_parts, self.option_labels)

    @property
    def short_parts(self) -> tuple[str, ...]:  # type: ignore[override]  # its parts are its rows
        return self.used_parts

    @cached_property
    def used_parts(self) -> tuple[str, ...]:
        return tuple(row.part for row in self.rows)

    @property
    def is_marked_required(self) -> bool:
        return False

    @property
    def lines(self) -> tuple[tuple[str, ...], ...]:
        return tuple((part,) for part in self.used_parts)
