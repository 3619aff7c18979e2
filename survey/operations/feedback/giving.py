"""Giving feedback on accessibility, which anybody may do, and which is to be answered in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from survey.operations.log import record
from survey.questions.kinds.email import is_address
from survey.questions.text import clean_text, length
from survey.store.feedback import count_of_feedback_since
from survey.store.tables import FeedbackRow

TIME_TO_ANSWER = timedelta(days=14)
"""Act on the Provision of Digital Services (306/2019): feedback on accessibility is answered in 14 days."""

LONGEST_TEXT, LONGEST_LINE = 5_000, 300

MOST_IN_A_DAY = 200
"""Pieces of feedback that are taken in 24 hours: anybody can write here, and nothing may fill the database."""


class Lack(StrEnum):
    """What keeps feedback from being taken, by field."""

    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    PAGE_TOO_LONG = "page_too_long"
    NOT_AN_ADDRESS = "not_an_address"


class TooMuchFeedback(Exception):
    """More feedback has come today than is taken in a day."""


@dataclass(frozen=True)
class Feedback:
    """What somebody typed: the feedback, the page that it is about, and where to answer."""

    text: str
    page: str
    email: str

    @classmethod
    def read(cls, typed: Mapping[str, str]) -> "Feedback":
        """Of the fields of a form, without blanks at the ends."""
        text, page, email = (clean_text(typed.get(name, "")).text.strip() for name in ("text", "page", "email"))
        return cls(text, " ".join(page.split()), email)

    def lacks(self) -> dict[str, Lack]:
        """What is to be mended, by field; nothing where all is well. An address is needed only for an answer."""
        found = {}
        if not self.text:
            found["text"] = Lack.TEXT_MISSING
        elif length(self.text) > LONGEST_TEXT:
            found["text"] = Lack.TEXT_TOO_LONG
        if length(self.page) > LONGEST_LINE:
            found["page"] = Lack.PAGE_TOO_LONG
        if self.email and not is_address(self.email):
            found["email"] = Lack.NOT_AN_ADDRESS
        return found


def give_feedback(session: Session, feedback: Feedback, *, language: str, now: datetime) -> FeedbackRow:
    """Store feedback that lacks nothing. Raises ValueError where it lacks something, and TooMuchFeedback."""
    if feedback.lacks():
        raise ValueError("Ask for what the feedback lacks first.")
    if count_of_feedback_since(session, now - timedelta(days=1)) >= MOST_IN_A_DAY:
        raise TooMuchFeedback
    row = FeedbackRow(
        at=now,
        answer_by=now + TIME_TO_ANSWER,
        language=language,
        text=feedback.text,
        page=feedback.page,
        email=feedback.email,
    )
    session.add(row)
    record(session, "accessibility feedback received", now=now)
    session.flush()
    return row
