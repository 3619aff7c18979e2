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


def take_in_parties(session: Session, written: Iterable[JointlyWritten], invitations: Iterable[InvitationRow]) -> None:
    """Put the organisations behind the submissions again. `invitations`: all that were taken in. Raises PartyUnknown.

    Their links are not in the file, nor how who handed in knew of a confirmation.
    """
    by_name: dict[str, list[InvitationRow]] = {}
    for invitation in invitations:
        by_name.setdefault(_name(invitation.organisation.name), []).append(invitation)
    parties: dict[tuple[int, int], JointPartyRow] = {}
    for submission, behind in written:
        for each in behind:
            found = by_name.get(_name(each.organisation), [])
            if len(found) != 1:
                raise PartyUnknown(submission.reference, next(iter(each.organisation.values()), ""))
            key = (submission.response_id, found[0].id)
            party = parties[key] = parties.get(key) or _party(session, submission, found[0], each)
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
