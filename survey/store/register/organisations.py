"""The register of organisations and its distribution lists: reading by filter and page, writing in bulk.

What a page costs depends on its own rows alone: everything else is counted and sorted by the database.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.orm import Session

from survey.languages import search_key, stored_sort_key, text_in
from survey.store.base import NotFound
from survey.store.tables import (
    ConsultationRow,
    CoordinatorRow,
    DistributionListRow,
    EventRow,
    InvitationRow,
    ListMemberRow,
    MemberRow,
    OrganisationRow,
    RegisteredOrganisationRow,
)

_ROW = RegisteredOrganisationRow

ORDERS = ("name", "group")

AT_ONCE = 500
"""How many ids a condition names at a time: databases limit how many values a statement can have."""


@dataclass(frozen=True)
class Registered:
    """What the register has of an organisation. `languages`: of its mail, its own first. `id`: 0 for a new one."""

    name: Mapping[str, str]
    group: str
    business_id: str
    email: str
    further_emails: tuple[str, ...]
    languages: str
    in_use: bool = True
    id: int = 0


@dataclass(frozen=True)
class RegisterFilters:
    """Which organisations a list has: all that fit every filter that is not empty (`in_use`: None)."""

    search: str = ""
    group: str = ""
    languages: str = ""
    in_use: bool | None = None
    list_id: int | None = None


class AskedIn(NamedTuple):
    """A consultation in which an organisation of the register has been asked."""

    consultation: ConsultationRow
    invitation: InvitationRow


def registered(  # noqa: PLR0913  # which ones, in which order, from where to where
    session: Session,
    filters: RegisterFilters,
    *,
    language: str,
    order: str = "name",
    most: int | None = None,
    skipped: int = 0,
) -> list[Registered]:
    """Return the organisations that the filters find, in an order of ORDERS, with names sorted by `language`."""
    names = _ROW.sort_sv if language == "sv" else _ROW.sort_fi
    places = [_ROW.group, names, _ROW.id] if order == "group" else [names, _ROW.id]
    rows = session.scalars(_filtered(select(_ROW), filters).order_by(*places).limit(most).offset(skipped))
    return [_registered(row) for row in rows]


def number_registered(session: Session, filters: RegisterFilters) -> int:
    """Return how many organisations the filters find."""
    return session.scalar(_filtered(select(func.count()).select_from(_ROW), filters)) or 0


def registered_one(session: Session, registered_id: int) -> Registered:
    """Return one organisation of the register. Raises NotFound."""
    row = session.get(_ROW, registered_id)
    if row is None:
        raise NotFound(str(registered_id))
    return _registered(row)


def add_one_registered(session: Session, entry: Registered) -> int:
    """Add this organisation, and return its id."""
    return session.scalars(insert(_ROW).returning(_ROW.id), [_values(entry)]).one()


def add_registered(session: Session, entries: Sequence[Registered]) -> None:
    """Add these organisations. One statement, however many: therefore it does not tell their ids."""
    if entries:
        session.execute(insert(_ROW), [_values(each) for each in entries])


def change_registered(session: Session, entries: Sequence[Registered]) -> None:
    """Write these organisations, which are in the register, as they are given. One statement, however many."""
    if entries:
        session.execute(update(_ROW), [{"id": each.id, **_values(each)} for each in entries])


def asked_in(session: Session, registered_id: int, account_id: int) -> list[AskedIn]:
    """Return the consultations in which this organisation has been asked, the latest first: of those in which the
    account takes part, because of others nobody learns.
    """
    rows = session.execute(
        select(ConsultationRow, InvitationRow)
        .join(InvitationRow, InvitationRow.consultation_id == ConsultationRow.id)
        .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .join(MemberRow, MemberRow.consultation_id == ConsultationRow.id)
        .where(
            OrganisationRow.registered_id == registered_id,
            InvitationRow.taken_away_at.is_(None),
            MemberRow.coordinator_id == account_id,
            ConsultationRow.deleted_at.is_(None),
        )
        .order_by(InvitationRow.id.desc())
    )
    return [AskedIn(*row) for row in rows]


def events_of_registered(session: Session, registered_id: int) -> list[tuple[EventRow, str]]:
    """Return what has happened to an organisation of the register, the latest first, and the name of the coordinator
    who did it (empty: nobody signed in).
    """
    rows = session.execute(
        select(EventRow, CoordinatorRow.name)
        .outerjoin(CoordinatorRow, CoordinatorRow.id == EventRow.coordinator_id)
        .where(EventRow.registered_id == registered_id)
        .order_by(EventRow.id.desc())
    )
    return [(row[0], row[1] or "") for row in rows]


def registered_ids_invited(session: Session, consultation_id: int) -> set[int]:
    """Return which organisations of the register have been invited to a consultation."""
    found = (
        select(OrganisationRow.registered_id)
        .join(InvitationRow, InvitationRow.organisation_id == OrganisationRow.id)
        .where(InvitationRow.consultation_id == consultation_id, InvitationRow.taken_away_at.is_(None))
    )
    return {each for each in session.scalars(found) if each is not None}


def distribution_lists(session: Session) -> list[tuple[DistributionListRow, int]]:
    """Return every distribution list with the number of its members, the oldest first."""
    rows = session.execute(
        select(DistributionListRow, func.count(ListMemberRow.registered_id))
        .outerjoin(ListMemberRow, ListMemberRow.list_id == DistributionListRow.id)
        .group_by(DistributionListRow.id)
        .order_by(DistributionListRow.id)
    )
    return [(row[0], row[1]) for row in rows]


def distribution_list(session: Session, list_id: int) -> DistributionListRow:
    """Return a distribution list. Raises NotFound."""
    found = session.get(DistributionListRow, list_id)
    if found is None:
        raise NotFound(str(list_id))
    return found


def lists_with(session: Session, registered_id: int) -> list[DistributionListRow]:
    """Return the distribution lists that an organisation is on, the oldest first."""
    found = (
        select(DistributionListRow)
        .join(ListMemberRow, ListMemberRow.list_id == DistributionListRow.id)
        .where(ListMemberRow.registered_id == registered_id)
        .order_by(DistributionListRow.id)
    )
    return list(session.scalars(found))


def add_members(session: Session, list_id: int, registered_ids: Iterable[int]) -> int:
    """Put these organisations on a list, but for those that are on it. Returns how many are new."""
    there = set(session.scalars(select(ListMemberRow.registered_id).where(ListMemberRow.list_id == list_id)))
    new = [each for each in dict.fromkeys(registered_ids) if each not in there]
    if new:
        session.execute(insert(ListMemberRow), [{"list_id": list_id, "registered_id": each} for each in new])
    return len(new)


def remove_members(session: Session, list_id: int, registered_ids: Sequence[int]) -> int:
    """Take these organisations off a list. Returns how many were on it."""
    removed = 0
    for start in range(0, len(registered_ids), AT_ONCE):
        some = registered_ids[start : start + AT_ONCE]
        found = delete(ListMemberRow).where(ListMemberRow.list_id == list_id, ListMemberRow.registered_id.in_(some))
        removed += len(session.scalars(found.returning(ListMemberRow.registered_id)).all())
    return removed


def remove_list(session: Session, row: DistributionListRow) -> None:
    """Remove a distribution list. Its organisations stay in the register."""
    session.execute(delete(ListMemberRow).where(ListMemberRow.list_id == row.id))
    session.delete(row)


def _filtered(found: Select[Any], filters: RegisterFilters) -> Select[Any]:
    if filters.search:
        found = found.where(_ROW.search.contains(filters.search, autoescape=True))
    if filters.group:
        found = found.where(_ROW.group == filters.group)
    if filters.languages:
        found = found.where(_ROW.languages == filters.languages)
    if filters.in_use is not None:
        found = found.where(_ROW.in_use.is_(filters.in_use))
    if filters.list_id is not None:
        on_list = select(ListMemberRow.registered_id).where(ListMemberRow.list_id == filters.list_id)
        found = found.where(_ROW.id.in_(on_list))
    return found


def _registered(row: RegisteredOrganisationRow) -> Registered:
    return Registered(
        name=row.name,
        group=row.group,
        business_id=row.business_id or "",
        email=row.email,
        further_emails=tuple(row.further_emails.split()),
        languages=row.languages,
        in_use=row.in_use,
        id=row.id,
    )


def _values(entry: Registered) -> dict[str, Any]:
    """The columns of an organisation, also those that lists are sorted and searched by."""
    return {
        "name": dict(entry.name),
        "group": entry.group,
        "business_id": entry.business_id or None,
        "email": entry.email,
        "further_emails": "\n".join(entry.further_emails),
        "languages": entry.languages,
        "in_use": entry.in_use,
        "sort_fi": stored_sort_key(text_in(entry.name, "fi")),
        "sort_sv": stored_sort_key(text_in(entry.name, "sv")),
        "search": search_key(*entry.name.values(), *([entry.business_id] if entry.business_id else [])),
    }
