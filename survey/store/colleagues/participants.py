"""Who takes part in an organisation's draft: reading and changing their rows, and who has changed which answer."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select, union_all, update
from sqlalchemy.orm import Session

from survey.store.base import NotFound
from survey.store.mail import FAILED, WAITING
from survey.store.tables import AnswerRow, EarlierAnswerRow, MessageRow, ParticipantRow


class AnswerChange(NamedTuple):
    """Somebody has changed an answer: where, who (by number) and when."""

    address: str
    participant_id: int
    at: datetime


def people_of(session: Session, invitation_id: int) -> list[ParticipantRow]:
    """Return everybody who takes or took part for this organisation, in the order in which they came; no coordinators.
    One query.
    """
    found = select(ParticipantRow).where(
        ParticipantRow.invitation_id == invitation_id, ParticipantRow.coordinator_id.is_(None)
    )
    return list(session.scalars(found.order_by(ParticipantRow.id).execution_options(populate_existing=True)))


def person_of(session: Session, invitation_id: int, participant_id: int) -> ParticipantRow:
    """Return one who takes part for this organisation, as stored now. Raises NotFound, also for one who was removed."""
    found = session.scalar(
        select(ParticipantRow)
        .where(
            ParticipantRow.id == participant_id,
            ParticipantRow.invitation_id == invitation_id,
            ParticipantRow.coordinator_id.is_(None),
            ParticipantRow.left_at.is_(None),
        )
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("participant")
    return found


def note_seen(session: Session, participant: ParticipantRow, *, now: datetime) -> None:
    """Store that this person is here now."""
    found = update(ParticipantRow).where(ParticipantRow.id == participant.id)
    session.execute(found.values(seen_at=now).execution_options(synchronize_session=False))


def latest_changes(session: Session, response_id: int, *, most: int) -> list[AnswerChange]:
    """Return the latest changes of answers by people, the latest first. One query, which reads no text."""
    now = select(AnswerRow.address, AnswerRow.participant_id, AnswerRow.at).where(
        AnswerRow.response_id == response_id, AnswerRow.participant_id.is_not(None)
    )
    before = (
        select(AnswerRow.address, EarlierAnswerRow.participant_id, EarlierAnswerRow.at)
        .join(AnswerRow, AnswerRow.id == EarlierAnswerRow.answer_id)
        .where(AnswerRow.response_id == response_id, EarlierAnswerRow.participant_id.is_not(None))
    )
    every = union_all(now, before).subquery()
    rows = session.execute(select(every).order_by(every.c.at.desc(), every.c.address).limit(most))
    return [AnswerChange(*row) for row in rows]


def writers_of(session: Session, response_id: int) -> set[int]:
    """Return the numbers of the people who have written an answer of this response, now or before."""
    now = select(AnswerRow.participant_id).where(AnswerRow.response_id == response_id)
    before = (
        select(EarlierAnswerRow.participant_id)
        .join(AnswerRow, AnswerRow.id == EarlierAnswerRow.answer_id)
        .where(AnswerRow.response_id == response_id)
    )
    return {number for number in session.scalars(now.union(before)) if number is not None}


def mails_to_colleagues(session: Session, invitation_id: int) -> dict[int, MessageRow]:
    """Return the latest mail to each colleague, by the colleague's number. One query."""
    found = select(MessageRow).where(MessageRow.invitation_id == invitation_id, MessageRow.participant_id.is_not(None))
    return {each.participant_id or 0: each for each in session.scalars(found.order_by(MessageRow.id))}


def count_of_mails_to_colleagues(session: Session, invitation_id: int, *, since: datetime) -> int:
    """Return how many mails to colleagues of this organisation were put into the outbox since then."""
    found = select(func.count(MessageRow.id)).where(
        MessageRow.invitation_id == invitation_id,
        MessageRow.participant_id.is_not(None),
        MessageRow.created_at > since,
    )
    return session.scalar(found) or 0


def stop_mails_to(session: Session, participant: ParticipantRow, *, answer: str) -> None:
    """Let the mails to a colleague that wait not be sent; `answer` says why."""
    found = update(MessageRow).where(MessageRow.participant_id == participant.id, MessageRow.state == WAITING)
    session.execute(found.values(state=FAILED, answer=answer).execution_options(synchronize_session=False))
