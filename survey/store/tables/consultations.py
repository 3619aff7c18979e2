"""Consultations, the organisations invited to them, and the people who act for these organisations."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text, true
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.languages import search_key, stored_sort_key, text_in
from survey.store.base import LANGUAGE_KNOWN, Base

INVITED, ANYBODY = "invited", "anybody"
"""Who may answer a consultation: only the invited, or also anybody whose address is verified."""


class ConsultationRow(Base):
    """One consultation, with its question set as frozen JSON (structure as at the opening, texts in their latest
    revision).

    Between `deadline` and `closes_at` statements are taken and marked late; without `closes_at` none is taken after
    the deadline. `decisions_until`: until when who has submitted a statement with a pending decision may still confirm
    or replace it; None: not after the closing.

    `who_may_answer`: only the invited, or also anybody whose e-mail address is verified by a link. `publication`:
    whether the statements are published on the web; None where that was not told. `materials` are files and addresses
    given beside those of the set: title, and by language the address or the file's number, name and size. `reasons`
    says by the code of each warning at the opening why it was opened all the same.
    """

    __tablename__ = "consultation"
    __table_args__ = (
        UniqueConstraint("key", name="key"),
        CheckConstraint("deadline > opened_at", name="ends_after_it_opens"),
        CheckConstraint("closes_at IS NULL OR closes_at > deadline", name="closes_after_the_deadline"),
        CheckConstraint(
            "decisions_until IS NULL OR decisions_until > deadline", name="decisions_come_after_the_deadline"
        ),
        CheckConstraint("publication IN ('published', 'not_published')", name="publication_known"),
        CheckConstraint("who_may_answer IN ('invited', 'anybody')", name="who_may_answer_known"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    issuer: Mapped[dict[str, str]]
    diary_number: Mapped[str]
    contact_name: Mapped[str]
    contact_email: Mapped[str]
    opened_at: Mapped[datetime]
    deadline: Mapped[datetime]
    question_set: Mapped[str]
    structure_digest: Mapped[str]
    text_digest: Mapped[str]
    closes_at: Mapped[datetime | None]
    decisions_until: Mapped[datetime | None]
    publication: Mapped[str | None]
    who_may_answer: Mapped[str] = mapped_column(default=INVITED, server_default=INVITED)
    materials: Mapped[list[dict[str, Any]]] = mapped_column(JSON(none_as_null=True), default=list, server_default="[]")
    reasons: Mapped[dict[str, str]] = mapped_column(default=dict, server_default="{}")

    @property
    def closing(self) -> datetime:
        """Until when statements are taken: the closing time, or the deadline where there is none."""
        return self.closes_at or self.deadline

    @property
    def ends_at(self) -> datetime:
        """Until when anything can be submitted, also a decision on what was submitted before the closing."""
        return max(self.closing, self.decisions_until or self.closing)

    deleted_at: Mapped[datetime | None]
    """When all data of the consultation was deleted: this row is what is left, and no page shows it."""

    @property
    def set_digest(self) -> str:
        """A text that identifies the question set in the present revision of its texts."""
        return f"{self.structure_digest}/{self.text_digest}"


def _sort_key(language: str) -> Callable[[DefaultExecutionContext], str]:
    return lambda context: stored_sort_key(text_in(_inserted(context)["name"], language))


def _search_key(context: DefaultExecutionContext) -> str:
    return search_key(*_inserted(context)["name"].values())


def _inserted(context: DefaultExecutionContext) -> dict[str, Any]:
    values: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]  # SQLAlchemy's has no types
    return values


class OrganisationRow(Base):
    """An organisation as one consultation knew it when it asked. `group` is the key of a group that its
    consultation knows. The order of the names and what is searched are made from the name when the row is added.

    `registered_id`: which organisation of the register it was then. `second_language`: mails have it after `language`.
    `further_emails` get the mails too, and are separated by line breaks.
    """

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint(LANGUAGE_KNOWN, name="language_known"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[dict[str, str]]
    group: Mapped[str]
    language: Mapped[str]
    email: Mapped[str]
    second_language: Mapped[str] = mapped_column(default="", server_default="")
    further_emails: Mapped[str] = mapped_column(default="", server_default="")
    registered_id: Mapped[int | None] = mapped_column(ForeignKey("registered_organisation.id"), index=True)
    sort_fi: Mapped[str] = mapped_column(default=_sort_key("fi"), server_default="")
    sort_sv: Mapped[str] = mapped_column(default=_sort_key("sv"), server_default="")
    search: Mapped[str] = mapped_column(default=_search_key, server_default="")

    @property
    def languages(self) -> str:
        """The languages of its mails, its own first, separated by a blank."""
        return f"{self.language} {self.second_language or ''}".strip()


class InvitationRow(Base):
    """One organisation's invitation to one consultation. `asked` is false for an organisation that was not asked but
    wants to answer; `joined_at` is when one of these joined by itself, by verifying its address. One that was taken
    away (`taken_away_at`) has no response: it is on no list and in no file.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("consultation_id", "organisation_id", name="once_per_organisation"),
        CheckConstraint("joined_at IS NULL OR NOT asked", name="joined_without_being_asked"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    sent_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    own_deadline: Mapped[datetime | None]
    asked: Mapped[bool] = mapped_column(server_default=true(), default=True)
    taken_away_at: Mapped[datetime | None]
    joined_at: Mapped[datetime | None]
    consultation: Mapped[ConsultationRow] = relationship()
    organisation: Mapped[OrganisationRow] = relationship()

    @property
    def deadline(self) -> datetime:
        """By when the organisation is to answer: its own deadline if it has one, otherwise the consultation's."""
        return self.own_deadline or self.consultation.deadline

    @property
    def closing(self) -> datetime:
        """Until when a statement of the organisation is taken."""
        return max(self.deadline, self.consultation.closing)

    @property
    def decide_until(self) -> datetime:
        """Until when a decision that was pending can be confirmed, or a decided statement come in its place."""
        return max(self.closing, self.consultation.ends_at)


PARTICIPANT_ROLES = "role IN ('holder', 'registry', 'writer', 'commenter', 'approver')"
"""An SQL constraint: what a person can be in the organisation's draft."""


class ParticipantRow(Base):
    """A person who acts for an organisation. Whoever holds the links that go to the organisation's own address is the
    first: they were invited by nobody, and have no address of their own.

    `role`: the holder is in charge of the response, and there is one; `registry` is what the first participant becomes
    when somebody else is in charge. `invited_by` is the participant who added a colleague. `left_at`: when a colleague
    was removed; the row stays, because answers name it. `seen_at`: when the person was last here, to some minutes.
    `coordinator_id`: the coordinator who enters what the organisation has sent by another channel. Such a participant
    has no link and no role.
    """

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("invitation_id", "coordinator_id", name="once_per_coordinator"),
        CheckConstraint(PARTICIPANT_ROLES, name="role_known"),
        CheckConstraint("(role IS NULL) = (coordinator_id IS NOT NULL)", name="role_of_an_organisation"),
        CheckConstraint("role <> 'holder' OR left_at IS NULL", name="holder_takes_part"),
        CheckConstraint("left_at IS NULL OR invited_by IS NOT NULL", name="only_colleagues_leave"),
        Index(
            "uq_participant_one_holder",
            "invitation_id",
            unique=True,
            sqlite_where=text("role = 'holder'"),
            postgresql_where=text("role = 'holder'"),
        ),
        Index(
            "uq_participant_once_per_address",
            "invitation_id",
            "email",
            unique=True,
            sqlite_where=text("email <> ''"),
            postgresql_where=text("email <> ''"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), index=True)
    name: Mapped[str | None]
    created_at: Mapped[datetime]
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("coordinator.id"))
    email: Mapped[str] = mapped_column(default="", server_default="")
    role: Mapped[str | None]
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), index=True)
    left_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    invitation: Mapped[InvitationRow] = relationship()


class PersonalLinkRow(Base):
    """A personal link. Only the digest of its token is stored, so that nobody can open a link with a copy of the
    database. `message_id`: the mail that it was made for, if it went by mail.
    """

    __tablename__ = "personal_link"
    __table_args__ = (UniqueConstraint("token_digest", name="token"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    token_digest: Mapped[str]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), index=True)
    participant: Mapped[ParticipantRow] = relationship()


class MoreTimeRow(Base):
    """More time that was given: to one organisation, or to all where `invitation_id` is empty. Rows are only added.

    `deadline` is the new one and `earlier` the one it takes the place of; `reason` is by language.
    """

    __tablename__ = "more_time"
    __table_args__ = (CheckConstraint("deadline <> earlier", name="moves_the_deadline"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)
    earlier: Mapped[datetime]
    deadline: Mapped[datetime]
    reason: Mapped[dict[str, str]]
    at: Mapped[datetime]
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))


class ReminderRow(Base):
    """One reminder that a coordinator has sent, to any number of organisations; `words` are her own, by language.
    Because of the nonce a double click sends it once.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("consultation_id", "nonce", name="nonce"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    words: Mapped[dict[str, str]]
    nonce: Mapped[str]
    at: Mapped[datetime]
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))


class PlannedReminderRow(Base):
    """A reminder that goes out by itself, so many days before the consultation's deadline, unless it is removed before.

    `done_at` says when it has gone out.
    """

    __tablename__ = "planned_reminder"
    __table_args__ = (
        CheckConstraint("days_before BETWEEN 1 AND 60", name="days_in_bounds"),
        CheckConstraint("done_at IS NULL OR removed_at IS NULL", name="done_or_removed"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    days_before: Mapped[int]
    words: Mapped[dict[str, str]]
    at: Mapped[datetime]
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))
    done_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    consultation: Mapped[ConsultationRow] = relationship()
