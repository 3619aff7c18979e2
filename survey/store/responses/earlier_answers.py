"""The revisions of an answer: who wrote which text, and when."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from survey.questions.question import Given, State
from survey.store.tables import AnswerRow, EarlierAnswerRow, ParticipantRow


class Written(NamedTuple):
    """One revision: its number, when and by whom it was written. `name` is None for a holder of a link who has none."""

    revision: int
    at: datetime
    by: int | None
    name: str | None


def revisions_of(session: Session, response_id: int, address: str) -> list[Written]:
    """Return every revision of an answer, the latest first; an empty list if it was never answered. One query."""
    here = (AnswerRow.response_id == response_id, AnswerRow.address == address)
    earlier = (
        select(EarlierAnswerRow.revision, EarlierAnswerRow.at, EarlierAnswerRow.participant_id)
        .join(AnswerRow, AnswerRow.id == EarlierAnswerRow.answer_id)
        .where(*here)
    )
    every = union_all(select(AnswerRow.revision, AnswerRow.at, AnswerRow.participant_id).where(*here), earlier)
    each = every.subquery()
    rows = session.execute(
        select(each.c.revision, each.c.at, each.c.participant_id, ParticipantRow.name)
        .outerjoin(ParticipantRow, ParticipantRow.id == each.c.participant_id)
        .order_by(each.c.revision.desc())
    )
    return [Written(*row) for row in rows]


def texts_of(session: Session, response_id: int, address: str, revisions: Collection[int]) -> dict[int, Given | None]:
    """Return the answer in each of these revisions, None where it was empty. Revisions that are not there are left
    out. One query.
    """
    here = (AnswerRow.response_id == response_id, AnswerRow.address == address)
    earlier = (
        select(EarlierAnswerRow.revision, EarlierAnswerRow.value, EarlierAnswerRow.state)
        .join(AnswerRow, AnswerRow.id == EarlierAnswerRow.answer_id)
        .where(*here, EarlierAnswerRow.revision.in_(revisions))
    )
    present = select(AnswerRow.revision, AnswerRow.value, AnswerRow.state).where(
        *here, AnswerRow.revision.in_(revisions)
    )
    return {
        revision: None if value is None else Given(value, State(state))
        for revision, value, state in session.execute(union_all(present, earlier))
    }
