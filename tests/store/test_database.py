"""How the database is opened: durable, with keys that hold, writers one after the other."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError

from survey.store.database import Database
from survey.store.tables import AnswerRow, EventRow, OrganisationRow, SnapshotRow, SubmissionRow, SubmittedAnswerRow
from tests.databases import sqlite_database
from tests.rounds import DETAILS, open_round, save, submit


def test_sqlite_is_durable_and_holds_foreign_keys(sqlite: Database) -> None:
    with sqlite.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15_000}


def test_writers_that_read_first_wait_for_one_another(database: Database, now: datetime) -> None:
    with database.writing() as session:
        session.add(EventRow(at=now, what="0"))
    failures: list[Exception] = []

    def count_up() -> None:
        for _ in range(10):
            try:
                with database.writing() as session:
                    row = session.scalars(select(EventRow).with_for_update()).one()
                    session.add(OrganisationRow(name={}, group="other", language="fi", email=row.what))
            except DBAPIError as error:
                failures.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.reading() as session:
        assert len(session.scalars(select(OrganisationRow)).all()) == 60


def test_what_raises_leaves_nothing_written(database: Database, now: datetime) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        session.add(EventRow(at=now, what="never"))
        session.flush()
        raise ZeroDivisionError
    with database.reading() as session:
        assert session.scalars(select(EventRow)).all() == []


def test_a_moment_without_a_time_zone_is_refused(database: Database, now: datetime) -> None:
    with pytest.raises(StatementError, match="time zone"), database.writing() as session:
        session.add(EventRow(at=now.replace(tzinfo=None), what="when?"))


def test_a_moment_comes_back_in_utc(database: Database, now: datetime) -> None:
    with database.writing() as session:
        session.add(EventRow(at=now, what="then"))
    with database.reading() as session:
        assert session.scalars(select(EventRow)).one().at == now


def test_an_error_of_the_database_does_not_repeat_an_answer(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "A secret opinion"}}, now=now)
    with pytest.raises(IntegrityError) as raised, database.writing() as session:
        session.add(
            AnswerRow(
                response_id=round_.access.response.id,
                address="nakemys",
                value={"text": "Another secret opinion"},
                state="answered",
                revision=1,
                at=now,
            )
        )
    assert "secret opinion" not in str(raised.value)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (SubmissionRow, {"reference": "AAAA-AAAA"}),
        (SnapshotRow, {"public_part": "{}"}),
        (SubmittedAnswerRow, {"digest": ""}),
        (EventRow, {"what": "nothing happened"}),
    ],
)
def test_the_database_itself_refuses_to_rewrite_what_was_handed_in(
    database: Database, now: datetime, table: type, values: dict[str, str]
) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Selvä."}, **DETAILS}, now=now)
        submit(session, round_, now=now)
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as session:
        session.execute(update(table).values(**values))


def test_personal_data_can_be_removed_from_a_snapshot_later(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, DETAILS, now=now)
        submit(session, round_, now=now)
        session.execute(update(SnapshotRow).values(contact_part="", contact_digest=""))
    with database.reading() as session:
        assert "Kaisa" not in session.scalars(select(SnapshotRow.public_part)).one()


def test_an_answer_of_an_unknown_state_is_refused(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
    with pytest.raises(IntegrityError, match="state_known"), database.writing() as session:
        session.add(
            AnswerRow(
                response_id=round_.access.response.id, address="x", value=None, state="perhaps", revision=1, at=now
            )
        )


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a' / 'b' / 'survey.sqlite3'}")
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    database.close()


def _events(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(EventRow.what)))


def test_nothing_is_saved_into_a_file_that_was_moved_away(sqlite: Database, now: datetime, tmp_path: Path) -> None:
    with sqlite.writing() as session:
        session.add(EventRow(at=now, what="before"))
    path = tmp_path / "survey.sqlite3"
    path.rename(tmp_path / "moved.sqlite3")
    with pytest.raises(OperationalError), sqlite.writing() as session:
        session.add(EventRow(at=now, what="lost"))
    assert not path.exists(), "an empty database would hide that the real one is gone"
    (tmp_path / "moved.sqlite3").rename(path)
    with sqlite.writing() as session:
        session.add(EventRow(at=now, what="after"))
    assert _events(sqlite) == ["before", "after"]


def test_what_is_saved_goes_into_the_file_that_was_put_there(sqlite: Database, now: datetime, tmp_path: Path) -> None:
    with sqlite.writing() as session:
        session.add(EventRow(at=now, what="in the first file"))
    with sqlite.engine.connect() as connection:  # what is in the file beside would go into the other database
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    (tmp_path / "survey.sqlite3").rename(tmp_path / "moved.sqlite3")
    sqlite_database(tmp_path).close()
    with sqlite.writing() as session:
        session.add(EventRow(at=now, what="in the second"))
    assert _events(sqlite) == ["in the second"]


def test_a_server_is_waited_for_as_long_as_its_url_says_and_else_for_seconds() -> None:
    waiting = {}
    for query in ("", "?connect_timeout=7"):
        database = Database(f"postgresql+psycopg://user@127.0.0.1:1/name{query}")
        event.listen(database.engine, "do_connect", lambda dialect, record, words, options: waiting.update(options))
        with pytest.raises(OperationalError), database.engine.connect():
            pass
        assert int(waiting["connect_timeout"]) == (7 if query else 5)
