"""The log of who did what and when. It never contains the text of an answer or a token."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.store.tables import EventRow


def record(  # noqa: PLR0913  # whom an event concerns
    session: Session,
    what: str,
    *,
    now: datetime,
    consultation_id: int | None = None,
    invitation_id: int | None = None,
    participant_id: int | None = None,
    coordinator_id: int | None = None,
) -> None:
    """Append an event. `what` is a subject with a past participle: "statement submitted"."""
    session.add(
        EventRow(
            at=now,
            what=what,
            consultation_id=consultation_id,
            invitation_id=invitation_id,
            participant_id=participant_id,
            coordinator_id=coordinator_id,
        )
    )
