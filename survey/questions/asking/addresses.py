"""The address of each answer.

A question's answer has the question's key as its address. In a group each entry has its questions anew: copies whose
key is the address `group/entry/question`, so that everything beyond these modules treats them as any other question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from survey.questions.details import detail_address, details_section
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet, Section

SECTIONS = "sections"
"""What the address begins with where "nothing to state" is said of a whole section."""


_ENTRY_ID = re.compile("e[0-9a-f]{1,16}")


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
    if "/" not in address:
        return None
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
