"""Mail goes out once, to a real mail server, whatever that server does and however many senders there are."""

import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import delete, select

from survey.operations.accounts.tokens import token_digest
from survey.operations.mail.sending import LEASE, TRIED_FOR
from survey.settings import MailServer
from survey.store.database import Database
from survey.store.personal_links import link_by_token
from survey.store.tables import EventRow, ParticipantRow, PersonalLinkRow
from tests.mail_servers import Mailbox, Taken, mail_server
from tests.operations.mail.outboxes import messages, send, sender, waiting_requests

ROOT = Path(__file__).parents[3]

LINK = re.compile(r"https://lausunnot\.example\.fi/(?:fi|sv)/r/(\S+)")


def token_in(taken: Taken) -> str:
    """The token of the personal link in a mail."""
    [token] = LINK.findall(taken.text)
    return str(token)


def works(database: Database, token: str) -> bool:
    """Whether a link opens a response."""
    with database.reading() as session:
        links = session.scalars(
            select(PersonalLinkRow).where(
                PersonalLinkRow.token_digest == token_digest(token), PersonalLinkRow.revoked_at.is_(None)
            )
        ).all()
        return len(links) == 1 and link_by_token(session, token_digest(token))[1].id > 0


def test_every_mail_arrives_once_with_a_link_that_works(database: Database, now: datetime) -> None:
    waiting_requests(database, 3, now=now)
    box = Mailbox()
    with mail_server(box) as settings:
        outcome = send(database, settings, now=now)
        again = send(database, settings, now=now + timedelta(days=2))
    assert (outcome.sent, outcome.failed, outcome.waiting, again.sent) == (3, 0, 0, 0)
    assert box.recipients() == ["kunta1@example.fi", "kunta2@example.fi", "kunta3@example.fi"]
    assert all(works(database, token_in(each)) for each in box.taken)
    assert [(each.state, each.sent_at, each.answer) for each in messages(database)] == [
        ("sent", now, "250 2.0.0 taken")
    ] * 3


def test_no_mail_at_rest_holds_a_key(sqlite: Database, now: datetime) -> None:
    waiting_requests(sqlite, 1, now=now)
    box = Mailbox()
    with mail_server(box) as settings:
        send(sqlite, settings, now=now)
    token = token_in(box.taken[0]).encode()
    sqlite.close()
    assert sqlite.file is not None
    files = list(sqlite.file.parent.glob("survey.sqlite3*"))
    assert files and not any(token in path.read_bytes() for path in files)


def test_several_senders_at_once_send_each_mail_once(database: Database, now: datetime) -> None:
    waiting_requests(database, 24, now=now)
    box = Mailbox(slow=0.01)
    with mail_server(box) as settings:

        def run() -> None:
            with sender(database, settings) as one:
                one.send_due()

        threads = [threading.Thread(target=run) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(box.recipients()) == sorted(f"kunta{number}@example.fi" for number in range(1, 25))
    assert {each.state for each in messages(database)} == {"sent"}


def test_a_mail_that_cannot_be_taken_now_is_tried_again_with_growing_pauses_for_a_day(
    sqlite: Database, now: datetime
) -> None:
    waiting_requests(sqlite, 1, now=now)
    box = Mailbox(at_recipient=lambda recipient: "451 4.7.1 greylisted, come back")
    pauses, at = [], now
    with mail_server(box) as settings:
        while True:
            outcome = send(sqlite, settings, now=at)
            [message] = messages(sqlite)
            if message.state != "waiting":
                break
            pauses.append(message.due_at - at)
            assert (outcome.waiting, send(sqlite, settings, now=message.due_at - timedelta(seconds=1)).waiting) == (
                1,
                0,
            )
            at = message.due_at
    assert pauses == sorted(pauses) and pauses[0] == timedelta(minutes=1) and pauses[-1] == timedelta(hours=1)
    assert TRIED_FOR <= at - now < TRIED_FOR + timedelta(hours=1)
    assert (message.state, message.answer) == ("failed", "451 4.7.1 greylisted, come back")
    assert (message.message_id, box.taken) == (messages(sqlite)[0].message_id, [])


def test_a_mail_that_is_taken_at_the_second_try_has_one_message_id_and_one_link(
    sqlite: Database, now: datetime
) -> None:
    waiting_requests(sqlite, 1, now=now)
    answers = ["450 4.2.0 later", None]
    box = Mailbox(at_content=lambda recipient: answers.pop(0))
    with mail_server(box) as settings:
        send(sqlite, settings, now=now)
        first = messages(sqlite)[0].message_id
        send(sqlite, settings, now=now + timedelta(minutes=1))
    [taken] = box.taken
    assert taken.mail["Message-ID"] == first
    with sqlite.reading() as session:
        usable = session.scalars(select(PersonalLinkRow).where(PersonalLinkRow.message_id.is_not(None))).all()
    assert [link.revoked_at is None for link in usable] == [False, True]
    assert works(sqlite, token_in(taken))


@pytest.mark.parametrize("place", ["at_recipient", "at_content"])
def test_a_mail_that_is_refused_for_good_fails_at_once_with_the_servers_words(
    sqlite: Database, now: datetime, place: str
) -> None:
    waiting_requests(sqlite, 2, now=now)

    def refuse(recipient: str) -> str | None:
        return "550 5.1.1 tuntematon vastaanottaja" if recipient.startswith("kunta1@") else None

    box = Mailbox()
    setattr(box, place, refuse)
    with mail_server(box) as settings:
        outcome = send(sqlite, settings, now=now)
    assert (outcome.sent, outcome.failed, box.recipients()) == (1, 1, ["kunta2@example.fi"])
    refused = messages(sqlite)[0]
    assert (refused.state, refused.answer) == ("failed", "550 5.1.1 tuntematon vastaanottaja")


def test_a_server_that_cannot_be_reached_ends_the_run_and_loses_nothing(sqlite: Database, now: datetime) -> None:
    waiting_requests(sqlite, 3, now=now)
    box = Mailbox()
    with mail_server(box) as settings:
        pass  # its port is closed again
    outcome = send(sqlite, settings, now=now)
    assert outcome.unusable and (outcome.sent, outcome.waiting) == (0, 1)
    with mail_server(box) as settings:
        assert send(sqlite, settings, now=now + timedelta(minutes=1)).sent == 3
    assert len(set(box.recipients())) == 3


def test_a_connection_that_breaks_after_the_content_sends_the_same_mail_again_and_both_links_work(
    sqlite: Database, now: datetime
) -> None:
    """The server has kept the mail, and its yes was lost: nobody can know, so the mail is sent once more."""
    waiting_requests(sqlite, 1, now=now)

    def die(taken: Taken) -> None:
        if len(box.taken) == 1:
            raise ConnectionResetError

    box = Mailbox(after_taking=die)
    with mail_server(box) as settings:
        lost = MailServer(settings.host, settings.port, "smtp", settings.sender)
        outcome = send(sqlite, lost, now=now)
        assert outcome.sent == 0
        assert send(sqlite, lost, now=now + timedelta(minutes=1)).sent == 1
    first, second = box.taken
    assert first.mail["Message-ID"] == second.mail["Message-ID"]
    assert token_in(first) != token_in(second)
    assert works(sqlite, token_in(second))


def test_a_mail_whose_sender_is_not_heard_of_is_taken_by_another_after_its_lease(
    database: Database, now: datetime
) -> None:
    waiting_requests(database, 1, now=now)
    with sender(database, MailServer("127.0.0.1", 1, "smtp", "a@b.example"), lambda: now) as killed:
        assert killed._take() is not None  # and is killed before it sends
    box = Mailbox()
    with mail_server(box) as settings:
        assert send(database, settings, now=now + LEASE - timedelta(seconds=1)).sent == 0
        assert send(database, settings, now=now + LEASE).sent == 1
    assert box.taken[0].mail["Message-ID"] == messages(database)[0].message_id


def test_senders_that_are_killed_lose_no_mail_and_double_none_but_those_on_their_way(database: Database) -> None:
    """Eight are killed: some while the server has the mail and has not said yes, some a moment after it has."""
    waiting_requests(database, 24, now=datetime.now(UTC))
    box, chance, killed = Mailbox(), Random(11), list[int]()  # noqa: S311  # which moments are tried, no secret

    def kill(taken: Taken) -> None:
        if len(box.taken) % 2 and len(killed) < 8:
            process = int(taken.sender.partition("@")[0])
            killed.append(process)
            if len(killed) % 2:
                os.kill(process, signal.SIGKILL)
            else:
                threading.Timer(chance.uniform(0, 0.01), _kill, [process]).start()

    box.after_taking = kill
    with mail_server(box) as settings:
        url = database.engine.url.render_as_string(hide_password=False)
        command = [sys.executable, "-m", "tests.operations.mail.killed_senders", url, str(settings.port)]
        children = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120).stdout  # noqa: S603
    ids: dict[str, set[str]] = {}
    for taken in box.taken:
        ids.setdefault(taken.recipient, set()).add(taken.mail["Message-ID"])
    assert len(killed) == 8 and 4 < int(children) <= 9
    assert set(ids) == {f"kunta{number}@example.fi" for number in range(1, 25)}
    assert all(len(each) == 1 for each in ids.values())
    assert 4 <= len(box.taken) - 24 <= 8
    assert {each.state for each in messages(database)} == {"sent"}


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):  # it has just ended by itself
        os.kill(process, signal.SIGKILL)


def test_a_mail_that_nobody_can_have_a_link_of_fails_and_stops_no_other(sqlite: Database, now: datetime) -> None:
    first = waiting_requests(sqlite, 2, now=now)
    with sqlite.writing() as session:
        session.execute(delete(PersonalLinkRow).where(PersonalLinkRow.participant_id == first.access.participant.id))
        session.execute(delete(EventRow).where(EventRow.participant_id == first.access.participant.id))
        session.execute(delete(ParticipantRow).where(ParticipantRow.id == first.access.participant.id))
    box = Mailbox()
    with mail_server(box) as settings:
        for _ in range(2):
            send(sqlite, settings, now=now)
    assert (messages(sqlite)[0].state, box.recipients()) == ("failed", ["kunta2@example.fi"])


def test_a_mail_that_cannot_be_made_keeps_no_other_from_being_sent(sqlite: Database, now: datetime) -> None:
    waiting_requests(sqlite, 2, now=now)
    with sqlite.writing() as session:
        for each in messages(sqlite)[:1]:
            each.kind = "receipt"  # of nothing
            session.merge(each)
    box = Mailbox()
    with mail_server(box) as settings:
        outcome = send(sqlite, settings, now=datetime.now(UTC))
    assert (outcome.sent, outcome.waiting, box.recipients()) == (1, 1, ["kunta2@example.fi"])
