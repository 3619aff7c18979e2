"""Personal links. A link can be used any number of times, by whoever has it, until it is revoked.

A mail that is sent again has another link, and so has every reminder: a new link therefore leaves the earlier ones as
they are. Who wants them to work no longer revokes them.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from survey.operations.accounts.tokens import new_token, token_digest
from survey.operations.log import record
from survey.store.personal_links import revoke_links, revoke_links_of_all
from survey.store.tables import JoiningLinkRow, JoiningRow, JointLinkRow, JointPartyRow, ParticipantRow, PersonalLinkRow


def issue_link(
    session: Session,
    participant: ParticipantRow,
    *,
    now: datetime,
    message_id: int | None = None,
    by: int | None = None,
) -> tuple[PersonalLinkRow, str]:
    """Create one more personal link for this participant, for a mail if `message_id` is given; `by` is the coordinator
    to whom it is shown.

    Returns the link and its token. The token cannot be read again later, because the database stores only its digest.
    """
    token = new_token()
    link = PersonalLinkRow(
        participant_id=participant.id, token_digest=token_digest(token), created_at=now, message_id=message_id
    )
    session.add(link)
    invitation = participant.invitation_id
    record(session, "link issued", now=now, invitation_id=invitation, participant_id=participant.id, coordinator_id=by)
    session.flush()
    return link, token


def revoke_all_links(session: Session, participant: ParticipantRow, *, now: datetime, by: int | None = None) -> None:
    """Revoke every link of the organisation of the participant who was invited, also those of its colleagues. Browsers
    that have used one of them lose access too.
    """
    revoke_links_of_all(session, participant.invitation_id, now=now)
    invitation = participant.invitation_id
    record(
        session, "links revoked", now=now, invitation_id=invitation, participant_id=participant.id, coordinator_id=by
    )


JOINING_KEPT = timedelta(days=3)
"""How long an address can be verified by a link, and the wish to answer is kept."""


def issue_joining_link(session: Session, joining: JoiningRow, *, now: datetime, message_id: int) -> str:
    """Create one more link with which the address of a joining is verified, for a mail. Returns its token."""
    token = new_token()
    session.add(
        JoiningLinkRow(joining_id=joining.id, message_id=message_id, token_digest=token_digest(token), created_at=now)
    )
    session.flush()
    return token


def issue_joint_link(session: Session, party: JointPartyRow, *, now: datetime, message_id: int | None) -> str:
    """Create one more link with which an organisation confirms a joint statement. Returns its token."""
    token = new_token()
    session.add(
        JointLinkRow(joint_party_id=party.id, message_id=message_id, token_digest=token_digest(token), created_at=now)
    )
    session.flush()
    return token


def joint_address(base_url: str, language: str, token: str) -> str:
    """Return the address of the page on which a joint statement is confirmed."""
    return f"{base_url.rstrip('/')}/{language}/joint/{token}"


def joining_address(base_url: str, language: str, token: str) -> str:
    """Return the address of the page on which an e-mail address is verified."""
    return f"{base_url.rstrip('/')}/{language}/join/{token}"


def revoke_own_links(session: Session, participant: ParticipantRow, *, now: datetime) -> None:
    """Revoke every link of one colleague."""
    revoke_links(session, participant.id, now=now)
    record(session, "links revoked", now=now, invitation_id=participant.invitation_id, participant_id=participant.id)


def link_address(base_url: str, language: str, token: str) -> str:
    """Return the address of a personal link, whose page is in this language."""
    return f"{base_url.rstrip('/')}/{language}/r/{token}"
