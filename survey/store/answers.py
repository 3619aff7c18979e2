"""Reading and writing the working answers of a response, revision by revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from survey.questions.question import Given, State, Value
from survey.store.tables import AnswerRow, EarlierAnswerRow, ResponseRow


class StoredAnswer(NamedTuple):  # a dataclass takes three times as long to make, and every page makes dozens
    """What is stored at an address now. `given` is None where the answer was emptied; revision 0: never written."""

    given: Given | None
    revision: int = 0
    at: datetime | None = None
    by: int | None = None
    id: int | None = None


NEVER_ANSWERED = StoredAnswer(None)

_STATES = {state.value: state for state in State}


class AnswerChanged(Exception):
    """An answer is not in the revision that was to be written over, although its response is locked."""


def lock_response(session: Session, response_id: int) -> None:
    """Lock the response until the transaction ends, so that two savers take turns. On SQLite the write lock does."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(_LOCK, {"response_id": response_id})


def stored_answers_of(session: Session, response_id: int) -> dict[str, StoredAnswer]:
    """Every answer of a response by address. One query."""
    rows = session.execute(_STORED, {"response_id": response_id})
    return {
        address: StoredAnswer(None if value is None else Given(value, _STATES[state]), revision, at, by, row_id)
        for address, value, state, revision, at, by, row_id in rows
    }


def given_answers(stored_answers: Mapping[str, StoredAnswer]) -> dict[str, Given]:
    """The answers that there are, without those that were emptied."""
    return {address: answer.given for address, answer in stored_answers.items() if answer.given is not None}


def answer_in_revision(session: Session, response_id: int, address: str, revision: int) -> Given | None:
    """What the answer at `address` was in an earlier revision; None where it was empty or never written."""
    row = session.execute(
        select(EarlierAnswerRow.value, EarlierAnswerRow.state)
        .join(AnswerRow, AnswerRow.id == EarlierAnswerRow.answer_id)
        .where(
            AnswerRow.response_id == response_id,
            AnswerRow.address == address,
            EarlierAnswerRow.revision == revision,
        )
    ).one_or_none()
    return None if row is None or row.value is None else Given(row.value, State(row.state))


@dataclass(frozen=True)
class Write:
    """What is to stand at an address, over what is held there now."""

    address: str
    value: Value | None
    state: State
    over: StoredAnswer


def write_answers(
    session: Session, response_id: int, writes: Sequence[Write], *, by: int | None, now: datetime
) -> dict[str, StoredAnswer]:
    """Write answers in at most four statements, however many there are, keeping what stood there before.

    What is stored at each of their addresses then. Raises AnswerChanged where another revision is stored than the one
    to be written over: never a blind overwrite. The caller rolls back. An address that is written for the first time
    at the same moment elsewhere breaks the unique constraint instead.
    """
    first = [write for write in writes if write.over.id is None]
    again = [write for write in writes if write.over.id is not None]
    ids: dict[str, int] = {}
    if first:
        rows = [
            {"response_id": response_id, "address": write.address, "revision": 1, **_content(write, by, now)}
            for write in first
        ]
        session.execute(_INSERT, rows)
        made = session.execute(_IDS, {"response_id": response_id, "addresses": [write.address for write in first]})
        ids = dict(made.all())
    if again:
        session.execute(_KEEP_EARLIER, {"rows": [write.over.id for write in again]})
        shown = [{"row": write.over.id, "shown": write.over.revision, **_content(write, by, now)} for write in again]
        changed = session.execute(_UPDATE, shown)
        if changed.rowcount != len(again):  # type: ignore[attr-defined]  # an UPDATE's result has it
            raise AnswerChanged
    return {
        write.address: StoredAnswer(
            None if write.value is None else Given(write.value, write.state),
            write.over.revision + 1,
            now,
            by,
            write.over.id or ids[write.address],
        )
        for write in writes
    }


def note_change(session: Session, response: ResponseRow, *, now: datetime) -> None:
    """Note that a response's answers were changed now."""
    session.execute(_CHANGED, {"response": response.id, "now": now})
    set_committed_value(response, "changed_at", now)


def _content(write: Write, by: int | None, now: datetime) -> dict[str, Any]:
    value = None if write.value is None else dict(write.value)
    return {"value": value, "state": write.state, "participant_id": by, "at": now}


_ANSWER: Table = AnswerRow.__table__  # type: ignore[assignment]  # a declared class has a table
_EARLIER: Table = EarlierAnswerRow.__table__  # type: ignore[assignment]  # a declared class has a table
_RESPONSE: Table = ResponseRow.__table__  # type: ignore[assignment]  # a declared class has a table
_STORED = (
    select(
        _ANSWER.c.address,
        _ANSWER.c.value,
        _ANSWER.c.state,
        _ANSWER.c.revision,
        _ANSWER.c.at,
        _ANSWER.c.participant_id,
        _ANSWER.c.id,
    )
    .where(_ANSWER.c.response_id == bindparam("response_id"))
    .order_by(_ANSWER.c.id)
)
_LOCK = select(_RESPONSE.c.id).where(_RESPONSE.c.id == bindparam("response_id")).with_for_update()
_CHANGED = update(_RESPONSE).where(_RESPONSE.c.id == bindparam("response")).values(changed_at=bindparam("now"))
_INSERT = insert(_ANSWER)
_IDS = select(_ANSWER.c.address, _ANSWER.c.id).where(
    _ANSWER.c.response_id == bindparam("response_id"), _ANSWER.c.address.in_(bindparam("addresses", expanding=True))
)
_KEPT = ("value", "state", "revision", "participant_id", "at")
_KEEP_EARLIER = insert(_EARLIER).from_select(
    ["answer_id", *_KEPT],
    select(_ANSWER.c.id, *(_ANSWER.c[name] for name in _KEPT)).where(
        _ANSWER.c.id.in_(bindparam("rows", expanding=True))
    ),
)
_UPDATE = (
    update(_ANSWER)
    .where(_ANSWER.c.id == bindparam("row"), _ANSWER.c.revision == bindparam("shown"))
    .values(
        revision=_ANSWER.c.revision + 1,
        value=bindparam("value"),
        state=bindparam("state"),
        participant_id=bindparam("participant_id"),
        at=bindparam("at"),
    )
)
"""All made once, on tables: composing a statement costs more than running it, and so does making objects of rows."""
