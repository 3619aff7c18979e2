"""Feedback on accessibility in the database."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.store.tables import FeedbackRow


def count_of_feedback_since(session: Session, moment: datetime) -> int:
    """How many pieces of feedback have come since then."""
    return session.scalar(select(func.count()).select_from(FeedbackRow).where(FeedbackRow.at > moment)) or 0


def all_feedback(session: Session, *, most: int) -> list[FeedbackRow]:
    """The feedback, the latest first, at most so many pieces."""
    return list(session.scalars(select(FeedbackRow).order_by(FeedbackRow.id.desc()).limit(most)))
