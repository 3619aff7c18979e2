"""One organisation's page: its mails with their fate, its links, its history; and mending what went wrong."""

import re

import pytest
from sqlalchemy import select, update

from survey.operations.mail.occasions import request_to
from survey.operations.mail.outbox import put_into_outbox
from survey.store.database import Database
from survey.store.tables import MessageRow, OrganisationRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.pages import Page
from tests.site import NOWHERE, Site, now_for_pages, open_site


@pytest.fixture
def maija(sqlite: Database) -> Coordinator:
    """A coordinator; the request to her one organisation was refused by its mail server."""
    site, now = open_site(sqlite, NOWHERE), now_for_pages()
    with sqlite.writing() as session:
        put_into_outbox(session, [request_to(site.round.access.invitation)], now=now)
        session.execute(
            update(MessageRow).values(state="failed", attempts=1, tried_first_at=now, answer="550 5.1.1 no such user")
        )
    return coordinator_of(site)


def page_of(maija: Coordinator) -> Page:
    return maija.get(f"consultations/yksi/organisations/{maija.site.round.access.invitation.id}/")


def press(maija: Coordinator, act: str, status: int = 200, **fields: str) -> Page:
    return maija.site.client.post(page_of(maija), fields, form=f'form[action$="/{act}"]', status=status)


def messages(site: Site) -> list[MessageRow]:
    with site.database.reading() as session:
        return list(session.scalars(select(MessageRow).order_by(MessageRow.id)))


def test_a_mail_that_did_not_arrive_stands_there_with_the_servers_words(maija: Coordinator) -> None:
    words = page_of(maija).text("#mails + table tbody")
    assert "Ei mennyt perille" in words and "550 5.1.1 no such user" in words


def test_a_mended_address_sends_it_again_and_is_the_address_from_then_on(maija: Coordinator) -> None:
    done = press(maija, "mend", email="kirjaamo@mallikunta.example")
    assert "kirjaamo@mallikunta.example" in done.text("#notices")
    [message] = messages(maija.site)
    assert (message.state, message.recipient, message.answer) == ("waiting", "kirjaamo@mallikunta.example", "")
    with maija.site.database.reading() as session:
        assert session.scalars(select(OrganisationRow.email)).one() == "kirjaamo@mallikunta.example"
    assert "Sähköpostiosoite korjattu (Maija)" in done.text("#history + ul").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("typed", ["", "kirjaamo"])
def test_what_is_no_address_mends_nothing(maija: Coordinator, typed: str) -> None:
    refused = press(maija, "mend", 422, email=typed)
    assert refused.all("#email")[0].attrs["value"] == typed
    assert messages(maija.site)[0].state == "failed"


def test_revoked_links_open_nothing_and_a_new_one_is_sent(maija: Coordinator) -> None:
    maija.site.open_link(other := maija.site.other_client())
    done = press(maija, "revoke-links")
    assert "mitätöity" in done.text("#links + ul")
    assert other.http.get(maija.site.path()).status_code == 403
    press(maija, "new-link")
    assert [each.kind for each in messages(maija.site)] == ["request", "new_link"]


def test_where_no_mail_is_sent_a_new_link_is_shown_once(sqlite: Database) -> None:
    maija = coordinator_of(open_site(sqlite))
    shown = press(maija, "new-link")
    [link] = re.findall(r"http://127\.0\.0\.1:8000(/fi/r/\S+)", shown.text("#link"))
    assert maija.site.other_client().get(link).path == maija.site.path()
    page = page_of(maija)
    assert "/fi/r/" not in page.text()
    assert any(each.endswith("Henkilökohtainen linkki tehty (Maija)") for each in page.texts("#history + ul li"))


def test_the_history_says_what_happened(maija: Coordinator) -> None:
    maija.site.open_link()
    told = page_of(maija).texts("#history + ul li")
    assert any(each.endswith(": Lausuntoa pyydetty") for each in told)


def test_an_organisation_of_another_consultation_is_not_found(maija: Coordinator) -> None:
    maija.get("consultations/yksi/organisations/99999/", 404)
