"""Reading and writing the working answers of a response, revision by revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from survey.questions.progress import Given
from survey.questions.question import State, Value
from survey.store.tables import AnswerRow, EarlierAnswerRow, ResponseRow


@dataclass(frozen=True)
class Held:
    """What is stored at an address now. `given` is None where the answer was emptied; revision 0: never written."""

    given: Given | None
    revision: int = 0
    at: datetime | None = None


NEVER_ANSWERED = Held(None)


def lock_response(session: Session, response_id: int) -> None:
    """Hold the response until the transaction ends, so that two savers take turns. On SQLite the write lock does."""
    session.execute(select(ResponseRow.id).where(ResponseRow.id == response_id).with_for_update())


def held_answers(session: Session, response_id: int) -> dict[str, Held]:
    """Every answer of a response by address. One query."""
    rows = session.execute(
        select(AnswerRow.address, AnswerRow.value, AnswerRow.state, AnswerRow.revision, AnswerRow.at)
        .where(AnswerRow.response_id == response_id)
        .order_by(AnswerRow.id)
    )
    return {
        address: Held(None if value is None else Given(value, State(state)), revision, at)
        for address, value, state, revision, at in rows
    }


def given_answers(held: Mapping[str, Held]) -> dict[str, Given]:
    """The answers that there are, without those that were emptied."""
    return {address: answer.given for address, answer in held.items() if answer.given is not None}


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


def write_answer(  # noqa: PLR0913  # the columns of an answer
    session: Session,
    response_id: int,
    address: str,
    value: Value | None,
    state: State,
    *,
    revision: int,
    by: int | None,
    now: datetime,
) -> bool:
    """Write the answer at `address` over revision `revision` (0: the first), keeping the earlier text.

    Returns False, and writes nothing, where another revision is stored: never a blind overwrite.
    """
    written = None if value is None else dict(value)
    if revision == 0:
        session.add(
            AnswerRow(
                response_id=response_id,
                address=address,
                value=written,
                state=state,
                revision=1,
                participant_id=by,
                at=now,
            )
        )
        session.flush()
        return True
    row = session.scalar(select(AnswerRow).where(AnswerRow.response_id == response_id, AnswerRow.address == address))
    if row is None or row.revision != revision:
        return False
    earlier = EarlierAnswerRow(
        answer_id=row.id,
        value=row.value,
        state=row.state,
        revision=row.revision,
        participant_id=row.participant_id,
        at=row.at,
    )
    changed = session.execute(
        update(AnswerRow)
        .where(AnswerRow.id == row.id, AnswerRow.revision == revision)
        .values(value=written, state=state, revision=revision + 1, participant_id=by, at=now)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it; the annotation is the general one
        return False
    session.add(earlier)
    session.flush()
    session.expire(row)
    return True
