"""Reading and writing the working answers of a response. Every change of an answer creates a new revision."""

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
    """What is stored at an address now. `given` is None if the answer was emptied; revision 0 means that it was never
    written.
    """

    given: Given | None
    revision: int = 0
    at: datetime | None = None
    by: int | None = None
    id: int | None = None


NEVER_ANSWERED = StoredAnswer(None)

_STATES = {state.value: state for state in State}


class AnswerChanged(Exception):
    """The stored answer is not in the revision that was to be replaced, although its response is locked."""


def lock_response(session: Session, response_id: int) -> None:
    """Lock the response until the transaction ends, so that two people who save at the same time wait for each other.

    Does nothing on SQLite, whose write lock has the same effect.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(_LOCK, {"response_id": response_id})


def stored_answers_of(session: Session, response_id: int) -> dict[str, StoredAnswer]:
    """Return every answer of a response by address. One query."""
    rows = session.execute(_STORED, {"response_id": response_id})
    return {
        address: StoredAnswer(None if value is None else Given(value, _STATES[state]), revision, at, by, row_id)
        for address, value, state, revision, at, by, row_id in rows
    }


def given_answers(stored_answers: Mapping[str, StoredAnswer]) -> dict[str, Given]:
    """Return the answers that are not empty, by address."""
    return {address: answer.given for address, answer in stored_answers.items() if answer.given is not None}


def answer_in_revision(session: Session, response_id: int, address: str, revision: int) -> Given | None:
    """Return the answer at `address` in an earlier revision; None if it was empty or never written."""
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
    """What to write at an address. `over`: what is stored there now."""

    address: str
    value: Value | None
    state: State
    over: StoredAnswer


def write_answers(
    session: Session, response_id: int, writes: Sequence[Write], *, by: int | None, now: datetime
) -> dict[str, StoredAnswer]:
    """Write answers in at most four SQL statements, however many there are. Their earlier revisions are kept.

    Returns what is stored at each of these addresses afterwards. Raises AnswerChanged if the stored revision is not the
    one that was to be replaced, so that nothing is overwritten unseen; the caller must roll back then. If another
    transaction writes the same address for the first time at the same moment, the unique constraint fails instead.
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
    """Store `now` as the time of the response's last change."""
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
"""These statements are built only once, and use tables instead of classes: building a statement takes longer than
running it, and making objects from rows takes long too.
"""
