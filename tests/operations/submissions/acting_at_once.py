"""A process that does an act on a response as soon as it is told to, for tests of two that do the same at once.

Run as `python -m tests.operations.submissions.acting_at_once`. For each line with the address of a database, the id of
a response, an act and a nonce, as a list in JSON, it says "ready", waits for a line, and says what came of the act.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.operations.submissions.confirming import confirm_statement, decision_fingerprint
from survey.operations.submissions.submitting import SubmissionRefused, draft_fingerprint, submit_statement
from survey.operations.submissions.withdrawing import withdraw
from survey.questions.asking.decision import told_decision
from survey.store.database import Database
from survey.store.personal_links import Access, access_to
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.submissions import latest_submission
from survey.store.tables import PersonalLinkRow

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


def _submit(session: Session, access: Access, checked: str, nonce: str) -> str:
    return submit_statement(session, access, nonce=nonce, checked=checked, now=NOW).reference


def _withdraw(session: Session, access: Access, checked: str, nonce: str) -> str:
    return withdraw(session, access, nonce=nonce, checked=checked, reason="Syy.", now=NOW).submission.reference


def _confirm(session: Session, access: Access, checked: str, nonce: str) -> str:
    return confirm_statement(session, access, nonce=nonce, checked=checked, now=NOW).submission.reference


def _checked(session: Session, access: Access, act: str) -> str:
    """What a page of this act would have shown."""
    submission = latest_submission(session, access.response.id)
    if act == "submit" or submission is None:
        return draft_fingerprint(session, access)
    told = told_decision(given_answers(stored_answers_of(session, access.response.id)))
    return submission.reference if act == "withdraw" else decision_fingerprint(submission, told)


ACTS: dict[str, Callable[[Session, Access, str, str], str]] = {
    "submit": _submit,
    "withdraw": _withdraw,
    "confirm": _confirm,
}


def do(url: str, response_id: int, act: str, nonce: str) -> None:
    """Do one act when told to."""
    database = Database(url)
    with database.reading() as session:
        links = list(session.scalars(select(PersonalLinkRow.id)))
        checked = _checked(session, access_to(session, response_id, links), act)
    print("ready", flush=True)  # noqa: T201  # this is what the process says
    sys.stdin.readline()
    try:
        with database.writing() as session:
            access = access_to(session, response_id, links)
            told = ACTS[act](session, access, checked, nonce)
    except SubmissionRefused as refused:
        told = type(refused).__name__
    database.close()
    print(told, flush=True)  # noqa: T201  # the same


if __name__ == "__main__":
    while asked := sys.stdin.readline():
        do(*json.loads(asked))
