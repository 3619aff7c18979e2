"""Handing in a joint statement, and not handing in what another organisation has handed in already."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.joint.behind import put_behind
from survey.operations.joint.naming import NamingRefused, ask_party
from survey.operations.joint.texts import joint_text_digest
from survey.operations.submissions.snapshots import public_answers
from survey.operations.submissions.submitting import STATEMENT, SubmissionRefused
from survey.store.personal_links import Access
from survey.store.responses.answers import lock_response
from survey.store.responses.joint import confirmed_elsewhere, parties_of
from survey.store.tables import JointPartyRow, SubmissionRow


class BehindAnother(SubmissionRefused):
    """The organisation is behind a joint statement of another one, `party`: it leaves that before it hands in."""

    def __init__(self, party: JointPartyRow) -> None:
        super().__init__(str(party.id))
        self.party = party


def check_not_behind_another(session: Session, access: Access) -> None:
    """Raise BehindAnother if the organisation has confirmed another one's joint statement. Locks its response, so that
    it cannot do that before it has handed in.
    """
    lock_response(session, access.response.id)
    party = confirmed_elsewhere(session, access.invitation.id)
    if party is not None:
        raise BehindAnother(party)


def put_all_behind(
    session: Session, access: Access, submission: SubmissionRow, *, by_mail: bool, now: datetime
) -> list[JointPartyRow]:
    """Put those behind the submission that have confirmed exactly its text, and ask the others to. Returns these."""
    named = [each for each in parties_of(session, access.response.id) if each.left_at is None]
    if not named or submission.kind != STATEMENT:
        return []
    digest = joint_text_digest(public_answers(submission.snapshot))
    others = [each for each in named if each.confirmed_digest != digest]
    for party in named:
        if party not in others:
            put_behind(session, access.consultation, submission, party, now=now)
    for party in others if by_mail else ():
        try:
            ask_party(session, access, party.id, occasion=f"submission:{submission.id}", now=now)
        except NamingRefused:  # so many mails have gone today: the page says that it has not confirmed
            break
    return others
