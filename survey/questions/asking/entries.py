"""The entries of a group: which exist, which have answers, and a section with the questions of each entry."""

from collections.abc import Callable, Iterable

from survey.questions.asking.addresses import entry_address
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Given, Question, State
from survey.questions.question_set import Section

ENTRIES, REMOVED = "entries", "removed"
"""The parts of a group's own answer: the ids of its entries in order, and the ids of removed entries."""


NOTHING_GIVEN = Given({}, State.NOTHING_TO_STATE)


def entries_of(group: Group, answers: Answers) -> tuple[str, ...]:
    """The ids of a group's entries in order.

    Until one is added or removed, these are e1, e2 and so on: as many as are required, and at least one.
    """
    given = answers.get(group.key)
    if given is None or ENTRIES not in given.value:
        return tuple(f"e{number}" for number in range(1, max(group.least, 1) + 1))
    return tuple(given.value[ENTRIES].split())


def removed_entries(group: Group, answers: Answers) -> tuple[str, ...]:
    """The ids of the removed entries of a group. Their answers are kept."""
    given = answers.get(group.key)
    return tuple(given.value.get(REMOVED, "").split()) if given else ()


def filled_entries(group: Group, answers: Answers) -> tuple[str, ...]:
    """The ids of the entries that have at least one answer. Empty entries are not part of a statement."""
    keys = [question.key for question in group.questions]
    return tuple(
        entry
        for entry in entries_of(group, answers)
        if any(entry_address(group.key, entry, key) in answers for key in keys)
    )


def is_answered(question: Question, answers: Answers, address: str | None = None) -> bool:
    """Whether there is an answer, in any state. A group is answered if one of its entries is."""
    if isinstance(question, Group) and not says_nothing(question, answers):
        return bool(filled_entries(question, answers))
    return (address or question.key) in answers


def says_nothing(group: Group, answers: Answers) -> bool:
    return answers.get(group.key) == NOTHING_GIVEN


def with_entries(section: Section, entries: Callable[[Group], Iterable[str]]) -> Section:
    """The section with the questions of each entry inserted after their group."""
    if not any(isinstance(question, Group) for question in section.questions):
        return section
    questions: list[Question] = []
    for question in section.questions:
        questions.append(question)
        if isinstance(question, Group):
            for entry in entries(question):
                questions += [question_in_entry(question, entry, inner) for inner in question.questions]
    return section.model_copy(update={"questions": tuple(questions)})


def question_in_entry(group: Group, entry: str, question: Question) -> Question:
    return question.model_copy(update={"key": entry_address(group.key, entry, question.key)})
