"""A deadline as two fields, its day and its time of day: reading them, and what is wrong with what was typed."""

from datetime import datetime, time

from survey.languages import MomentUnclear, format_date, moment_in_helsinki
from survey.questions.kinds.date import read_day, two_days
from survey.web.language import _


def deadline_faults(day: str, clock: str) -> tuple[str, str]:
    """Return what is wrong with the typed day, and with the typed time of day; each empty if nothing is."""
    in_day = day_fault(day)
    if read_clock(clock) is None:
        return in_day, _("Write the time of day in digits, for example 16.00.")
    return in_day, _unclear(day, clock)


def day_fault(day: str) -> str:
    """Return what is wrong with a typed day; an empty text if nothing is."""
    if readings := two_days(day):
        first, second = map(format_date, readings)
        return _("This can be %(first)s or %(second)s. Write it like this: %(first)s.", first=first, second=second)
    if read_day(day) is None:
        return _("Write one day of the calendar in digits, for example 24.11.2026.")
    return ""


def read_deadline(day: str, clock: str) -> datetime | None:
    """The moment, by the clock of Finland; None where the fields give none, or not one."""
    read, at = read_day(day), read_clock(clock)
    if read is None or at is None:
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


def _unclear(day: str, clock: str) -> str:
    """What is wrong with a time in the night in which the clock is turned; an empty text for every other time."""
    read, at = read_day(day), read_clock(clock)
    if read is None or at is None:
        return ""
    try:
        moment_in_helsinki(datetime.combine(read, at))
    except MomentUnclear as error:
        if error.readings:
            return _(
                "The clock is turned back that night: this time comes twice, in summer time and in winter time. "
                "Choose another one."
            )
        return _("The clock is turned forward that night: this time does not exist. Choose another one.")
    return ""
