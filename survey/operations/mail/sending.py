"""Sending the mails of the outbox. Any number of senders may run at once, in any number of processes.

A sender takes one mail at a time by a lease, makes its link in the same transaction, hands it to the server outside
any transaction, and notes the outcome in another. So nothing that was put into the outbox is lost, whenever a sender
is killed; and one that is killed after the server took a mail and before that was noted sends this one mail again,
with the same Message-ID, by which mail servers and programs know it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid
from functools import partial

from sqlalchemy.orm import Session

from survey.operations.accounts.password_links import issue_password_link
from survey.operations.consultations.personal_links import issue_joining_link, issue_joint_link, issue_link
from survey.operations.mail.compose import composed
from survey.operations.mail.mails import Origin, has_link, mail_of
from survey.operations.mail.outbox import MessageKind
from survey.operations.mail.post import Post, PostUnusable, Refused
from survey.store.accounts import account_by_id, end_password_links
from survey.store.base import NotFound
from survey.store.database import Database
from survey.store.mail import FAILED, SENDING, SENT, WAITING, change_message, is_any_due, take_due
from survey.store.personal_links import invited_participant, revoke_link
from survey.store.responses.joining import joining_by_id
from survey.store.responses.joint import party_by_id
from survey.store.tables import MessageRow, ParticipantRow

_log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
"""How long a sender has a mail before another one takes it. Much longer than a server may take to accept it."""

PAUSES = (1, 2, 5, 10, 20, 30, 60)
"""Minutes until a mail that the server could not take is tried again; the last of them from then on."""

TRIED_FOR = timedelta(days=1)
"""How long a mail is tried again before it counts as failed."""

LONGEST_ANSWER = 500
"""Characters of what the server said that are kept."""


@dataclass
class Outcome:
    """What one run has done: how many mails were sent, failed, or wait for another try.

    `unusable` is what kept all mail from being sent, empty if nothing did.
    """

    sent: int = 0
    failed: int = 0
    waiting: int = 0
    unusable: str = ""


@dataclass(frozen=True)
class _Taken:
    """A mail that this sender has, the token of its link (empty if it has none), and how that link is revoked."""

    message: MessageRow
    token: str = ""
    revoke: Callable[[Session], object] | None = None


class Sender:
    """Sends what is due from one database through one post, as one origin. `clock` says what time it is (UTC)."""

    def __init__(self, database: Database, post: Post, origin: Origin, *, clock: Callable[[], datetime]) -> None:
        self._database, self._post, self._origin, self._clock = database, post, origin, clock

    def send_due(self, *, stopped: Callable[[], bool] = lambda: False) -> Outcome:
        """Send every mail that is due, until none is or `stopped` says so. Ends at once if no mail can be sent."""
        outcome = Outcome()
        while not stopped() and not outcome.unusable:
            taken = self._take()
            if taken is None:
                break
            self._send(taken, outcome)
        return outcome

    def _take(self) -> _Taken | None:
        with self._database.reading() as session:  # a sender that has nothing to do takes no write lock
            if not is_any_due(session, self._clock()):
                return None
        with self._database.writing() as session:
            return self._lease(session, self._clock())

    def _lease(self, session: Session, now: datetime) -> _Taken | None:
        message = take_due(session, now)
        if message is None:
            return None
        message.state, message.leased_until = SENDING, now + LEASE
        message.attempts += 1
        message.tried_first_at = message.tried_first_at or now
        message.message_id = message.message_id or make_msgid(domain=self._origin.mail_domain)
        try:
            return self._with_link(session, message, now)
        except NotFound:  # without it this mail would stop all that come after it
            message.state, message.leased_until, message.answer = FAILED, None, "There is nobody to hold its link."
            return None

    def _with_link(self, session: Session, message: MessageRow, now: datetime) -> _Taken:
        """Make the link of a mail whose kind has one. Raises NotFound if there is nobody to hold it."""
        if MessageKind(message.kind) is MessageKind.ACCOUNT:
            account = account_by_id(session, message.about_coordinator_id or 0)
            made, token = issue_password_link(session, account, now=now, message_id=message.id)
            return _Taken(message, token, partial(end_password_links, now=now, link_id=made.id))
        if message.joining_id is not None:  # its link stays if it is refused: it opens nothing, and ends soon
            joining = joining_by_id(session, message.joining_id)
            return _Taken(message, issue_joining_link(session, joining, now=now, message_id=message.id))
        if message.joint_party_id is not None:  # raises NotFound for one that has left
            party = party_by_id(session, message.joint_party_id)
            return _Taken(message, issue_joint_link(session, party, now=now, message_id=message.id))
        if not has_link(MessageKind(message.kind)) or message.invitation_id is None:
            return _Taken(message)
        person = _holder_of_link(session, message, message.invitation_id)
        link, token = issue_link(session, person, now=now, message_id=message.id)
        return _Taken(message, token, partial(revoke_link, link_id=link.id, now=now))

    def _send(self, taken: _Taken, outcome: Outcome) -> None:
        message = taken.message
        try:
            with self._database.reading() as session:
                mail = mail_of(session, message, self._origin, token=taken.token, now=self._clock())
            made = composed(mail, message_id=message.message_id or "", at=self._clock())
            answer = self._post.deliver(made, sender=self._origin.sender, recipient=message.recipient)
        except Refused as refused:
            self._note_refusal(taken, refused, outcome)
        except PostUnusable as unusable:
            outcome.unusable = unusable.words
            self._note_refusal(taken, Refused(unusable.words, is_temporary=True), outcome)
        except Exception as error:  # a fault of the product must not keep all other mail from being sent
            _log.exception("Mail %s could not be made.", message.id)
            self._note_refusal(taken, Refused(type(error).__name__, is_temporary=True, is_doubtful=True), outcome)
        else:
            self._note_sent(message, answer)
            outcome.sent += 1

    def _note_sent(self, message: MessageRow, answer: str) -> None:
        with self._database.writing() as session:
            change_message(
                session,
                message.id,
                from_state=SENDING,
                state=SENT,
                leased_until=None,
                sent_at=self._clock(),
                answer=answer[:LONGEST_ANSWER],
            )

    def _note_refusal(self, taken: _Taken, refused: Refused, outcome: Outcome) -> None:
        """Let the mail wait, or count it as failed. Its link is revoked, unless somebody may have got it."""
        message, now = taken.message, self._clock()
        again = refused.is_temporary and now < (message.tried_first_at or now) + TRIED_FOR
        pause = timedelta(minutes=PAUSES[min(message.attempts, len(PAUSES)) - 1])
        with self._database.writing() as session:
            change_message(
                session,
                message.id,
                from_state=SENDING,
                state=WAITING if again else FAILED,
                leased_until=None,
                due_at=now + pause if again else message.due_at,
                answer=refused.words[:LONGEST_ANSWER],
            )
            if taken.revoke is not None and not refused.is_doubtful:
                taken.revoke(session)
        if again:
            outcome.waiting += 1
        else:
            outcome.failed += 1


def _holder_of_link(session: Session, message: MessageRow, invitation_id: int) -> ParticipantRow:
    """Return whose link a mail has: the colleague's to whom it goes, otherwise the organisation's own. Raises NotFound
    if the colleague was removed meanwhile.
    """
    if message.participant_id is None:
        return invited_participant(session, invitation_id)
    colleague = session.get(ParticipantRow, message.participant_id)
    if colleague is None or colleague.left_at is not None:
        raise NotFound("participant")
    return colleague
