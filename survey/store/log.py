"""Reading the log of a consultation by page and by kind of event."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from survey.store.tables import CoordinatorRow, EventRow, InvitationRow, OrganisationRow


class LoggedEvent(NamedTuple):
    """One event: when, what (a key of EVENTS), the name of who did it (empty: nobody signed in), the organisation that
    it concerns, by its invitation (None also if that was taken away: it has no page) and its names (None: it
    concerns the consultation), and the name of the account to which it was done (empty: to none).
    """

    at: datetime
    what: str
    by: str
    invitation_id: int | None
    organisation: dict[str, str] | None
    about: str


def kinds_of_events(session: Session, consultation_id: int) -> list[tuple[str, int]]:
    """Return what has happened in a consultation, and how often, in alphabetical order."""
    rows = session.execute(
        _of(select(EventRow.what, func.count()), consultation_id).group_by(EventRow.what).order_by(EventRow.what)
    )
    return [(what, number) for what, number in rows]


def events_in(
    session: Session, consultation_id: int, *, what: str = "", most: int | None = None, skipped: int = 0
) -> list[LoggedEvent]:
    """Return the events of a consultation, the latest first; only those of one kind if `what` is given."""
    account = aliased(CoordinatorRow)
    columns = select(
        EventRow.at,
        EventRow.what,
        func.coalesce(CoordinatorRow.name, ""),
        case((InvitationRow.taken_away_at.is_(None), InvitationRow.id)),
        OrganisationRow.name,
        func.coalesce(account.name, ""),
    )
    found = (
        _of(columns, consultation_id)
        .outerjoin(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .outerjoin(CoordinatorRow, CoordinatorRow.id == EventRow.coordinator_id)
        .outerjoin(account, account.id == EventRow.about_coordinator_id)
        .order_by(EventRow.id.desc())
        .limit(most)
        .offset(skipped)
    )
    if what:
        found = found.where(EventRow.what == what)
    return [LoggedEvent(*row) for row in session.execute(found)]


def _of(columns: Select[*tuple[Any, ...]], consultation_id: int) -> Select[*tuple[Any, ...]]:
    """Of a consultation are the events that name it, and those of its invitations."""
    return (
        columns.select_from(EventRow)
        .outerjoin(InvitationRow, InvitationRow.id == EventRow.invitation_id)
        .where(or_(EventRow.consultation_id == consultation_id, InvitationRow.consultation_id == consultation_id))
    )
