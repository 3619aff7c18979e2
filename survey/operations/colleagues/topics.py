"""What can be commented on: each question of the set and of the details, and the statement as a whole.

The questions of a group are commented on together, at the group: an entry can be removed, and a comment stays.
"""

from typing import Final

from survey.questions.asking.addresses import addressed, all_sections, entry_of
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet

WHOLE: Final = ""
"""The address of comments on the statement as a whole."""


def topics(question_set: QuestionSet) -> dict[str, Question]:
    """Return each question that can be commented on, by its address, in the order of the form."""
    return dict(pair for section in all_sections(question_set) for pair in addressed(section))


def topic_of(address: str) -> str:
    """Return where an answer is commented on: at its group if it is in one, otherwise at its own address."""
    entry = entry_of(address)
    return entry.group if entry else address
