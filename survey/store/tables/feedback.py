"""What people say about the accessibility of the service."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import LANGUAGE_KNOWN, Base


class FeedbackRow(Base):
    """One piece of feedback: the text, the page it is about and an address for the answer, both empty if not given.

    `answer_by` is the moment by which the operator answers.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        CheckConstraint(LANGUAGE_KNOWN, name="language_known"),
        CheckConstraint("length(text) BETWEEN 1 AND 5000", name="text_in_bounds"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    answer_by: Mapped[datetime]
    language: Mapped[str]
    text: Mapped[str]
    page: Mapped[str]
    email: Mapped[str]
