"""Reading and appending the handling steps of a response."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from survey.store.base import NotFound
from survey.store.tables import HandlingStepRow, SnapshotRow, SubmittedStepRow


def steps_of(session: Session, response_id: int) -> list[HandlingStepRow]:
    """Return every step of a response in the order in which they were recorded, corrected ones too. One query.

    Who recorded them comes with them, and their snapshots without the answers, which are read only if somebody asks.
    """
    snapshot = contains_eager(HandlingStepRow.snapshot)
    rows = session.scalars(
        select(HandlingStepRow)
        .join(HandlingStepRow.snapshot)
        .join(HandlingStepRow.participant)
        .options(contains_eager(HandlingStepRow.participant))
        .options(snapshot.defer(SnapshotRow.public_part), snapshot.defer(SnapshotRow.contact_part))
        .where(HandlingStepRow.response_id == response_id)
        .order_by(HandlingStepRow.number)
    )
    return list(rows)


def snapshots_of_steps(session: Session, response_id: int) -> list[SnapshotRow]:
    """Return what the steps of a response keep, with the answers; the latest first, each once. One query."""
    kept = select(HandlingStepRow.snapshot_id).where(HandlingStepRow.response_id == response_id)
    return list(session.scalars(select(SnapshotRow).where(SnapshotRow.id.in_(kept)).order_by(SnapshotRow.id.desc())))


def step_numbered(steps: Sequence[HandlingStepRow], number: int) -> HandlingStepRow:
    """Return the step with this number. Raises NotFound."""
    for step in steps:
        if step.number == number:
            return step
    raise NotFound("handling step")


def step_by_nonce(session: Session, response_id: int, nonce: str) -> HandlingStepRow | None:
    """Return the step that was already recorded with this page's nonce, or None."""
    return session.scalar(
        select(HandlingStepRow).where(HandlingStepRow.nonce == nonce, HandlingStepRow.response_id == response_id)
    )


def append_step(session: Session, step: HandlingStepRow) -> HandlingStepRow:
    """Store a step with the next number of its response, which the caller has locked."""
    latest = select(func.max(HandlingStepRow.number)).where(HandlingStepRow.response_id == step.response_id)
    step.number = (session.scalar(latest) or 0) + 1
    session.add(step)
    session.flush()
    return step


def note_submitted_with(session: Session, submission_id: int, step_id: int) -> None:
    """Store that a submission was handed in with this decision: the step is then kept as long as the submission."""
    session.add(SubmittedStepRow(submission_id=submission_id, step_id=step_id))
    session.flush()
