"""What an organisation says of a joint statement that it is named behind: that it is with the others, with or without a
dissenting part, or not.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy.orm import Session

from survey.operations.joint.behind import put_behind
from survey.operations.joint.texts import JointText, joint_text
from survey.operations.log import record
from survey.store.responses.answers import lock_response
from survey.store.responses.joint import (
    confirmed_elsewhere,
    own_response_id,
    parties_of,
    party_by_token,
)
from survey.store.responses.submissions import latest_submission
from survey.store.tables import ConsultationRow, InvitationRow, JointPartyRow

__all__ = ["Confirmation", "JointOver", "Outcome", "TextChanged", "asked_text", "confirm", "leave", "open_until",
           "party_by_token"]  # fmt: skip


class JointOver(Exception):
    """Nothing can be said any more: the time has ended, or the organisation is not named any more."""


class TextChanged(Exception):
    """The text was changed after the page with it was shown."""


class Outcome(Enum):
    """What came of wanting to confirm. But for the first, nothing was confirmed, and both sides are told why."""

    CONFIRMED = auto()
    OWN_STATEMENT = auto()
    """The organisation has a submission of its own that counts."""
    OWN_PARTIES = auto()
    """Others have confirmed a statement of its own."""
    ANOTHER_ONE = auto()
    """It has confirmed another joint statement."""


@dataclass(frozen=True)
class Confirmation:
    """What the organisation says: `by` is the name of the person, `dissent` its dissenting part, empty if it has none,
    `dissent_language` the language of that.
    """

    by: str
    dissent: str = ""
    dissent_language: str = ""


def leading(session: Session, party: JointPartyRow) -> InvitationRow:
    """Return the invitation of the organisation that hands in."""
    return session.get_one(InvitationRow, party.response.invitation_id)


def open_until(session: Session, party: JointPartyRow) -> datetime:
    """Return until when the organisation can say something: as long as a decision that was pending can be told."""
    return leading(session, party).decide_until


def asked_text(session: Session, party: JointPartyRow, *, now: datetime) -> JointText:
    """Return the text that the organisation is asked to confirm."""
    leads = leading(session, party)
    consultation: ConsultationRow = leads.consultation
    return joint_text(session, consultation, party.response, leads.organisation.language, now=now)


def confirm(session: Session, party: JointPartyRow, said: Confirmation, *, checked: str, now: datetime) -> Outcome:
    """Confirm the text with this digest (`checked`) for the organisation. What stands in the way of it is kept, so that
    who hands in sees it too. Raises JointOver and TextChanged.
    """
    _lock(session, party)
    _check_open(session, party, now)
    text = asked_text(session, party, now=now)
    if text.digest != checked:
        raise TextChanged
    outcome = _in_the_way(session, party)
    if outcome is not Outcome.CONFIRMED:
        party.conflict_at = now
        session.flush()
        return outcome
    party.confirmed_at, party.confirmed_how, party.confirmed_digest = now, "own_link", text.digest
    party.confirmed_by, party.told_how, party.conflict_at = said.by, "", None
    party.dissent, party.dissent_language = said.dissent, (said.dissent_language if said.dissent else None)
    session.flush()
    _note(session, "joint statement confirmed", party, now)
    if text.submission is not None:
        put_behind(session, leading(session, party).consultation, text.submission, party, now=now)
    return outcome


def leave(session: Session, party: JointPartyRow, *, now: datetime) -> None:
    """Say that the organisation is not behind the statement, whether it had confirmed it or not. Raises JointOver."""
    _lock(session, party)
    _check_open(session, party, now)
    party.left_at, party.left_how = now, "by_itself"
    session.flush()
    _note(session, "joint statement left", party, now)


def _check_open(session: Session, party: JointPartyRow, now: datetime) -> None:
    session.refresh(party)
    if party.left_at is not None or now >= open_until(session, party):
        raise JointOver


def _in_the_way(session: Session, party: JointPartyRow) -> Outcome:
    if party.invitation_id is None:
        return Outcome.CONFIRMED
    own = own_response_id(session, party.invitation_id)
    if own is not None and latest_submission(session, own) is not None:
        return Outcome.OWN_STATEMENT
    if own is not None and any(each.confirmed_at and each.left_at is None for each in parties_of(session, own)):
        return Outcome.OWN_PARTIES
    elsewhere = confirmed_elsewhere(session, party.invitation_id)
    if elsewhere is not None and elsewhere.id != party.id:
        return Outcome.ANOTHER_ONE
    return Outcome.CONFIRMED


def _lock(session: Session, party: JointPartyRow) -> None:
    """Both responses, always in the same order, so that neither is handed in meanwhile."""
    own = own_response_id(session, party.invitation_id) if party.invitation_id else None
    for response_id in sorted({party.response_id, *([own] if own is not None else [])}):
        lock_response(session, response_id)


def _note(session: Session, what: str, party: JointPartyRow, now: datetime) -> None:
    record(session, what, now=now, invitation_id=party.invitation_id or party.response.invitation_id)
