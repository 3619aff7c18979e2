"""A date: a text field, because a browser's date field would lose typed text that is not a date."""

from survey.web.kinds.kind_page import KindPage, lines_of_text
from survey.web.language import _

PAGE = KindPage(
    lines_of_text,
    problems={"not_a_date": lambda problem: _("Write one day of the calendar in digits, for example 24.11.2026.")},
)
