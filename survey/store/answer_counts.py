"""The answers at given addresses in all drafts or all submissions of a consultation, for counting."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.questions.question import Value
from survey.store.consultations import latest_submission_ids
from survey.store.tables import AnswerRow, InvitationRow, ResponseRow, SubmissionRow, SubmittedAnswerRow


def drafted(session: Session, consultation_id: int, addresses: Collection[str]) -> list[tuple[str, Value]]:
    """Return (address, value) of the answers at these addresses in drafts from which nothing has been submitted. One
    query.
    """
    rows = session.execute(
        select(AnswerRow.address, AnswerRow.value)
        .join(ResponseRow, ResponseRow.id == AnswerRow.response_id)
        .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
        .outerjoin(SubmissionRow, SubmissionRow.response_id == ResponseRow.id)
        .where(
            InvitationRow.consultation_id == consultation_id,
            AnswerRow.address.in_(addresses),
            AnswerRow.value.is_not(None),
            SubmissionRow.id.is_(None),
        )
        .order_by(AnswerRow.id)
    )
    return [(address, value) for address, value in rows if value is not None]


def submitted(session: Session, consultation_id: int, addresses: Collection[str]) -> list[tuple[str, Value]]:
    """Return (address, value) of the answers at these addresses in each organisation's latest submission. One query."""
    latest = latest_submission_ids()
    rows = session.execute(
        select(SubmittedAnswerRow.address, SubmittedAnswerRow.value)
        .join(latest, latest.c.submission_id == SubmittedAnswerRow.submission_id)
        .join(ResponseRow, ResponseRow.id == latest.c.response_id)
        .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
        .where(InvitationRow.consultation_id == consultation_id, SubmittedAnswerRow.address.in_(addresses))
        .order_by(SubmittedAnswerRow.id)
    )
    return [(address, value) for address, value in rows]
