"""A deadline as a calendar entry (RFC 5545), which calendars of all kinds take from a mail."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event

from survey.languages import HELSINKI

PRODUCT = "-//Kuulolla//Kuulolla//FI"


def calendar_entry(  # noqa: PLR0913  # what an entry has
    *, uid: str, sequence: int, deadline: datetime, title: str, text: str, address: str, now: datetime
) -> bytes:
    """Return an iCalendar file with one event at the deadline, by the clock of Finland, which takes no time.

    `uid` is the same for the same deadline of the same recipient. When the deadline moves, a higher `sequence` makes
    calendars move the entry that they have instead of adding another. It does not make its owner look busy.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    at = deadline.astimezone(HELSINKI)
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", now)
    event.add("dtstart", at)
    event.add("summary", title)
    event.add("description", text)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    calendar.add_component(event)
    calendar.add_missing_timezones((now - timedelta(days=366)).date(), (at + timedelta(days=366)).date())
    made: bytes = calendar.to_ical()
    return made
