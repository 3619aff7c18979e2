"""Finding the question sets that a coordinator has brought and not opened yet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.base import NotFound
from survey.store.tables import QuestionSetDraftRow


def question_set_draft(session: Session, coordinator_id: int, draft_id: int) -> QuestionSetDraftRow:
    """The coordinator's own draft with this number; raises NotFound, also for another's."""
    wanted = (QuestionSetDraftRow.id == draft_id, QuestionSetDraftRow.coordinator_id == coordinator_id)
    found = session.scalar(select(QuestionSetDraftRow).where(*wanted))
    if found is None:
        raise NotFound(str(draft_id))
    return found


def question_set_drafts(session: Session, coordinator_id: int) -> list[QuestionSetDraftRow]:
    """The coordinator's own drafts, the latest first."""
    own = select(QuestionSetDraftRow).where(QuestionSetDraftRow.coordinator_id == coordinator_id)
    return list(session.scalars(own.order_by(QuestionSetDraftRow.at.desc(), QuestionSetDraftRow.id.desc())))
