"""Reminders that go out by themselves so many days before the deadline, to those who have not answered then."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from survey.languages import TranslatableError, in_helsinki, moment_in_helsinki
from survey.languages import mark as _
from survey.operations.consultations.deadlines import send_reminder, who_can_be_reminded
from survey.operations.log import record
from survey.store.database import Database
from survey.store.reminders import planned_reminders_of, waiting_reminders
from survey.store.tables import ConsultationRow, CoordinatorRow, PlannedReminderRow

MOST_DAYS = 60
CLOCK = time(9)
"""When a planned reminder goes out on its day, by the clock of Finland: when offices open."""


class PlanRefused(TranslatableError):
    """A reminder cannot be planned so. The message says why."""


def goes_out_at(consultation: ConsultationRow, days_before: int) -> datetime:
    """Return when a reminder so many days before the deadline goes out. It moves with the deadline."""
    day = in_helsinki(consultation.deadline).date() - timedelta(days=days_before)
    return moment_in_helsinki(datetime.combine(day, CLOCK))


def plan_reminder(  # noqa: PLR0913  # what is planned, by whom and when
    session: Session,
    consultation: ConsultationRow,
    *,
    days_before: int,
    words: Mapping[str, str],
    by: CoordinatorRow,
    now: datetime,
) -> PlannedReminderRow:
    """Plan a reminder. Raises PlanRefused if its day has passed, or a reminder is planned for the same day already."""
    if goes_out_at(consultation, days_before) <= now:
        raise PlanRefused(_("That day has passed already. Choose fewer days."))
    if any(each.days_before == days_before for each in planned_reminders_of(session, consultation.id)):
        raise PlanRefused(_("There is a reminder for that day already."))
    row = PlannedReminderRow(
        consultation_id=consultation.id,
        days_before=days_before,
        words=dict(words),
        at=now,
        coordinator_id=by.id,
    )
    session.add(row)
    session.flush()
    record(session, "reminder planned", now=now, consultation_id=consultation.id, coordinator_id=by.id)
    return row


def remove_planned(session: Session, row: PlannedReminderRow, *, by: CoordinatorRow, now: datetime) -> None:
    """Let a planned reminder not go out."""
    row.removed_at = now
    record(session, "planned reminder removed", now=now, consultation_id=row.consultation_id, coordinator_id=by.id)


def send_planned_reminders(database: Database, now: datetime) -> int:
    """Put the mails of every planned reminder whose time has come into the outbox. Returns how many mails.

    After the deadline none goes out, also if nothing ran at its time. Senders that do this at once do it once.
    """
    with database.reading() as session:  # a sender that has nothing to do takes no write lock
        if not any(_is_due(row, now) for row in waiting_reminders(session)):
            return 0
    mails = 0
    with database.writing() as session:
        for row in waiting_reminders(session):
            if _is_due(row, now):
                mails += _send(session, row, now)
    return mails


def _is_due(row: PlannedReminderRow, now: datetime) -> bool:
    return goes_out_at(row.consultation, row.days_before) <= now < row.consultation.deadline


def _send(session: Session, row: PlannedReminderRow, now: datetime) -> int:
    by = session.get_one(CoordinatorRow, row.coordinator_id)
    waiting = who_can_be_reminded(session, row.consultation, language="fi", now=now)
    chosen = {each.invitation.id for each in waiting}
    row.done_at = now
    nonce = f"planned {row.id}"
    return send_reminder(session, row.consultation, chosen, nonce=nonce, words=row.words, by=by, now=now)
