"""Putting mails into the outbox, in the transaction of the act that causes them.

A mail is put there once: the same occasion and recipient again changes nothing. Its text and its link are made when it
is sent, so that it says what is true then, and no mail that waits holds a key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from survey.operations.log import record
from survey.store.mail import FAILED, WAITING, change_message, known_recipients
from survey.store.tables import MessageRow


class MessageKind(StrEnum):
    """What a mail is about. A kind needs its words in letters.py, which mypy asks for."""

    REQUEST = "request"
    REMINDER = "reminder"
    MORE_TIME = "more_time"
    RECEIPT = "receipt"
    NEW_LINK = "new_link"
    FEEDBACK = "feedback"
    ACCOUNT = "account"
    JOINING = "joining"
    WITHDRAWAL = "withdrawal"
    CONFIRMATION = "confirmation"
    COLLEAGUE = "colleague"
    """Somebody is asked to write a statement with others, or is in charge of it now."""
    UNDONE = "undone"
    """A statement no longer counts: to those who wrote it."""
    JOINT = "joint"
    """An organisation is asked to confirm a joint statement that another one hands in."""


@dataclass(frozen=True)
class Message:
    """One mail to put into the outbox.

    `occasion`: what it is about, with ids: `reminder:2:invitation:17`. `languages`: the recipient's language, or
    several separated by a space. `words`: the coordinator's own, by language. The ids say whom and what it concerns.
    """

    kind: MessageKind
    occasion: str
    recipient: str
    languages: str
    consultation_id: int | None = None
    invitation_id: int | None = None
    submission_id: int | None = None
    feedback_id: int | None = None
    coordinator_id: int | None = None
    about_coordinator_id: int | None = None
    joining_id: int | None = None
    participant_id: int | None = None
    joint_party_id: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)


def put_into_outbox(session: Session, messages: Sequence[Message], *, now: datetime) -> int:
    """Put these mails into the outbox, but for those that are there already. Returns how many are new.

    A recipient that is in `messages` twice on one occasion gets one mail.
    """
    known = known_recipients(session, {each.occasion for each in messages})
    new = {(each.occasion, each.recipient): each for each in messages if (each.occasion, each.recipient) not in known}
    session.add_all(
        MessageRow(
            occasion=each.occasion,
            kind=each.kind,
            recipient=each.recipient,
            languages=each.languages,
            consultation_id=each.consultation_id,
            invitation_id=each.invitation_id,
            submission_id=each.submission_id,
            feedback_id=each.feedback_id,
            coordinator_id=each.coordinator_id,
            about_coordinator_id=each.about_coordinator_id,
            joining_id=each.joining_id,
            participant_id=each.participant_id,
            joint_party_id=each.joint_party_id,
            words=dict(each.words),
            created_at=now,
            due_at=now,
            state=WAITING,
            attempts=0,
            answer="",
        )
        for each in new.values()
    )
    session.flush()
    return len(new)


def send_again(session: Session, message: MessageRow, *, recipient: str, by: int | None, now: datetime) -> bool:
    """Let a mail that failed wait for being sent again, to this address. Returns False if it is no longer failed.

    A mail of the same occasion that goes to this address already takes its place.
    """
    if recipient != message.recipient and known_recipients(session, [message.occasion]) >= {
        (message.occasion, recipient)
    }:
        session.delete(session.merge(message))
        return True
    changed = change_message(
        session,
        message.id,
        from_state=FAILED,
        state=WAITING,
        recipient=recipient,
        due_at=now,
        attempts=0,
        tried_first_at=None,
        answer="",
    )
    if changed:
        record(
            session,
            "mail sent again",
            now=now,
            consultation_id=message.consultation_id,
            invitation_id=message.invitation_id,
            coordinator_id=by,
        )
    return changed
