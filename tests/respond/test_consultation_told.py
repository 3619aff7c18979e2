"""Who asks and why, whom to ask and what to read: on the public page, the overview and the questions to print."""

import pytest

from survey.store.database import Database
from tests.pages import Page
from tests.questions.written import tiny_set
from tests.rounds import open_round
from tests.site import Site, make_client, now_for_pages


@pytest.fixture
def told(sqlite: Database) -> Site:
    """A site whose set tells everything, opened with another contact than the set names first."""
    with sqlite.writing() as session:
        round_ = open_round(session, now=now_for_pages(), question_set=tiny_set("consultation"))
    site = Site(sqlite, make_client(sqlite), round_)
    site.open_link()
    return site


def _pages(site: Site, language: str) -> list[Page]:
    return [
        site.client.get(f"/{language}/consultations/consultation"),
        site.client.get(site.path("", language)),
        site.client.get(site.path("questions", language)),
    ]


def test_each_page_tells_why_statements_are_asked_for_and_whom_to_ask(told: Site) -> None:
    for page in _pages(told, "sv"):
        main = page.text("main")
        for words in ("Ministeriet", "VN/1/2026", "MAL001:00/2026", "Bakgrunden i korthet", "En tydlig lag"):
            assert words in main, page.path
        assert "i korthet" in page.texts("strong"), page.path
        assert page.link("kirjaamo@example.fi") == "mailto:kirjaamo@example.fi"


def test_the_contact_that_the_consultation_was_opened_with_stands_in_for_the_first_one_of_the_set(told: Site) -> None:
    for page in _pages(told, "fi"):
        main = page.text("main")
        assert "Ville Valmistelija, ville@example.fi" in main
        assert "Kaisa" not in main


def test_materials_are_links_in_the_pages_language_where_they_are_there(told: Site) -> None:
    for page in _pages(told, "sv"):
        assert page.link("Promemorian") == "https://www.example.fi/promemoria"
        assert page.link("Beslutet") == "https://www.example.fi/paatos"
        assert page.link("Projektet") == "https://www.example.fi/hanke"
        assert [node.attrs.get("hreflang") for node in page.all(".k-material a")] == [None, "fi", None]


def test_on_the_overview_the_reasons_are_folded_away_above_the_sections(told: Site) -> None:
    page = told.client.get(told.path())
    [folded] = page.all("details.k-reasons")
    assert "open" not in folded.attrs
    assert "Tausta lyhyesti" in folded.to_text()


def test_a_set_that_tells_nothing_has_the_issuer_the_number_and_the_contact_alone(site: Site) -> None:
    site.open_link()
    page = site.client.get(site.path())
    assert not page.all("details")
    assert page.texts("main dt") == ["Lausunnonpyytäjä", "Diaarinumero"]
    assert "Ville Valmistelija, ville@example.fi" in site.client.get("/fi/consultations/yksi").text("main")
