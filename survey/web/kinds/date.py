"""A date: a text field, because a browser's date field would lose typed text that is not a date."""

from datetime import date

from survey.languages import format_date
from survey.questions.question import Problem
from survey.web.kinds.kind_page import KindPage, lines_of_text
from survey.web.language import _


def _in_two_ways(problem: Problem) -> str:
    first, second = (format_date(date.fromordinal(int(problem.places[each]))) for each in ("first", "second"))
    return _(
        "This can be read as %(first)s or as %(second)s. Write the day, the month and the whole year: %(first)s.",
        first=first,
        second=second,
    )


PAGE = KindPage(
    lines_of_text,
    problems={
        "not_a_date": lambda problem: _("Write one day of the calendar in digits, for example 24.11.2026."),
        "date_in_two_ways": _in_two_ways,
    },
)
