"""Submissions and their snapshots. Rows are added and never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import Base
from survey.store.tables.answers import ResponseRow


class SnapshotRow(Base):
    """An immutable copy of a response's answers in three parts (public, contact, secret), each with its digest.

    `contact_part` is empty after its time: its digest stays, and so does all that proves what was submitted.
    """

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


class SubmissionRow(Base):
    """The submission of a snapshot. Rows are added and never changed; because of the nonce a double click submits only
    once.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("response_id", "number", name="numbered"),
        UniqueConstraint("reference", name="reference"),
        UniqueConstraint("response_id", "nonce", name="nonce"),
        UniqueConstraint("snapshot_id", name="one_per_snapshot"),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
        CheckConstraint("kind IN ('statement', 'nothing_to_state')", name="kind_known"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"))
    number: Mapped[int]
    reference: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str]
    submitted_at: Mapped[datetime]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    nonce: Mapped[str]
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
