"""Approval within the organisation: approvers approve the draft as it stands, and handing in waits for them, or says
that they were passed over.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy.orm import Session

from survey.operations.colleagues.roles import APPROVER
from survey.operations.submissions.submitting import (
    NOTHING_SAID,
    DecisionSaid,
    SubmissionRefused,
    as_checked,
    submit_statement,
)
from survey.store.colleagues.approvals import approvals_of, approvers_of
from survey.store.personal_links import Access
from survey.store.responses.answers import lock_response
from survey.store.responses.submissions import submission_by_nonce
from survey.store.tables import ApprovalRow, ParticipantRow, PassedOverRow, SubmissionRow


class Approved(Enum):
    """What an approver has approved."""

    NOTHING = "nothing"
    EARLIER_TEXT = "earlier_text"
    THIS_TEXT = "this_text"


@dataclass(frozen=True)
class Approval:
    """How far an approver has come with a draft, and when anything was approved."""

    approver: ParticipantRow
    approved: Approved
    at: datetime | None = None


class NotApproved(SubmissionRefused):
    """Approvers have not approved the statement as it stands, and the person has not said that they are passed over."""

    def __init__(self, missing: Sequence[Approval]) -> None:
        super().__init__(f"{len(missing)} approvals")
        self.missing = missing


def approvals(session: Session, access: Access, fingerprint: str) -> list[Approval]:
    """Return how far each approver who takes part has come with the draft whose fingerprint this is now."""
    approvers = approvers_of(session, access.invitation.id, APPROVER)
    given = approvals_of(session, access.response.id) if approvers else {}
    return [_approval(each, given.get(each.id), fingerprint) for each in approvers]


def _approval(approver: ParticipantRow, given: ApprovalRow | None, fingerprint: str) -> Approval:
    if given is None:
        return Approval(approver, Approved.NOTHING)
    is_this = given.fingerprint == fingerprint
    return Approval(approver, Approved.THIS_TEXT if is_this else Approved.EARLIER_TEXT, given.at)


def missing_approvals(session: Session, access: Access, fingerprint: str) -> list[Approval]:
    """Return the approvers who have not approved the draft as it stands."""
    return [each for each in approvals(session, access, fingerprint) if each.approved is not Approved.THIS_TEXT]


def approve(session: Session, access: Access, *, checked: str, now: datetime) -> ApprovalRow:
    """Approve the draft, and return the approval: the one that there is, if the same text was approved before.

    `checked`: the fingerprint of what the approver has read. Raises AnswersChanged if the draft is another by now.
    """
    lock_response(session, access.response.id)
    as_checked(session, access, checked)
    known = approvals_of(session, access.response.id).get(access.participant.id)
    if known is not None and known.fingerprint == checked:
        return known
    made = ApprovalRow(
        response_id=access.response.id, participant_id=access.participant.id, fingerprint=checked, at=now
    )
    session.add(made)
    session.flush()
    return made


def take_approval_back(session: Session, access: Access, *, now: datetime) -> None:
    """Let no approval of this approver count any more. Does nothing if none does."""
    lock_response(session, access.response.id)
    while known := approvals_of(session, access.response.id).get(access.participant.id):
        known.taken_back_at = now
        session.flush()


def submit_approved(  # noqa: PLR0913  # what the person has seen and said, beside who and when
    session: Session,
    access: Access,
    *,
    nonce: str,
    checked: str,
    passed_over: Collection[int],
    now: datetime,
    said: DecisionSaid = NOTHING_SAID,
) -> SubmissionRow:
    """Submit the statement, as `submit_statement` does, and keep which approvers were passed over.

    `passed_over`: the numbers of the approvers of whom the person has said so. Raises NotApproved if somebody else has
    not approved either, and what `submit_statement` raises.
    """
    lock_response(session, access.response.id)
    if made := submission_by_nonce(session, access.response.id, nonce):
        return made
    missing = missing_approvals(session, access, checked)
    if any(each.approver.id not in passed_over for each in missing):
        raise NotApproved(missing)
    submission = submit_statement(session, access, nonce=nonce, checked=checked, now=now, said=said)
    session.add_all(PassedOverRow(submission_id=submission.id, participant_id=each.approver.id) for each in missing)
    session.flush()
    return submission
