"""Reading and appending submissions, their snapshots and the rows of their answers."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from sqlalchemy import String, Table, bindparam, cast, select
from sqlalchemy.orm import Session, aliased, contains_eager

from survey.questions.question import Given, State
from survey.store.base import NotFound
from survey.store.tables import SnapshotRow, SubmissionRow, SubmittedAnswerRow

_STATES = {state.value: state for state in State}

AT_A_TIME = 100
"""Submissions whose answers are read in one query when many are streamed."""


def submissions_of(session: Session, response_id: int) -> list[SubmissionRow]:
    """Every submission of a response with its snapshot, the latest first. One query."""
    rows = session.scalars(
        select(SubmissionRow)
        .join(SubmissionRow.snapshot)
        .options(contains_eager(SubmissionRow.snapshot))
        .where(SubmissionRow.response_id == response_id)
        .order_by(SubmissionRow.number.desc())
    )
    return list(rows)


def latest_submission(session: Session, response_id: int) -> SubmissionRow | None:
    """The submission that counts, if any."""
    return session.scalar(
        select(SubmissionRow)
        .where(SubmissionRow.response_id == response_id)
        .order_by(SubmissionRow.number.desc())
        .limit(1)
    )


def has_submitted(session: Session, response_id: int) -> bool:
    """Whether anything has been submitted from a response."""
    return session.execute(_SUBMITTED, {"response_id": response_id}).first() is not None


_SUBMISSION: Table = SubmissionRow.__table__  # type: ignore[assignment]  # a declared class has a table
_SUBMITTED = select(_SUBMISSION.c.id).where(_SUBMISSION.c.response_id == bindparam("response_id")).limit(1)
"""Made once: every save asks it."""


def numbered(submissions: Sequence[SubmissionRow], number: int | None) -> SubmissionRow:
    """The submission with this number, or the first given where `number` is None; raises NotFound."""
    for submission in submissions:
        if number is None or submission.number == number:
            return submission
    raise NotFound("submission")


def submission_by_nonce(session: Session, response_id: int, nonce: str) -> SubmissionRow | None:
    """The submission that this page of this response has already made, if any."""
    return session.scalar(
        select(SubmissionRow).where(SubmissionRow.nonce == nonce, SubmissionRow.response_id == response_id)
    )


def reference_is_taken(session: Session, reference: str) -> bool:
    """Whether a submission has this reference."""
    return session.scalar(select(SubmissionRow.id).where(SubmissionRow.reference == reference)) is not None


def append_submission(
    session: Session, submission: SubmissionRow, snapshot: SnapshotRow, answers: Mapping[str, tuple[Given, str]]
) -> SubmissionRow:
    """Append a submission with its snapshot and, by address, its answers with their digests."""
    submission.snapshot = snapshot
    session.add(submission)
    session.flush()
    for address, (given, digest) in answers.items():
        session.add(
            SubmittedAnswerRow(
                submission_id=submission.id,
                address=address,
                value=dict(given.value),
                state=given.state,
                digest=digest,
            )
        )
    session.flush()
    return submission


class SubmittedAnswer(NamedTuple):
    """One answer of a submission, with what identifies its row in an export."""

    id: int
    given: Given
    digest: str


def submitted_answers(
    session: Session, submission_ids: Iterable[int], *, below: str = ""
) -> Iterator[tuple[int, dict[str, SubmittedAnswer]]]:
    """The answers of each submission by address, in the order asked; read a hundred submissions at a time.

    Only those whose address begins with `below`.
    """
    remaining = iter(submission_ids)
    while batch := list(islice(remaining, AT_A_TIME)):
        yield from _answers_of(session, batch, below).items()


class Superseded(NamedTuple):
    """A submission without its answers, which `submitted_answers` reads; `replaced_by` is the one that counts."""

    id: int
    replaced_by: int
    number: int
    reference: str
    kind: str
    submitted_at: datetime


def superseded_submissions(session: Session, counting: Iterable[int]) -> Iterator[Superseded]:
    """What each of these submissions has replaced, by number, in the order asked; for a hundred of them at a time."""
    remaining = iter(counting)
    row, counts = SubmissionRow, aliased(SubmissionRow)
    while batch := list(islice(remaining, AT_A_TIME)):
        rows = session.execute(
            select(row.id, counts.id, row.number, row.reference, row.kind, row.submitted_at)
            .join(counts, counts.response_id == row.response_id)
            .where(counts.id.in_(batch), row.number < counts.number)
            .order_by(row.number)
        )
        found: dict[int, list[Superseded]] = {number: [] for number in batch}
        for each in map(Superseded._make, rows):
            found[each.replaced_by].append(each)
        for submissions in found.values():
            yield from submissions


def contact_parts(session: Session, submission_ids: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The part with personal data of each submission's snapshot, read a hundred submissions at a time."""
    remaining = iter(submission_ids)
    while batch := list(islice(remaining, AT_A_TIME)):
        rows = session.execute(
            select(SubmissionRow.id, SnapshotRow.contact_part)
            .join(SubmissionRow.snapshot)
            .where(SubmissionRow.id.in_(batch))
            .order_by(SubmissionRow.id)
        )
        yield from ((submission_id, part) for submission_id, part in rows)


def _answers_of(session: Session, submission_ids: Sequence[int], below: str) -> dict[int, dict[str, SubmittedAnswer]]:
    found: dict[int, dict[str, SubmittedAnswer]] = {number: {} for number in submission_ids}
    # Columns of the table and not objects: a session would keep every object until it is closed. The values as they
    # are written, because one by one their decoding takes as long as all the rest.
    row = SubmittedAnswerRow.__table__.c
    rows = session.execute(
        select(row.submission_id, row.address, row.id, cast(row.value, String), row.state, row.digest)
        .where(row.submission_id.in_(submission_ids), row.address.startswith(below, autoescape=True))
        .order_by(row.id)
    ).all()
    values = json.loads(f"[{','.join(written for *_others, written, _state, _digest in rows)}]")
    for (submission_id, address, answer_id, _written, state, digest), value in zip(rows, values, strict=True):
        found[submission_id][address] = SubmittedAnswer(answer_id, Given(value, _STATES[state]), digest)
    return found
