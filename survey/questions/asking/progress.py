"""How far a response is: the state of each section, what is missing, and what prevents submitting."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from survey.questions.asking.addresses import addressed, entry_of
from survey.questions.asking.entries import ENTRIES, NOTHING_GIVEN, entries_of, filled_entries, is_answered
from survey.questions.asking.visibility import asked_sections, with_nothing_to_state
from survey.questions.details import LANGUAGE
from survey.questions.kinds.group import Group
from survey.questions.question import NOTHING, Answers, Problem, Question, State
from survey.questions.question_set import QuestionSet, Section


class Progress(StrEnum):
    """The state of a section. Optional questions count too: a section is ready when all of it is answered."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    READY = "ready"
    NEEDS_CORRECTING = "needs_correcting"


LACKING = frozenset({"missing", "row_missing", "too_few_entries", "section_unanswered"})
"""Codes of the problems that mean that something is missing."""


@dataclass(frozen=True)
class SectionProgress:
    """One row of the task list."""

    section: Section
    progress: Progress
    answered: int
    asked: int
    required_missing: int


@dataclass(frozen=True)
class Finding:
    """A problem with one answer, and the address of that answer."""

    address: str
    section: Section
    question: Question
    problem: Problem

    @property
    def lacks(self) -> bool:
        """Whether something is missing. Drafts may have missing answers; only review reports them."""
        return self.problem.code in LACKING


def language_given(answers: Answers, otherwise: str) -> str:
    """The language of the statement that the respondent has chosen, or `otherwise` if none is chosen."""
    given = answers.get(LANGUAGE)
    return given.value.get("option", otherwise) if given else otherwise


def section_progress(section: Section, answers: Answers) -> SectionProgress:
    """The progress of one section. A group counts as one question; it is answered if one of its entries is."""
    found = list(findings(section, answers))
    lacking = sum(1 for finding in found if finding.lacks)
    answers = with_nothing_to_state(section, answers)
    counted = [(address, question) for address, question in addressed(section) if entry_of(address) is None]
    answered = sum(1 for address, question in counted if is_answered(question, answers, address))
    if len(found) > lacking:
        progress = Progress.NEEDS_CORRECTING
    elif answered == len(counted):
        progress = Progress.READY
    elif not answered:
        progress = Progress.NOT_STARTED
    else:
        progress = Progress.IN_PROGRESS
    return SectionProgress(section, progress, answered, len(counted), lacking)


def findings(section: Section, answers: Answers) -> Iterator[Finding]:
    """Yield everything in a section that prevents submitting the statement."""
    answers, asked = with_nothing_to_state(section, answers), list(addressed(section))
    empty = _empty_entries(section, answers)
    for address, question in asked:
        entry = entry_of(address)
        if entry is None or (entry.group, entry.id) not in empty:
            for problem in _problems(question, answers, address):
                yield Finding(address, section, question, problem)
    if section.required and asked and not any(is_answered(question, answers, address) for address, question in asked):
        address, question = asked[0]
        yield Finding(address, section, question, Problem("section_unanswered", question.used_parts[0]))


def all_findings(question_set: QuestionSet, answers: Answers) -> list[Finding]:
    """Everything in the response that prevents submitting, in the order of the form."""
    return [finding for section in asked_sections(question_set, answers) for finding in findings(section, answers)]


def _problems(question: Question, answers: Answers, address: str) -> list[Problem]:
    given = answers.get(address)
    if isinstance(question, Group):
        few = given != NOTHING_GIVEN and len(filled_entries(question, answers)) < question.least
        return [Problem("too_few_entries", ENTRIES, {"least": question.least})] if few else []
    if given is None:
        return question.missing()
    if NOTHING in given.value:
        return [Problem("nothing_to_state_and_answer", question.used_parts[0])]
    return [] if given.state is State.NOTHING_TO_STATE else question.problems(given.value, given.state)


def _empty_entries(section: Section, answers: Answers) -> set[tuple[str, str]]:
    """The entries without any answer, as (group, id). Nothing is required in them, whatever their questions require."""
    return {
        (group.key, entry)
        for group in section.questions
        if isinstance(group, Group)
        for entry in set(entries_of(group, answers)) - set(filled_entries(group, answers))
    }
