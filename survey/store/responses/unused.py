"""Responses in which nobody has done anything yet, or that have no statement, and removing them."""

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session, aliased

from survey.store.tables import (
    AnswerRow,
    AttachmentRow,
    EarlierAnswerRow,
    HandlingStepRow,
    OpenConflictRow,
    ResponseRow,
    SubmissionRow,
)


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


def has_statement(session: Session, response: ResponseRow) -> bool:
    """Return whether a statement is in, also one with nothing to state, or a coordinator is entering one."""
    other = aliased(ResponseRow)
    submission = exists().where(SubmissionRow.response_id == response.id)
    entered = exists().where(other.invitation_id == response.invitation_id, other.origin == "entered")
    return bool(session.scalar(select(submission | entered)))


def remove_response(session: Session, response: ResponseRow) -> None:
    """Remove a response that has no statement, with its draft."""
    of_answers = select(AnswerRow.id).where(AnswerRow.response_id == response.id)
    session.execute(delete(EarlierAnswerRow).where(EarlierAnswerRow.answer_id.in_(of_answers)))
    for table in (AnswerRow, OpenConflictRow, AttachmentRow):
        session.execute(delete(table).where(table.response_id == response.id))
    session.delete(response)
    session.flush()
