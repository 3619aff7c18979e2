"""Outboxes to test with: a round whose organisations wait for their requests, and a sender."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import select

from survey.operations.mail.mails import Origin
from survey.operations.mail.occasions import request_to
from survey.operations.mail.outbox import put_into_outbox
from survey.operations.mail.post import opened_post
from survey.operations.mail.sending import Outcome, Sender
from survey.settings import MailFolder, MailServer
from survey.store.database import Database
from survey.store.tables import MessageRow
from tests.mail_servers import SENDER
from tests.rounds import Round, invite_another, open_round

ORIGIN = Origin("https://lausunnot.example.fi", SENDER, {"fi": "Lausunnot", "sv": "Utlåtanden"})


def waiting_requests(database: Database, number: int, *, now: datetime, language: str = "fi") -> Round:
    """A consultation whose organisations have their requests waiting: kunta1@example.fi, kunta2@example.fi …"""
    with database.writing() as session:
        first = open_round(session, now=now)
        others = [
            invite_another(session, first.consultation, now=now, name=f"Kunta {each}", language=language)
            for each in range(2, number + 1)
        ]
        for place, each in enumerate([first, *others], start=1):
            each.access.organisation.email = f"kunta{place}@example.fi"
            each.access.organisation.language = language
        put_into_outbox(session, [request_to(each.access.invitation) for each in [first, *others]], now=now)
    return first


@contextmanager
def sender(
    database: Database, settings: MailServer | MailFolder, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Iterator[Sender]:
    """A sender with a connection of its own."""
    with opened_post(settings) as post:
        yield Sender(database, post, ORIGIN, clock=clock)


def send(database: Database, settings: MailServer | MailFolder, *, now: datetime) -> Outcome:
    """One run at this time."""
    with sender(database, settings, lambda: now) as one:
        return one.send_due()


def messages(database: Database) -> list[MessageRow]:
    """The whole outbox, in order."""
    with database.reading() as session:
        return list(session.scalars(select(MessageRow).order_by(MessageRow.id)))
