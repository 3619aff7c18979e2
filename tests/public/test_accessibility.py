"""What the law asks every service to tell, and feedback that is answered in time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from survey.languages import PAGE_LANGUAGES, format_date
from survey.operations.feedback import giving
from survey.settings import About
from survey.store.tables import FeedbackRow
from survey.web.installation import EXTENSION
from tests.coordinate.desks import coordinator_of
from tests.site import Site, now_for_pages

FORM = "/fi/accessibility/feedback"
ABOUT = About(
    name={"fi": "Lausunnot Mallilassa", "sv": "Utlåtanden i Mallila"},
    operator={"fi": "Mallilan kunta", "sv": "Mallila kommun"},
    privacy_url={"fi": "https://mallila.example/tietosuoja", "sv": "https://mallila.example/dataskydd"},
    contact_email="palvelu@mallila.example",
    checked_on="2027-01-15",
)


def known(site: Site) -> Site:
    """The site of an installation that tells whose it is."""
    found = site.client.app.extensions[EXTENSION]
    site.client.app.extensions[EXTENSION] = replace(found, settings=replace(found.settings, about=ABOUT))
    return site


def rows(site: Site) -> list[FeedbackRow]:
    with site.database.reading() as session:
        return list(session.scalars(select(FeedbackRow)))


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
@pytest.mark.parametrize("path", ["", "consultations/yksi", "sign-in"])
def test_every_pages_foot_leads_to_all_of_them(site: Site, language: str, path: str) -> None:
    links = [link.attrs["href"] for link in site.client.get(f"/{language}/{path}").all("footer a")]
    for page in ("accessibility", "accessibility/feedback", "privacy", "contact"):
        assert f"/{language}/{page}" in links
        assert site.client.get(f"/{language}/{page}").all("h1")


def test_an_organisations_pages_lead_there_too_and_say_who_asks(site: Site) -> None:
    site.open_link()
    page = site.client.get(site.path(""))
    assert len(page.all(".k-footer-links a")) == 4
    assert "Ministeriö" in page.text(".k-issuer")


@pytest.mark.parametrize(
    ("language", "name", "operator"),
    [("fi", "Lausunnot Mallilassa", "Mallilan kunta"), ("sv", "Utlåtanden i Mallila", "Mallila kommun")],
)
def test_whose_service_it_is_comes_from_the_settings(site: Site, language: str, name: str, operator: str) -> None:
    client = known(site).client
    page = client.get(f"/{language}/")
    assert page.text(".k-brand") == name and page.text("title").endswith(f"– {name}")
    assert operator in page.text("footer")
    statement = client.get(f"/{language}/accessibility").text("main")
    assert name in statement and operator in statement and "15.1.2027" in statement
    assert client.get(f"/{language}/privacy").all("main a[href^='https://mallila.example/']")
    assert client.get(f"/{language}/contact").all("main a[href='mailto:palvelu@mallila.example']")


def test_what_is_not_set_is_said_to_be_missing(site: Site) -> None:
    assert "ei ole vielä tarkistanut" in site.client.get("/fi/accessibility").text("main")
    assert "ei ole vielä ilmoittanut nimeään" in site.client.get("/fi/privacy").text("main")
    assert "ei ole vielä ilmoittanut yhteystietojaan" in site.client.get("/fi/contact").text("main")


def test_feedback_is_received_with_the_day_by_which_it_is_answered(site: Site) -> None:
    fields = {"text": "Painike ei toimi\nnäppäimistöllä.", "page": "Tarkistus", "email": "k@example.fi"}
    answered = site.client.post(site.client.get(FORM), fields)
    (row,) = rows(site)
    assert (row.text, row.page, row.email) == ("Painike ei toimi\nnäppäimistöllä.", "Tarkistus", "k@example.fi")
    assert row.answer_by - row.at == timedelta(days=14)
    assert format_date(row.answer_by) in answered.text(".k-notice")
    at_desk = coordinator_of(site).get("feedback").text("main")
    assert "Painike ei toimi" in at_desk and format_date(row.answer_by) in at_desk


def test_who_sent_feedback_is_led_to_the_message_that_it_came(site: Site) -> None:
    form = site.client.get(FORM)
    sent = site.client.http.post(form.path, data={**form.fields(), "text": "Painike ei toimi."})
    page = site.client.get(sent.headers["Location"])
    (there,) = page.all(f'[id="{sent.headers["Location"].partition("#")[2]}"]')
    assert there.attrs["tabindex"] == "-1" and there.query(".k-notice")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("text", "  ", "mikä ei toimi"),
        ("text", "x" * 5_001, "enintään 5"),
        ("page", "x" * 301, "enintään 300"),
        ("email", "ei osoite", "ei ole oikein"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    site: Site, field: str, typed: str, words: str
) -> None:
    fields = {"text": "Palaute.", "page": "Sivu", "email": "", field: typed}
    page = site.client.post(site.client.get(FORM), fields, status=422)
    assert [link.attrs["href"] for link in page.all("#errors a")] == [f"#{field}"]
    assert words in page.text(f"[id='{field}-error']")
    assert page.fields().items() >= fields.items()
    assert not rows(site)


def test_the_language_switch_keeps_what_was_typed(site: Site) -> None:
    page = site.client.post(site.client.get(FORM), {"text": "Kesken", "switch_language": "sv"})
    assert page.path.startswith("/sv/") and page.fields()["text"] == "Kesken" and not rows(site)


def test_nobody_can_fill_the_database_with_feedback(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving, "MOST_IN_A_DAY", 1)
    site.client.post(site.client.get(FORM), {"text": "Ensimmäinen."})
    page = site.client.post(site.client.get(FORM), {"text": "Toinen."}, status=429)
    assert page.fields()["text"] == "Toinen." and len(rows(site)) == 1
    with site.database.writing() as session:
        row = session.scalars(select(FeedbackRow)).one()
        row.at = now_for_pages() - timedelta(days=1, minutes=1)
    site.client.post(site.client.get(FORM), {"text": "Kolmas."})
    assert len(rows(site)) == 2


def test_who_supervises_is_named_with_the_address_of_the_pages_language_and_a_telephone_number(site: Site) -> None:
    for language, address in (("fi", "saavutettavuusvaatimukset.fi"), ("sv", "tillganglighetskrav.fi")):
        page = site.client.get(f"/{language}/accessibility")
        assert page.all(f"main a[href='https://www.{address}/']")
        assert "029\u00a0534\u00a05000" in page.raw_text("main")
