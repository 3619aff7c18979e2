"""Several options at once, and the reason for them."""

from survey.questions.question import Problem
from survey.web.kinds.kind_page import KindPage
from survey.web.kinds.options import options_view, several_options
from survey.web.language import _, ngettext
from survey.web.words.texts import words


def _too_few(problem: Problem) -> str:
    return ngettext("Choose at least %(num)s option.", "Choose at least %(num)s options.", int(problem.places["least"]))


def _too_many(problem: Problem) -> str:
    return ngettext("Choose at most %(num)s option.", "Choose at most %(num)s options.", int(problem.places["most"]))


PAGE = KindPage(
    several_options,
    options_view,
    {
        "too_few_options": _too_few,
        "too_many_options": _too_many,
        "exclusive_with_others": lambda problem: _(
            "“%(option)s” cannot be chosen together with others. Choose either that option alone or the others.",
            option=words(problem.labels["option"]).text,
        ),
    },
)
