"""Messages about problems of an answer. They name the answer and say how to correct it."""

from collections.abc import Callable, Mapping
from functools import cache

from survey.languages import text_in
from survey.questions.asking.progress import Finding
from survey.questions.details import DETAILS_KEY
from survey.questions.question import Problem
from survey.web.kinds import words_of_kinds
from survey.web.language import _, ngettext, page_language
from survey.web.questions.views import titled


def problem_words(problem: Problem) -> str:
    """Return the message for the field."""
    return all_words()[problem.code](problem)


def finding_words(finding: Finding, number: str | None) -> str:
    """Return the message for a list of everything that must be corrected. It names the question."""
    language = page_language()
    row = finding.question.part_label(finding.problem.part)
    label = text_in(finding.question.label, language)
    label = titled(label, text_in(row, language)) if row else label
    if finding.problem.code != "missing":
        return titled(label, problem_words(finding.problem))
    if number is None or finding.section.key == DETAILS_KEY:
        return _("Fill in: %(label)s", label=label)
    return _("Write an answer to question %(number)s: %(label)s", number=number, label=label)


def _too_long(problem: Problem) -> str:
    return ngettext(
        "The answer is %(num)s character too long. Shorten it before you submit.",
        "The answer is %(num)s characters too long. Shorten it before you submit.",
        int(problem.places["over"]),
    )


WORDS: Mapping[str, Callable[[Problem], str]] = {
    "missing": lambda problem: _("This is missing."),
    "too_long": _too_long,
    "no_such_option": lambda problem: _("Choose one of the options."),
    "option_missing": lambda problem: _("Choose an option too. Now there is only a reason."),
    "specification_missing": lambda problem: _("Specify what you mean by the option you have chosen."),
    "specified_without_option": lambda problem: _(
        "You have specified an option that is not chosen. Choose it too, or empty its field."
    ),
    "section_unanswered": lambda problem: _("Answer at least one question of the section."),
    "nothing_to_state_and_answer": lambda problem: _(
        "You have answered and also told that you have nothing to state. Empty the answer or remove the tick."
    ),
    "reason_missing": lambda problem: _("Write the reason for your choice."),
}
"""By code: the messages of problems that several kinds have."""


@cache
def all_words() -> Mapping[str, Callable[[Problem], str]]:
    """Return all messages by code, including those of only one kind, which are in `web/kinds/`."""
    return {**words_of_kinds(), **WORDS}
