"""The periods of consultations in the database, and locking a consultation while its data is deleted."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from survey.store.tables import ConsultationRow, CoordinatorRow, ExportRow, InvitationRow, RetentionRow

CONTACT, DRAFTS, MAILS, ALL = "contact", "drafts", "mails", "all"
KINDS = (CONTACT, DRAFTS, MAILS, ALL)
"""The kinds of data with a period of their own; what is deleted with the last one includes all the others."""


class Period(NamedTuple):
    """The period of one kind of a consultation's data, and the name of the coordinator who set it last."""

    retention: RetentionRow
    set_by: str


def periods_of(session: Session, consultation_id: int) -> dict[str, Period]:
    """Return the periods of a consultation that were ever set, by kind."""
    rows = session.execute(
        select(RetentionRow, CoordinatorRow.name)
        .join(CoordinatorRow, CoordinatorRow.id == RetentionRow.coordinator_id)
        .where(RetentionRow.consultation_id == consultation_id)
    )
    return {retention.kind: Period(retention, name) for retention, name in rows}


def begun_at(session: Session, consultation_id: int, kind: str) -> datetime | None:
    """Return when the latest deletion of one kind of a consultation's data began; None if there was none."""
    found = select(RetentionRow.begun_at)
    return session.scalar(found.where(RetentionRow.consultation_id == consultation_id, RetentionRow.kind == kind))


class Kept(NamedTuple):
    """A period that counts or whose deletion is not finished, with its consultation, and the moment at which the last
    organisation's time to answer ends or has ended.
    """

    retention: RetentionRow
    consultation: ConsultationRow
    ends_at: datetime


def periods_that_count(session: Session, consultation_id: int | None = None) -> list[Kept]:
    """Return the periods of all consultations, or of one, by consultation and in the order of KINDS: those that have a
    number of months, and those whose deletion was stopped in the middle. None of a consultation that is deleted whole.
    """
    unfinished = RetentionRow.begun_at.is_not(None) & RetentionRow.deleted_at.is_(None)
    found = (
        select(RetentionRow, ConsultationRow, _LAST)
        .join(ConsultationRow, ConsultationRow.id == RetentionRow.consultation_id)
        .where(or_(RetentionRow.months.is_not(None), unfinished))
        .order_by(ConsultationRow.id)
    )
    if consultation_id is not None:
        found = found.where(ConsultationRow.id == consultation_id)
    rows = [Kept(row[0], row[1], max(row[1].ends_at, row[2] or row[1].ends_at)) for row in session.execute(found)]
    left = [each for each in rows if each.consultation.deleted_at is None or _is_unfinished_whole(each.retention)]
    return sorted(left, key=lambda each: (each.consultation.id, KINDS.index(each.retention.kind)))


def _is_unfinished_whole(retention: RetentionRow) -> bool:
    return retention.kind == ALL and retention.deleted_at is None


def ends_at(session: Session, consultation: ConsultationRow) -> datetime:
    """Return the moment at which the last organisation's time to answer ends: by its own deadline or the common one, or
    the closing time until which late statements are taken, or the time until which decisions are confirmed.
    """
    last = session.scalar(select(_LAST).where(ConsultationRow.id == consultation.id))
    return max(consultation.ends_at, last or consultation.ends_at)


_LAST = (
    select(func.max(InvitationRow.own_deadline))
    .where(InvitationRow.consultation_id == ConsultationRow.id)
    .correlate(ConsultationRow)
    .scalar_subquery()
)


def lock_consultation(session: Session, consultation_id: int) -> bool:
    """Lock a consultation until the transaction ends, so that no file of it is begun meanwhile. Returns False if
    another transaction has it: one that makes a file, for example. On SQLite a transaction for writing is alone.
    """
    found = select(ConsultationRow.id).where(ConsultationRow.id == consultation_id).with_for_update(skip_locked=True)
    return session.scalar(found) is not None


def hold_for_reading(session: Session, consultation_id: int) -> None:
    """Keep everybody from deleting anything of a consultation until the transaction ends. SQLite needs nothing for
    that: a transaction reads what was there when it began.
    """
    found = select(ConsultationRow.id).where(ConsultationRow.id == consultation_id)
    session.execute(found.with_for_update(read=True, key_share=True))


def is_export_under_way(session: Session, consultation_id: int, *, alive_after: datetime) -> bool:
    """Return whether a file of the consultation is being made, by a process that was heard of after `alive_after`."""
    found = select(ExportRow.id).where(
        ExportRow.consultation_id == consultation_id, ExportRow.state == "making", ExportRow.alive_at > alive_after
    )
    return session.scalar(found.limit(1)) is not None


def invitation_ids(session: Session, consultation_id: int) -> list[int]:
    """Return the ids of all invitations to a consultation, in order."""
    found = select(InvitationRow.id).where(InvitationRow.consultation_id == consultation_id)
    return list(session.scalars(found.order_by(InvitationRow.id)))
