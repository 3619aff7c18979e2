"""Staff accounts: passwords, throttling, sessions that end."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from survey.operations.accounts.coordinators import (
    SIGN_IN_LASTS,
    TooManyTries,
    create_coordinator,
    current_sign_in,
    end_sign_in,
    note_try,
    start_sign_in,
)
from survey.operations.accounts.passwords import AccountRefused, hash_password, password_matches
from survey.store.accounts import coordinator_by_email
from survey.store.base import NotFound
from survey.store.database import Database
from survey.store.tables import CoordinatorRow, FailedSignInRow

PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)


def _coordinator(database: Database, now: datetime) -> CoordinatorRow:
    with database.writing() as session:
        return create_coordinator(session, email="Maija@Example.fi", name="Maija", password_hash=HASH, now=now)


def test_the_password_is_kept_as_argon2id_only(database: Database, now: datetime) -> None:
    coordinator = _coordinator(database, now)
    assert coordinator.password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$"), "as slow as is recommended"
    assert PASSWORD not in coordinator.password_hash
    assert password_matches(coordinator, PASSWORD)
    assert not password_matches(coordinator, PASSWORD + "x")
    assert not password_matches(None, PASSWORD)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(AccountRefused, match="12"):
        hash_password("short")


def test_an_address_has_one_account_whatever_its_case(database: Database, now: datetime) -> None:
    _coordinator(database, now)
    with database.writing() as session:
        assert coordinator_by_email(session, " MAIJA@example.fi ")
        with pytest.raises(AccountRefused, match="already"):
            create_coordinator(session, email="maija@EXAMPLE.fi", name="M", password_hash=HASH, now=now)


def test_five_failures_from_one_client_stop_the_sixth(database: Database, now: datetime) -> None:
    with database.writing() as session:
        for _ in range(5):
            note_try(session, email="maija@example.fi", client="192.0.2.1", now=now)
        with pytest.raises(TooManyTries):
            note_try(session, email="MAIJA@example.fi", client="192.0.2.1", now=now)
        note_try(session, email="maija@example.fi", client="192.0.2.2", now=now)
        note_try(session, email="maija@example.fi", client="192.0.2.1", now=now + timedelta(minutes=16))


def test_one_client_cannot_try_many_accounts(database: Database, now: datetime) -> None:
    with database.writing() as session:
        for number in range(20):
            note_try(session, email=f"{number}@example.fi", client="192.0.2.1", now=now)
        with pytest.raises(TooManyTries):
            note_try(session, email="another@example.fi", client="192.0.2.1", now=now)


def test_one_network_of_ipv6_is_one_client(database: Database, now: datetime) -> None:
    with database.writing() as session:
        for number in range(5):
            note_try(session, email="maija@example.fi", client=f"2001:db8::{number}", now=now)
        with pytest.raises(TooManyTries):
            note_try(session, email="maija@example.fi", client="2001:db8::ffff", now=now)
        note_try(session, email="maija@example.fi", client="2001:db8:1::1", now=now)


def test_an_ipv4_address_in_the_form_of_ipv6_is_one_client(database: Database, now: datetime) -> None:
    with database.writing() as session:
        for _ in range(5):
            note_try(session, email="maija@example.fi", client="::ffff:192.0.2.1", now=now)
        with pytest.raises(TooManyTries):
            note_try(session, email="maija@example.fi", client="192.0.2.1", now=now)
        note_try(session, email="maija@example.fi", client="::ffff:192.0.2.2", now=now)


def test_at_an_address_of_many_people_five_hundred_failures_stop_the_next(database: Database, now: datetime) -> None:
    with database.writing() as session:
        note_try(session, email="maija@example.fi", client="127.0.0.1", now=now, is_shared=True)
        client = session.scalars(select(FailedSignInRow.client_digest)).one()
        others = (FailedSignInRow(account_digest=str(each), client_digest=client, at=now) for each in range(498))
        session.add_all(others)
        note_try(session, email="ville@example.fi", client="127.0.0.1", now=now, is_shared=True)
        with pytest.raises(TooManyTries):
            note_try(session, email="another@example.fi", client="127.0.0.1", now=now, is_shared=True)


def test_failing_from_a_few_places_does_not_shut_the_coordinator_out(database: Database, now: datetime) -> None:
    with database.writing() as session:
        for number in range(100):
            note_try(session, email="maija@example.fi", client=f"192.0.2.{number // 5}", now=now)
        note_try(session, email="maija@example.fi", client="198.51.100.7", now=now)


def test_signing_in_forgets_the_failures(database: Database, now: datetime) -> None:
    coordinator = _coordinator(database, now)
    with database.writing() as session:
        for _ in range(5):
            note_try(session, email=coordinator.email, client="192.0.2.1", now=now)
        start_sign_in(session, coordinator, now=now)
        note_try(session, email=coordinator.email, client="192.0.2.1", now=now)


def test_a_session_ends_at_sign_out_and_by_time(database: Database, now: datetime) -> None:
    coordinator = _coordinator(database, now)
    with database.writing() as session:
        first, second = (start_sign_in(session, coordinator, now=now) for _ in range(2))
        assert current_sign_in(session, first, now=now).coordinator.email == "maija@example.fi"
        end_sign_in(session, first, now=now)
        with pytest.raises(NotFound):
            current_sign_in(session, first, now=now)
        assert current_sign_in(session, second, now=now)
        with pytest.raises(NotFound):
            current_sign_in(session, second, now=now + SIGN_IN_LASTS)
