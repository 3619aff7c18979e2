"""Responses in which nobody has done anything yet, and removing them."""

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session, aliased

from survey.store.tables import AnswerRow, AttachmentRow, HandlingStepRow, ResponseRow, SubmissionRow


def locked_response_of(session: Session, invitation_id: int) -> ResponseRow:
    """Return the organisation's own response as it is now, locked until the transaction ends."""
    found = select(ResponseRow).where(ResponseRow.invitation_id == invitation_id, ResponseRow.origin == "own")
    return session.scalars(found.with_for_update().execution_options(populate_existing=True)).one()


def is_unused(session: Session, response: ResponseRow) -> bool:
    """Return whether the response has nothing but what was filled in when it was made: no answer of somebody's, no
    file, no handling step and no submission; and no coordinator is entering a statement of the organisation.
    """
    by_somebody = exists().where(
        AnswerRow.response_id == response.id, (AnswerRow.revision > 1) | AnswerRow.participant_id.is_not(None)
    )
    file = exists().where(AttachmentRow.response_id == response.id)
    submission = exists().where(SubmissionRow.response_id == response.id)
    step = exists().where(HandlingStepRow.response_id == response.id)
    other = aliased(ResponseRow)
    entered = exists().where(other.invitation_id == response.invitation_id, other.origin == "entered")
    is_used = session.scalar(select(by_somebody | file | submission | step | entered))
    return response.changed_at is None and not is_used


def remove_unused(session: Session, response: ResponseRow) -> None:
    """Remove a response that is unused, with what was filled in."""
    session.execute(delete(AnswerRow).where(AnswerRow.response_id == response.id))
    session.delete(response)
    session.flush()
