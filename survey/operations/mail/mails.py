"""The mail of each message in the outbox, made from what it is about: also for looking at before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import assert_never
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from survey.languages import PAGE_LANGUAGES, gettext, pgettext, text_in
from survey.operations.accounts.password_links import password_address
from survey.operations.accounts.tokens import token_digest
from survey.operations.consultations.personal_links import JOINING_KEPT, joining_address, link_address
from survey.operations.mail.account_letters import AboutAccount, account_letter
from survey.operations.mail.calendar_entry import calendar_entry
from survey.operations.mail.colleague_letters import AboutColleague, AboutUndone, colleague_letter, undone_letter
from survey.operations.mail.compose import CALENDAR, WORD, Attachment, Mail
from survey.operations.mail.joint_mails import joint_mail_of
from survey.operations.mail.letter_parts import AboutFeedback, AboutRequest, Letter, Receipt
from survey.operations.mail.letters import letter
from survey.operations.mail.outbox import MessageKind
from survey.operations.submissions.documents import confirmed_of, document_name, write_statement
from survey.operations.submissions.submitting import awaited
from survey.questions.freeze import read_frozen
from survey.settings import Settings
from survey.store.accounts import password_link_by_token
from survey.store.base import NotFound
from survey.store.following import more_times_of
from survey.store.tables import (
    ConsultationRow,
    FeedbackRow,
    InvitationRow,
    MessageRow,
    OrganisationRow,
    ParticipantRow,
    SubmissionRow,
)

PRODUCT = "Kuulolla"

NO_TOKEN = "…"  # noqa: S105  # it is none
"""In place of a key in a mail that is only looked at."""


@dataclass(frozen=True)
class Origin:
    """Where mails come from: the service's URL, the address that they are sent from, and the service's name."""

    base_url: str
    sender: str
    name: Mapping[str, str]

    @classmethod
    def of(cls, settings: Settings) -> "Origin":
        """Raises ValueError if these settings send no mail."""
        if settings.mail is None:
            raise ValueError("This installation sends no mail.")
        return cls(settings.base_url, settings.mail.sender, settings.about.name)

    @property
    def mail_domain(self) -> str:
        """The domain of the sender's address, for Message-IDs."""
        return self.sender.rpartition("@")[2].encode("idna").decode("ascii")

    @property
    def service_domain(self) -> str:
        """The host name of the service, for the ids of calendar entries."""
        return urlsplit(self.base_url).hostname or self.mail_domain

    def address(self, language: str, path: str) -> str:
        """The address of a page in this language."""
        return f"{self.base_url}/{language}/{path}"


def has_link(kind: MessageKind) -> bool:
    """Return whether a mail of this kind has a personal link of an organisation, or of one of its colleagues. A receipt
    has none: its recipient was typed by anybody who has the link.
    """
    match kind:
        case MessageKind.REQUEST | MessageKind.REMINDER | MessageKind.MORE_TIME | MessageKind.NEW_LINK:
            return True
        case MessageKind.JOINING | MessageKind.COLLEAGUE | MessageKind.JOINT:
            return True
        case MessageKind.RECEIPT | MessageKind.WITHDRAWAL | MessageKind.CONFIRMATION:
            return False
        case MessageKind.FEEDBACK | MessageKind.ACCOUNT | MessageKind.UNDONE:
            return False
        case _:
            assert_never(kind)


def has_calendar_entry(kind: MessageKind) -> bool:
    """Return whether a mail of this kind brings the deadline for calendars."""
    match kind:
        case MessageKind.REQUEST | MessageKind.MORE_TIME:
            return True
        case MessageKind.REMINDER | MessageKind.NEW_LINK | MessageKind.RECEIPT | MessageKind.FEEDBACK:
            return False
        case MessageKind.WITHDRAWAL | MessageKind.CONFIRMATION | MessageKind.ACCOUNT | MessageKind.JOINING:
            return False
        case MessageKind.COLLEAGUE | MessageKind.UNDONE | MessageKind.JOINT:
            return False
        case _:
            assert_never(kind)


def mail_of(session: Session, message: MessageRow, origin: Origin, *, token: str, now: datetime) -> Mail:
    """Return the mail of a message as it is to be sent now, with this token in its link.

    Raises NotFound if what the message is about is no longer there.
    """
    kind, languages = MessageKind(message.kind), message.languages.split()
    if kind is MessageKind.FEEDBACK:
        return _mail_about_feedback(session, message, origin)
    if kind is MessageKind.ACCOUNT:
        return _mail_about_account(session, message, origin, token)
    if kind is MessageKind.JOINING:
        return _mail_that_verifies(session, message, origin, token, now)
    if kind is MessageKind.JOINT:
        name = origin.name.get(languages[0], PRODUCT)
        base = origin.base_url
        return joint_mail_of(session, message, base, sender=origin.sender, sender_name=name, token=token)
    if kind in {MessageKind.COLLEAGUE, MessageKind.UNDONE}:
        return _mail_to_colleague(session, message, origin, token)
    invitation = session.get(InvitationRow, message.invitation_id)
    if invitation is None:
        raise NotFound("invitation")
    submission = session.get(SubmissionRow, message.submission_id) if message.submission_id else None
    consultation, organisation = invitation.consultation, invitation.organisation
    about = about_request(
        consultation,
        organisation.name,
        invitation.deadline,
        origin,
        words=message.words,
        token=token,
        now=now,
        receipt=_receipt(submission, invitation, origin, languages[0]),
        asked=invitation.asked,
    )
    attachments: list[Attachment] = []
    if has_calendar_entry(kind):
        moved = len(more_times_of(session, consultation.id, invitation.id))
        attachments.append(_deadline(about, invitation, origin, languages[0], now, moved=moved))
    if submission:
        attachments.append(_statement(session, consultation, organisation, submission, languages[0], now))
    return Mail(
        recipient=message.recipient,
        letters=[letter(kind, about, language) for language in languages],
        languages=languages,
        sender=origin.sender,
        sender_name=text_in(consultation.issuer, languages[0]),
        reply_to=[(consultation.contact_name, consultation.contact_email)],
        attachments=attachments,
    )


def about_request(  # noqa: PLR0913  # what the mail says, and when
    consultation: ConsultationRow,
    organisation: Mapping[str, str],
    deadline: datetime,
    origin: Origin,
    *,
    words: Mapping[str, str],
    token: str,
    now: datetime,
    receipt: Receipt | None = None,
    asked: bool = True,
) -> AboutRequest:
    """Return what a mail says of a request for a statement, to the organisation with these names."""
    return AboutRequest(
        title=read_frozen(consultation.question_set).title,
        issuer=consultation.issuer,
        organisation=organisation,
        diary_number=consultation.diary_number,
        deadline=deadline,
        contact_name=consultation.contact_name,
        contact_email=consultation.contact_email,
        link={language: link_address(origin.base_url, language, token) for language in PAGE_LANGUAGES},
        order_address={language: origin.address(language, "new-link") for language in PAGE_LANGUAGES},
        words=words,
        closing=max(deadline, consultation.closing),
        is_open=now < max(deadline, consultation.closing),
        is_late=deadline <= now < consultation.closing,
        receipt=receipt,
        asked=asked,
    )


def preview(  # noqa: PLR0913  # what the mail would say, and when
    kind: MessageKind,
    consultation: ConsultationRow,
    organisation: Mapping[str, str],
    origin: Origin,
    language: str,
    *,
    deadline: datetime,
    words: Mapping[str, str],
    now: datetime,
) -> Mail:
    """Return the mail of this kind in one language as it would go to this organisation, with three dots for its key."""
    about = about_request(consultation, organisation, deadline, origin, words=words, token=NO_TOKEN, now=now)
    return Mail("", [letter(kind, about, language)], [language], origin.sender, "", [])


def _mail_about_feedback(session: Session, message: MessageRow, origin: Origin) -> Mail:
    feedback = session.get(FeedbackRow, message.feedback_id)
    if feedback is None:
        raise NotFound("feedback")
    address = {language: origin.address(language, "coordinate/feedback") for language in PAGE_LANGUAGES}
    about = AboutFeedback(feedback.at, feedback.answer_by, address)
    languages = message.languages.split()
    return Mail(
        recipient=message.recipient,
        letters=[letter(MessageKind.FEEDBACK, about, language) for language in languages],
        languages=languages,
        sender=origin.sender,
        sender_name=origin.name.get(languages[0], PRODUCT),
        reply_to=[("", feedback.email)] if feedback.email else [],
    )


def _mail_about_account(session: Session, message: MessageRow, origin: Origin, token: str) -> Mail:
    link = password_link_by_token(session, token_digest(token))
    about = AboutAccount(
        has_password=link.coordinator.password_hash != "",
        service={language: origin.name.get(language, PRODUCT) for language in PAGE_LANGUAGES},
        link={language: password_address(origin.base_url, language, token) for language in PAGE_LANGUAGES},
        order_address={language: origin.address(language, "new-password") for language in PAGE_LANGUAGES},
        valid_until=link.valid_until,
    )
    languages = message.languages.split()
    return Mail(
        recipient=message.recipient,
        letters=[account_letter(about, language) for language in languages],
        languages=languages,
        sender=origin.sender,
        sender_name=origin.name.get(languages[0], PRODUCT),
        reply_to=[],
    )


def _mail_that_verifies(session: Session, message: MessageRow, origin: Origin, token: str, now: datetime) -> Mail:
    """The mail has no organisation's name: whoever has typed the address has typed that too."""
    consultation = session.get(ConsultationRow, message.consultation_id)
    if consultation is None:
        raise NotFound("consultation")
    about = about_request(consultation, {}, consultation.deadline, origin, words={}, token=token, now=now, asked=False)
    link = {language: joining_address(origin.base_url, language, token) for language in PAGE_LANGUAGES}
    about = replace(about, link=link, link_until=min(message.created_at + JOINING_KEPT, consultation.closing))
    languages = message.languages.split()
    return Mail(
        recipient=message.recipient,
        letters=[letter(MessageKind.JOINING, about, language) for language in languages],
        languages=languages,
        sender=origin.sender,
        sender_name=text_in(consultation.issuer, languages[0]),
        reply_to=[(consultation.contact_name, consultation.contact_email)],
    )


def _mail_to_colleague(session: Session, message: MessageRow, origin: Origin, token: str) -> Mail:
    """The mail within an organisation. An answer to it goes to a colleague, and not to the authority."""
    colleague = session.get(ParticipantRow, message.participant_id)
    if colleague is None:
        raise NotFound("participant")
    by = session.get(ParticipantRow, colleague.invited_by) if colleague.invited_by else None
    languages, name = message.languages.split(), (by.name if by else "") or ""
    reply_to = (by.email if by else "") or colleague.invitation.organisation.email
    return Mail(
        recipient=message.recipient,
        letters=[_letter_to_colleague(session, message, colleague, origin, token, language) for language in languages],
        languages=languages,
        sender=origin.sender,
        sender_name=origin.name.get(languages[0], PRODUCT),
        reply_to=[(name, reply_to)] if reply_to else [],
    )


def _letter_to_colleague(  # noqa: PLR0913, PLR0917  # to whom, about what, in which language
    session: Session, message: MessageRow, colleague: ParticipantRow, origin: Origin, token: str, language: str
) -> Letter:
    invitation = colleague.invitation
    consultation, organisation = invitation.consultation, invitation.organisation.name
    title = read_frozen(consultation.question_set).title
    if message.kind == MessageKind.UNDONE:
        undone = session.get(SubmissionRow, message.submission_id)
        if undone is None:
            raise NotFound("submission")
        about = AboutUndone(title, organisation, consultation.diary_number, undone.submitted_at, undone.reference)
        return undone_letter(about, language)
    by = session.get(ParticipantRow, colleague.invited_by) if colleague.invited_by else None
    return colleague_letter(
        AboutColleague(
            title=title,
            organisation=organisation,
            diary_number=consultation.diary_number,
            deadline=invitation.deadline,
            role=colleague.role or "",
            by=(by.name if by else "") or "",
            link={each: link_address(origin.base_url, each, token) for each in PAGE_LANGUAGES},
        ),
        language,
    )


def _receipt(
    submission: SubmissionRow | None, invitation: InvitationRow, origin: Origin, language: str
) -> Receipt | None:
    if submission is None:
        return None
    digest, withdrawal = submission.snapshot.public_digest, submission.withdrawal
    return Receipt(
        kind=submission.kind,
        received_at=submission.submitted_at,
        reference=submission.reference,
        digest=digest,
        check_address=origin.address(language, f"check?code={digest}"),
        is_entered=submission.channel is not None,
        is_pending=awaited(submission) is not None,
        decide_until=invitation.decide_until,
        confirmed=confirmed_of(submission),
        withdrawn_at=withdrawal.at if withdrawal else None,
        withdrawn_because=withdrawal.reason if withdrawal else "",
    )


def _deadline(  # noqa: PLR0913  # whose deadline, in which language, how often it has moved
    about: AboutRequest, invitation: InvitationRow, origin: Origin, language: str, now: datetime, *, moved: int
) -> Attachment:
    title = text_in(about.title, language)
    content = calendar_entry(
        uid=f"deadline-{invitation.id}@{origin.service_domain}",
        sequence=moved,
        deadline=about.closing if about.is_late else about.deadline,
        title=gettext(language, "Statement is due: %(title)s", title=title),
        text=gettext(language, "Diary number: %(number)s", number=about.diary_number),
        address=origin.address(language, f"consultations/{invitation.consultation.key}"),
        now=now,
    )
    return Attachment(CALENDAR, pgettext(language, "file name", "deadline") + ".ics", content)


def _statement(  # noqa: PLR0913, PLR0917  # whose statement, which one, and how it is written
    session: Session,
    consultation: ConsultationRow,
    organisation: OrganisationRow,
    submission: SubmissionRow,
    language: str,
    now: datetime,
) -> Attachment:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "statement.docx"
        write_statement(
            session,
            target,
            consultation,
            organisation,
            submission,
            latest=submission.number,
            language=language,
            now=now,
        )
        content = target.read_bytes()
    return Attachment(WORD, document_name(consultation, pgettext(language, "file name", "statement")), content)
