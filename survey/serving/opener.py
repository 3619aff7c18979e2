"""Opening consultations at their time inside a serving process: a thread that looks again and again."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from survey.operations.consultation_drafts.opening import open_due_drafts
from survey.settings import Settings
from survey.store.database import Database

_log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two looks: a consultation opens at most so much later than its time."""


def open_due(settings: Settings, database: Database) -> int:
    """Open the consultations whose time has come, also where nothing ran at that time. Returns how many opened."""
    opened = open_due_drafts(database, datetime.now(UTC), by_mail=settings.mail is not None)
    if opened:
        _log.info("Consultations opened at their time: %s", opened)
    return opened


@contextmanager
def opening_at_their_time(settings: Settings, database: Database) -> Iterator[None]:
    """Open consultations at their time in a thread of this process while the block runs."""
    stopping = threading.Event()
    thread = threading.Thread(target=_open_until, args=(settings, database, stopping), name="opener", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def _open_until(settings: Settings, database: Database, stopping: threading.Event) -> None:
    while not stopping.is_set():
        try:
            open_due(settings, database)
        except Exception:  # a thread that ended would open nothing any more, and nobody would see it
            _log.exception("Consultations cannot be opened at their time.")
        stopping.wait(EVERY)
