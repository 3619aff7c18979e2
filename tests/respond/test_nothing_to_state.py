"""Telling that there is nothing to state on a question, and on what is left empty in a section."""

import pytest
from sqlalchemy import select

from survey.store.database import Database
from survey.store.tables import AnswerRow, SubmittedAnswerRow
from tests.pages import Page
from tests.respond.test_kinds import site_with
from tests.site import Site

TEXT, TICK, SECTION = "answer-vaikutukset-text", "answer-vaikutukset-nothing_to_state", "section-nothing-to-state"


@pytest.fixture
def site(sqlite: Database) -> Site:
    return site_with(sqlite, "nothing_to_state")


def page_of(site: Site, key: str) -> Page:
    return site.client.get(site.path(f"sections/{key}"))


def test_a_tick_settles_a_required_question_and_is_there_when_the_page_is_opened_again(site: Site) -> None:
    site.client.post(page_of(site, "palvelut"), {TICK: "1"})
    assert page_of(site, "palvelut").fields()[TICK] == "1"
    review = site.client.get(site.path("review"))
    assert review.texts(".ds-error-summary a") != []
    assert not review.all(f'.ds-error-summary a[href$="#{TEXT}"]')
    assert "Ei lausuttavaa" in review.text("#row-vaikutukset dd .k-none")


def test_removing_the_tick_leaves_no_answer(site: Site) -> None:
    page = site.client.post(page_of(site, "palvelut"), {TICK: "1"})
    fields = {name: text for name, text in page_of(site, "palvelut").fields().items() if name != TICK}
    site.client.send(site.path("sections/palvelut"), fields)
    assert TICK not in page_of(site, "palvelut").fields()
    assert page.path == site.path("sections/rahoitus")


def test_an_answer_beside_the_tick_is_kept_with_it_and_asked_about(site: Site) -> None:
    page = site.client.post(page_of(site, "palvelut"), {TICK: "1", TEXT: "Vaikutuksia on."})
    assert page.path == site.path("sections/palvelut")
    assert (page.fields()[TICK], page.fields()[TEXT]) == ("1", "Vaikutuksia on.")
    assert page.all(f'.ds-error-summary a[href="#{TEXT}"]')


def test_a_tick_for_a_section_settles_what_is_left_empty_in_it(site: Site) -> None:
    site.client.post(page_of(site, "palvelut"), {TICK: "1"})
    assert len(site.client.get(site.path("review")).all(".ds-error-summary a")) == 2
    page = site.client.post(page_of(site, "rahoitus"), {SECTION: "1", "answer-kustannukset-text": "Pienet."})
    assert page.path == site.path("review")
    assert page.all(".ds-error-summary") == []
    assert page_of(site, "rahoitus").fields()[SECTION] == "1"
    site.client.post(site.client.get(page.all("main a.ds-button")[0].attrs["href"]), {"decision": "none"})
    with site.database.reading() as session:
        rows = {row.address: (row.state, row.value) for row in session.scalars(select(SubmittedAnswerRow))}
    assert rows["kustannukset"] == ("answered", {"text": "Pienet."})
    assert rows["maara"] == rows["vaikutukset"] == ("nothing_to_state", {})
    assert "aloitus" not in rows
    statement = site.client.get(site.path("statement", "sv"))
    assert statement.texts(".k-document-answer .k-none") == ["Inget att yttra", "Inget svar", "Inget att yttra"]


def test_the_tick_of_a_section_can_be_removed(site: Site) -> None:
    site.client.post(page_of(site, "rahoitus"), {SECTION: "1"})
    fields = {name: text for name, text in page_of(site, "rahoitus").fields().items() if name != SECTION}
    site.client.send(site.path("sections/rahoitus"), fields)
    with site.database.reading() as session:
        [row] = session.scalars(select(AnswerRow).where(AnswerRow.address == "sections/rahoitus"))
    assert (row.value, row.revision) == (None, 2)


def test_a_set_that_does_not_offer_it_does_not_take_it(sqlite: Database) -> None:
    site = site_with(sqlite, "long_text")
    page = site.client.get(site.path("sections/kysymykset"))
    assert not page.all('input[type="checkbox"]')
    name = next(field for field in page.fields() if field.endswith("-text"))
    site.client.post(page, {name.replace("-text", "-nothing_to_state"): "1", SECTION: "1", "section-revision": "0"})
    with site.database.reading() as session:
        addresses = set(session.scalars(select(AnswerRow.address)))
    assert all(address.startswith("details/") for address in addresses)
