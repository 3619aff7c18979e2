"""What is wrong with an answer, in words that name the answer and say how to mend it."""

from collections.abc import Callable, Mapping

from survey.languages import format_number, text_in
from survey.questions.details import DETAILS_KEY
from survey.questions.progress import Finding
from survey.questions.question import Problem, Question
from survey.web.language import _, ngettext, page_language


def problem_words(problem: Problem) -> str:
    """The message beside the field."""
    return _WORDS[problem.code](problem)


def finding_words(finding: Finding, number: int | None) -> str:
    """The message in a list of all that is to be mended: it names the question."""
    label = text_in(finding.question.label, page_language())
    if finding.problem.code != "missing":
        return f"{label}: {problem_words(finding.problem)}"
    if number is None or finding.section.key == DETAILS_KEY:
        return _("Fill in: %(label)s", label=label)
    return _("Write an answer to question %(number)s: %(label)s", number=number, label=label)


def limit_words(question: Question) -> str:
    """How long the answer may be, where the question set says so; a kind's own limit is too high to tell."""
    limit = type(question).model_fields.get("max_length")
    longest: int = getattr(question, "max_length", 0)
    if limit is None or longest == limit.default:
        return ""
    return _("At most %(longest)s characters.", longest=format_number(longest))


def _too_long(problem: Problem) -> str:
    return ngettext(
        "The answer is %(num)s character too long. Shorten it before you submit.",
        "The answer is %(num)s characters too long. Shorten it before you submit.",
        problem.places["over"],
    )


_WORDS: Mapping[str, Callable[[Problem], str]] = {
    "missing": lambda problem: _("This is missing."),
    "too_long": _too_long,
    "not_a_date": lambda problem: _("There is no such day. Write the date like this: 24.11.2026."),
    "not_an_email": lambda problem: _("Write one e-mail address in full, for example kirjaamo@example.fi."),
    "no_such_option": lambda problem: _("Choose one of the options."),
    "option_missing": lambda problem: _("Choose an option too. Now there is only a reason."),
    "reason_missing": lambda problem: _("Write the reason for your choice."),
}
