"""The groups of respondents that the installation has beside the built-in ones."""

from collections.abc import Sequence

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from survey.store.base import NotFound
from survey.store.tables import ConsultationDraftRow, OrganisationRow, OwnGroupRow, RegisteredOrganisationRow


def own_group_rows(session: Session) -> list[OwnGroupRow]:
    """Return every group of the installation's own in their order, also those that are not in use."""
    return list(session.scalars(select(OwnGroupRow).order_by(OwnGroupRow.place, OwnGroupRow.id)))


def own_group_row(session: Session, group_id: int) -> OwnGroupRow:
    """Return one of them. Raises NotFound."""
    found = session.get(OwnGroupRow, group_id)
    if found is None:
        raise NotFound(str(group_id))
    return found


def numbers_by_group(session: Session, keys: Sequence[str]) -> dict[str, int]:
    """Return how many organisations of the register have each of these groups. One query."""
    row = RegisteredOrganisationRow
    found = session.execute(select(row.group, func.count()).where(row.group.in_(keys)).group_by(row.group))
    return dict.fromkeys(keys, 0) | {group: number for group, number in found}  # noqa: C416  # a row is no pair


def has_organisations(session: Session, key: str) -> bool:
    """Return whether an organisation has this group: one of the register, of a consultation, or one that is to be asked
    when a consultation opens.
    """
    registered = exists().where(RegisteredOrganisationRow.group == key)
    asked = exists().where(OrganisationRow.group == key)
    if session.scalar(select(or_(registered, asked))):
        return True
    chosen = session.scalars(
        select(ConsultationDraftRow.recipients).where(ConsultationDraftRow.consultation_id.is_(None))
    )
    return any(recipient["group"] == key for recipients in chosen for recipient in recipients)
