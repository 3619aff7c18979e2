"""Files that are being made or were made from submissions."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import LANGUAGE_KNOWN, Base
from survey.store.tables.accounts import CoordinatorRow
from survey.store.tables.consultations import ConsultationRow


class ExportRow(Base):
    """A file made from a consultation's submissions: who asked for it and when, and its state.

    While the state is `making`, the process or thread that makes the file updates `alive_at` again and again. The file
    itself is in the installation's folder under the name `stored_as`; `name` is its name when a person downloads it.
    """

    __tablename__ = "export"
    __table_args__ = (
        CheckConstraint("state IN ('making', 'made', 'failed')", name="state_known"),
        CheckConstraint(LANGUAGE_KNOWN, name="language_known"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_in_bounds"),
        CheckConstraint("(state = 'making') = (finished_at IS NULL)", name="finished_unless_making"),
        CheckConstraint(
            "(state = 'made') = (sha256 IS NOT NULL) AND (sha256 IS NULL) = (size IS NULL)", name="file_when_made"
        ),
        {"sqlite_autoincrement": True},  # a number is never used again, so that an old page never shows another file
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))
    format: Mapped[str]
    arranged_by: Mapped[str]
    language: Mapped[str]
    internal: Mapped[bool]
    full: Mapped[bool]
    asked_at: Mapped[datetime]
    alive_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    state: Mapped[str]
    percent: Mapped[int]
    stored_as: Mapped[str]
    name: Mapped[str]
    size: Mapped[int | None]
    sha256: Mapped[str | None]
    consultation: Mapped[ConsultationRow] = relationship()
    coordinator: Mapped[CoordinatorRow] = relationship()
