"""Putting organisations behind a submission: those that have confirmed exactly its text."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.opening import add_invitations
from survey.store.responses.joint import invited_as, submitted_party
from survey.store.tables import ConsultationRow, InvitationRow, JointPartyRow, SubmissionRow, SubmittedPartyRow


def put_behind(
    session: Session, consultation: ConsultationRow, submission: SubmissionRow, party: JointPartyRow, *, now: datetime
) -> SubmittedPartyRow:
    """Note that the organisation is behind the submission. One that was not asked is from now on a respondent that was
    not asked, without an address: nobody gets a link to answer by that.
    """
    if party.invitation_id is None:
        party.invitation_id = _invitation(session, consultation, party, now).id
        session.flush()
    made = submitted_party(session, submission.id, party.id)
    if made is None:
        made = SubmittedPartyRow(
            submission_id=submission.id,
            joint_party_id=party.id,
            invitation_id=party.invitation_id,
            at=now,
        )
        session.add(made)
    made.how = party.confirmed_how or ""
    made.dissent, made.dissent_language = party.dissent, party.dissent_language
    session.flush()
    return made


def _invitation(session: Session, consultation: ConsultationRow, party: JointPartyRow, now: datetime) -> InvitationRow:
    """That of who has got one meanwhile at the same address, or a new one."""
    there = invited_as(session, consultation.id, email=party.email, names=())
    if there:
        return there[0]
    addressee = Addressee(party.name, party.group, party.language, "")
    [made] = add_invitations(session, consultation, [addressee], now=now, asked=False)
    return made.invitation
