"""Taking in who is behind joint statements, once every organisation of a file is there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from survey.export.data_files.consultation_json import WrittenParty
from survey.operations.joint.texts import joint_text_digest
from survey.operations.submissions.snapshots import public_answers
from survey.questions.freeze import canonical_json
from survey.store.tables import InvitationRow, JointPartyRow, SubmissionRow, SubmittedPartyRow


class JointlyWritten(NamedTuple):
    """A submission that was taken in, and who is behind it as the file has it."""

    submission: SubmissionRow
    parties: Sequence[WrittenParty]


class PartyUnknown(Exception):
    """No organisation of the file, or more than one, has the name of one that is behind a submission."""

    def __init__(self, reference: str, name: str) -> None:
        super().__init__(name)
        self.reference, self.name = reference, name


class PartyTwice(Exception):
    """An organisation is behind a submission twice, or behind those of two organisations."""

    def __init__(self, reference: str, name: str) -> None:
        super().__init__(name)
        self.reference, self.name = reference, name


def take_in_parties(session: Session, written: Iterable[JointlyWritten], invitations: Iterable[InvitationRow]) -> None:
    """Put the organisations behind the submissions again. `invitations`: all that were taken in. Raises PartyUnknown
    and PartyTwice.

    Their links are not in the file, nor how who handed in knew of a confirmation.
    """
    by_name: dict[str, list[InvitationRow]] = {}
    for invitation in invitations:
        by_name.setdefault(_name(invitation.organisation.name), []).append(invitation)
    parties: dict[int, JointPartyRow] = {}
    for submission, behind in written:
        here: set[int] = set()
        for each in behind:
            found, name = by_name.get(_name(each.organisation), []), next(iter(each.organisation.values()), "")
            if len(found) != 1:
                raise PartyUnknown(submission.reference, name)
            party = parties.get(found[0].id) or _party(session, submission, found[0], each)
            if party.response_id != submission.response_id or party.id in here:
                raise PartyTwice(submission.reference, name)
            parties[found[0].id] = party
            here.add(party.id)
            party.confirmed_digest = joint_text_digest(public_answers(submission.snapshot))
            session.add(_submitted(submission, party, found[0], each))
    session.flush()


def _name(name: Mapping[str, str]) -> str:
    return canonical_json(dict(name))


def _party(
    session: Session, submission: SubmissionRow, invitation: InvitationRow, written: WrittenParty
) -> JointPartyRow:
    party = JointPartyRow(
        response_id=submission.response_id,
        invitation_id=invitation.id,
        name=dict(written.organisation),
        group=invitation.organisation.group,
        language=invitation.organisation.language,
        email=invitation.organisation.email.lower(),
        named_at=written.at,
        participant_id=submission.participant_id,
        confirmed_at=written.at,
        confirmed_how=written.how,
        confirmed_digest=joint_text_digest(public_answers(submission.snapshot)),
        dissent=written.dissent,
        dissent_language=written.dissent_language,
    )
    session.add(party)
    session.flush()
    return party


def _submitted(
    submission: SubmissionRow, party: JointPartyRow, invitation: InvitationRow, written: WrittenParty
) -> SubmittedPartyRow:
    return SubmittedPartyRow(
        submission_id=submission.id,
        joint_party_id=party.id,
        invitation_id=invitation.id,
        at=written.at,
        how=written.how,
        dissent=written.dissent,
        dissent_language=written.dissent_language,
    )
