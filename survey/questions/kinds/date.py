"""A day of the calendar."""

import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal

from survey.languages import format_date
from survey.languages import mark as _
from survey.questions.question import CellValue, Problem, Question, Reading, State, Value
from survey.questions.text import clean_text

_AS_IN_FINLAND = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})", re.ASCII)
_BY_COUNTRY = re.compile(r"(?P<first>\d{1,2})(?P<mark>[/-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{2})", re.ASCII)
_AS_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)


class Date(Question):
    """24.11.2026 or 2026-11-24, stored as ISO 8601. What is no day of the calendar is kept as typed, and so
    is what can be read as two days, such as 1/2/2027: neither is taken."""

    order: ClassVar = 80
    name: ClassVar = _("Date")
    parts: ClassVar = ("date",)
    examples: ClassVar = {"date": "1.3.2027"}
    in_template: ClassVar = True
    about: ClassVar = _("A day of the calendar.")
    xlsform_type: ClassVar = "date"

    kind: Literal["date"]

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = clean_text(typed.get("date", ""))
        text = cleaned.text.strip()
        if not text:
            return Reading(None, removed=cleaned.removed)
        day = read_day(text)
        if day is None:
            return Reading({"date": cleaned.text}, State.MALFORMED, cleaned.removed)
        return Reading({"date": day.isoformat()}, removed=cleaned.removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        if state is not State.MALFORMED:
            return []
        readings = two_days(value.get("date", "").strip())
        if readings is None:
            return [Problem("not_a_date", "date")]
        first, second = readings
        return [Problem("date_in_two_ways", "date", {"first": first.toordinal(), "second": second.toordinal()})]

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return self.typed(value, state)

    def typed(self, value: Value, state: State) -> dict[str, str]:
        if state is State.MALFORMED:
            return dict(value)
        return {part: format_date(date.fromisoformat(day)) for part, day in value.items()}

    def cells(self, value: Value, state: State, language: str) -> dict[str, CellValue]:
        if state is State.MALFORMED:
            return dict(value)
        return {part: date.fromisoformat(day) for part, day in value.items()}


def read_day(text: str) -> date | None:
    """The day that `text` names (day.month.year, or year-month-day), or None."""
    found = _AS_IN_FINLAND.fullmatch(text) or _AS_ISO.fullmatch(text)
    return _day(int(found["year"]), int(found["month"]), int(found["day"])) if found else None


def two_days(text: str) -> tuple[date, date] | None:
    """The two days that `text` may mean: 1/2/2027 in Finland and in America, 1.2.27 in two centuries."""
    readings: tuple[date | None, ...] = ()
    if found := _BY_COUNTRY.fullmatch(text):
        first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
        readings = (_day(year, second, first), _day(year, first, second))
    elif found := _SHORT_YEAR.fullmatch(text):
        readings = tuple(
            _day(century + int(found["year"]), int(found["month"]), int(found["day"])) for century in (2000, 1900)
        )
    days = [day for day in readings if day]
    return (days[0], days[1]) if len(set(days)) > 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
