"""What the demonstration would send can be read, and its links followed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from survey.operations.mail.mails import Origin
from survey.operations.mail.occasions import request_to
from survey.operations.mail.outbox import put_into_outbox
from survey.operations.mail.post import opened_post
from survey.operations.mail.sending import Sender
from survey.settings import MailFolder, MailServer
from survey.store.database import Database
from tests.site import NOWHERE, Site, make_client, open_site, settings_for


@pytest.fixture
def site(sqlite: Database, tmp_path: Path) -> Site:
    """A site that catches its mail, with the request of its round in it."""
    mail = MailFolder(tmp_path / "mails", "kuulolla@example.fi")
    site = open_site(sqlite, mail)
    with sqlite.writing() as session:
        put_into_outbox(session, [request_to(site.round.access.invitation)], now=datetime.now(UTC))
    settings = settings_for(sqlite, mail=mail)
    with opened_post(mail) as post:
        Sender(sqlite, post, Origin.of(settings), clock=lambda: datetime.now(UTC)).send_due()
    return site


def test_a_mail_is_listed_and_its_link_opens_the_response(site: Site) -> None:
    listed = site.client.get("/fi/outgoing-mail")
    [row] = listed.all(".k-card a")
    assert "Lausuntopyyntö: Yksi kysymys" in listed.text(".k-card")
    page = site.client.get(row.attrs["href"])
    assert "kirjaamo@example.fi" in page.text("main") and "maaraaika.ics" in page.text("main")
    [link] = [each.attrs["href"] for each in page.all(".k-answer a") if "/r/" in each.attrs["href"]]
    assert site.client.get(link.removeprefix("http://127.0.0.1:8000")).path == site.path()


def test_a_mail_can_be_opened_in_a_mail_program(site: Site) -> None:
    answer = site.client.http.get("/sv/outgoing-mail/1.eml")
    assert (answer.status_code, answer.mimetype) == (200, "message/rfc822")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()


@pytest.mark.parametrize("path", ["outgoing-mail", "outgoing-mail/1", "outgoing-mail/1.eml"])
@pytest.mark.parametrize("mail", [None, NOWHERE])
def test_a_real_installation_has_no_such_page(sqlite: Database, path: str, mail: MailServer | None) -> None:
    assert make_client(sqlite, mail).http.get(f"/fi/{path}").status_code == 404


def test_a_mail_that_is_not_there_is_not_found(site: Site) -> None:
    assert site.client.http.get("/fi/outgoing-mail/2").status_code == 404
