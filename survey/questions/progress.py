"""How far a response has come: what each answer is, what each section lacks, what keeps it from being handed in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from survey.questions.conditions import holds
from survey.questions.details import LANGUAGE, detail_address, details_section
from survey.questions.model import QuestionSet, Section
from survey.questions.question import Problem, Question, State, Value


@dataclass(frozen=True)
class Given:
    """What is stored at one address: a value with its state. An address without an answer has none."""

    value: Value
    state: State = State.ANSWERED


Answers = Mapping[str, Given]
"""The answers of a response by address."""


class Progress(StrEnum):
    """How far a section is. Optional questions count: a section is ready when all of it is answered."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    READY = "ready"
    NEEDS_CORRECTING = "needs_correcting"


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
    """A problem with one answer, at its address."""

    address: str
    section: Section
    question: Question
    problem: Problem


def language_given(answers: Answers, otherwise: str) -> str:
    """The language that the respondent says the statement is in, else `otherwise`."""
    given = answers.get(LANGUAGE)
    return given.value.get("option", otherwise) if given else otherwise


def addressed(section: Section) -> Iterator[tuple[str, Question]]:
    """The questions of a section with the addresses of their answers."""
    for question in section.questions:
        yield (detail_address(question) if section.key == details_section().key else question.key), question


def all_sections(question_set: QuestionSet) -> tuple[Section, ...]:
    """The respondent's details, then the sections of the set: everything that may be asked, in order."""
    return (details_section(question_set.languages), *question_set.sections)


def asked_sections(question_set: QuestionSet, answers: Answers) -> tuple[Section, ...]:
    """The sections as these answers make them: without the questions, and the whole sections, that are not asked.

    A condition looks only at questions that are themselves asked: what is hidden answers nothing.
    """
    asked: dict[str, Question] = {}

    def chosen(key: str) -> frozenset[str] | None:
        return asked[key].chosen(answers[key].value) if key in asked and key in answers else None

    sections = [details_section(question_set.languages)]
    for section in question_set.sections:
        if section.show_if and not holds(section.show_if, chosen):
            continue
        kept = []
        for question in section.questions:
            if not question.show_if or holds(question.show_if, chosen):
                asked[question.key] = question
                kept.append(question)
        if kept:
            whole = len(kept) == len(section.questions)
            sections.append(section if whole else section.model_copy(update={"questions": tuple(kept)}))
    return tuple(sections)


def section_progress(section: Section, answers: Answers) -> SectionProgress:
    """Where one section stands."""
    found = list(findings(section, answers))
    missing = sum(1 for finding in found if finding.problem.code == "missing")
    answered = sum(1 for address, _ in addressed(section) if address in answers)
    if len(found) > missing:
        progress = Progress.NEEDS_CORRECTING
    elif not answered:
        progress = Progress.NOT_STARTED
    elif answered == len(section.questions):
        progress = Progress.READY
    else:
        progress = Progress.IN_PROGRESS
    return SectionProgress(section, progress, answered, len(section.questions), missing)


def findings(section: Section, answers: Answers) -> Iterator[Finding]:
    """Everything in a section that keeps the statement from being handed in."""
    for address, question in addressed(section):
        given = answers.get(address)
        if given is not None:
            for problem in question.problems(given.value, given.state):
                yield Finding(address, section, question, problem)
        elif question.required:
            yield Finding(address, section, question, Problem("missing", question.parts[0]))


def all_findings(question_set: QuestionSet, answers: Answers) -> list[Finding]:
    """Everything in the response that keeps it from being handed in, in the order of the form."""
    return [finding for section in asked_sections(question_set, answers) for finding in findings(section, answers)]
