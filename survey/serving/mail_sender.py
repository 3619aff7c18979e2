"""Sending mail inside a serving process: a thread that looks into the outbox again and again."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from survey.operations.consultations.joining import forget_old_joinings
from survey.operations.consultations.planned_reminders import send_planned_reminders
from survey.operations.mail.mails import Origin
from survey.operations.mail.post import opened_post
from survey.operations.mail.sending import Outcome, Sender
from survey.serving.opener import open_due
from survey.settings import Settings
from survey.store.database import Database

_log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two looks into the outbox: a receipt or a new link is waited for."""


def send_due_mail(settings: Settings, database: Database, stopping: threading.Event | None = None) -> Outcome:
    """Send what is due now, planned reminders too, and log it. Sends nothing if these settings send no mail.

    Consultations whose time has come are opened first, and wishes to answer whose address was not verified are
    forgotten, so that a timer alone runs everything.
    """
    open_due(settings, database)
    forget_old_joinings(database, datetime.now(UTC))
    if settings.mail is None:
        return Outcome()
    send_planned_reminders(database, datetime.now(UTC))
    with opened_post(settings.mail) as post:
        sender = Sender(database, post, Origin.of(settings), clock=lambda: datetime.now(UTC))
        outcome = sender.send_due(stopped=stopping.is_set if stopping else lambda: False)
    if outcome.unusable:
        _log.warning("No mail can be sent: %s", outcome.unusable)
    if outcome.sent or outcome.failed or outcome.waiting:
        _log.info("Mail: %s sent, %s failed, %s to try again.", outcome.sent, outcome.failed, outcome.waiting)
    return outcome


def send_until(settings: Settings, database: Database, stopping: threading.Event, *, every: float) -> None:
    """Send what is due every so many seconds until `stopping` is set, whatever goes wrong: it is tried again."""
    while not stopping.is_set():
        try:
            send_due_mail(settings, database, stopping)
        except Exception:  # a thread that ended would send no mail any more, and nobody would see it
            _log.exception("The outbox cannot be used.")
        stopping.wait(every)


@contextmanager
def sending_mail(settings: Settings, database: Database) -> Iterator[None]:
    """Send mail in a thread of this process while the block runs. The mail that is being sent is finished first."""
    if settings.mail is None:
        yield
        return
    stopping = threading.Event()
    thread = threading.Thread(
        target=send_until, args=(settings, database, stopping), kwargs={"every": EVERY}, name="mail", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()
