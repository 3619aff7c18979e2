"""Personal links: issued, followed any number of times, revoked when a new one is issued."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.accounts.tokens import new_token, token_digest
from survey.operations.log import record
from survey.store.personal_links import revoke_links
from survey.store.tables import ParticipantRow, PersonalLinkRow


def issue_link(session: Session, participant: ParticipantRow, *, now: datetime) -> str:
    """Make a new personal link for this participant and end the earlier ones. Returns its token, seen only now."""
    revoke_links(session, participant.id, now=now)
    token = new_token()
    session.add(PersonalLinkRow(participant_id=participant.id, token_digest=token_digest(token), created_at=now))
    record(session, "link issued", now=now, invitation_id=participant.invitation_id, participant_id=participant.id)
    session.flush()
    return token
