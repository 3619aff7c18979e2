"""Reading approvals of drafts, and which approvers were passed over."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.tables import ApprovalRow, ParticipantRow, PassedOverRow, SubmissionRow


def approvals_of(session: Session, response_id: int) -> dict[int, ApprovalRow]:
    """Return the approval of each approver that counts, by the approver's number: the latest that was not taken back.
    One query.
    """
    found = select(ApprovalRow).where(ApprovalRow.response_id == response_id, ApprovalRow.taken_back_at.is_(None))
    return {each.participant_id: each for each in session.scalars(found.order_by(ApprovalRow.id))}


def approvers_of(session: Session, invitation_id: int, role: str) -> list[ParticipantRow]:
    """Return the approvers who take part now, those in the role with this name, in the order in which they came."""
    found = select(ParticipantRow).where(
        ParticipantRow.invitation_id == invitation_id, ParticipantRow.role == role, ParticipantRow.left_at.is_(None)
    )
    return list(session.scalars(found.order_by(ParticipantRow.id)))


def passed_over_in(session: Session, response_id: int) -> list[tuple[str, datetime, int]]:
    """Return the reference and the time of each submission without the approval of somebody, and that person's number;
    the latest first. One query.
    """
    rows = session.execute(
        select(SubmissionRow.reference, SubmissionRow.submitted_at, PassedOverRow.participant_id)
        .join(SubmissionRow, SubmissionRow.id == PassedOverRow.submission_id)
        .where(SubmissionRow.response_id == response_id)
        .order_by(SubmissionRow.number.desc(), PassedOverRow.participant_id)
    )
    return [(row[0], row[1], row[2]) for row in rows]
