"""A number, perhaps with a unit."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import format_number, gettext, text_in
from survey.languages import mark as _
from survey.questions.paper import LINE, PaperPart, Unit
from survey.questions.question import CellValue, Contradiction, Problem, Question, Reading, State, Texts, Value
from survey.questions.text import clean_text

FARTHEST = 10**15
"""The largest limit. A spreadsheet is not exact for larger numbers, or for more than MOST_DIGITS digits."""

MOST_DIGITS = 15

_BLANKS = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
_NUMBER = re.compile(
    rf"(?P<sign>[-+\N{{MINUS SIGN}}]?) ?(?P<whole>\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+|\d+)(?:[.,](?P<part>\d+))?", re.ASCII
)

Limit = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)]


class Number(Question):
    """Typed as 1234,5 or 1 234.5, stored as 1234.5 and shown as 1 234,5. What is no number is kept as typed."""

    order: ClassVar = 70
    name: ClassVar = _("Number")
    parts: ClassVar = ("number",)
    words: ClassVar = (*Question.words, "unit")
    word_names: ClassVar = {"unit": _("Unit")}
    upper_limits: ClassVar = ("maximum", "decimals")
    lower_limits: ClassVar = ("minimum",)
    examples: ClassVar = {"number": "12"}
    in_template: ClassVar = True
    about: ClassVar = _("A number.")
    xlsform_type: ClassVar = "integer"

    kind: Literal["number"]
    minimum: Limit | None = None
    maximum: Limit | None = None
    decimals: Annotated[int, Field(ge=0, le=10)] = 0
    unit: Texts | None = None

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = clean_text(typed.get("number", ""))
        text = self._without_unit(cleaned.text.strip())
        if not cleaned.text.strip():
            return Reading(None, removed=cleaned.removed)
        number = read_number(text)
        if number is None:
            return Reading({"number": cleaned.text}, State.MALFORMED, cleaned.removed)
        return Reading({"number": number}, removed=cleaned.removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        if state is State.MALFORMED:
            return [Problem("not_a_number" if self.decimals else "not_a_whole_number", "number")]
        number, found = Decimal(value["number"]), []
        if _decimals(value["number"]) > self.decimals:
            code = "too_many_decimals" if self.decimals else "not_a_whole_number"
            found.append(Problem(code, "number", {"most": self.decimals}))
        if self.minimum is not None and number < as_decimal(self.minimum):
            found.append(Problem("number_too_small", "number", {"least": as_decimal(self.minimum)}))
        if self.maximum is not None and number > as_decimal(self.maximum):
            found.append(Problem("number_too_large", "number", {"most": as_decimal(self.maximum)}))
        return found

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        if state is State.MALFORMED or not self.unit:
            return self.typed(value, state)
        unit = text_in(self.unit, language)
        return {part: f"{text}\N{NO-BREAK SPACE}{unit}" for part, text in self.typed(value, state).items()}

    def typed(self, value: Value, state: State) -> dict[str, str]:
        if state is State.MALFORMED:
            return dict(value)
        return {part: format_number(Decimal(number)) for part, number in value.items()}

    def cells(self, value: Value, state: State, language: str) -> dict[str, CellValue]:
        if state is State.MALFORMED:
            return dict(value)
        return {part: _cell(number) for part, number in value.items()}

    def on_paper(self) -> Iterator[PaperPart]:
        if self.unit:
            yield Unit(self.unit)
        yield LINE

    def contradictions(self) -> Iterator[Contradiction]:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            words = {"least": str(as_decimal(self.minimum)), "most": str(as_decimal(self.maximum))}
            yield Contradiction(("maximum",), "limits-crossed", words)

    def limits(self, language: str) -> str:
        least = None if self.minimum is None else format_number(as_decimal(self.minimum))
        most = None if self.maximum is None else format_number(as_decimal(self.maximum))
        if least is not None and most is not None:
            return gettext(language, "At least %(least)s and at most %(most)s.", least=least, most=most)
        if least is not None:
            return gettext(language, "At least %(least)s.", least=least)
        return gettext(language, "At most %(most)s.", most=most) if most is not None else ""

    @property
    def measured_in(self) -> Texts | None:
        return self.unit

    def _without_unit(self, text: str) -> str:
        """The text without the unit, if somebody typed the unit after the number."""
        for unit in (self.unit or {}).values():
            if text.casefold().endswith(unit.casefold()):
                return text[: -len(unit)].rstrip()
        return text


def read_number(text: str) -> str | None:
    """The number in `text` in its one stored form (-1234.5), or None."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    whole = re.sub(rf"[{_BLANKS}]", "", found["whole"]).lstrip("0") or "0"
    part = (found["part"] or "").rstrip("0")
    number = f"{whole}.{part}" if part else whole
    return number if found["sign"] in ("", "+") or number == "0" else f"-{number}"


def as_decimal(limit: float) -> Decimal:
    """A limit exactly as its author wrote it: 0.1 is one tenth, and 5.0 is 5."""
    exact = Decimal(str(limit))
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _cell(number: str) -> CellValue:
    """The number as int or Decimal, or as text if it has more digits than a spreadsheet can keep."""
    if len(number.strip("-").replace(".", "")) > MOST_DIGITS:
        return format_number(Decimal(number))
    return Decimal(number) if "." in number else int(number)
