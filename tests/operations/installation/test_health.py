"""Whether the health check says what would become of a save."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from survey.operations.installation import health, trial_write
from survey.operations.installation.health import HealthCheck
from survey.store.database import Database
from survey.store.migrations import downgrade
from tests.databases import postgresql_database


def _problem(database: Database, folder: Path) -> str:
    return HealthCheck(database, folder, least_room=0).problem()


def test_a_service_that_can_save_has_no_problem(database: Database, tmp_path: Path) -> None:
    assert _problem(database, tmp_path) == ""


def test_a_check_leaves_nothing_in_the_tables(database: Database, tmp_path: Path) -> None:
    _problem(database, tmp_path)
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM failed_sign_in")).scalar() == 0


def test_a_database_file_that_was_moved_is_missed(sqlite: Database, tmp_path: Path) -> None:
    assert _problem(sqlite, tmp_path) == ""
    (tmp_path / "survey.sqlite3").rename(tmp_path / "moved.sqlite3")
    assert "not at its path" in _problem(sqlite, tmp_path)
    assert not (tmp_path / "survey.sqlite3").exists()


def test_a_file_that_is_no_database_is_called_damaged(sqlite: Database, tmp_path: Path) -> None:
    sqlite.close()
    (tmp_path / "survey.sqlite3").write_bytes(b"no database" * 1000)
    assert "damaged" in _problem(sqlite, tmp_path)


def test_a_locked_database_is_told_within_seconds(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_write, "LONGEST_WAIT", 0.1)
    with database.writing() as session:
        if not database.is_sqlite:
            session.execute(text("LOCK TABLE failed_sign_in"))
        assert "locked" in _problem(database, tmp_path)
    assert _problem(database, tmp_path) == ""


def test_tables_of_another_version_are_told_with_the_command(database: Database, tmp_path: Path) -> None:
    downgrade(database, "-1")
    assert "python -m survey upgrade" in _problem(database, tmp_path)


def test_a_nearly_full_disk_is_told_before_it_is_full(sqlite: Database, tmp_path: Path) -> None:
    assert "nearly full" in HealthCheck(sqlite, tmp_path, least_room=2**60).problem()


@pytest.mark.postgresql
def test_a_server_that_only_reads_is_told(tmp_path: Path) -> None:
    with postgresql_database() as database:
        with database.engine.connect() as connection:
            name = connection.execute(text("SELECT current_database()")).scalar()
            connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
            connection.commit()
        database.close()
        assert "read-only" in _problem(database, tmp_path)


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    unreachable = Database("postgresql+psycopg://user:secret@127.0.0.1:1/name")
    assert _problem(unreachable, tmp_path) == "The database cannot be reached."


def test_asking_often_writes_once(sqlite: Database, tmp_path: Path) -> None:
    check = HealthCheck(sqlite, tmp_path, least_room=0)
    with closing(sqlite3.connect(tmp_path / "survey.sqlite3")) as watching:
        before = watching.execute("PRAGMA data_version").fetchone()
        assert {check.problem() for _ in range(50)} == {""}
        once = watching.execute("PRAGMA data_version").fetchone()
        assert once != before
        check.problem()
        assert watching.execute("PRAGMA data_version").fetchone() == once


def test_who_asks_while_a_check_hangs_gets_an_answer(
    sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = HealthCheck(sqlite, tmp_path, least_room=0)
    with sqlite.writing():
        first = threading.Thread(target=check.problem)
        first.start()
        while not check._checking.locked():
            pass
        assert "not ended" in check.problem()
        monkeypatch.setattr(health, "LONGEST_CHECK", 0)
        assert "does not answer" in check.problem()
    first.join()
    assert check.problem() == ""
