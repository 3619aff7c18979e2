"""Reading the log, of one consultation or of the whole installation, by filter and page."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from survey.store.tables import ConsultationRow, CoordinatorRow, EventRow, InvitationRow, OrganisationRow

STREAMED = 1_000
"""How many events of a whole log are fetched at a time."""


class LoggedEvent(NamedTuple):
    """One event: when, what (a key of EVENTS), the name of who did it (empty: nobody signed in), and what it concerns:
    the organisation, by its invitation (None also if that was taken away: it has no page) and its names (None: no
    single one), the account to which it was done, by its name (empty: to none), and the key of the consultation (None:
    the installation).
    """

    at: datetime
    what: str
    by: str
    invitation_id: int | None
    organisation: dict[str, str] | None
    about: str
    consultation_key: str | None


@dataclass(frozen=True)
class EventFilter:
    """Which events: of one consultation, of one kind, done by one coordinator, from a moment on, before a moment.

    `visible`: the ids of the consultations of which the reader may know. Events of others are left out; events of none
    (accounts, sign-ins) stay. None: all consultations.
    """

    consultation_id: int | None = None
    what: str = ""
    coordinator_id: int | None = None
    since: datetime | None = None
    before: datetime | None = None
    visible: Collection[int] | None = None


def kinds_of_events(session: Session, chosen: EventFilter) -> list[tuple[str, int]]:
    """Return what has happened among the chosen events, and how often, in alphabetical order."""
    rows = session.execute(
        _chosen(select(EventRow.what, func.count()), chosen).group_by(EventRow.what).order_by(EventRow.what)
    )
    return [(what, number) for what, number in rows]


def events_among(session: Session, chosen: EventFilter, *, most: int, skipped: int = 0) -> list[LoggedEvent]:
    """Return the chosen events, the latest first, by page."""
    return [LoggedEvent(*row) for row in session.execute(_listed(chosen).limit(most).offset(skipped))]


def all_events_among(session: Session, chosen: EventFilter) -> Iterator[LoggedEvent]:
    """Yield the chosen events, the latest first, as a stream."""
    rows = session.execute(_listed(chosen).execution_options(yield_per=STREAMED))
    return (LoggedEvent(*row) for row in rows)


def people_among(session: Session, chosen: EventFilter) -> list[tuple[int, str]]:
    """Return the id and the name of each coordinator who did any of the chosen events."""
    columns = select(CoordinatorRow.id, CoordinatorRow.name).distinct()
    rows = session.execute(_chosen(columns, chosen).join(CoordinatorRow, CoordinatorRow.id == EventRow.coordinator_id))
    return [(number, name) for number, name in rows]


def _listed(chosen: EventFilter) -> Select[*tuple[Any, ...]]:
    account = aliased(CoordinatorRow)
    columns = select(
        EventRow.at,
        EventRow.what,
        func.coalesce(CoordinatorRow.name, ""),
        case((InvitationRow.taken_away_at.is_(None), InvitationRow.id)),
        OrganisationRow.name,
        func.coalesce(account.name, ""),
        ConsultationRow.key,
    )
    return (
        _chosen(columns, chosen)
        .outerjoin(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .outerjoin(CoordinatorRow, CoordinatorRow.id == EventRow.coordinator_id)
        .outerjoin(account, account.id == EventRow.about_coordinator_id)
        .outerjoin(ConsultationRow, ConsultationRow.id == _CONSULTATION)
        .order_by(EventRow.id.desc())
    )


_CONSULTATION = func.coalesce(EventRow.consultation_id, InvitationRow.consultation_id)
"""Of a consultation are the events that name it, and those of its invitations."""


def _chosen(columns: Select[*tuple[Any, ...]], chosen: EventFilter) -> Select[*tuple[Any, ...]]:
    found = columns.select_from(EventRow).outerjoin(InvitationRow, InvitationRow.id == EventRow.invitation_id)
    if chosen.consultation_id is not None:
        found = found.where(
            or_(
                EventRow.consultation_id == chosen.consultation_id,
                InvitationRow.consultation_id == chosen.consultation_id,
            )
        )
    if chosen.visible is not None:
        found = found.where(or_(_CONSULTATION.is_(None), _CONSULTATION.in_(chosen.visible)))
    if chosen.what:
        found = found.where(EventRow.what == chosen.what)
    if chosen.coordinator_id is not None:
        found = found.where(EventRow.coordinator_id == chosen.coordinator_id)
    if chosen.since is not None:
        found = found.where(EventRow.at >= chosen.since)
    if chosen.before is not None:
        found = found.where(EventRow.at < chosen.before)
    return found
