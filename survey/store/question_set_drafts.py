"""Reading the question sets that a coordinator has uploaded and not opened yet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.base import NotFound
from survey.store.tables import QuestionSetDraftRow


def question_set_draft(
    session: Session, coordinator_id: int, draft_id: int, *, for_change: bool = False
) -> QuestionSetDraftRow:
    """Return the coordinator's own draft with this number. Raises NotFound, also for another coordinator's draft.

    `for_change` locks its row on PostgreSQL, so that after a double click the second request sees the result of the
    first.
    """
    wanted = (QuestionSetDraftRow.id == draft_id, QuestionSetDraftRow.coordinator_id == coordinator_id)
    query = select(QuestionSetDraftRow).where(*wanted)
    found = session.scalar(query.with_for_update() if for_change else query)
    if found is None:
        raise NotFound(str(draft_id))
    return found


def question_set_drafts(session: Session, coordinator_id: int) -> list[QuestionSetDraftRow]:
    """Return the coordinator's own drafts, the latest first."""
    own = select(QuestionSetDraftRow).where(QuestionSetDraftRow.coordinator_id == coordinator_id)
    return list(session.scalars(own.order_by(QuestionSetDraftRow.at.desc(), QuestionSetDraftRow.id.desc())))
