"""Submissions and their snapshots, whose rows are added and never changed; and statements that are being entered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import Base
from survey.store.tables.answers import AttachmentRow, ResponseRow


class SnapshotRow(Base):
    """An immutable copy of a response's answers in three parts (public, contact, secret), each with its digest."""

    __tablename__ = "snapshot"
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    taken_at: Mapped[datetime]
    structure_digest: Mapped[str]
    text_digest: Mapped[str]
    public_part: Mapped[str]
    public_digest: Mapped[str] = mapped_column(index=True)
    contact_part: Mapped[str]
    contact_digest: Mapped[str]
    secret_part: Mapped[str]
    secret_digest: Mapped[str]


CHANNELS = "channel IN ('email', 'post', 'by_hand', 'other_service')"
"""An SQL constraint: how a statement can have come that did not come through this service."""


class SubmissionRow(Base):
    """The submission of a snapshot. Rows are added and never changed; because of the nonce a double click submits only
    once.

    `submitted_at` is when the authority had it. Where a coordinator has entered it, `channel` says how it came,
    `entered_at` when it was entered, and `original_id` is the file as it came; who entered it is the participant.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("response_id", "number", name="numbered"),
        UniqueConstraint("reference", name="reference"),
        UniqueConstraint("response_id", "nonce", name="nonce"),
        UniqueConstraint("snapshot_id", name="one_per_snapshot"),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
        CheckConstraint("kind IN ('statement', 'nothing_to_state')", name="kind_known"),
        CheckConstraint(CHANNELS, name="channel_known"),
        CheckConstraint("(channel IS NULL) = (entered_at IS NULL)", name="entered_by_a_channel"),
        CheckConstraint("entered_at >= submitted_at", name="arrived_before_it_was_entered"),
        CheckConstraint("original_id IS NULL OR channel IS NOT NULL", name="original_of_an_entered_one"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"))
    number: Mapped[int]
    reference: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str]
    submitted_at: Mapped[datetime]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    nonce: Mapped[str]
    channel: Mapped[str | None]
    entered_at: Mapped[datetime | None]
    original_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    snapshot: Mapped[SnapshotRow] = relationship()
    response: Mapped[ResponseRow] = relationship()


class SubmittedAnswerRow(Base):
    """One answer of a submission, for lists and exports. All these rows can be made again from the snapshot.

    A malformed answer cannot be submitted, so the state is never `malformed` here.
    """

    __tablename__ = "submitted_answer"
    __table_args__ = (
        UniqueConstraint("submission_id", "address", name="one_per_address"),
        CheckConstraint("state IN ('answered', 'nothing_to_state')", name="state_finished"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    address: Mapped[str]
    value: Mapped[dict[str, str]]
    state: Mapped[str]
    digest: Mapped[str]


class SubmittedAttachmentRow(Base):
    """A file that belongs to a submission. While this row exists, the file cannot be deleted, even if the draft
    changes.
    """

    __tablename__ = "submitted_attachment"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), primary_key=True, index=True)


class EnteredStatementRow(Base):
    """A statement that is being entered: how and when it came, and the file as it came. Its answers are in a response
    of origin `entered`. The row goes when the statement is entered or the entry is removed.
    """

    __tablename__ = "entered_statement"
    __table_args__ = (
        UniqueConstraint("response_id", name="one_at_a_time"),
        CheckConstraint(CHANNELS, name="channel_known"),
        CheckConstraint("begun_at >= arrived_at", name="arrived_before_it_was_begun"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"))
    channel: Mapped[str]
    arrived_at: Mapped[datetime]
    original_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    begun_at: Mapped[datetime]
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))
    original: Mapped[AttachmentRow | None] = relationship()
