"""A day of the calendar: a text field, since a date picker of the browser's would lose what is no date."""

from survey.web.kinds.kind_page import KindPage, lines_of_text
from survey.web.language import _

PAGE = KindPage(
    lines_of_text,
    problems={"not_a_date": lambda problem: _("Write one day of the calendar in digits, for example 24.11.2026.")},
)
