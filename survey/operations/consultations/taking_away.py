"""Taking a recipient away, as long as nobody has opened the request or begun to answer; one that has joined by itself,
until its statement is in.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.consultations.personal_links import revoke_all_links
from survey.operations.log import record
from survey.store.following import Followed
from survey.store.mail import stop_waiting
from survey.store.personal_links import invited_participant
from survey.store.responses.unused import has_statement, is_unused, locked_response_of, remove_response
from survey.store.tables import InvitationRow, ResponseRow

NOT_SENT = "The recipient was taken away."
"""What stands with a mail that is not sent any more."""


class HasBegun(Exception):
    """The organisation has opened the request, begun to answer or answered, or what joined by itself has answered: it
    stays.
    """


def can_be_taken_away(one: Followed) -> bool:
    """Return whether a page offers it; `take_away` looks again."""
    may_have_begun = one.invitation.joined_at is not None
    return one.submission is None and (may_have_begun or one.invitation.opened_at is None)


def take_away(session: Session, one: Followed, *, by: int, now: datetime) -> None:
    """Take an invited organisation away: its mails that wait are not sent, its links open nothing, and it is on no
    list, in no count and in no file. The log keeps that it was invited; it can be invited again. Anybody can join by
    itself under any name, so of such a one the draft is deleted too.

    Raises HasBegun.
    """
    invitation = one.invitation
    invited = invited_participant(session, invitation.id)
    response = locked_response_of(session, invitation.id)
    session.refresh(invitation)
    if _stays(session, invitation, response):
        raise HasBegun
    stop_waiting(session, invitation.id, answer=NOT_SENT)
    revoke_all_links(session, invited, now=now, by=by)
    remove_response(session, response)
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


def _stays(session: Session, invitation: InvitationRow, response: ResponseRow) -> bool:
    if invitation.joined_at is not None:
        return has_statement(session, response)
    return invitation.opened_at is not None or not is_unused(session, response)
