"""A lost link: a new one goes to the address that was invited, and nobody learns which addresses are."""

import pytest
from sqlalchemy import select

from survey.operations.mail.occasions import MOST_ORDERS
from survey.store.database import Database
from survey.store.tables import MessageRow
from tests.site import NOWHERE, Site, open_site

PATH = "/fi/new-link"


@pytest.fixture
def site(sqlite: Database) -> Site:
    """A site that sends mail."""
    return open_site(sqlite, NOWHERE)


def waiting(site: Site) -> list[tuple[str, str]]:
    with site.database.reading() as session:
        return [(each.kind, each.recipient) for each in session.scalars(select(MessageRow))]


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(site: Site) -> None:
    pages = [
        site.client.post(site.client.get(PATH), {"email": address}).text("#notices")
        for address in ("kirjaamo@example.fi", "tuntematon@example.fi")
    ]
    assert pages[0] == pages[1] != ""
    assert waiting(site) == [("new_link", "kirjaamo@example.fi")]


@pytest.mark.parametrize("typed", ["", "kirjaamo", "kirjaamo@example"])
def test_what_is_no_address_is_told_and_kept(site: Site, typed: str) -> None:
    page = site.client.post(site.client.get(PATH), {"email": typed}, status=422)
    assert page.all("#email")[0].attrs["value"] == typed
    assert page.texts(".k-errors a") == ["Kirjoita sähköpostiosoite, johon lausuntopyyntö lähetettiin."]


def test_too_many_orders_are_refused_for_an_unknown_address_too(site: Site) -> None:
    page = site.client.get(PATH)
    for _ in range(MOST_ORDERS[0]):
        site.client.post(page, {"email": "tuntematon@example.fi"})
    refused = site.client.post(page, {"email": "tuntematon@example.fi"}, status=429)
    assert refused.all("#email")[0].attrs["value"] == "tuntematon@example.fi"


def test_a_link_that_does_not_work_leads_to_the_order(site: Site) -> None:
    page = site.client.get("/sv/r/wrong", status=404)
    assert page.link("Beställ en ny länk till den adress som begäran skickades till") == "/sv/new-link"


def test_the_public_page_of_a_consultation_leads_to_the_order(site: Site) -> None:
    assert site.client.get("/fi/consultations/yksi").link("Tilaa uusi linkki") == PATH


def test_where_no_mail_is_sent_the_page_says_whom_to_ask_and_no_page_leads_there(sqlite: Database) -> None:
    site = open_site(sqlite)
    page = site.client.get(PATH)
    assert "ei lähetä sähköpostia" in page.text("main") and not page.all("main form")
    assert not [
        link for link in site.client.get("/fi/r/wrong", status=404).all("a") if "new-link" in link.attrs["href"]
    ]
    assert site.client.send(PATH, {"email": "kirjaamo@example.fi"}, status=400)  # no token: there is no form


def test_the_language_switch_keeps_what_is_typed(site: Site) -> None:
    page = site.client.post(site.client.get(PATH), {"email": "kirjaamo@example.fi", "switch_language": "sv"})
    assert page.all("#email")[0].attrs["value"] == "kirjaamo@example.fi"
    assert waiting(site) == []
