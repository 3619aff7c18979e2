"""A statement that somebody has brought back and looks at: one for each response and person, for some hours."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from survey.store.personal_links import Access
from survey.store.tables import BroughtBackRow

KEPT = timedelta(hours=12)
"""How long it can be looked at: a working day."""


def brought_back_of(session: Session, access: Access, *, now: datetime) -> BroughtBackRow | None:
    """Return what this person has brought back to this response and not finished; None without one. One query."""
    row = BroughtBackRow
    return session.scalar(
        select(row).where(
            row.response_id == access.response.id, row.participant_id == access.participant.id, row.at > now - KEPT
        )
    )


def keep_brought_back(  # noqa: PLR0913  # whose, what, and where it came from
    session: Session, access: Access, content: str, *, source: str, name: str, now: datetime
) -> BroughtBackRow:
    """Keep what was brought back in the place of what this person had brought before; and delete what is too old."""
    delete_brought_back(session, access)
    session.execute(delete(BroughtBackRow).where(BroughtBackRow.at <= now - KEPT))
    row = BroughtBackRow(
        response_id=access.response.id,
        participant_id=access.participant.id,
        source=source,
        name=name,
        content=content,
        choices={},
        at=now,
    )
    session.add(row)
    session.flush()
    return row


def keep_choices(session: Session, row: BroughtBackRow, choices: Mapping[str, str]) -> None:
    """Keep what was chosen on the page."""
    row.choices = dict(choices)
    session.flush()


def delete_brought_back(session: Session, access: Access) -> None:
    """Delete what this person has brought back to this response."""
    row = BroughtBackRow
    session.execute(
        delete(row).where(row.response_id == access.response.id, row.participant_id == access.participant.id)
    )
