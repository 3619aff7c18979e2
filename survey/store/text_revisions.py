"""The revisions of the texts of a consultation's question set."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.questions.freeze import Frozen
from survey.store.base import NotFound
from survey.store.tables import ConsultationRow, TextRevisionRow


def text_revisions(session: Session, consultation_id: int) -> list[TextRevisionRow]:
    """Return every revision, beginning with the one that the consultation was opened with."""
    ordered = (
        select(TextRevisionRow)
        .where(TextRevisionRow.consultation_id == consultation_id)
        .order_by(TextRevisionRow.number)
    )
    return list(session.scalars(ordered))


def texts_with(session: Session, consultation_id: int, text_digest: str) -> str:
    """Return the frozen set, as JSON, whose texts have this digest. Raises NotFound."""
    found = session.scalar(
        select(TextRevisionRow.question_set)
        .where(TextRevisionRow.consultation_id == consultation_id, TextRevisionRow.text_digest == text_digest)
        .order_by(TextRevisionRow.number)
        .limit(1)
    )
    if found is None:
        raise NotFound("text revision")
    return found


def append_text_revision(
    session: Session, consultation: ConsultationRow, frozen: Frozen, *, now: datetime
) -> TextRevisionRow:
    """Store the set as it is from `now` on, and return the new revision. A constraint stops two revisions with one
    number.
    """
    earlier = text_revisions(session, consultation.id)
    revision = TextRevisionRow(
        consultation_id=consultation.id,
        number=earlier[-1].number + 1 if earlier else 1,
        question_set=frozen.json,
        text_digest=frozen.text_digest,
        at=now,
    )
    session.add(revision)
    session.flush()
    return revision
