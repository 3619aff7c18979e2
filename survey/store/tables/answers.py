"""The working answers of a response, their earlier revisions, and attached files."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import STATES, Base
from survey.store.tables.consultations import InvitationRow

OWN, ENTERED = "own", "entered"
"""Whose working answers a response has: the organisation's, or those that a coordinator enters for it."""


class ResponseRow(Base):
    """An organisation's working answers in one consultation; or, of origin `entered`, those that coordinators type from
    a statement that came by another channel.

    No personal link opens an entered response, and no page of coordinators an organisation's own. Every submission
    hangs on the own response, whoever has typed it, so that an organisation has one series of statements; the entered
    one is deleted when its statement is entered or given up.
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("invitation_id", "origin", name="one_per_invitation_and_origin"),
        CheckConstraint("origin IN ('own', 'entered')", name="origin_known"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"))
    origin: Mapped[str] = mapped_column(server_default=OWN, default=OWN)
    changed_at: Mapped[datetime | None]
    has_open_conflicts: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """Whether any OpenConflictRow may be there: pages ask for none where there is none."""
    invitation: Mapped[InvitationRow] = relationship()


class AnswerRow(Base):
    """The present answer at one address of a response. `value` is None if the answer was emptied."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("response_id", "address", name="one_per_address"),
        CheckConstraint(STATES, name="state_known"),
        CheckConstraint("revision >= 1", name="revision_counts_from_one"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"))
    address: Mapped[str]
    value: Mapped[dict[str, str] | None]
    state: Mapped[str]
    language: Mapped[str | None]
    revision: Mapped[int]
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), index=True)
    at: Mapped[datetime]


class EarlierAnswerRow(Base):
    """An earlier revision of an answer. Rows are added and never changed."""

    __tablename__ = "earlier_answer"
    __table_args__ = (
        UniqueConstraint("answer_id", "revision", name="one_per_revision"),
        CheckConstraint(STATES, name="state_known"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"))
    value: Mapped[dict[str, str] | None]
    state: Mapped[str]
    revision: Mapped[int]
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), index=True)
    at: Mapped[datetime]


class OpenConflictRow(Base):
    """A text that somebody typed over an answer which a colleague had changed meanwhile, until one of them is chosen.

    `parts` has each part of the answer as it was typed. Everybody who answers for the organisation sees it and may
    choose, as with the draft, of which it is no part. Rows are added and settled, never changed or deleted: what was
    not chosen is not lost either. `settled_at`: when somebody chose, or sent a newer form of the text.
    """

    __tablename__ = "open_conflict"
    __table_args__ = ({"sqlite_autoincrement": True},)  # a page names the texts it showed by the latest number
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    address: Mapped[str]
    parts: Mapped[dict[str, str]]
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class BroughtBackRow(Base):
    """A statement that somebody has brought back from Word or from minutes, while it is looked at: for some hours.

    `content` is JSON: the texts that were found, question by question, and those that belong to none; `choices` what
    the person has chosen on the page so far. Nothing of it is in the draft before it is accepted. The file is not kept.
    """

    __tablename__ = "brought_back"
    __table_args__ = (
        UniqueConstraint("response_id", "participant_id", name="one_at_a_time"),
        CheckConstraint("source IN ('word', 'pasted')", name="source_known"),
        CheckConstraint("length(name) <= 150", name="name_in_bounds"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    source: Mapped[str]
    name: Mapped[str]
    content: Mapped[str]
    choices: Mapped[dict[str, str]]
    at: Mapped[datetime]


class AttachmentRow(Base):
    """A file that an organisation has attached. Each content is stored once for each response, even if several answers
    list it.

    The answers contain the list of files and their names. `content` is loaded only when a file is sent.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("response_id", "sha256", name="once_per_response"),
        CheckConstraint("length(sha256) = 64", name="digest_is_sha256"),
        CheckConstraint("size = length(content)", name="size_of_content"),
        CheckConstraint("length(name) BETWEEN 1 AND 150", name="name_in_bounds"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"))
    sha256: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    at: Mapped[datetime]
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), index=True)
