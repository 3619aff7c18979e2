"""What is asked: the sections as the answers make them, and the address of each answer.

A question's answer has the question's key as its address. In a group each entry has its questions anew: copies whose
key is the address `group/entry/question`, so that everything beyond this module treats them as any other question.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from survey.questions.conditions import holds
from survey.questions.details import detail_address, details_section
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Given, Question, State
from survey.questions.question_set import QuestionSet, Section

SECTIONS = "sections"
"""What the address begins with where "nothing to state" is said of a whole section."""

ENTRIES, REMOVED = "entries", "removed"
"""The parts of a group's own answer: the ids of its entries in order, and of those that were taken out of it."""

_ENTRY_ID = re.compile("e[0-9a-f]{1,16}")

NOTHING_GIVEN = Given({}, State.NOTHING_TO_STATE)


@dataclass(frozen=True)
class Entry:
    """Where an address within a group leads: the group's key, the entry's id, the question's key."""

    group: str
    id: str
    question: str


def entry_address(group: str, entry: str, question: str) -> str:
    """The address of an answer in an entry of a group."""
    return f"{group}/{entry}/{question}"


def entry_of(address: str) -> Entry | None:
    """The entry that an address stands in; None for an address outside groups."""
    steps = address.split("/")
    return Entry(*steps) if len(steps) == 3 and _ENTRY_ID.fullmatch(steps[1]) else None


def key_in_set(address: str) -> str:
    """The question's key as `QuestionSet.numbers` has it: `group/question` whatever the entry."""
    entry = entry_of(address)
    return f"{entry.group}/{entry.question}" if entry else address


def section_address(section: Section) -> str:
    """The address at which "nothing to state" is said of a whole section."""
    return f"{SECTIONS}/{section.key}"


def addressed(section: Section) -> Iterator[tuple[str, Question]]:
    """The questions of a section that ask for something, with the addresses of their answers."""
    for question in section.questions:
        if question.asks:
            yield (detail_address(question) if section.key == details_section().key else question.key), question


def all_sections(question_set: QuestionSet) -> tuple[Section, ...]:
    """The respondent's details, then the sections of the set: everything that may be asked, in order."""
    return (details_section(question_set.languages), *question_set.sections)


def entries_of(group: Group, answers: Answers) -> tuple[str, ...]:
    """The ids of a group's entries in their order. Before anybody added or removed one there are the first few."""
    given = answers.get(group.key)
    if given is None or ENTRIES not in given.value:
        return tuple(f"e{number}" for number in range(1, max(group.least, 1) + 1))
    return tuple(given.value[ENTRIES].split())


def removed_entries(group: Group, answers: Answers) -> tuple[str, ...]:
    """The ids of the entries that were taken out of a group; their answers are kept."""
    given = answers.get(group.key)
    return tuple(given.value.get(REMOVED, "").split()) if given else ()


def filled_entries(group: Group, answers: Answers) -> tuple[str, ...]:
    """The entries that have any answer: an empty one is no entry to whoever reads the statement."""
    keys = [question.key for question in group.questions]
    return tuple(
        entry
        for entry in entries_of(group, answers)
        if any(entry_address(group.key, entry, key) in answers for key in keys)
    )


def is_answered(question: Question, answers: Answers, address: str | None = None) -> bool:
    """Whether there is an answer, of whatever state; to a group, whether any entry has one."""
    if isinstance(question, Group) and not _says_nothing(question, answers):
        return bool(filled_entries(question, answers))
    return (address or question.key) in answers


def _says_nothing(group: Group, answers: Answers) -> bool:
    return answers.get(group.key) == NOTHING_GIVEN


def with_entries(section: Section, entries: Callable[[Group], Iterable[str]]) -> Section:
    """The section with the questions of each entry after their group."""
    if not any(isinstance(question, Group) for question in section.questions):
        return section
    questions: list[Question] = []
    for question in section.questions:
        questions.append(question)
        if isinstance(question, Group):
            for entry in entries(question):
                questions += [_in_entry(question, entry, inner) for inner in question.questions]
    return section.model_copy(update={"questions": tuple(questions)})


def _in_entry(group: Group, entry: str, question: Question) -> Question:
    return question.model_copy(update={"key": entry_address(group.key, entry, question.key)})


def has_conditions(question_set: QuestionSet) -> bool:
    """Whether any question is asked only of some: where none is, everything is asked of everybody."""
    questions = list(question_set.questions())
    within = [inner for question in questions for _, inner in question.within()]
    return any(each.show_if for each in question_set.sections) or any(each.show_if for each in questions + within)


def asked_sections(question_set: QuestionSet, answers: Answers) -> tuple[Section, ...]:
    """The sections as these answers make them, with the entries of groups: without the questions, and the whole
    sections, that are not asked.

    A condition looks only at questions that are themselves asked: what is hidden answers nothing, and neither does
    "nothing to state".
    """
    asked: dict[str, Question] = {}
    sections = [details_section(question_set.languages)]
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


def settled(section: Section, answers: Answers) -> Answers:
    """The answers with "nothing to state" at each unanswered question of a section of which that was said."""
    if section_address(section) not in answers:
        return answers
    silent = [
        question.key
        for _, question in addressed(section)
        if entry_of(question.key) is None and not is_answered(question, answers)
    ]
    return {**answers, **dict.fromkeys(silent, NOTHING_GIVEN)}


def _asked_in(group: Group, entry: str, asked: Mapping[str, Question], answers: Answers) -> list[Question]:
    """What is asked in one entry: conditions look at its own earlier questions first."""
    kept: list[Question] = []
    here = dict(asked)
    for question in group.questions:
        if not question.show_if or holds(question.show_if, _chosen(here, answers)):
            copy = _in_entry(group, entry, question)
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
    """What goes out in a statement, in the order of the form: of groups the entries that have an answer, and no list
    of what was removed; "nothing to state" at each question of a section of which that was said."""
    stated: dict[str, Given] = {}
    for section in sections:
        given = settled(section, answers)
        filled: dict[str, tuple[str, ...]] = {}
        for address, question in addressed(section):
            entry = entry_of(address)
            if isinstance(question, Group) and not _says_nothing(question, given):
                filled[question.key] = filled_entries(question, given)
                if filled[question.key]:
                    stated[address] = Given({ENTRIES: " ".join(filled[question.key])})
            elif address in given and (entry is None or entry.id in filled[entry.group]):
                stated[address] = given[address]
    return stated
