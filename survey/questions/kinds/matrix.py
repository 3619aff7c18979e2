"""Several statements that are rated on the same scale."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import mark as _
from survey.questions.kinds.options import Labels, boxes, label_in
from survey.questions.kinds.scale import OnScale
from survey.questions.paper import PaperPart, RowName
from survey.questions.question import Flag, Keyed, Path, Problem, Reading, State, Texts, Value
from survey.questions.text import clean_text

ROW_PART = "row-"
"""The beginning of the name of each row's part, so that no row has the same name as another part."""


class Row(Keyed):
    """One statement of a matrix."""

    required: Flag = None

    @property
    def part(self) -> str:
        """The name of the part of the answer that contains what was chosen on this row."""
        return ROW_PART + self.key


class Matrix(OnScale):
    """One step of the scale for each row. `required` of the question requires every row; that of a row, only this row.

    Pages show it as a list of groups of options, never as a table: tables are hard to use in a narrow window and with a
    screen reader.
    """

    order: ClassVar = 60
    name: ClassVar = _("Several statements on a scale")
    parts: ClassVar = ()
    takes_position: ClassVar = True
    xlsform_type: ClassVar = "begin_group"
    xlsform_appearance: ClassVar = "table-list"
    options_are_steps: ClassVar = True

    kind: Literal["matrix"]
    rows: Annotated[
        tuple[Row, ...],
        Field(min_length=1, strict=False, description="What is judged on the scale, one after another."),
    ]

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

    def example(self, sentence: str, language: str, turn: int) -> dict[str, str]:
        steps = [option.key for option in self.choosable]
        return {part: steps[(turn + place) % len(steps)] for place, part in enumerate(self.used_parts)}

    def keyed_lists(self) -> Iterator[Sequence[tuple[Path, Keyed]]]:
        yield tuple((("rows", index), row) for index, row in enumerate(self.rows))
        yield from super().keyed_lists()

    def texts_within(self) -> Iterator[tuple[Path, Texts]]:
        yield from super().texts_within()
        for index, row in enumerate(self.rows):
            yield ("rows", index, "label"), row.label

    def on_paper(self) -> Iterator[PaperPart]:
        for row in self.rows:
            yield RowName(row.label, required=bool(self.required or row.required))
            yield boxes(self)

    def part_label(self, part: str) -> Texts | None:
        return next((row.label for row in self.rows if row.part == part), None)

    @property
    def countable(self) -> dict[str, Labels]:
        return dict.fromkeys(self.used_parts, self.option_labels)

    @property
    def short_parts(self) -> tuple[str, ...]:  # type: ignore[override]  # each row is a part
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
