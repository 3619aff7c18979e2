"""Question sets that are not open yet, and the revisions of the texts of those that are."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base


class TextRevisionRow(Base):
    """The question set as it reads from a moment on. Appended, never changed; the consultation opened with number 1."""

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


class QuestionSetDraftRow(Base):
    """A question set that a coordinator has brought and not opened yet; it goes when it is opened or removed.

    `question_set` is frozen JSON, None where faults keep it from being one; `faults` are JSON too, so that no page
    parses a schema, and so that they can be said in another language. `yaml` is empty where a workbook has faults.
    """

    __tablename__ = "question_set_draft"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  # as SQLAlchemy asks for it; a number on an old page never means another set
    id: Mapped[int] = mapped_column(primary_key=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"), index=True)
    at: Mapped[datetime]
    source_name: Mapped[str]
    yaml: Mapped[str]
    question_set: Mapped[str | None]
    faults: Mapped[str]
