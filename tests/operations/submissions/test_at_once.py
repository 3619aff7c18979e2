"""Two processes that do the same at once do it once: submitting, withdrawing and confirming."""

import subprocess
import sys
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


@pytest.mark.parametrize("act", TABLES)
@pytest.mark.parametrize("nonces", [("same", "same"), ("one", "other")], ids=["a double click", "two colleagues"])
def test_two_processes_at_once_do_it_once(database: Database, act: str, nonces: tuple[str, str]) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=NOW)
        save(session, round_, {**DETAILS, **DECIDED, "nakemys": {"text": "Kannatamme."}}, now=NOW)
        if act != "submit":
            submit(session, round_, now=NOW, said=DecisionSaid(Decision.PENDING))
    told = at_once(database, round_.access.response.id, act, nonces)
    references = {each for each in told if "-" in each}
    assert len(references) == 1, told
    assert set(told) - references == (set() if nonces[0] == nonces[1] else {OUTDONE[act]})
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(TABLES[act])) == 1


def at_once(database: Database, response_id: int, act: str, nonces: tuple[str, str]) -> list[str]:
    """What two processes tell that do this at once."""
    url = database.engine.url.render_as_string(hide_password=False)
    module = "tests.operations.submissions.acting_at_once"
    running = [
        subprocess.Popen(  # noqa: S603  # our own words
            [sys.executable, "-m", module, url, str(response_id), act, nonce],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for nonce in nonces
    ]
    try:
        for each in running:
            assert each.stdout and each.stdout.readline() == "ready\n"
        for each in running:
            assert each.stdin
            each.stdin.write("go\n")
            each.stdin.flush()
        return [each.communicate(timeout=60)[0].strip() for each in running]
    finally:
        for each in running:
            each.kill()
            each.wait()
