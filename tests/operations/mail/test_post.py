"""Mail goes to a real server over each kind of connection, or into a folder."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from survey.settings import Encryption, MailFolder
from survey.store.database import Database
from tests.mail_servers import Mailbox, mail_server, signed_by_itself
from tests.operations.mail.outboxes import messages, send, waiting_requests

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
"""The server of these tests takes a password without TLS, on this machine alone."""


@pytest.mark.parametrize("encryption", ["smtp+starttls", "smtps"])
def test_an_encrypted_connection_with_a_password_takes_mail(
    sqlite: Database, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encryption: Encryption
) -> None:
    certificate = signed_by_itself(tmp_path)
    waiting_requests(sqlite, 2, now=now)
    box = Mailbox()
    with mail_server(box, encryption, certificate, user=True) as settings:
        refused = send(sqlite, settings, now=now)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        taken = send(sqlite, settings, now=now + timedelta(minutes=1))
    assert "certificate" in refused.unusable.lower()  # nobody vouches for it, so nothing was sent
    assert (refused.sent, taken.sent, len(box.taken)) == (0, 2, 2)


def test_a_wrong_password_loses_no_mail(sqlite: Database, now: datetime) -> None:
    waiting_requests(sqlite, 2, now=now)
    box = Mailbox()
    with mail_server(box, user=True) as settings:
        wrong = type(settings)(settings.host, settings.port, "smtp", settings.sender, settings.user, "wrong")
        outcome = send(sqlite, wrong, now=now)
        assert (outcome.unusable[:3], outcome.failed) == ("535", 0)
        assert send(sqlite, settings, now=now + timedelta(minutes=1)).sent == 2


def test_a_server_that_closes_the_connection_is_connected_to_again(sqlite: Database, now: datetime) -> None:
    waiting_requests(sqlite, 3, now=now)
    answers = ["421 4.3.2 closing", None, None, None]
    box = Mailbox(at_recipient=lambda recipient: answers.pop(0))
    with mail_server(box) as settings:
        outcome = send(sqlite, settings, now=now)
    assert (outcome.sent, outcome.waiting) == (2, 1)


@pytest.mark.parametrize("recipient", ["kirjaamo@pöytyä.example", "pöytä@kunta.example"])
def test_addresses_with_finnish_letters_get_their_mail(sqlite: Database, now: datetime, recipient: str) -> None:
    waiting_requests(sqlite, 1, now=now)
    with sqlite.writing() as session:
        [message] = messages(sqlite)
        message.recipient = recipient
        session.merge(message)
    box = Mailbox()
    with mail_server(box) as settings:
        assert send(sqlite, settings, now=now).sent == 1
    assert box.recipients() == [recipient]


def test_a_folder_takes_each_mail_as_a_file_that_mail_programs_read(
    sqlite: Database, now: datetime, tmp_path: Path
) -> None:
    waiting_requests(sqlite, 2, now=now)
    folder = tmp_path / "mails"
    assert send(sqlite, MailFolder(folder, "kuulolla@example.fi"), now=datetime.now(UTC)).sent == 2
    files = sorted(folder.iterdir())
    assert [path.name for path in files] == ["000001.eml", "000002.eml"]
    mail = message_from_bytes(files[1].read_bytes(), policy=default)
    assert (mail["To"], mail["Subject"]) == ("kunta2@example.fi", "Lausuntopyyntö: Yksi kysymys")
