"""Reading consultations that are being prepared, and their materials."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, contains_eager, undefer

from survey.store.base import NotFound
from survey.store.tables import (
    ConsultationDraftRow,
    ConsultationRow,
    CoordinatorRow,
    DraftMemberRow,
    MaterialFileRow,
    MaterialRow,
    TrialRow,
)


def consultation_draft(
    session: Session, coordinator_id: int, draft_id: int, *, for_change: bool = False
) -> ConsultationDraftRow:
    """Return a draft that this coordinator takes part in preparing, with who began it. One query.

    Raises NotFound, also for a draft of others: who takes no part does not learn that it exists. `for_change` locks
    its row on PostgreSQL, so that of two changes at the same time the second sees the result of the first.
    """
    query = (
        select(ConsultationDraftRow)
        .join(ConsultationDraftRow.coordinator)
        .join(DraftMemberRow, DraftMemberRow.draft_id == ConsultationDraftRow.id)
        .options(contains_eager(ConsultationDraftRow.coordinator))
        .where(ConsultationDraftRow.id == draft_id, DraftMemberRow.coordinator_id == coordinator_id)
    )
    found = session.scalar(query.with_for_update(of=ConsultationDraftRow) if for_change else query)
    if found is None:
        raise NotFound(str(draft_id))
    return found


def consultation_drafts(session: Session, coordinator_id: int) -> list[ConsultationDraftRow]:
    """Return the drafts that this coordinator takes part in and that have not opened, the latest first."""
    waiting = (
        select(ConsultationDraftRow)
        .join(DraftMemberRow, DraftMemberRow.draft_id == ConsultationDraftRow.id)
        .where(DraftMemberRow.coordinator_id == coordinator_id, ConsultationDraftRow.consultation_id.is_(None))
    )
    return list(session.scalars(waiting.order_by(ConsultationDraftRow.at.desc(), ConsultationDraftRow.id.desc())))


def due_drafts(session: Session, now: datetime) -> list[int]:
    """Return the numbers of the drafts whose time to open by themselves has come and that can still be tried."""
    due = select(ConsultationDraftRow.id).where(
        ConsultationDraftRow.opens_at <= now,
        ConsultationDraftRow.consultation_id.is_(None),
        ConsultationDraftRow.not_opened == "",
    )
    return list(session.scalars(due.order_by(ConsultationDraftRow.opens_at, ConsultationDraftRow.id)))


def draft_to_open(session: Session, draft_id: int) -> ConsultationDraftRow:
    """Return a draft for opening it, whoever prepares it, with its row locked on PostgreSQL. Raises NotFound."""
    found = session.scalar(
        select(ConsultationDraftRow).where(ConsultationDraftRow.id == draft_id).with_for_update(of=ConsultationDraftRow)
    )
    if found is None:
        raise NotFound(str(draft_id))
    return found


def members_of(session: Session, draft_id: int) -> list[CoordinatorRow]:
    """Return the coordinators who prepare this draft, by name."""
    rows = (
        select(CoordinatorRow)
        .join(DraftMemberRow, DraftMemberRow.coordinator_id == CoordinatorRow.id)
        .where(DraftMemberRow.draft_id == draft_id)
        .order_by(CoordinatorRow.name, CoordinatorRow.id)
    )
    return list(session.scalars(rows))


def materials_of(session: Session, draft_id: int) -> list[tuple[MaterialRow, Sequence[MaterialFileRow]]]:
    """Return the draft's materials in the order in which they were added, each with its files but not their content."""
    materials = list(
        session.scalars(select(MaterialRow).where(MaterialRow.draft_id == draft_id).order_by(MaterialRow.id))
    )
    files = list(
        session.scalars(
            select(MaterialFileRow)
            .join(MaterialRow, MaterialRow.id == MaterialFileRow.material_id)
            .where(MaterialRow.draft_id == draft_id)
            .order_by(MaterialFileRow.language)
        )
    )
    return [(each, [file for file in files if file.material_id == each.id]) for each in materials]


def material_of_draft(session: Session, draft_id: int, material_id: int) -> MaterialRow:
    """Return one material of this draft. Raises NotFound."""
    found = session.scalar(select(MaterialRow).where(MaterialRow.draft_id == draft_id, MaterialRow.id == material_id))
    if found is None:
        raise NotFound("material")
    return found


def material_file(
    session: Session, file_id: int, *, draft_id: int | None = None, key: str | None = None
) -> MaterialFileRow:
    """Return a file with its content: of this draft, or of the open consultation with this key. Raises NotFound."""
    query = (
        select(MaterialFileRow)
        .join(MaterialRow, MaterialRow.id == MaterialFileRow.material_id)
        .join(ConsultationDraftRow, ConsultationDraftRow.id == MaterialRow.draft_id)
        .options(undefer(MaterialFileRow.content))
        .where(MaterialFileRow.id == file_id)
    )
    if key is None:
        query = query.where(ConsultationDraftRow.id == draft_id)
    else:
        query = query.join(ConsultationRow, ConsultationRow.id == ConsultationDraftRow.consultation_id).where(
            ConsultationRow.key == key, ConsultationRow.deleted_at.is_(None)
        )
    found = session.scalar(query)
    if found is None:
        raise NotFound("material")
    return found


def trial_of(
    session: Session, draft_id: int, coordinator_id: int, *, with_content: bool = False, for_change: bool = False
) -> TrialRow | None:
    """Return a coordinator's trial of this draft, or None. `for_change` locks it on PostgreSQL."""
    query = select(TrialRow).where(TrialRow.draft_id == draft_id, TrialRow.coordinator_id == coordinator_id)
    if with_content:
        query = query.options(undefer(TrialRow.content))
    return session.scalar(query.with_for_update() if for_change else query)


def delete_trials(session: Session, draft_id: int, coordinator_id: int | None = None) -> int:
    """Delete the trials of this draft, or only this coordinator's. Returns how many there were."""
    found = delete(TrialRow).where(TrialRow.draft_id == draft_id)
    if coordinator_id is not None:
        found = found.where(TrialRow.coordinator_id == coordinator_id)
    return len(session.scalars(found.returning(TrialRow.coordinator_id)).all())


def delete_draft(session: Session, draft_id: int) -> None:
    """Delete a draft with its members, materials and trials."""
    delete_trials(session, draft_id)
    own = select(MaterialRow.id).where(MaterialRow.draft_id == draft_id)
    session.execute(delete(MaterialFileRow).where(MaterialFileRow.material_id.in_(own)))
    session.execute(delete(MaterialRow).where(MaterialRow.draft_id == draft_id))
    session.execute(delete(DraftMemberRow).where(DraftMemberRow.draft_id == draft_id))
    session.execute(delete(ConsultationDraftRow).where(ConsultationDraftRow.id == draft_id))
