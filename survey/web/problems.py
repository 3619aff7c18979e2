"""What is wrong with an answer, in words that name the answer and say how to mend it."""

from collections.abc import Callable, Mapping

from survey.languages import format_number, text_in
from survey.questions.details import DETAILS_KEY
from survey.questions.progress import Finding
from survey.questions.question import Problem
from survey.web.language import _, ngettext, page_language
from survey.web.views import titled


def problem_words(problem: Problem) -> str:
    """The message beside the field."""
    return _WORDS[problem.code](problem)


def finding_words(finding: Finding, number: str | None) -> str:
    """The message in a list of all that is to be mended: it names the question."""
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


def _too_many_decimals(problem: Problem) -> str:
    return ngettext(
        "Write the number with at most %(num)s decimal.",
        "Write the number with at most %(num)s decimals.",
        int(problem.places["most"]),
    )


def _too_few_options(problem: Problem) -> str:
    return ngettext("Choose at least %(num)s option.", "Choose at least %(num)s options.", int(problem.places["least"]))


def _too_many_options(problem: Problem) -> str:
    return ngettext("Choose at most %(num)s option.", "Choose at most %(num)s options.", int(problem.places["most"]))


def _too_few_entries(problem: Problem) -> str:
    return ngettext("Fill in at least %(num)s part.", "Fill in at least %(num)s parts.", int(problem.places["least"]))


_WORDS: Mapping[str, Callable[[Problem], str]] = {
    "missing": lambda problem: _("This is missing."),
    "too_long": _too_long,
    "not_a_date": lambda problem: _("Write one day of the calendar in digits, for example 24.11.2026."),
    "not_an_email": lambda problem: _("Write one e-mail address in full, for example kirjaamo@example.fi."),
    "no_such_option": lambda problem: _("Choose one of the options."),
    "option_missing": lambda problem: _("Choose an option too. Now there is only a reason."),
    "too_few_options": _too_few_options,
    "too_many_options": _too_many_options,
    "exclusive_with_others": lambda problem: _(
        "One of the options you have chosen cannot be combined with others. Choose either that one alone or the others."
    ),
    "specification_missing": lambda problem: _("Specify what you mean by the option you have chosen."),
    "specified_without_option": lambda problem: _(
        "You have specified an option that is not chosen. Choose it too, or empty its field."
    ),
    "not_a_number": lambda problem: _("Write one number in digits, for example 1234,5."),
    "not_a_whole_number": lambda problem: _("Write one whole number in digits, for example 1234."),
    "too_many_decimals": _too_many_decimals,
    "number_too_small": lambda problem: _(
        "The number must be at least %(least)s.", least=format_number(problem.places["least"])
    ),
    "number_too_large": lambda problem: _(
        "The number can be at most %(most)s.", most=format_number(problem.places["most"])
    ),
    "not_a_phone_number": lambda problem: _("Write one phone number in digits, for example +358 9 123 4567."),
    "not_a_web_address": lambda problem: _(
        "Write one web address in full. It begins with https://, http:// or www., and has no user name or password."
    ),
    "not_a_business_id": lambda problem: _(
        "Write the Business ID like this: 1234567-1. It has seven digits, a hyphen and a check digit."
    ),
    "wrong_check_digit": lambda problem: _(
        "There is no such Business ID: its last digit does not fit the others. Check every digit."
    ),
    "files_unreadable": lambda problem: _("The list of files cannot be read. Remove the files and add them again."),
    "too_many_files": lambda problem: ngettext(
        "There can be only %(num)s file here. Remove the others.",
        "There can be only %(num)s files here. Remove the others.",
        int(problem.places["most"]),
    ),
    "row_missing": lambda problem: _("Choose an option on this row."),
    "provision_missing": lambda problem: _("Write which provision your proposal concerns."),
    "wording_missing": lambda problem: _("Write your own wording, or empty the other fields of the proposal."),
    "wording_emptied": lambda problem: _(
        "The wording is empty. If you propose that the provision be deleted, write: Deleted. "
        "If you propose no change, write the proposed wording back."
    ),
    "proposal_reason_missing": lambda problem: _("Write the reason for your proposal."),
    "too_few_entries": _too_few_entries,
    "section_unanswered": lambda problem: _("Answer at least one question of the section."),
    "nothing_to_state_and_answer": lambda problem: _(
        "You have answered and also told that you have nothing to state. Empty the answer or remove the tick."
    ),
    "reason_missing": lambda problem: _("Write the reason for your choice."),
}
