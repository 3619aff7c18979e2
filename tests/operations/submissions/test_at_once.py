"""Two processes that do the same at once do it once: submitting, withdrawing and confirming."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from survey.export.statements.records import Decision
from survey.operations.submissions.submitting import DecisionSaid
from survey.store.database import Database
from survey.store.tables import ConfirmationRow, SubmissionRow, WithdrawalRow
from tests.rounds import DETAILS, open_round, save, submit

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
DECIDED = {"details/decision_body": {"text": "Kunnanhallitus"}, "details/decision_date": {"date": "23.11.2026"}}
TABLES = {"submit": SubmissionRow, "withdraw": WithdrawalRow, "confirm": ConfirmationRow}
OUTDONE = {"submit": "AlreadySubmitted", "withdraw": "NothingToWithdraw", "confirm": "NothingToConfirm"}
"""What the second one is told that comes from another page."""


Two = tuple[subprocess.Popen[str], subprocess.Popen[str]]


@pytest.fixture(scope="module")
def two() -> Iterator[Two]:
    """Two processes, for all tests: most of the time of one is its start."""
    command = [sys.executable, "-m", "tests.operations.submissions.acting_at_once"]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one,  # noqa: S603  # ours
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other,  # noqa: S603  # ours
    ):
        yield one, other
        for each in (one, other):
            each.kill()


@pytest.mark.parametrize("act", TABLES)
@pytest.mark.parametrize("nonces", [("same", "same"), ("one", "other")], ids=["a double click", "two colleagues"])
def test_two_processes_at_once_do_it_once(database: Database, two: Two, act: str, nonces: tuple[str, str]) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=NOW)
        save(session, round_, {**DETAILS, **DECIDED, "nakemys": {"text": "Kannatamme."}}, now=NOW)
        if act != "submit":
            submit(session, round_, now=NOW, said=DecisionSaid(Decision.PENDING))
    told = at_once(two, database, round_.access.response.id, act, nonces)
    references = {each for each in told if "-" in each}
    assert len(references) == 1, told
    assert set(told) - references == (set() if nonces[0] == nonces[1] else {OUTDONE[act]})
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(TABLES[act])) == 1


def at_once(two: Two, database: Database, response_id: int, act: str, nonces: tuple[str, str]) -> list[str]:
    """What two processes tell that do this at once."""
    url = database.engine.url.render_as_string(hide_password=False)
    for each, nonce in zip(two, nonces, strict=True):
        _write(each, json.dumps([url, response_id, act, nonce]))
    assert [_read(each) for each in two] == ["ready", "ready"]
    for each in two:
        _write(each, "go")
    return [_read(each) for each in two]


def _write(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def _read(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()
