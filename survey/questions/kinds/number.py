"""A number, with a unit if it has one."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import format_number, gettext, mark_plural, ngettext, text_in
from survey.languages import mark as _
from survey.questions.paper import LINE, PaperPart, Unit
from survey.questions.question import CellValue, Contradiction, Problem, Question, Reading, State, Texts, Value
from survey.questions.text import clean_text

FARTHEST = 10**15
"""Limits beyond this, and digits beyond MOST_DIGITS, are more than a spreadsheet's numbers can tell apart."""

MOST_DIGITS = 15

_BLANKS = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}"
_SIGN = r"(?P<sign>[-+\N{MINUS SIGN}]?) ?"
_NUMBERS = tuple(
    re.compile(_SIGN + pattern, re.ASCII)
    for pattern in (
        rf"(?P<whole>\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+|\d+)(?:[.,](?P<part>\d+))?",
        r"(?P<whole>\d{1,3}(?:\.\d{3})+),(?P<part>\d+)",  # 1.234,5
        r"(?P<whole>\d{1,3}(?:,\d{3})+)\.(?P<part>\d+)",  # 1,234.5
        r"(?P<whole>\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,})(?P<part>)",  # 1.234.567
    )
)
_TWO_WAYS = re.compile(_SIGN + r"(?P<whole>[1-9]\d{0,2})[.,](?P<part>\d{3})", re.ASCII)
"""One point or comma with three digits after it: between thousands in one country, before decimals in another."""

DECIMALS = mark_plural("At most %(num)s decimal.", "At most %(num)s decimals.")

Limit = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)]


class Number(Question):
    """1234,5 or 1 234.5, stored as 1234.5 and shown as 1 234,5.

    What is no number is kept as typed, and so is what can be read in two ways, such as 25.000: neither is taken.
    """

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
            return [self._not_a_number(value.get("number", ""))]
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
        if state is State.MALFORMED:
            return dict(value)
        unit = f"\N{NO-BREAK SPACE}{text_in(self.unit, language)}" if self.unit else ""
        return {part: f"{format_number(Decimal(number))}{unit}" for part, number in value.items()}

    def typed(self, value: Value, state: State) -> dict[str, str]:
        if state is State.MALFORMED:
            return dict(value)
        return {part: in_one_way(format_number(Decimal(number))) for part, number in value.items()}

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
        decimals = ngettext(language, *DECIMALS, self.decimals) if self.decimals else ""
        return " ".join(words for words in (self._least_and_most(language), decimals) if words)

    def _least_and_most(self, language: str) -> str:
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

    def _not_a_number(self, text: str) -> Problem:
        readings = two_readings(self._without_unit(text.strip()))
        if readings is None:
            return Problem("not_a_number" if self.decimals else "not_a_whole_number", "number")
        code = "number_in_two_ways" if self.decimals < len("000") else "decimals_in_two_ways"
        return Problem(code, "number", dict(zip(("thousands", "decimal"), readings, strict=True)))

    def _without_unit(self, text: str) -> str:
        """The number alone where somebody wrote its unit after it."""
        for unit in (self.unit or {}).values():
            if text.casefold().endswith(unit.casefold()):
                return text[: -len(unit)].rstrip()
        return text


def read_number(text: str) -> str | None:
    """The number that `text` writes, in its one stored form (-1234.5); None where it is none, or could be two."""
    found = next((match for pattern in _NUMBERS if (match := pattern.fullmatch(text))), None)
    if not found or two_readings(text):
        return None
    whole = re.sub(rf"[{_BLANKS}.,]", "", found["whole"]).lstrip("0") or "0"
    part = (found["part"] or "").rstrip("0")
    number = f"{whole}.{part}" if part else whole
    return number if found["sign"] in ("", "+") or number == "0" else f"-{number}"


def two_readings(text: str) -> tuple[Decimal, Decimal] | None:
    """The two numbers that `text` may mean, the one with thousands first: 25.000 is 25 000 or 25. Else None."""
    found = _TWO_WAYS.fullmatch(text)
    if not found:
        return None
    sign = "" if found["sign"] in ("", "+") else "-"
    return Decimal(f"{sign}{found['whole']}{found['part']}"), Decimal(f"{sign}{found['whole']}.{found['part']}")


def shown_readings(readings: tuple[Decimal, Decimal]) -> dict[str, str]:
    """Both readings as messages show them: 25 000 (`thousands`) and 25 (`decimal`), or 1 234 and 1,234."""
    thousands, decimal = readings
    whole = decimal == decimal.to_integral_value()
    shown = format_number(decimal.quantize(Decimal(1)) if whole else decimal.normalize())
    return {"thousands": format_number(thousands), "decimal": shown}


def in_one_way(text: str) -> str:
    """A number with three decimals gets a further one, so that it cannot be read as thousands: 12,345 is 12,3450."""
    return f"{text}0" if two_readings(text) else text


def as_decimal(limit: float) -> Decimal:
    """A limit as its author wrote it: 0.1 is a tenth, and 5.0 is 5."""
    exact = Decimal(str(limit))
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _cell(number: str) -> CellValue:
    """A number as a number, but as text where it has more digits than a spreadsheet keeps."""
    if len(number.strip("-").replace(".", "")) > MOST_DIGITS:
        return format_number(Decimal(number))
    return Decimal(number) if "." in number else int(number)
