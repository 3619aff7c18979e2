"""Texts that wait until their writer has chosen between them and what a colleague wrote at the same place."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from survey.store.personal_links import Access
from survey.store.tables import OpenConflictRow, ResponseRow


class OpenConflict(NamedTuple):
    """One such text: its number, each part as it was typed, and when it was sent."""

    id: int
    parts: Mapping[str, str]
    at: datetime


def open_conflicts_of(session: Session, access: Access) -> dict[str, list[OpenConflict]]:
    """The texts of this participant that wait for a choice, by address, the latest last.

    One query, and none where nobody of the response has any.
    """
    if not access.response.has_open_conflicts:
        return {}
    row = OpenConflictRow
    found = session.execute(
        select(row.address, row.id, row.parts, row.at)
        .where(row.response_id == access.response.id, row.participant_id == access.participant.id)
        .order_by(row.id)
    )
    by_address: dict[str, list[OpenConflict]] = {}
    for address, number, parts, at in found:
        by_address.setdefault(address, []).append(OpenConflict(number, parts, at))
    return by_address


def add_open_conflict(
    session: Session, access: Access, address: str, parts: Mapping[str, str], *, now: datetime
) -> None:
    """Keep a text for its writer."""
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


def change_open_conflict(session: Session, number: int, parts: Mapping[str, str], *, now: datetime) -> None:
    """Keep what its writer has made of the text since."""
    session.execute(update(OpenConflictRow).where(OpenConflictRow.id == number).values(parts=dict(parts), at=now))


def close_open_conflicts(session: Session, access: Access, address: str, *, up_to: int) -> None:
    """Remove this participant's texts at an address up to a number: the page showed them, and a choice was made."""
    row = OpenConflictRow
    session.execute(
        delete(row).where(
            row.response_id == access.response.id,
            row.participant_id == access.participant.id,
            row.address == address,
            row.id <= up_to,
        )
    )
    left = session.scalar(select(row.id).where(row.response_id == access.response.id).limit(1))
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
