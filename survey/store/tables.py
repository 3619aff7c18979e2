"""The tables of design's data model. The rules that must never break are constraints here, not only code above."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.store.base import Base

STATES = "state IN ('answered', 'nothing_to_state', 'malformed')"


class CoordinatorRow(Base):
    """A staff account. `password_hash` is argon2id."""

    __tablename__ = "coordinator"
    __table_args__ = (
        UniqueConstraint("email", name="email"),
        CheckConstraint("email = lower(email)", name="email_in_lower_case"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[datetime]


class SignInRow(Base):
    """One signed-in browser of a coordinator: a session that lives here, and ends here."""

    __tablename__ = "sign_in"
    __table_args__ = (UniqueConstraint("token_digest", name="token"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"), index=True)
    token_digest: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    coordinator: Mapped[CoordinatorRow] = relationship()


class FailedSignInRow(Base):
    """A sign-in that failed, for throttling: digests of the account's address and of the client's network address."""

    __tablename__ = "failed_sign_in"
    __table_args__ = (
        Index("ix_failed_sign_in_account", "account_digest", "at"),
        Index("ix_failed_sign_in_client", "client_digest", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    account_digest: Mapped[str]
    client_digest: Mapped[str]
    at: Mapped[datetime]


class ConsultationRow(Base):
    """One round, with its question set as it was frozen when the round opened."""

    __tablename__ = "consultation"
    __table_args__ = (
        UniqueConstraint("key", name="key"),
        CheckConstraint("deadline > opened_at", name="ends_after_it_opens"),
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


class TextRevisionRow(Base):
    """The question set as it reads from a moment on. Appended, never changed; the round opened with number 1."""

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
    """A question set that a coordinator has brought and not opened yet; it goes when it is opened or removed.

    `question_set` is frozen JSON, None where faults keep it from being one; `faults` are JSON too, so that no page
    parses a schema, and so that they can be said in another language. `yaml` is empty where a workbook has faults.
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


class OrganisationRow(Base):
    """Who is asked. `group` is an option key of the respondent's details."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("language IN ('fi', 'sv')", name="language_known"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[dict[str, str]]
    group: Mapped[str]
    language: Mapped[str]
    email: Mapped[str]


class InvitationRow(Base):
    """One organisation in one consultation."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("consultation_id", "organisation_id", name="once_per_organisation"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    sent_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    own_deadline: Mapped[datetime | None]
    consultation: Mapped[ConsultationRow] = relationship()
    organisation: Mapped[OrganisationRow] = relationship()


class ParticipantRow(Base):
    """A person who acts for an organisation. The holder of a link has no name yet."""

    __tablename__ = "participant"
    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), index=True)
    name: Mapped[str | None]
    created_at: Mapped[datetime]
    invitation: Mapped[InvitationRow] = relationship()


class PersonalLinkRow(Base):
    """A personal link: only the digest of its token, so that a copy of the database opens nothing."""

    __tablename__ = "personal_link"
    __table_args__ = (UniqueConstraint("token_digest", name="token"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    token_digest: Mapped[str]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    participant: Mapped[ParticipantRow] = relationship()


class ResponseRow(Base):
    """An organisation's working answers in one consultation."""

    __tablename__ = "response"
    __table_args__ = (UniqueConstraint("invitation_id", name="one_per_invitation"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"))
    changed_at: Mapped[datetime | None]
    invitation: Mapped[InvitationRow] = relationship()


class AnswerRow(Base):
    """The present answer at one address of a response. `value` None is an answer that was emptied."""

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
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime]


class EarlierAnswerRow(Base):
    """What an answer was in an earlier revision. Appended, never changed."""

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
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    at: Mapped[datetime]


class SnapshotRow(Base):
    """An immutable copy of a response's answers, in three parts, each with its digest."""

    __tablename__ = "snapshot"
    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    taken_at: Mapped[datetime]
    structure_digest: Mapped[str]
    text_digest: Mapped[str]
    public_part: Mapped[str]
    public_digest: Mapped[str]
    contact_part: Mapped[str]
    contact_digest: Mapped[str]
    secret_part: Mapped[str]
    secret_digest: Mapped[str]


class SubmissionRow(Base):
    """The act of handing in a snapshot. Appended, never changed; the nonce makes a double click one act."""

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
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    nonce: Mapped[str]
    snapshot: Mapped[SnapshotRow] = relationship()
    response: Mapped[ResponseRow] = relationship()


class SubmittedAnswerRow(Base):
    """One answer of a submission beside its snapshot, rebuildable from it: what lists and exports read.

    What could not be read as its kind cannot be handed in, so there is no malformed answer here.
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


class AttachmentRow(Base):
    """A file that an organisation has added: its content once for each response, however many answers list it.

    Answers say which files there are and what they are called. `content` is read only where a file is fetched.
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
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))


class SubmittedAttachmentRow(Base):
    """A file of a submission. While this row stands, the file cannot be deleted, whatever happens to the draft."""

    __tablename__ = "submitted_attachment"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), primary_key=True, index=True)


class ExportRow(Base):
    """A file made from a consultation's submissions: who asked for it and when, and what became of it.

    While it is `making`, whoever makes it says again and again in `alive_at` that it is still at work. The file itself
    lies in the installation's folder, named `stored_as`; `name` is what it is called where it is saved.
    """

    __tablename__ = "export"
    __table_args__ = (
        CheckConstraint("state IN ('making', 'made', 'failed')", name="state_known"),
        CheckConstraint("language IN ('fi', 'sv')", name="language_known"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_in_bounds"),
        CheckConstraint("(state = 'making') = (finished_at IS NULL)", name="finished_unless_making"),
        CheckConstraint(
            "(state = 'made') = (sha256 IS NOT NULL) AND (sha256 IS NULL) = (size IS NULL)", name="file_when_made"
        ),
        {"sqlite_autoincrement": True},  # an old page's number never means another file
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    coordinator_id: Mapped[int] = mapped_column(ForeignKey("coordinator.id"))
    form: Mapped[str]
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


class EventRow(Base):
    """Who did what when. No answer's text, no token."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    what: Mapped[str]
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("coordinator.id"))
