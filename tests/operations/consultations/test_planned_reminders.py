"""Planned reminders go out once, on their day, to those who have not answered then."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.consultations.deadlines import give_more_time
from survey.operations.consultations.planned_reminders import (
    PlanRefused,
    goes_out_at,
    plan_reminder,
    remove_planned,
    send_planned_reminders,
)
from survey.store.database import Database
from survey.store.reminders import planned_reminder
from survey.store.tables import ConsultationRow, CoordinatorRow, MessageRow
from tests.passwords import HASH
from tests.rounds import DETAILS, Round, invite_another, open_round, save, submit

DAY = datetime(2026, 12, 17, 7, 0, tzinfo=UTC)
"""9.00 in Helsinki, seven days before the deadline of the round, which is a 24th."""


def planned(database: Database, now: datetime) -> tuple[Round, Round]:
    """Two organisations, and a reminder seven days before their deadline."""
    with database.writing() as session:
        first = open_round(session, now=now)
        second = invite_another(session, first.consultation, now=now, name="Toinen", language="sv")
        ville = create_coordinator(session, email="v@example.fi", name="Ville", password_hash=HASH, now=now)
        plan_reminder(session, first.consultation, days_before=7, words={"fi": "Kiire."}, by=ville, now=now)
    return first, second


def reminded(database: Database) -> list[int | None]:
    with database.reading() as session:
        found = select(MessageRow.invitation_id).where(MessageRow.kind == "reminder").order_by(MessageRow.id)
        return list(session.scalars(found))


def test_it_goes_out_at_nine_on_its_day_and_once(database: Database, now: datetime) -> None:
    first, second = planned(database, now)
    assert send_planned_reminders(database, DAY - timedelta(seconds=1)) == 0
    assert send_planned_reminders(database, DAY) == 2
    assert send_planned_reminders(database, DAY + timedelta(hours=1)) == 0
    assert reminded(database) == [first.access.invitation.id, second.access.invitation.id]
    with database.reading() as session:
        assert {tuple(each.words.items()) for each in session.scalars(select(MessageRow))} == {(("fi", "Kiire."),)}


def test_whoever_has_answered_by_then_gets_none(database: Database, now: datetime) -> None:
    first, second = planned(database, now)
    with database.writing() as session:
        save(session, first, {"nakemys": {"text": "Näin."}, **DETAILS}, now=now)
        submit(session, first, now=now)
    send_planned_reminders(database, DAY)
    assert reminded(database) == [second.access.invitation.id]


def test_several_senders_at_once_send_it_once(database: Database, now: datetime) -> None:
    planned(database, now)
    threads = [threading.Thread(target=send_planned_reminders, args=(database, DAY)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reminded(database)) == 2


def test_it_moves_with_the_deadline(sqlite: Database, now: datetime) -> None:
    planned(sqlite, now)
    with sqlite.writing() as session:
        consultation, ville = (
            session.scalars(select(ConsultationRow)).one(),
            session.scalars(select(CoordinatorRow)).one(),
        )
        deadline = consultation.deadline + timedelta(days=10)
        give_more_time(session, consultation, None, deadline=deadline, reason={}, by=ville, by_mail=False, now=now)
        assert goes_out_at(consultation, 7) == DAY + timedelta(days=10)
    assert send_planned_reminders(sqlite, DAY) == 0
    assert send_planned_reminders(sqlite, DAY + timedelta(days=10)) == 2


def test_nothing_goes_out_after_the_deadline_though_nothing_ran_in_time(sqlite: Database, now: datetime) -> None:
    first, _second = planned(sqlite, now)
    assert send_planned_reminders(sqlite, first.consultation.deadline) == 0


def test_a_removed_one_does_not_go_out(sqlite: Database, now: datetime) -> None:
    first, _second = planned(sqlite, now)
    with sqlite.writing() as session:
        ville = session.scalars(select(CoordinatorRow)).one()
        remove_planned(session, planned_reminder(session, first.consultation.id, 1), by=ville, now=now)
    assert send_planned_reminders(sqlite, DAY) == 0


@pytest.mark.parametrize(("days", "words"), [(7, "already"), (30, "passed")])
def test_a_day_that_is_taken_or_has_passed_is_refused(sqlite: Database, now: datetime, days: int, words: str) -> None:
    first, _second = planned(sqlite, now)
    with sqlite.writing() as session:
        ville = session.scalars(select(CoordinatorRow)).one()
        consultation = session.merge(first.consultation)
        with pytest.raises(PlanRefused, match=words):
            plan_reminder(session, consultation, days_before=days, words={}, by=ville, now=now)
