"""Taking a recipient away, as long as nobody has opened the request or begun to answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.consultations.personal_links import revoke_all_links
from survey.operations.log import record
from survey.store.following import Followed
from survey.store.mail import stop_waiting
from survey.store.personal_links import invited_participant
from survey.store.responses.unused import is_unused, locked_response_of, remove_unused

NOT_SENT = "The recipient was taken away."
"""What stands with a mail that is not sent any more."""


class HasBegun(Exception):
    """The organisation has opened the request, begun to answer or answered: it stays."""


def can_be_taken_away(one: Followed) -> bool:
    """Return whether a page offers it; `take_away` looks again."""
    return one.invitation.opened_at is None and one.submission is None


def take_away(session: Session, one: Followed, *, by: int, now: datetime) -> None:
    """Take an invited organisation away: its mails that wait are not sent, its links open nothing, and it is on no
    list, in no count and in no file. The log keeps that it was invited; it can be invited again.

    Raises HasBegun.
    """
    invitation = one.invitation
    invited = invited_participant(session, invitation.id)
    response = locked_response_of(session, invitation.id)
    session.refresh(invitation)
    if invitation.opened_at is not None or not is_unused(session, response):
        raise HasBegun
    stop_waiting(session, invitation.id, answer=NOT_SENT)
    revoke_all_links(session, invited, now=now, by=by)
    remove_unused(session, response)
    invitation.taken_away_at = now
    record(
        session,
        "recipient taken away",
        now=now,
        consultation_id=invitation.consultation_id,
        invitation_id=invitation.id,
        coordinator_id=by,
    )
    session.flush()
