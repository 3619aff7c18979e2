"""How long the data of a consultation is kept after its end, and what is left of it afterwards."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base

RETENTION_KINDS = "kind IN ('contact', 'drafts', 'mails', 'all')"
"""An SQL constraint: the kinds of data that have a period of their own."""

LONGEST_RETENTION = 600
"""Months."""


class RetentionRow(Base):
    """How many months after its end one kind of a consultation's data is kept: for ever, where `months` is empty.

    `set_at` and `coordinator_id` say who set that last. A deletion takes several transactions if there is much to
    delete: `begun_at` is when the latest deletion began, and `deleted_at` when it ended.
    """

    __tablename__ = "retention"
    __table_args__ = (
        UniqueConstraint("consultation_id", "kind", name="once_per_kind"),
        CheckConstraint(RETENTION_KINDS, name="kind_known"),
        CheckConstraint(f"months BETWEEN 1 AND {LONGEST_RETENTION}", name="months_in_bounds"),
        CheckConstraint("deleted_at IS NULL OR begun_at IS NOT NULL", name="begun_before_deleted"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    kind: Mapped[str]
    months: Mapped[int | None]
    set_at: Mapped[datetime]
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))
    begun_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class DeletedSubmissionRow(Base):
    """What is left of a submission of a deleted consultation: enough to check its receipt, and no word of its text."""

    __tablename__ = "deleted_submission"
    __table_args__ = (UniqueConstraint("reference", name="reference"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    reference: Mapped[str]
    public_digest: Mapped[str] = mapped_column(index=True)
    submitted_at: Mapped[datetime]
