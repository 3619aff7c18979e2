"""Who is killed while deleting, and goes on later, ends where one ends that was not killed."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from survey.operations.retention.deleting import EVENTS
from survey.operations.retention.periods import Kind
from survey.store.database import Database
from survey.store.tables import EventRow, MessageRow
from tests.cli.processes import ROOT
from tests.databases import sqlite_database
from tests.operations.retention.rounds import delete_all_due, due, ended_round, keep, numbers

YEAR = timedelta(days=400)


def prepare(database: Database, folder: Path, kind: Kind, *, now: datetime) -> None:
    """A consultation of four organisations in which this kind has a period."""
    round_ = ended_round(database, folder, now=now, organisations=4)
    keep(database, round_, now=now, **{kind: 1})
    with database.writing() as session:
        session.execute(update(MessageRow).values(state="failed"))


@pytest.mark.parametrize("kind", list(Kind))
def test_killed_processes_end_in_the_same_state_as_one_that_is_not(
    database: Database, tmp_path: Path, now: datetime, kind: Kind
) -> None:
    prepare(database, tmp_path, kind, now=now)
    before = numbers(database)
    url = database.engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-m", "tests.operations.retention.killed_deleters", url, str(tmp_path)]
    command = [*words, (now + YEAR).isoformat()]
    children = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120).stdout  # noqa: S603
    assert int(children) > 2, "none was killed between two transactions"

    other = tmp_path / "other"
    other.mkdir()
    undisturbed = sqlite_database(other)
    prepare(undisturbed, other, kind, now=now)
    delete_all_due(undisturbed, other, now=now + YEAR)
    assert numbers(database) == numbers(undisturbed) != before
    undisturbed.close()
    assert due(database, now=now + YEAR) == []
    with database.reading() as session:
        assert len(session.scalars(select(EventRow).where(EventRow.what == EVENTS[kind])).all()) == 1
