"""Who is here, and when somebody was here last."""

from datetime import datetime, timedelta
from typing import Final

from survey.store.tables import ParticipantRow

NOTED_EVERY: Final = timedelta(minutes=2)
"""How exactly it is stored when somebody was here: writing it at each page would cost more than the page."""

HERE_WITHIN: Final = timedelta(minutes=5)
"""Who has opened or saved a page so recently counts as being here now."""


def is_seen_anew(participant: ParticipantRow, now: datetime) -> bool:
    """Return whether it is to be stored that this person is here at `now`."""
    return participant.seen_at is None or now - participant.seen_at >= NOTED_EVERY


def is_here(participant: ParticipantRow, now: datetime) -> bool:
    """Return whether this person has been here in the last minutes."""
    return participant.seen_at is not None and now - participant.seen_at < HERE_WITHIN
