"""A moment that is typed in two fields, its day and its time of day: reading it, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from survey.languages import MomentUnclear, format_date, gettext, moment_in_helsinki
from survey.languages import mark as _
from survey.questions.kinds.date import read_day, two_days

YEARS = range(2000, 2100)
"""In which moments are typed: years beyond them are slips, and calendars cannot count on from the year 9999."""


@dataclass(frozen=True)
class TypedFault:
    """What is wrong with a typed text: a message, and what fills its places. A place may be a function that gets the
    language.
    """

    message: str
    places: Mapping[str, object] = field(default_factory=dict)

    def words(self, language: str) -> str:
        """The message in this language."""
        filled = {name: place(language) if callable(place) else place for name, place in self.places.items()}
        return gettext(language, self.message, **filled)


def day_fault(day: str) -> TypedFault | None:
    """What is wrong with a typed day: it is none of the calendar, or can be read in two ways."""
    if readings := two_days(day):
        first, second = map(format_date, readings)
        message = _("This can be %(first)s or %(second)s. Write it like this: %(first)s.")
        return TypedFault(message, {"first": first, "second": second})
    read = read_day(day)
    if read is None:
        return TypedFault(_("Write one day of the calendar in digits, for example 24.11.2026."))
    return None if read.year in YEARS else TypedFault(_("Write a day of this century."))


def clock_fault(day: str, clock: str) -> TypedFault | None:
    """What is wrong with a typed time of day: it is none, or does not come exactly once on that day."""
    read, at = read_day(day), read_clock(clock)
    if at is None:
        return TypedFault(_("Write the time of day in digits, for example 16.00."))
    if read is None:
        return None
    try:
        moment_in_helsinki(datetime.combine(read, at))
    except MomentUnclear as error:
        if error.readings:
            return TypedFault(
                _(
                    "The clock is turned back that night: this time comes twice, in summer time and in winter time. "
                    "Choose another one."
                )
            )
        return TypedFault(_("The clock is turned forward that night: this time does not exist. Choose another one."))
    return None


def read_moment(day: str, clock: str) -> datetime | None:
    """The moment, by the clock of Finland; None where the fields give none, or not one."""
    read, at = read_day(day), read_clock(clock)
    if read is None or at is None or read.year not in YEARS:
        return None
    try:
        return moment_in_helsinki(datetime.combine(read, at))
    except MomentUnclear:
        return None


def read_clock(text: str) -> time | None:
    """Return the time of day for 16.00, 16:00 or 16; None for any other text."""
    hour, _dot, minute = text.replace(":", ".").partition(".")
    if not (hour.isascii() and hour.isdigit() and len(hour) <= 2):
        return None
    if minute and not (minute.isascii() and minute.isdigit() and len(minute) == 2):
        return None
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None
