"""The acts that cause mails, each with its recipients: requests, reminders, receipts, new links, feedback."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from survey.operations.accounts.coordinators import account_digest, client_digest
from survey.operations.log import record
from survey.operations.mail.outbox import Message, MessageKind, put_into_outbox, send_again
from survey.operations.submissions.snapshots import contact_answers
from survey.questions.details import CONTACT_EMAIL
from survey.questions.kinds.email import is_address
from survey.questions.question import Answers
from survey.store.consultations import invitations_to
from survey.store.mail import FAILED, count_of_receipts, forget_orders, messages_of, orders_since
from survey.store.personal_links import Access
from survey.store.tables import (
    CoordinatorRow,
    FeedbackRow,
    InvitationRow,
    JoiningRow,
    LinkOrderRow,
    MoreTimeRow,
    OrganisationRow,
    ReminderRow,
    SubmissionRow,
)

MOST_RECEIPTS = 5
"""Receipts in 24 hours to addresses that the organisation has typed itself. Whoever has a link can type any address
and hand in again and again; the address that was invited always gets its receipt.
"""

ORDERED_WITHIN = timedelta(hours=1)
MOST_ORDERS = (3, 30)
"""How many new links may be asked for within ORDERED_WITHIN: for one address, from one client."""

MOST_ORDERS_AT_SHARED_ADDRESS = (3, 500)
"""The same where many people may have the client's address, because it may be a proxy's."""

ORDERS_KEPT = timedelta(days=1)
"""How long it is kept who has asked for a link, as digests, which the privacy notice says too."""

LINKS_AFTER_THE_END = timedelta(days=90)
"""How long after the deadline a new link can still be ordered: statements and receipts can be read with it."""

OPERATOR_LANGUAGES = "fi sv"
"""Of mails to whoever runs the service, whose language is not known."""


class TooManyOrders(Exception):
    """So many links were asked for within the last hour that no more can be, whether the address is known or not."""


def request_to(invitation: InvitationRow, *, words: Mapping[str, str] | None = None, by: int | None = None) -> Message:
    """The mail that asks the organisation of this invitation for a statement."""
    return _to_organisation(MessageKind.REQUEST, "request", invitation, words or {}, by)


def reminder_to(invitation: InvitationRow, reminder: ReminderRow) -> Message:
    """The mail that reminds the organisation of this invitation."""
    occasion = f"reminder:{reminder.id}"
    return _to_organisation(MessageKind.REMINDER, occasion, invitation, reminder.words, reminder.coordinator_id)


def more_time_for(invitation: InvitationRow, given: MoreTimeRow) -> Message:
    """The mail that tells the organisation of this invitation of more time, with the reason."""
    occasion = f"more_time:{given.id}"
    return _to_organisation(MessageKind.MORE_TIME, occasion, invitation, given.reason, given.coordinator_id)


def _to_organisation(
    kind: MessageKind, occasion: str, invitation: InvitationRow, words: Mapping[str, str], by: int | None = None
) -> Message:
    return Message(
        kind,
        f"{occasion}:invitation:{invitation.id}",
        invitation.organisation.email,
        invitation.organisation.languages,
        consultation_id=invitation.consultation_id,
        invitation_id=invitation.id,
        coordinator_id=by,
        words=words,
    )


def to_every_address(messages: Sequence[Message], organisations: Sequence[OrganisationRow]) -> list[Message]:
    """Return these mails to organisations (in the same order), each also to the further addresses of its organisation.

    Each mail has a link of its own, because it is made when that mail is sent.
    """
    return [
        each
        for message, organisation in zip(messages, organisations, strict=True)
        for each in (message, *(replace(message, recipient=to) for to in further_addresses(organisation)))
    ]


def further_addresses(organisation: OrganisationRow) -> list[str]:
    """The addresses that get the mails of this organisation beside its own."""
    return [each for each in (organisation.further_emails or "").split() if each != organisation.email]


def put_receipts(session: Session, access: Access, submission: SubmissionRow, *, now: datetime) -> None:
    """Put the receipt of a submission into the outbox."""
    _put_to_who_submitted(session, access.invitation, submission, MessageKind.RECEIPT, now=now)


def put_withdrawal_receipts(
    session: Session, invitation: InvitationRow, submission: SubmissionRow, *, now: datetime
) -> None:
    """Put a mail into the outbox that says that this submission has been withdrawn."""
    _put_to_who_submitted(session, invitation, submission, MessageKind.WITHDRAWAL, now=now)


def put_confirmation_receipts(session: Session, access: Access, submission: SubmissionRow, *, now: datetime) -> None:
    """Put a mail into the outbox that says that the decision on this submission has been confirmed."""
    _put_to_who_submitted(session, access.invitation, submission, MessageKind.CONFIRMATION, now=now)


def _put_to_who_submitted(
    session: Session, invitation: InvitationRow, submission: SubmissionRow, kind: MessageKind, *, now: datetime
) -> None:
    """Put a mail about a submission into the outbox: to the address that was invited, and to the one that the
    organisation gives for questions about its answers, unless too many have gone there today (MOST_RECEIPTS).
    """
    invited = invitation.organisation.email
    typed = _contact_address(contact_answers(submission.snapshot))
    recipients = [invited] if is_address(invited) else []
    if is_address(typed) and typed.lower() != invited.lower():
        sent = count_of_receipts(session, invitation.id, but_to=invited, since=now - timedelta(days=1))
        recipients += [typed] if sent < MOST_RECEIPTS else []
    messages = [
        Message(
            kind,
            f"{kind}:submission:{submission.id}",
            recipient,
            submission.language,
            consultation_id=invitation.consultation_id,
            invitation_id=invitation.id,
            submission_id=submission.id,
        )
        for recipient in recipients
    ]
    put_into_outbox(session, messages, now=now)


def receipt_addresses(access: Access, answers: Answers) -> list[str]:
    """Return where the receipt of a statement with these answers would go: see `_put_to_who_submitted`."""
    found = [each for each in (access.organisation.email, _contact_address(answers)) if is_address(each)]
    return list({each.lower(): each for each in reversed(found)}.values())[::-1]


def _contact_address(answers: Answers) -> str:
    answer = answers.get(CONTACT_EMAIL)
    return answer.value.get("email", "").strip() if answer else ""


def order_links(session: Session, email: str, *, client: str, now: datetime, is_shared: bool = False) -> int:
    """Put a mail with a new link into the outbox for every request that was sent to this address. Returns how many.

    The caller tells the person the same whether there are any. `is_shared`: whether many people may have the address
    `client`. Raises TooManyOrders, for known and unknown addresses alike.
    """
    order = note_order(session, email, client=client, now=now, is_shared=is_shared)
    return put_new_links(
        session, invitations_to(session, email, ends_after=now - LINKS_AFTER_THE_END), email, order, now=now
    )


def note_order(session: Session, email: str, *, client: str, now: datetime, is_shared: bool = False) -> LinkOrderRow:
    """Note that somebody asks for a mail with a link to this address: anybody may type any address. Raises
    TooManyOrders, as `order_links` does.
    """
    address, network = account_digest(email), client_digest(client)
    counts = orders_since(session, address=address, client=network, since=now - ORDERED_WITHIN)
    limits = MOST_ORDERS_AT_SHARED_ADDRESS if is_shared else MOST_ORDERS
    if any(count >= most for count, most in zip(counts, limits, strict=True)):
        raise TooManyOrders
    forget_orders(session, before=now - ORDERS_KEPT)
    order = LinkOrderRow(address_digest=address, client_digest=network, at=now)
    session.add(order)
    session.flush()
    return order


def put_new_links(
    session: Session, invitations: Sequence[InvitationRow], email: str, order: LinkOrderRow, *, now: datetime
) -> int:
    """Put a mail with a new link to each of these invitations into the outbox, to the address that was typed. Returns
    how many.
    """
    for each in invitations:
        record(session, "new link ordered", now=now, consultation_id=each.consultation_id, invitation_id=each.id)
    # The number of an order alone does not do: orders are deleted after a day, and SQLite may use a number again.
    occasion = f"new_link:{order.id}:{now.isoformat(timespec='seconds')}"
    messages = [
        replace(
            _to_organisation(MessageKind.NEW_LINK, occasion, each, {}),
            recipient=_known_address(each.organisation, email),
        )
        for each in invitations
    ]
    return put_into_outbox(session, messages, now=now)


def _known_address(organisation: OrganisationRow, typed: str) -> str:
    """The address of the organisation that was typed, in upper or lower case, as it is known."""
    known = [organisation.email, *further_addresses(organisation)]
    return next((each for each in known if each.lower() == typed.strip().lower()), organisation.email)


def joining_mail(joining: JoiningRow) -> Message:
    """The mail with a link by which somebody who wants to answer verifies the address. It has nothing that was typed:
    nobody can let the service write anything to anybody.
    """
    return Message(
        MessageKind.JOINING,
        f"joining:{joining.id}",
        joining.email,
        joining.language,
        consultation_id=joining.consultation_id,
        joining_id=joining.id,
    )


def send_link_to(session: Session, invitation: InvitationRow, *, by: CoordinatorRow, now: datetime) -> None:
    """Put a mail with one more link into the outbox, for an organisation that has asked a coordinator for it."""
    occasion = f"new_link:{now.isoformat(timespec='seconds')}"
    put_into_outbox(session, [_to_organisation(MessageKind.NEW_LINK, occasion, invitation, {}, by.id)], now=now)
    record(
        session,
        "new link sent",
        now=now,
        consultation_id=invitation.consultation_id,
        invitation_id=invitation.id,
        coordinator_id=by.id,
    )


def mend_address(  # noqa: PLR0913  # whose address, who and when
    session: Session, invitation: InvitationRow, email: str, *, by: CoordinatorRow, by_mail: bool, now: datetime
) -> int:
    """Correct the address to which the mails of this invitation go, and let those that failed be sent again, if mail is
    sent at all. Returns how many these are.
    """
    others = further_addresses(invitation.organisation)
    invitation.organisation.email = email
    record(
        session,
        "address mended",
        now=now,
        consultation_id=invitation.consultation_id,
        invitation_id=invitation.id,
        coordinator_id=by.id,
    )
    of_this = [each for each in messages_of(session, invitation.id) if each.recipient not in others]
    # One without a recipient is from before contact details were deleted: nobody waits for it any more.
    failed = [each for each in of_this if by_mail and each.state == FAILED and each.recipient]
    return sum(send_again(session, each, recipient=email, by=by.id, now=now) for each in failed)


def put_feedback_notice(session: Session, feedback: FeedbackRow, operator_email: str, *, now: datetime) -> None:
    """Put a mail into the outbox that tells whoever runs the service that feedback on accessibility has come."""
    message = Message(
        MessageKind.FEEDBACK,
        f"feedback:{feedback.id}",
        operator_email,
        OPERATOR_LANGUAGES,
        feedback_id=feedback.id,
    )
    put_into_outbox(session, [message], now=now)


def put_account_invitation(session: Session, account: CoordinatorRow, *, by: CoordinatorRow, now: datetime) -> None:
    """Put a mail into the outbox with a link through which the owner of an account sets a password, for the first time
    or because an administrator sends it again.
    """
    occasion = f"account:{account.id}:{now.isoformat(timespec='seconds')}"
    put_into_outbox(session, [_to_account(occasion, account, account.language, by.id)], now=now)
    record(session, "invitation to account sent", now=now, coordinator_id=by.id, about_coordinator_id=account.id)


def put_new_password(session: Session, account: CoordinatorRow, order_id: int, language: str, *, now: datetime) -> None:
    """Put a mail into the outbox with a link for a new password, in the language of the page where it was ordered."""
    # With the time, because numbers of orders, which are deleted after a day, come again on SQLite.
    occasion = f"new_password:{order_id}:{now.isoformat(timespec='seconds')}"
    put_into_outbox(session, [_to_account(occasion, account, language)], now=now)


def _to_account(occasion: str, account: CoordinatorRow, language: str | None, by: int | None = None) -> Message:
    return Message(
        MessageKind.ACCOUNT,
        occasion,
        account.email,
        language or OPERATOR_LANGUAGES,
        coordinator_id=by,
        about_coordinator_id=account.id,
    )
