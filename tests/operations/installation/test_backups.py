"""Copying the database while it is in use, and putting it back."""

import threading
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select

from survey.operations.answers.attachments import file_of_response
from survey.operations.installation.backups import BackupRefused, back_up, restore
from survey.store.base import NotFound
from survey.store.database import Database
from survey.store.tables import EventRow
from tests.databases import postgresql_database
from tests.files import PDF, TEXT
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, attach, open_round, save, submit


def _events(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(EventRow)) or 0


def _add_event(database: Database, now: datetime) -> None:
    with database.writing() as session:
        session.add(EventRow(at=now, what="something happened"))


def test_a_backup_made_while_others_write_is_whole_and_can_be_put_back(
    sqlite: Database, tmp_path: Path, now: datetime
) -> None:
    _add_event(sqlite, now)
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            _add_event(sqlite, now)

    writer = threading.Thread(target=write)
    writer.start()
    copy = tmp_path / "backups" / "copy.sqlite3"
    before = _events(sqlite)
    back_up(sqlite, copy)
    stop.set()
    writer.join()
    after = _events(sqlite)
    kept = restore(sqlite, copy, now=now)
    assert before <= _events(sqlite) <= after
    assert kept and kept.exists()
    _add_event(sqlite, now)


def test_attached_files_are_in_a_backup_byte_by_byte(sqlite: Database, tmp_path: Path, now: datetime) -> None:
    with sqlite.writing() as session:
        round_ = open_round(session, now=now, question_set=tiny_set("attachment"))
        save(session, round_, DETAILS, now=now)
        attach(session, round_, "liitteet", ("a.pdf", PDF), now=now)
        submit(session, round_, now=now)
    back_up(sqlite, tmp_path / "copy.sqlite3")
    with sqlite.writing() as session:
        attach(session, round_, "liitteet", ("b.txt", TEXT), now=now)
    restore(sqlite, tmp_path / "copy.sqlite3", now=now)
    with sqlite.reading() as session:
        assert file_of_response(session, round_.access, sha256(PDF).hexdigest()).content == PDF
        with pytest.raises(NotFound):
            file_of_response(session, round_.access, sha256(TEXT).hexdigest())


def test_a_backup_overwrites_nothing(sqlite: Database, tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("precious")
    with pytest.raises(BackupRefused, match="exists"):
        back_up(sqlite, target)
    assert target.read_text() == "precious"


def test_what_is_no_database_is_not_put_back(sqlite: Database, tmp_path: Path, now: datetime) -> None:
    _add_event(sqlite, now)
    nonsense = tmp_path / "nonsense.sqlite3"
    nonsense.write_bytes(b"no database at all" * 1000)
    with pytest.raises(BackupRefused):
        restore(sqlite, nonsense, now=now)
    with pytest.raises(BackupRefused):
        restore(sqlite, tmp_path / "missing.sqlite3", now=now)
    assert _events(sqlite) == 1


def test_the_database_is_not_put_back_onto_itself(sqlite: Database, tmp_path: Path, now: datetime) -> None:
    _add_event(sqlite, now)
    with pytest.raises(BackupRefused, match="itself"):
        restore(sqlite, tmp_path / "survey.sqlite3", now=now)
    assert _events(sqlite) == 1


def test_a_damaged_copy_is_not_put_back(sqlite: Database, tmp_path: Path, now: datetime) -> None:
    _add_event(sqlite, now)
    copy = tmp_path / "copy.sqlite3"
    back_up(sqlite, copy)
    content = bytearray(copy.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    copy.write_bytes(content)
    with pytest.raises(BackupRefused):
        restore(sqlite, copy, now=now)
    assert _events(sqlite) == 1


def test_nothing_is_put_back_under_a_running_service(sqlite: Database, tmp_path: Path, now: datetime) -> None:
    _add_event(sqlite, now)
    copy = tmp_path / "copy.sqlite3"
    back_up(sqlite, copy)
    running = Database(str(sqlite.engine.url))
    with running.reading() as session:
        session.scalar(select(EventRow.id))
        with pytest.raises(BackupRefused, match="Stop the service"):
            restore(sqlite, copy, now=now)
    assert _events(running) == 1
    running.close()


@pytest.mark.postgresql
def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    with postgresql_database() as database, pytest.raises(BackupRefused, match="pg_dump"):
        back_up(database, tmp_path / "copy")
