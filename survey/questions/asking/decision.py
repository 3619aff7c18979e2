"""Whether the respondent's details tell of a decision that can be as they say.

A statement may be submitted all the same: a board may not have met yet, and not every decision has a § of minutes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from survey.questions.details import DECISION_BODY, DECISION_DATE, DECISION_PARAGRAPH
from survey.questions.question import Answers, State


class DecisionDoubt(StrEnum):
    """What cannot be so, or is only half told."""

    IN_FUTURE = "in_future"
    WITHOUT_BODY = "without_body"
    WITHOUT_DATE = "without_date"


@dataclass(frozen=True)
class DoubtAt:
    """A doubt, and the address of the answer that should be looked at."""

    doubt: DecisionDoubt
    address: str


def decision_doubts(answers: Answers, today: date) -> Iterator[DoubtAt]:
    """Yield what to ask about the decision in these answers; `today` is the day in Finland."""
    day = answers.get(DECISION_DATE)
    if day and day.state is State.ANSWERED and date.fromisoformat(day.value["date"]) > today:
        yield DoubtAt(DecisionDoubt.IN_FUTURE, DECISION_DATE)
    if DECISION_BODY not in answers and (day or DECISION_PARAGRAPH in answers):
        yield DoubtAt(DecisionDoubt.WITHOUT_BODY, DECISION_BODY)
    if not day and (DECISION_BODY in answers or DECISION_PARAGRAPH in answers):
        yield DoubtAt(DecisionDoubt.WITHOUT_DATE, DECISION_DATE)
