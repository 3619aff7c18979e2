"""Joint statements: the organisations that are behind another one's response, and how each has confirmed that."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import LANGUAGE_KNOWN, Base
from survey.store.tables.answers import ResponseRow
from survey.store.tables.consultations import InvitationRow

LONGEST_DISSENT = 20_000
"""Characters of a dissenting part."""

CONFIRMED_HOW = "confirmed_how IN ('own_link', 'entered')"
"""An SQL constraint: by the organisation through its own link, or told by who hands in."""

LEFT_HOW = "left_how IN ('by_itself', 'removed')"
"""An SQL constraint: the organisation has said that it is not with the others, or who hands in took it away."""

ACTIVE = "left_at IS NULL"
CONFIRMED = "left_at IS NULL AND confirmed_at IS NOT NULL"


class JointPartyRow(Base):
    """Another organisation behind a response. What was typed of it: `name` by language, `group`, `email`, `language`;
    `invitation_id` is its own invitation in the same consultation, where it has one. Pages of who hands in never show
    whether it has.

    `confirmed_digest` names the text that it has confirmed (`joint_text_digest`): another text asks again.
    `confirmed_by`: the name of who confirmed; `told_how`: how who hands in knows it. `dissent` is its dissenting part.
    `conflict_at`: when it wanted to confirm, and has a statement of its own, or parties of its own.
    """

    __tablename__ = "joint_party"
    __table_args__ = (
        CheckConstraint(LANGUAGE_KNOWN, name="language_known"),
        CheckConstraint("email = lower(email)", name="email_in_lower_case"),
        CheckConstraint(CONFIRMED_HOW, name="confirmed_how_known"),
        CheckConstraint("(confirmed_at IS NULL) = (confirmed_how IS NULL)", name="confirmed_somehow"),
        CheckConstraint("(confirmed_at IS NULL) = (confirmed_digest IS NULL)", name="confirmed_a_text"),
        CheckConstraint(LEFT_HOW, name="left_how_known"),
        CheckConstraint("(left_at IS NULL) = (left_how IS NULL)", name="left_somehow"),
        CheckConstraint(f"length(dissent) <= {LONGEST_DISSENT}", name="dissent_in_bounds"),
        CheckConstraint("dissent_language IN ('fi', 'sv')", name="dissent_language_known"),
        CheckConstraint("(dissent = '') = (dissent_language IS NULL)", name="dissent_in_a_language"),
        Index(
            "uq_joint_party_one_joint_statement",
            "invitation_id",
            unique=True,
            sqlite_where=text(CONFIRMED),
            postgresql_where=text(CONFIRMED),
        ),
        Index(
            "uq_joint_party_named_once",
            "response_id",
            "invitation_id",
            unique=True,
            sqlite_where=text(ACTIVE),
            postgresql_where=text(ACTIVE),
        ),
        {"sqlite_autoincrement": True},  # a mail of an earlier one never means another
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)
    name: Mapped[dict[str, str]]
    group: Mapped[str]
    language: Mapped[str]
    email: Mapped[str]
    named_at: Mapped[datetime]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    asked_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_how: Mapped[str | None]
    confirmed_digest: Mapped[str | None]
    confirmed_by: Mapped[str] = mapped_column(default="", server_default="")
    told_how: Mapped[str] = mapped_column(default="", server_default="")
    dissent: Mapped[str] = mapped_column(default="", server_default="")
    dissent_language: Mapped[str | None]
    left_at: Mapped[datetime | None]
    left_how: Mapped[str | None]
    conflict_at: Mapped[datetime | None]
    response: Mapped[ResponseRow] = relationship()
    invitation: Mapped[InvitationRow | None] = relationship()


class JointLinkRow(Base):
    """A link with which an organisation confirms a joint statement. Only the digest of its token is stored. It opens
    that one page and nothing else: it is no personal link.
    """

    __tablename__ = "joint_link"
    __table_args__ = (UniqueConstraint("token_digest", name="token"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    joint_party_id: Mapped[int] = mapped_column(ForeignKey("joint_party.id"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    token_digest: Mapped[str]
    created_at: Mapped[datetime]
    party: Mapped[JointPartyRow] = relationship()


class SubmittedPartyRow(Base):
    """An organisation that is behind this submission, because it has confirmed exactly its text: before, or `at` some
    time after it was handed in. Its dissenting part is a copy: what it confirms later does not change it.
    """

    __tablename__ = "submitted_party"
    __table_args__ = (
        UniqueConstraint("submission_id", "invitation_id", name="once"),
        CheckConstraint("(dissent = '') = (dissent_language IS NULL)", name="dissent_in_a_language"),
    )
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    joint_party_id: Mapped[int] = mapped_column(ForeignKey("joint_party.id"), primary_key=True, index=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), index=True)
    at: Mapped[datetime]
    how: Mapped[str]
    dissent: Mapped[str] = mapped_column(default="", server_default="")
    dissent_language: Mapped[str | None]
    party: Mapped[JointPartyRow] = relationship()
