"""Personal links. A link can be used any number of times; issuing a new one revokes the earlier ones."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.accounts.tokens import new_token, token_digest
from survey.operations.log import record
from survey.store.personal_links import revoke_links
from survey.store.tables import ParticipantRow, PersonalLinkRow


def issue_link(session: Session, participant: ParticipantRow, *, now: datetime) -> str:
    """Create a new personal link for this participant and revoke the earlier ones.

    Returns the link's token. It cannot be read again later, because the database stores only its digest.
    """
    revoke_links(session, participant.id, now=now)
    token = new_token()
    session.add(PersonalLinkRow(participant_id=participant.id, token_digest=token_digest(token), created_at=now))
    record(session, "link issued", now=now, invitation_id=participant.invitation_id, participant_id=participant.id)
    session.flush()
    return token
