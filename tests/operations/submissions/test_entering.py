"""Entering a statement: two coordinators at the same time, and what is refused whatever a page sends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.export.statements.records import Channel
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.mail.mails import mail_of
from survey.operations.mail.occasions import put_receipts
from survey.operations.submissions.entering import (
    AlreadyBegun,
    Arrival,
    Entering,
    NotInTime,
    begin_entering,
    change_arrival,
    enter_statement,
    find_entering,
)
from survey.operations.submissions.submitting import draft_fingerprint
from survey.questions.question import State
from survey.store.base import NotFound
from survey.store.database import Database
from survey.store.responses.answers import stored_answers_of
from survey.store.tables import (
    CoordinatorRow,
    EnteredStatementRow,
    InvitationRow,
    MessageRow,
    ParticipantRow,
    SubmissionRow,
)
from tests.operations.mail.outboxes import ORIGIN
from tests.passwords import HASH
from tests.rounds import open_round

HOUR = timedelta(hours=1)


@pytest.fixture
def opened(database: Database, now: datetime) -> Database:
    """A round with one organisation, and two coordinators."""
    with database.writing() as session:
        open_round(session, now=now - timedelta(days=1))
        for name in ("maija", "ville"):
            create_coordinator(session, email=f"{name}@example.fi", name=name, password_hash=HASH, now=now)
    return database


def begin(database: Database, now: datetime, by: int = 1, at: datetime | None = None) -> None:
    with database.writing() as session:
        coordinator, invitation = session.get_one(CoordinatorRow, by), session.get_one(InvitationRow, 1)
        arrival = Arrival(Channel.POST, at or now - HOUR, "fi")
        begin_entering(session, invitation, arrival, earlier=None, by=coordinator, now=now)


def enter(database: Database, now: datetime, by: int, nonce: str) -> None:
    with database.writing() as session:
        coordinator, invitation = session.get_one(CoordinatorRow, by), session.get_one(InvitationRow, 1)
        found = find_entering(session, invitation, by=coordinator, saves=True, now=now)
        checked = draft_fingerprint(session, found.access)
        enter_statement(session, found, nonce=nonce, checked=checked, nothing=False, by=coordinator, now=now)


def together(*acts: Callable[[], None]) -> list[type[Exception] | None]:
    """Do all at the same moment; the class of what each raised."""
    barrier = Barrier(len(acts))
    raised: list[type[Exception] | None] = []

    def run(act: Callable[[], None]) -> None:
        barrier.wait()
        try:
            act()
        except Exception as error:  # which one it was is what the test asks
            raised.append(type(error))
        else:
            raised.append(None)

    threads = [Thread(target=run, args=(each,)) for each in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(raised, key=str)


def test_of_two_who_begin_at_the_same_moment_one_begins(opened: Database, now: datetime) -> None:
    assert together(lambda: begin(opened, now, 1), lambda: begin(opened, now, 2)) == [AlreadyBegun, None]
    with opened.reading() as session:
        assert len(session.scalars(select(EnteredStatementRow)).all()) == 1


def test_of_two_who_enter_at_the_same_moment_one_enters(opened: Database, now: datetime) -> None:
    begin(opened, now)
    done = together(lambda: enter(opened, now, 1, "one"), lambda: enter(opened, now, 2, "two"))
    assert done == [NotFound, None]
    with opened.reading() as session:
        assert len(session.scalars(select(SubmissionRow)).all()) == 1
        assert session.scalars(select(EnteredStatementRow)).all() == []


def test_nothing_came_in_the_future(opened: Database, now: datetime) -> None:
    with pytest.raises(NotInTime):
        begin(opened, now, at=now + HOUR)
    begin(opened, now)
    with opened.writing() as session, pytest.raises(NotInTime):
        change_arrival(session, found(session, now), Arrival(Channel.EMAIL, now + HOUR, "fi"), now=now)


def test_what_a_coordinator_types_has_her_as_its_participant(opened: Database, now: datetime) -> None:
    begin(opened, now, by=2)
    with opened.reading() as session:
        response_id = session.scalars(select(EnteredStatementRow.response_id)).one()
        by = {each.by for each in stored_answers_of(session, response_id).values()}
        assert [session.get_one(ParticipantRow, each).coordinator_id for each in by if each] == [2]
        states = {each.given.state for each in stored_answers_of(session, response_id).values() if each.given}
        assert states == {State.ANSWERED}


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Lähetitte tämän muuta kautta"), ("sv", "Ni skickade det här på annat sätt")]
)
def test_the_receipt_says_that_it_was_entered(opened: Database, now: datetime, language: str, words: str) -> None:
    begin(opened, now)
    enter(opened, now, 1, "one")
    with opened.writing() as session:
        submission = session.scalars(select(SubmissionRow)).one()
        begin_entering(
            session,
            session.get_one(InvitationRow, 1),
            Arrival(Channel.EMAIL, now - HOUR, language),
            earlier=submission,
            by=session.get_one(CoordinatorRow, 1),
            now=now,
        )
        entering = found(session, now)
        checked = draft_fingerprint(session, entering.access)
        by = session.get_one(CoordinatorRow, 1)
        made = enter_statement(session, entering, nonce="two", checked=checked, nothing=False, by=by, now=now)
        put_receipts(session, entering.access, made, now=now)
        message = session.scalars(select(MessageRow)).one()
        [letter] = mail_of(session, message, ORIGIN, token="", now=now).letters
    assert any(words in each for each in letter.paragraphs)


def found(session: Session, now: datetime) -> Entering:
    """The statement that is being entered, as the first coordinator saves it."""
    invitation, by = session.get_one(InvitationRow, 1), session.get_one(CoordinatorRow, 1)
    return find_entering(session, invitation, by=by, saves=True, now=now)
