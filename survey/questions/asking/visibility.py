"""Visibility: which sections and questions these answers make visible, and which answers are part of a statement."""

from collections.abc import Callable, Iterable, Mapping

from survey.questions.asking.addresses import addressed, entry_of, section_address
from survey.questions.asking.entries import (
    ENTRIES,
    NOTHING_GIVEN,
    entries_of,
    filled_entries,
    is_answered,
    question_in_entry,
    says_nothing,
)
from survey.questions.conditions import holds
from survey.questions.details import details_section
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Given, Question, State
from survey.questions.question_set import QuestionSet, Section


def has_conditions(question_set: QuestionSet) -> bool:
    """Whether any section or question has a condition. If none has, everybody is asked everything."""
    questions = list(question_set.questions())
    within = [inner for question in questions for _, inner in question.within()]
    return any(each.show_if for each in question_set.sections) or any(each.show_if for each in questions + within)


def asked_sections(question_set: QuestionSet, answers: Answers) -> tuple[Section, ...]:
    """The sections and questions that are asked with these answers, including the questions of each group's entries.

    A condition counts only answers to questions that are asked themselves. A hidden question counts as not answered,
    and so does "nothing to state".
    """
    asked: dict[str, Question] = {}
    sections = [details_section(question_set)]
    for section in question_set.sections:
        if section.show_if and not holds(section.show_if, _chosen(asked, answers)):
            continue
        kept: list[Question] = []
        for question in section.questions:
            if question.show_if and not holds(question.show_if, _chosen(asked, answers)):
                continue
            asked[question.key] = question
            kept.append(question)
            if isinstance(question, Group):
                for entry in entries_of(question, answers):
                    kept += _asked_in(question, entry, asked, answers)
        if kept:
            whole = kept == list(section.questions)
            sections.append(section if whole else section.model_copy(update={"questions": tuple(kept)}))
    return tuple(sections)


def with_nothing_to_state(section: Section, answers: Answers) -> Answers:
    """The answers; if the section has "nothing to state", also that answer for each unanswered question in it."""
    if section_address(section) not in answers:
        return answers
    silent = [
        question.key
        for _, question in addressed(section)
        if entry_of(question.key) is None and not is_answered(question, answers)
    ]
    return {**answers, **dict.fromkeys(silent, NOTHING_GIVEN)}


def _asked_in(group: Group, entry: str, asked: Mapping[str, Question], answers: Answers) -> list[Question]:
    """The questions that are asked in one entry. For conditions, earlier questions of the same entry come first."""
    kept: list[Question] = []
    here = dict(asked)
    for question in group.questions:
        if not question.show_if or holds(question.show_if, _chosen(here, answers)):
            copy = question_in_entry(group, entry, question)
            here[question.key] = copy
            kept.append(copy)
    return kept


def _chosen(asked: Mapping[str, Question], answers: Answers) -> Callable[[str], frozenset[str] | None]:
    def chosen(key: str) -> frozenset[str] | None:
        question = asked.get(key)
        if question is None or not is_answered(question, answers):
            return None
        if isinstance(question, Group):
            return frozenset()
        given = answers[question.key]
        return None if given.state is State.NOTHING_TO_STATE else question.chosen(given.value)

    return chosen


def statement_answers(sections: Iterable[Section], answers: Answers) -> dict[str, Given]:
    """The answers that are part of a statement, in the order of the form.

    Of groups only the entries that have an answer are included, and no list of removed entries. If a section has
    "nothing to state", each of its unanswered questions has it.
    """
    displayed: dict[str, Given] = {}
    for section in sections:
        given = with_nothing_to_state(section, answers)
        filled: dict[str, tuple[str, ...]] = {}
        for address, question in addressed(section):
            entry = entry_of(address)
            if isinstance(question, Group) and not says_nothing(question, given):
                filled[question.key] = filled_entries(question, given)
                if filled[question.key]:
                    displayed[address] = Given({ENTRIES: " ".join(filled[question.key])})
            elif address in given and (entry is None or entry.id in filled[entry.group]):
                displayed[address] = given[address]
    return displayed
