"""What the people of an organisation say to each other about their draft: comments, approvals, who was passed over."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import Base
from survey.store.tables.consultations import ParticipantRow

LONGEST_COMMENT = 5_000
"""Characters."""


class CommentRow(Base):
    """A comment on a draft, or a reply to one (`parent_id`). It is no part of the statement, and goes with the draft.

    `address`: the question that it is about; empty for the statement as a whole. A comment that its author has removed
    keeps its place, without its text, for the replies to it. Only comments are resolved, not replies.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("id", "response_id", name="of_one_response"),
        ForeignKeyConstraint(
            ["parent_id", "response_id"], ["comment.id", "comment.response_id"], name="reply_to_comment"
        ),
        CheckConstraint("(removed_at IS NULL) = (text <> '')", name="has_text_until_removed"),
        CheckConstraint(f"length(text) <= {LONGEST_COMMENT}", name="text_in_bounds"),
        CheckConstraint("(resolved_at IS NULL) = (resolved_by IS NULL)", name="resolved_by_somebody"),
        CheckConstraint("parent_id IS NULL OR resolved_at IS NULL", name="only_comments_are_resolved"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(index=True)
    address: Mapped[str]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    text: Mapped[str]
    at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), index=True)
    participant: Mapped[ParticipantRow] = relationship(foreign_keys=[participant_id])


class ApprovalRow(Base):
    """An approver's approval of a draft as it stood. `fingerprint` is the draft's then: after a later change it is an
    approval of an earlier text. The latest of each approver that was not taken back counts.
    """

    __tablename__ = "approval"
    __table_args__ = (CheckConstraint("taken_back_at IS NULL OR taken_back_at >= at", name="given_before_taken_back"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    fingerprint: Mapped[str]
    at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]


class PassedOverRow(Base):
    """An approver without whose approval a statement was submitted, as its submitter has said. Rows are only added."""

    __tablename__ = "passed_over"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True, index=True)
