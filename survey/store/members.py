"""Who takes part in which consultation, and in which role."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from survey.store.tables import ConsultationRow, CoordinatorRow, MemberRow


def members_of(session: Session, consultation_id: int, *, for_change: bool = False) -> list[MemberRow]:
    """Return who takes part in a consultation, with the accounts, in the order in which they were taken in.

    `for_change` locks the rows until the transaction ends: of two requests that take away the last two coordinators
    one waits for the other.
    """
    found = (
        select(MemberRow)
        .join(MemberRow.coordinator)
        .options(contains_eager(MemberRow.coordinator))
        .where(MemberRow.consultation_id == consultation_id)
        .order_by(MemberRow.id)
    )
    return list(session.scalars(found.with_for_update(of=MemberRow) if for_change else found))


def consultations_of(session: Session, account_id: int) -> list[ConsultationRow]:
    """Return every consultation in which this account takes part, the latest deadline first."""
    found = (
        select(ConsultationRow)
        .join(MemberRow, MemberRow.consultation_id == ConsultationRow.id)
        .where(MemberRow.coordinator_id == account_id, ConsultationRow.deleted_at.is_(None))
        .order_by(ConsultationRow.deadline.desc(), ConsultationRow.id)
    )
    return list(session.scalars(found))


def numbers_of_members(session: Session, roles: tuple[str, ...]) -> dict[int, tuple[int, int]]:
    """Return for each consultation in which somebody takes part how many do, and how many of them can change it: who is
    a coordinator there, and whose account is not closed and in one of these roles.
    """
    can_change = (MemberRow.role == "coordinator") & CoordinatorRow.closed_at.is_(None) & CoordinatorRow.role.in_(roles)
    rows = session.execute(
        select(MemberRow.consultation_id, func.count(), func.count().filter(can_change))
        .join(CoordinatorRow, CoordinatorRow.id == MemberRow.coordinator_id)
        .where(CoordinatorRow.closed_at.is_(None))
        .group_by(MemberRow.consultation_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}
