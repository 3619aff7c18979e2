"""Files as coordinators ask for them: made, given up, kept for a while, and never pending for ever."""

import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import select

from survey.export.progress import Progress
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.exports.files import (
    FOLDER,
    KEPT,
    ExportRemoved,
    MakerStopped,
    State,
    Wanted,
    ask_for_export,
    make_export,
    remove_export,
    state_of,
)
from survey.operations.exports.formats import FORMATS
from survey.store.database import Database
from survey.store.tables import CoordinatorRow, ExportRow
from tests.rounds import DETAILS, Round, invite_another, open_round, save, submit

LONG = 60
"""Seconds that a busy machine may take for what takes a second."""

OFF_IN_THE_MIDDLE = """
import sys
from pathlib import Path
from survey.settings import Settings
from survey.web.export_processes import start_export_process
folder, url, number = sys.argv[1:]
start_export_process(Settings(Path(folder), url, "", ""), int(number))
sys.stdin.read()
"""
"""A service that starts the making of a file, and ends when it is killed."""


@pytest.fixture
def asked(database: Database, now: datetime) -> Round:
    """A round with a statement, and a coordinator."""
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Kannatamme."}, **DETAILS}, now=now)
        submit(session, round_, now=now)
        create_coordinator(session, email="maija@example.fi", name="Maija", password_hash="", now=now)
    return round_


def ask(database: Database, folder: Path, round_: Round, *, now: datetime, format_: str = "csv") -> int:
    with database.writing() as session:
        maija = session.scalars(select(CoordinatorRow)).one()
        row, is_new = ask_for_export(session, folder, round_.consultation, Wanted(format_, "fi"), maija, now=now)
        assert is_new
        return row.id


def row_of(database: Database, number: int) -> ExportRow:
    with database.reading() as session:
        return session.get_one(ExportRow, number)


def in_steps(monkeypatch: pytest.MonkeyPatch, between: Any) -> None:
    """Make CSV go in ten steps, and call `between` after each."""
    real = FORMATS["csv"]

    def write(*args: Any) -> object:
        progress: Progress = args[4]
        progress.expect(10)
        for _ in range(10):
            between()
            progress.step(real.passes)
        return real.write(*args)

    monkeypatch.setitem(FORMATS, "csv", replace(real, write=write))


def test_a_file_is_whole_and_its_digest_is_that_of_its_bytes(
    database: Database, asked: Round, tmp_path: Path, now: datetime
) -> None:
    number = ask(database, tmp_path, asked, now=now)
    assert row_of(database, number).state == State.MAKING
    make_export(database, tmp_path, number)
    row = row_of(database, number)
    content = (tmp_path / FOLDER / row.stored_as).read_bytes()
    assert (row.state, row.percent, row.size) == (State.MADE, 100, len(content)) and b"Kannatamme." in content
    assert row.name == "yksi-lausunnot-2026-11-24.csv"
    assert (tmp_path / FOLDER).stat().st_mode & 0o777 == 0o700, "statements are for the service alone"


def test_it_can_be_seen_how_far_a_file_is_while_it_is_made(
    database: Database, asked: Round, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, seen = ask(database, tmp_path, asked, now=now), set[int]()

    def look() -> None:
        if len(seen) < 3:
            end = monotonic() + LONG
            while (percent := row_of(database, number).percent) in seen and monotonic() < end:
                sleep(0.05)
            seen.add(percent)

    in_steps(monkeypatch, look)
    make_export(database, tmp_path, number)
    assert len(seen) >= 2 and max(seen) < 100
    assert row_of(database, number).alive_at > now


def test_a_file_that_is_removed_while_it_is_made_is_given_up(
    database: Database, asked: Round, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, steps = ask(database, tmp_path, asked, now=now), []

    def remove() -> None:
        steps.append(1)
        if len(steps) == 2:
            with database.writing() as session:
                maija = session.scalars(select(CoordinatorRow)).one()
                remove_export(session, tmp_path, session.get_one(ExportRow, number), maija, now=now)
        if len(steps) > 2:
            sleep(1.2)

    in_steps(monkeypatch, remove)
    with pytest.raises(ExportRemoved):
        make_export(database, tmp_path, number)
    assert len(steps) < 10, "It was made to its end, for nobody."
    assert not list((tmp_path / FOLDER).iterdir())


def test_a_file_whose_service_ends_meanwhile_has_failed(
    database: Database, asked: Round, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, stopping = ask(database, tmp_path, asked, now=now), threading.Event()
    in_steps(monkeypatch, stopping.set)
    with pytest.raises(MakerStopped):
        make_export(database, tmp_path, number, stopping=stopping)
    row = row_of(database, number)
    assert row.state == State.FAILED and row.finished_at and not list((tmp_path / FOLDER).iterdir())


def test_a_full_disk_leaves_a_failure_and_no_half_of_a_file(
    database: Database, asked: Round, tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    number = ask(database, tmp_path, asked, now=now)
    with pytest.raises(OSError, match="No space left"):
        make_export(database, tmp_path, number)
    assert row_of(database, number).state == State.FAILED and not list((tmp_path / FOLDER).iterdir())


def test_a_file_is_kept_for_thirty_days_and_what_nobody_lists_is_swept_away(
    database: Database, asked: Round, tmp_path: Path, now: datetime
) -> None:
    old = ask(database, tmp_path, asked, now=now - KEPT - timedelta(hours=1))
    young = ask(database, tmp_path, asked, now=now - KEPT + timedelta(hours=1), format_="csv-plain")
    for number in (old, young):
        make_export(database, tmp_path, number)
    left = tmp_path / FOLDER / ".left-by-a-killed-process.part"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    new = ask(database, tmp_path, asked, now=now, format_="json")
    with database.reading() as session:
        assert set(session.scalars(select(ExportRow.id))) == {young, new}
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [row_of(database, young).stored_as]


def test_a_maker_that_was_not_heard_of_for_a_minute_has_failed(
    database: Database, asked: Round, tmp_path: Path, now: datetime
) -> None:
    row = row_of(database, ask(database, tmp_path, asked, now=now))
    assert state_of(row, tmp_path, now=now + timedelta(seconds=59)) is State.MAKING
    assert state_of(row, tmp_path, now=now + timedelta(seconds=61)) is State.FAILED


def test_a_killed_service_takes_the_making_process_along(sqlite: Database, tmp_path: Path, now: datetime) -> None:
    number = _long_round(sqlite, tmp_path, now)
    command = [sys.executable, "-c", OFF_IN_THE_MIDDLE, str(tmp_path), str(sqlite.engine.url), str(number)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as service:  # noqa: S603  # our own words
        _wait(lambda: row_of(sqlite, number).percent > 0)
        service.kill()
    _wait(lambda: row_of(sqlite, number).state != State.MAKING)
    assert row_of(sqlite, number).state == State.FAILED
    _wait(lambda: not list((tmp_path / FOLDER).iterdir()))


def _long_round(database: Database, folder: Path, now: datetime) -> int:
    """A round whose workbook takes some seconds; the number of its file, which is being made."""
    long = {"nakemys": {"text": "Kannatamme esitystä. " * 2_500}, **DETAILS}
    with database.writing() as session:
        round_ = open_round(session, now=now)
        create_coordinator(session, email="maija@example.fi", name="Maija", password_hash="", now=now)
        for number in range(150):
            another = invite_another(session, round_.consultation, now=now, name=f"Kunta {number}")
            save(session, another, long, now=now)
            submit(session, another, now=now, nonce=str(number))
    return ask(database, folder, round_, now=datetime.now(UTC), format_="xlsx")


def _wait(fulfilled: Any) -> None:
    end = monotonic() + LONG
    while not fulfilled():
        assert monotonic() < end
        sleep(0.05)
