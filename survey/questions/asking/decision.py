"""Whether the respondent's details tell of a decision that can be as they say.

A statement may be submitted all the same: a board may not have met yet, and not every decision has a § of minutes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from survey.questions.details import DECISION_BODY, DECISION_DATE, DECISION_EXTRACT, DECISION_PARAGRAPH
from survey.questions.kinds.attachment import AttachedFile, files_of
from survey.questions.question import Answers, State

DECISION_ADDRESSES = (DECISION_BODY, DECISION_DATE, DECISION_PARAGRAPH, DECISION_EXTRACT)
"""Where the respondent's details tell of the decision."""


@dataclass(frozen=True)
class ToldDecision:
    """The decision of which the details tell: who decided, when, the section of the minutes, and their extract. What is
    not told, or cannot be read, is empty or None.
    """

    body: str
    decided_on: date | None
    paragraph: str
    extract: AttachedFile | None

    def is_whole(self, today: date) -> bool:
        """Whether it tells who decided and when, not later than on this day in Finland."""
        return bool(self.body) and self.decided_on is not None and self.decided_on <= today


def told_decision(answers: Answers) -> ToldDecision:
    """Return the decision of which these answers tell."""
    given = {address: answers[address] for address in DECISION_ADDRESSES if address in answers}
    answered = {address: each.value for address, each in given.items() if each.state is State.ANSWERED}
    day = answered.get(DECISION_DATE)
    files = files_of(answered.get(DECISION_EXTRACT, {}))
    return ToldDecision(
        answered.get(DECISION_BODY, {}).get("text", "").strip(),
        date.fromisoformat(day["date"]) if day else None,
        answered.get(DECISION_PARAGRAPH, {}).get("text", "").strip(),
        files[0] if files else None,
    )


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
