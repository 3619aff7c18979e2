"""Submissions and their snapshots, and what is done with a submission afterwards, as rows that are added and never
changed; and statements that are being entered.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import Base
from survey.store.tables.answers import AttachmentRow, ResponseRow


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


CHANNELS = "channel IN ('email', 'post', 'by_hand', 'other_service')"
"""An SQL constraint: how a statement can have come that did not come through this service."""


DECISIONS = "decision IN ('pending', 'decided', 'none')"
"""An SQL constraint: what an organisation can say of its decision on the statement; `none`: none is needed."""

NOT_PENDING = "decides_id IS NULL OR decision IS NULL OR decision <> 'pending'"
"""An SQL constraint: what takes the place of a statement whose decision was pending is not pending again."""

LONGEST_REASON = 2_000
"""Characters of the reason for which a statement is withdrawn."""


class SubmissionRow(Base):
    """The submission of a snapshot. Rows are added and never changed; because of the nonce a double click submits only
    once.

    `submitted_at` is when the authority had it. Where a coordinator has entered it, `channel` says how it came,
    `entered_at` when it was entered, and `original_id` is the file as it came; who entered it is the participant.

    `decision` is what the organisation said of its own decision: None where it was not asked, as with statements that
    were entered. `decision_expected`: when the body meets, if that was told. `decides_id`: the submission with a
    pending decision in whose place this one came, when the organisation had decided.
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
        CheckConstraint(DECISIONS, name="decision_known"),
        CheckConstraint("decision_expected IS NULL OR decision = 'pending'", name="expected_while_pending"),
        CheckConstraint(NOT_PENDING, name="decides_once"),
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
    channel: Mapped[str | None]
    entered_at: Mapped[datetime | None]
    original_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    decision: Mapped[str | None]
    decision_expected: Mapped[date | None]
    decides_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    snapshot: Mapped[SnapshotRow] = relationship()
    response: Mapped[ResponseRow] = relationship()
    withdrawal: Mapped["WithdrawalRow | None"] = relationship(back_populates="submission", lazy="joined")
    confirmation: Mapped["ConfirmationRow | None"] = relationship(back_populates="submission", lazy="joined")


class WithdrawalRow(Base):
    """The organisation has withdrawn a submission, with all that it had submitted before. Rows are added and never
    changed. Who did it is the participant, who may be a coordinator whom the organisation has asked.
    """

    __tablename__ = "withdrawal"
    __table_args__ = (
        UniqueConstraint("submission_id", name="once"),
        CheckConstraint(f"length(reason) BETWEEN 1 AND {LONGEST_REASON}", name="reason_in_bounds"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    reason: Mapped[str]
    at: Mapped[datetime]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    nonce: Mapped[str]
    submission: Mapped[SubmissionRow] = relationship(back_populates="withdrawal")


class ConfirmationRow(Base):
    """The organisation has decided on a submission whose decision was pending, and left it as it was: who decided and
    when, the section of the minutes, and their extract. Rows are added and never changed.
    """

    __tablename__ = "confirmation"
    __table_args__ = (
        UniqueConstraint("submission_id", name="once"),
        CheckConstraint("length(body) > 0", name="somebody_decided"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    body: Mapped[str]
    decided_on: Mapped[date]
    paragraph: Mapped[str]
    extract_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    at: Mapped[datetime]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    nonce: Mapped[str]
    submission: Mapped[SubmissionRow] = relationship(back_populates="confirmation")
    extract: Mapped[AttachmentRow | None] = relationship(lazy="joined")


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
    original_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    begun_at: Mapped[datetime]
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))
    original: Mapped[AttachmentRow | None] = relationship()
