"""Reading how far the organisations of a consultation have come: counts, and lists by page, filter and order.

What a page costs depends on its own rows alone: everything else is counted and sorted by the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from survey.store.base import NotFound
from survey.store.mail import FAILED
from survey.store.responses.counting import (
    counting_first,
    counting_id,
    has_withdrawn,
    is_pending,
    joint_submission_id,
    late_from,
)
from survey.store.responses.origins import OWN_RESPONSE
from survey.store.tables import (
    ConsultationRow,
    CoordinatorRow,
    EventRow,
    InvitationRow,
    MessageRow,
    MoreTimeRow,
    OrganisationRow,
    PersonalLinkRow,
    ResponseRow,
    SubmissionRow,
)

NOT_OPENED, DRAFT, SUBMITTED, NOTHING_TO_STATE = "not_opened", "draft", "submitted", "nothing_to_state"
WITHDRAWN, JOINT = "withdrawn", "joint"
"""How far an organisation has come, as the sheets of the workbook say it too."""

STATUSES = (SUBMITTED, NOTHING_TO_STATE, JOINT, DRAFT, NOT_OPENED, WITHDRAWN)
"""In the order of lists: those that have answered first."""

NOT_ANSWERED = (DRAFT, NOT_OPENED)
"""Who is reminded. Who has withdrawn its statement has decided to give none."""


class Counted(NamedTuple):
    """How many organisations have this group, this language and this status, and were asked or not."""

    group: str
    language: str
    status: str
    asked: bool
    number: int


@dataclass(frozen=True)
class Filters:
    """Which organisations a list has: all that fit every filter that is not empty. `only` is a key of ONLY."""

    search: str = ""
    statuses: Sequence[str] = ()
    group: str = ""
    language: str = ""
    only: str = ""


@dataclass(frozen=True)
class Followed:
    """One invited organisation of a list, and its submission that counts; `mail_failed`: a mail did not arrive."""

    invitation: InvitationRow
    organisation: OrganisationRow
    status: str
    submission: SubmissionRow | None
    mail_failed: bool


_SUBMISSION = aliased(SubmissionRow)
_COUNTING = counting_id(ResponseRow.id)
_STATUS: ColumnElement[str] = case(
    (_SUBMISSION.kind == NOTHING_TO_STATE, NOTHING_TO_STATE),
    (_SUBMISSION.id.is_not(None), SUBMITTED),
    (joint_submission_id(InvitationRow.id).is_not(None), JOINT),
    (has_withdrawn(ResponseRow.id), WITHDRAWN),
    (InvitationRow.opened_at.is_not(None), DRAFT),
    else_=NOT_OPENED,
)
_MAIL_FAILED = exists().where(
    MessageRow.invitation_id == InvitationRow.id,
    MessageRow.participant_id.is_(None),
    MessageRow.state == FAILED,
    MessageRow.recipient != "",
)

ONLY: dict[str, ColumnElement[bool]] = {
    "own_deadline": InvitationRow.own_deadline.is_not(None),
    "mail_failed": _MAIL_FAILED,
    "decision_pending": is_pending(_SUBMISSION),
    "late": late_from(_SUBMISSION) >= func.coalesce(InvitationRow.own_deadline, ConsultationRow.deadline),
    "other_channel": _SUBMISSION.channel.is_not(None),
    "not_asked": InvitationRow.asked.is_(False),
    "joined": InvitationRow.joined_at.is_not(None),
}
"""Filters that are not statuses: those with more time, those whom a mail did not reach, those that have still to decide
on what they submitted, those that answered after the deadline, those whose statement came by another channel and was
entered, those that were not asked, and of these those that joined by themselves.
"""

ORDERS = ("status", "name", "received")


def counts(session: Session, consultation_id: int) -> list[Counted]:
    """Return the numbers of organisations by group, language, status and whether they were asked. One query."""
    by = (OrganisationRow.group, OrganisationRow.language, _STATUS, InvitationRow.asked)
    rows = session.execute(
        _joined(select(*by, func.count()), consultation_id)
        .group_by(*by)
        .order_by(OrganisationRow.group, OrganisationRow.language)
    )
    return [Counted(*row) for row in rows]


def count_only(session: Session, consultation_id: int) -> dict[str, int]:
    """Return how many organisations each filter of ONLY finds. One query."""
    columns = [func.count().filter(condition).label(name) for name, condition in ONLY.items()]
    row = session.execute(_joined(select(*columns), consultation_id)).one()
    return dict(zip(ONLY, row, strict=True))


def number_of(session: Session, consultation_id: int, filters: Filters) -> int:
    """Return how many organisations the filters find."""
    return session.scalar(_filtered(_joined(select(func.count()), consultation_id), filters)) or 0


def followed(  # noqa: PLR0913  # which ones, in which order, from where to where
    session: Session,
    consultation_id: int,
    filters: Filters,
    *,
    language: str,
    order: str = "status",
    most: int | None = None,
    skipped: int = 0,
) -> list[Followed]:
    """Return the organisations that the filters find, in an order of ORDERS, with names sorted by `language`."""
    columns = select(InvitationRow, OrganisationRow, _STATUS, _SUBMISSION, _MAIL_FAILED)
    found = _filtered(_joined(columns, consultation_id), filters)
    rows = session.execute(found.order_by(*_order(order, language)).limit(most).offset(skipped))
    return [Followed(*row) for row in rows]


def followed_one(session: Session, consultation_id: int, invitation_id: int) -> Followed:
    """Return one invited organisation of this consultation. Raises NotFound."""
    columns = select(InvitationRow, OrganisationRow, _STATUS, _SUBMISSION, _MAIL_FAILED)
    row = session.execute(_joined(columns, consultation_id).where(InvitationRow.id == invitation_id)).one_or_none()
    if row is None:
        raise NotFound(str(invitation_id))
    return Followed(*row)


def submissions_by(session: Session, invitation_id: int) -> list[SubmissionRow]:
    """Return every submission of an invited organisation: first the one that counts, then the latest first."""
    found = (
        select(SubmissionRow)
        .join(ResponseRow, ResponseRow.id == SubmissionRow.response_id)
        .where(ResponseRow.invitation_id == invitation_id)
        .order_by(counting_first(), SubmissionRow.id.desc())
    )
    return list(session.scalars(found))


def links_of(session: Session, participant_id: int) -> list[tuple[PersonalLinkRow, MessageRow | None]]:
    """Return every personal link of a participant with the mail that it was made for, the latest first."""
    rows = session.execute(
        select(PersonalLinkRow, MessageRow)
        .outerjoin(MessageRow, MessageRow.id == PersonalLinkRow.message_id)
        .where(PersonalLinkRow.participant_id == participant_id)
        .order_by(PersonalLinkRow.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def events_of(session: Session, invitation_id: int) -> list[tuple[EventRow, str]]:
    """Return what has happened to an invitation, the latest first, and the name of the coordinator who did it (empty:
    nobody signed in).
    """
    rows = session.execute(
        select(EventRow, CoordinatorRow.name)
        .outerjoin(CoordinatorRow, CoordinatorRow.id == EventRow.coordinator_id)
        .where(EventRow.invitation_id == invitation_id)
        .order_by(EventRow.id.desc())
    )
    return [(row[0], row[1] or "") for row in rows]


def more_times_of(session: Session, consultation_id: int, invitation_id: int) -> list[MoreTimeRow]:
    """Return every time that more time was given which concerns this organisation, the latest first."""
    concerns = or_(MoreTimeRow.invitation_id == invitation_id, MoreTimeRow.invitation_id.is_(None))
    found = select(MoreTimeRow).where(MoreTimeRow.consultation_id == consultation_id, concerns)
    return list(session.scalars(found.order_by(MoreTimeRow.id.desc())))


def _joined(columns: Select[*tuple[Any, ...]], consultation_id: int) -> Select[*tuple[Any, ...]]:
    return (
        columns.select_from(InvitationRow)
        .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .join(ConsultationRow, ConsultationRow.id == InvitationRow.consultation_id)
        .join(ResponseRow, OWN_RESPONSE)
        .outerjoin(_SUBMISSION, and_(_SUBMISSION.response_id == ResponseRow.id, _SUBMISSION.id == _COUNTING))
        .where(InvitationRow.consultation_id == consultation_id)
    )


def _filtered(found: Select[*tuple[Any, ...]], filters: Filters) -> Select[*tuple[Any, ...]]:
    if filters.search:
        found = found.where(OrganisationRow.search.contains(filters.search, autoescape=True))
    if filters.statuses:
        found = found.where(_STATUS.in_(filters.statuses))
    if filters.group:
        found = found.where(OrganisationRow.group == filters.group)
    if filters.language:
        found = found.where(OrganisationRow.language == filters.language)
    if filters.only:
        found = found.where(ONLY[filters.only])
    return found


def _order(order: str, language: str) -> list[ColumnElement[Any] | InstrumentedAttribute[Any]]:
    names = OrganisationRow.sort_sv if language == "sv" else OrganisationRow.sort_fi
    if order == "name":
        return [names, InvitationRow.id]
    if order == "received":  # the latest first, those that have not answered last
        return [_SUBMISSION.submitted_at.is_(None), _SUBMISSION.submitted_at.desc(), names, InvitationRow.id]
    places = case({status: place for place, status in enumerate(STATUSES)}, value=_STATUS)
    return [places, names, InvitationRow.id]
