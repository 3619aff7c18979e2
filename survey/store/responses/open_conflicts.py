"""Texts that wait until somebody of the organisation has chosen between them and what a colleague wrote at the same
place.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from survey.store.personal_links import Access
from survey.store.tables import OpenConflictRow, ResponseRow


class OpenConflict(NamedTuple):
    """One such text: its number, each part as it was typed, and when it was sent."""

    id: int
    parts: Mapping[str, str]
    at: datetime


OpenConflicts = Mapping[str, Sequence[OpenConflict]]
"""The texts that wait, by address."""


def open_conflicts_of(session: Session, access: Access) -> dict[str, list[OpenConflict]]:
    """Return the texts of this response that wait for a choice, by address, the latest last.

    One query, and none where the response has none.
    """
    if not access.response.has_open_conflicts:
        return {}
    row = OpenConflictRow
    found = session.execute(
        select(row.address, row.id, row.parts, row.at)
        .where(row.response_id == access.response.id, row.settled_at.is_(None))
        .order_by(row.id)
    )
    by_address: dict[str, list[OpenConflict]] = {}
    for address, number, parts, at in found:
        by_address.setdefault(address, []).append(OpenConflict(number, parts, at))
    return by_address


def settled_parts(session: Session, access: Access, address: str, number: int) -> Mapping[str, str] | None:
    """Return the parts of a text that was settled; None if there is no such text at the address, or it still waits."""
    row = OpenConflictRow
    return session.scalar(
        select(row.parts).where(
            row.id == number,
            row.response_id == access.response.id,
            row.address == address,
            row.settled_at.is_not(None),
        )
    )


def add_open_conflict(
    session: Session, access: Access, address: str, parts: Mapping[str, str], *, now: datetime
) -> None:
    """Keep a text until somebody chooses."""
    session.execute(
        insert(OpenConflictRow).values(
            response_id=access.response.id,
            participant_id=access.participant.id,
            address=address,
            parts=dict(parts),
            at=now,
        )
    )
    _note(session, access, waits=True)


def settle_open_conflict(session: Session, access: Access, address: str, number: int, *, now: datetime) -> None:
    """Note that a text waits no longer: a choice was made, or a newer form of it takes its place."""
    row = OpenConflictRow
    of_response = row.response_id == access.response.id
    session.execute(
        update(row)
        .where(row.id == number, row.address == address, of_response, row.settled_at.is_(None))
        .values(settled_at=now)
        .execution_options(synchronize_session=False)
    )
    left = session.scalar(select(row.id).where(of_response, row.settled_at.is_(None)).limit(1))
    _note(session, access, waits=left is not None)


def _note(session: Session, access: Access, *, waits: bool) -> None:
    """Store whether any text of the response waits. Always written: what the request has loaded of the response may be
    older than the lock, and SQLAlchemy writes no attribute that it takes for unchanged."""
    row = ResponseRow
    session.execute(
        update(row)
        .where(row.id == access.response.id)
        .values(has_open_conflicts=waits)
        .execution_options(synchronize_session=False)
    )
    set_committed_value(access.response, "has_open_conflicts", waits)
