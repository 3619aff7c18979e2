"""Question sets that are not open yet, and the revisions of the texts of open ones."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import Base
from survey.store.tables.accounts import CoordinatorRow


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


class QuestionSetDraftRow(Base):
    """A question set that a coordinator has uploaded and not opened yet. The row is deleted when it is opened or
    removed.

    `question_set` is frozen JSON, or None if faults make the set unusable. `faults` are JSON too, so that no page has
    to parse a schema, and so that they can be shown in another language. `yaml` is empty if a workbook has faults.
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
    coordinator: Mapped[CoordinatorRow] = relationship()
