"""The address of each answer.

The address of a question's answer is the question's key. In a group, each entry has its own copies of the questions.
The key of a copy is the address `group/entry/question`, so that other modules can use it like any other question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from survey.questions.details import detail_address, details_on_page, details_section
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet, Section

SECTIONS = "sections"
"""The first part of the address of "nothing to state" for a complete section."""


_ENTRY_ID = re.compile("e[0-9a-f]{1,16}")


@dataclass(frozen=True)
class Entry:
    """The parts of an address within a group: the group's key, the entry's id, the question's key."""

    group: str
    id: str
    question: str


def entry_address(group: str, entry: str, question: str) -> str:
    """The address of an answer in an entry of a group."""
    return f"{group}/{entry}/{question}"


def entry_of(address: str) -> Entry | None:
    """The parts of an address within a group; None for an address outside groups."""
    if "/" not in address:
        return None
    steps = address.split("/")
    return Entry(*steps) if len(steps) == 3 and _ENTRY_ID.fullmatch(steps[1]) else None


def stands_in(address: str, group: str, entry: str) -> bool:
    """Return whether an address is inside this entry of the group with this key."""
    found = entry_of(address)
    return found is not None and (found.group, found.id) == (group, entry)


def key_in_set(address: str) -> str:
    """The question's key in `QuestionSet.numbers`: `group/question` for every entry, or the key outside groups."""
    entry = entry_of(address)
    return f"{entry.group}/{entry.question}" if entry else address


def section_address(section: Section) -> str:
    """The address of "nothing to state" for a complete section."""
    return f"{SECTIONS}/{section.key}"


def addressed(section: Section) -> Iterator[tuple[str, Question]]:
    """Yield the questions of a section that can be answered (no notes), with the addresses of their answers."""
    for question in section.questions:
        if question.asks:
            yield (detail_address(question) if section.key == details_section().key else question.key), question


def all_sections(question_set: QuestionSet) -> tuple[Section, ...]:
    """All sections that may be asked, in order: the respondent's details, then the sections of the set."""
    return (details_section(question_set), *question_set.sections)


def sections_on_paper(question_set: QuestionSet) -> tuple[Section, ...]:
    """All sections in the order of the blank form on paper: a board reads the questions first, and the respondent's
    details, which the registry fills in, come last.
    """
    return (*question_set.sections, details_on_page(question_set))
