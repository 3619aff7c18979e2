"""Reading the question sets that a coordinator has uploaded and not opened yet."""

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from survey.store.base import NotFound
from survey.store.tables import QuestionSetDraftRow


class ColleaguesDraft(Exception):
    """The draft belongs to another coordinator, whose name is `owner`. Colleagues may read it, and change nothing."""

    def __init__(self, owner: str) -> None:
        super().__init__(owner)
        self.owner = owner


def question_set_draft(
    session: Session, coordinator_id: int, draft_id: int, *, for_change: bool = False
) -> QuestionSetDraftRow:
    """Return the coordinator's own draft with this number. Raises NotFound, and ColleaguesDraft for another
    coordinator's.

    `for_change` locks its row on PostgreSQL, so that after a double click the second request sees the result of the
    first.
    """
    found = question_set_draft_of_anybody(session, draft_id, for_change=for_change)
    if found.coordinator_id != coordinator_id:
        raise ColleaguesDraft(found.coordinator.name)
    return found


def question_set_draft_of_anybody(session: Session, draft_id: int, *, for_change: bool = False) -> QuestionSetDraftRow:
    """Return any coordinator's draft with this number, with its owner, for reading. One query. Raises NotFound.

    The coordinators of an installation read all of its consultations and statements, and proofread each other's
    sets; a link to one, which a colleague sends, leads there. Nothing is listed to others.
    """
    query = (
        select(QuestionSetDraftRow)
        .join(QuestionSetDraftRow.coordinator)
        .options(contains_eager(QuestionSetDraftRow.coordinator))
        .where(QuestionSetDraftRow.id == draft_id)
    )
    found = session.scalar(query.with_for_update(of=QuestionSetDraftRow) if for_change else query)
    if found is None:
        raise NotFound(str(draft_id))
    return found


def question_set_drafts(session: Session, coordinator_id: int) -> list[QuestionSetDraftRow]:
    """Return the coordinator's own drafts, the latest first."""
    own = select(QuestionSetDraftRow).where(QuestionSetDraftRow.coordinator_id == coordinator_id)
    return list(session.scalars(own.order_by(QuestionSetDraftRow.at.desc(), QuestionSetDraftRow.id.desc())))
