"""The revisions of the texts of open question sets."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base


class TextRevisionRow(Base):
    """The question set as it is from a certain time on. Rows are added and never changed; number 1 is the set at the
    opening.
    """

    __tablename__ = "text_revision"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number", name="numbered"),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    question_set: Mapped[str]
    text_digest: Mapped[str]
    at: Mapped[datetime]
