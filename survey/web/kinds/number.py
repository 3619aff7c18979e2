"""A number: a text field, because a browser's number field would refuse the decimal comma."""

from dataclasses import dataclass
from decimal import Decimal

from survey.languages import format_number
from survey.questions.kinds.number import Number, shown_readings
from survey.questions.question import Given, Problem
from survey.web.kinds.kind_page import KindPage, Parts, lines_of_text
from survey.web.language import _, ngettext
from survey.web.questions.views import KindView
from survey.web.words.texts import Words, words


@dataclass(frozen=True)
class NumberView(KindView):
    """The unit after the field, and which keyboard a telephone shows (a value of the attribute `inputmode`)."""

    unit: Words | None
    keyboard: str


def _view(question: Number, parts: Parts, given: Given | None) -> NumberView:
    return NumberView(words(question.unit) if question.unit else None, _keyboard(question))


def _keyboard(question: Number) -> str:
    """Return the keyboard. On some telephones the keyboard for decimals has no minus sign, so negative numbers need
    "text".
    """
    if question.minimum is None or question.minimum < 0:
        return "text"
    return "decimal" if question.decimals else "numeric"


def _too_many_decimals(problem: Problem) -> str:
    return ngettext(
        "Write the number with at most %(num)s decimal.",
        "Write the number with at most %(num)s decimals.",
        int(problem.places["most"]),
    )


def _in_words(problem: Problem) -> dict[str, str]:
    places = problem.places
    return shown_readings((Decimal(places["thousands"]), Decimal(places["decimal"])))


PAGE = KindPage(
    lines_of_text,
    _view,
    {
        "not_a_number": lambda problem: _("Write one number in digits, for example 1234,5."),
        "not_a_whole_number": lambda problem: _("Write one whole number in digits, for example 1234."),
        "number_in_two_ways": lambda problem: _(
            "This can be read as %(thousands)s or as %(decimal)s. Write thousands with a blank: %(thousands)s.",
            **_in_words(problem),
        ),
        "decimals_in_two_ways": lambda problem: _(
            "This can be read as %(thousands)s or as %(decimal)s. "
            "Write thousands with a blank: %(thousands)s. Add a zero to three decimals: %(example)s.",
            example="1,2340",
            **_in_words(problem),
        ),
        "too_many_decimals": _too_many_decimals,
        "number_too_small": lambda problem: _(
            "The number must be at least %(least)s.", least=format_number(problem.places["least"])
        ),
        "number_too_large": lambda problem: _(
            "The number can be at most %(most)s.", most=format_number(problem.places["most"])
        ),
    },
)
