"""Reading reminders, those that were sent and those that are planned."""

from sqlalchemy import Select, String, func, select
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session, contains_eager

from survey.store.base import NotFound
from survey.store.tables import MessageRow, PlannedReminderRow, ReminderRow


def reminders_of(session: Session, consultation_id: int) -> list[tuple[ReminderRow, int]]:
    """Return every reminder of a consultation with the number of its mails, the latest first."""
    occasions = MessageRow.occasion.like("reminder:" + as_type(ReminderRow.id, String) + ":%")
    number = select(func.count()).where(MessageRow.consultation_id == consultation_id, occasions).scalar_subquery()
    rows = session.execute(
        select(ReminderRow, number)
        .where(ReminderRow.consultation_id == consultation_id)
        .order_by(ReminderRow.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def reminder_by_nonce(session: Session, consultation_id: int, nonce: str) -> ReminderRow | None:
    """Return the reminder that this page has sent already; None if it has sent none."""
    found = select(ReminderRow).where(ReminderRow.consultation_id == consultation_id, ReminderRow.nonce == nonce)
    return session.scalar(found)


def planned_reminders_of(session: Session, consultation_id: int) -> list[PlannedReminderRow]:
    """Return the planned reminders of a consultation that have not been removed, the first one first."""
    found = select(PlannedReminderRow).where(
        PlannedReminderRow.consultation_id == consultation_id, PlannedReminderRow.removed_at.is_(None)
    )
    return list(session.scalars(found.order_by(PlannedReminderRow.days_before.desc(), PlannedReminderRow.id)))


def planned_reminder(session: Session, consultation_id: int, planned_id: int) -> PlannedReminderRow:
    """Return a planned reminder of this consultation that waits, locked until the transaction ends. Raises NotFound."""
    found = session.scalar(
        _waiting().where(PlannedReminderRow.consultation_id == consultation_id, PlannedReminderRow.id == planned_id)
    )
    if found is None:
        raise NotFound(str(planned_id))
    return found


def waiting_reminders(session: Session) -> list[PlannedReminderRow]:
    """Return every planned reminder of the installation that waits, with its consultation, locked until the transaction
    ends; without those that another sender has locked.
    """
    rows = session.scalars(
        _waiting()
        .join(PlannedReminderRow.consultation)
        .options(contains_eager(PlannedReminderRow.consultation))
        .order_by(PlannedReminderRow.id)
    )
    return list(rows)


def _waiting() -> Select[PlannedReminderRow]:
    return (
        select(PlannedReminderRow)
        .where(PlannedReminderRow.done_at.is_(None), PlannedReminderRow.removed_at.is_(None))
        .with_for_update(of=PlannedReminderRow, skip_locked=True)
    )
