"""The command that sends mail, once or all the time, and the server that sends it by itself unless told not to."""

import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from survey.settings import MailServer
from survey.store.database import Database
from tests.cli.processes import run
from tests.mail_servers import SENDER, Mailbox, mail_server
from tests.operations.mail.outboxes import messages, waiting_requests
from tests.servers import serving


def url(server: MailServer) -> str:
    """The address of this server as the settings have it."""
    return f"smtp://{server.host}:{server.port}"


def send(folder: Path, server: MailServer, language: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Send what waits, once."""
    return run(
        *("send-mail", "--data", folder),
        status=status,
        LANGUAGE=language,
        SURVEY_MAIL_URL=url(server),
        SURVEY_MAIL_FROM=SENDER,
    )


def test_what_waits_is_sent_once_and_counted(sqlite: Database, tmp_path: Path) -> None:
    waiting_requests(sqlite, 3, now=datetime.now(UTC))
    box = Mailbox(at_recipient=lambda recipient: "550 5.1.1 no" if recipient.startswith("kunta2@") else None)
    with mail_server(box) as server:
        done = send(tmp_path, server, "fi")
    assert done.stdout == "2 viestiä lähetettiin.\n1 viestin lähetys epäonnistui.\n"
    assert box.recipients() == ["kunta1@example.fi", "kunta3@example.fi"]


def test_a_mail_server_that_cannot_be_reached_is_told_and_ends_with_an_error(sqlite: Database, tmp_path: Path) -> None:
    waiting_requests(sqlite, 1, now=datetime.now(UTC))
    with mail_server(Mailbox()) as server:
        pass  # its port is closed again
    done = send(tmp_path, server, "sv", 1)
    assert "0 meddelanden skickades." in done.stdout and "Inga meddelanden kan skickas." in done.stderr
    assert messages(sqlite)[0].state == "waiting"


def test_without_settings_the_command_says_which_it_needs(sqlite: Database, tmp_path: Path) -> None:
    assert "SURVEY_MAIL_URL" in run("send-mail", "--data", tmp_path, status=1).stderr


@pytest.mark.parametrize("words", [(), ("--no-mail",)])
def test_a_server_sends_by_itself_unless_told_not_to(sqlite: Database, tmp_path: Path, words: tuple[str, ...]) -> None:
    box = Mailbox()
    with (
        mail_server(box) as server,
        serving(tmp_path, *words, SURVEY_MAIL_URL=url(server), SURVEY_MAIL_FROM=SENDER) as service,
    ):
        waiting_requests(sqlite, 1, now=datetime.now(UTC))
        ends = time.monotonic() + (8 if words else 30)
        while not box.taken and time.monotonic() < ends:
            time.sleep(0.2)
        assert service.answer("/health") == (200, "ok\n")
    assert len(box.taken) == (0 if words else 1)
