"""The earlier texts of an answer: who wrote what and when, what changed, and putting one back."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from survey.store.database import Database
from survey.store.responses.answers import NEVER_ANSWERED, stored_answers_of
from survey.store.tables import ConsultationRow, ParticipantRow
from tests.pages import Client, Page
from tests.questions.written import tiny_set
from tests.rounds import save
from tests.site import Site, now_for_pages, open_site

TEXT = "answer-nakemys-text"
TEXTS = ("Kannatamme esitystä.", "Kannatamme esitystä pääosin.", "Kannatamme esitystä pääosin ja kiitämme.")


@pytest.fixture
def site(database: Database) -> Site:
    """An organisation that has written three texts, an hour apart."""
    made = open_site(database)
    made.open_link()
    write(made, *TEXTS)
    return made


def write(site: Site, *texts: str, apart: timedelta = timedelta(hours=1)) -> None:
    """Write these texts one after another, each so much later than the one before."""
    with site.database.writing() as session:
        for text in texts:
            present = stored_answers_of(session, site.round.access.response.id).get("nakemys", NEVER_ANSWERED)
            at = (present.at or now_for_pages() - timedelta(days=5)) + apart
            save(session, site.round, {"nakemys": {"text": text}}, revision=present.revision, now=at)


def history(site: Site, client: Client | None = None, rest: str = "") -> Page:
    return (client or site.client).get(site.path(f"history/nakemys{rest}"))


def stored(site: Site) -> str:
    with site.database.reading() as session:
        given = stored_answers_of(session, site.round.access.response.id)["nakemys"].given
    return given.value["text"] if given else ""


def test_every_text_is_there_the_latest_first_with_its_difference_in_words(site: Site) -> None:
    page = history(site)
    whole = [node.to_text() for node in page.all(".k-version")]
    assert len(whole) == 3
    assert "Tämä on luonnoksessa nyt." in whole[0]
    assert page.texts(".k-version .k-answer") == list(reversed(TEXTS)), "each whole too"
    assert page.texts(".k-version ins") == ["[lisätty: pääosin ja kiitämme ]", "[lisätty: esitystä pääosin ]"]
    assert page.texts(".k-version del") == ["[poistettu: pääosin ]", "[poistettu: esitystä ]"]
    assert all("Henkilökohtaisen linkin haltija" in each for each in whole)


def test_a_text_that_is_another_altogether_stands_whole_without_marks(site: Site) -> None:
    write(site, "Emme lausu asiasta mitään.")
    latest = history(site).all(".k-version")[0]
    assert not list(latest.query("ins, del"))
    assert "Emme lausu asiasta mitään." in latest.to_text()


def test_who_has_a_name_is_named(site: Site) -> None:
    with site.database.writing() as session:
        session.execute(update(ParticipantRow).values(name="Kaisa Kirjaaja"))
    assert "Kaisa Kirjaaja" in history(site).texts(".k-version h2")[0]


def test_the_question_and_the_review_lead_to_it_only_where_there_are_earlier_texts(site: Site) -> None:
    for page in ("sections/osio", "review"):
        links = site.client.get(site.path(page)).all("a[href*='/history/']")
        assert [link.attrs["href"] for link in links] == [site.path("history/nakemys")], page


def test_an_earlier_text_is_put_back_as_a_new_revision(site: Site) -> None:
    page = history(site)
    after = site.client.post(page, form="#put-back-1")
    assert stored(site) == TEXTS[0]
    assert "Palautettu klo" in after.text("main")
    assert after.texts(".k-version .k-answer")[0] == TEXTS[0]
    assert len(history(site, rest="?every=1").all(".k-version")) == 4


def test_nothing_is_put_back_over_a_colleagues_text_unseen_and_both_are_shown(site: Site) -> None:
    page = history(site)
    colleague = site.other_client()
    site.open_link(colleague)
    colleague.post(colleague.get(site.path("sections/osio")), {TEXT: "Kollega kannattaa esitystä."})
    refused = site.client.post(page, form="#put-back-1", status=409)
    assert stored(site) == "Kollega kannattaa esitystä."
    assert refused.texts("#refused .k-answer") == ["Kollega kannattaa esitystä.", TEXTS[0]]
    assert refused.all("#refused ins") and refused.all("#refused del")
    assert "Joku on muuttanut vastausta" in refused.text("#errors")
    site.client.post(refused, form="#put-back-now")
    assert stored(site) == TEXTS[0]


def test_what_is_written_without_a_pause_is_one_text_and_every_saving_is_there_on_request(site: Site) -> None:
    write(site, "Emme", "Emme kannata", apart=timedelta(seconds=20))
    page = history(site)
    assert page.texts(".k-version .k-answer") == ["Emme kannata", TEXTS[1], TEXTS[0]]
    every = site.client.get(page.link("Näytä jokainen tallennettu teksti"))
    assert every.texts(".k-version .k-answer") == ["Emme kannata", "Emme", *reversed(TEXTS)]


def test_an_emptied_answer_can_be_brought_back(site: Site) -> None:
    write(site, "")
    page = history(site)
    assert "Vastaus tyhjennettiin." in page.texts(".k-version")[0]
    site.client.post(page, form="#put-back-3")
    assert stored(site) == TEXTS[2]


def test_many_texts_come_on_several_pages(site: Site) -> None:
    write(site, *(f"Teksti {number}." for number in range(20)))
    first = history(site)
    assert len(first.all(".k-version")) == 20
    older = site.client.get(first.link("Näytä vanhempia tekstejä"))
    assert older.texts(".k-version .k-answer") == list(reversed(TEXTS))


def test_after_the_deadline_it_can_be_read_and_nothing_put_back(site: Site) -> None:
    page = history(site)
    with site.database.writing() as session:
        ended = now_for_pages() - timedelta(minutes=1)
        session.execute(update(ConsultationRow).values(opened_at=ended - timedelta(days=1), deadline=ended))
    assert not history(site).all(".k-version form")
    assert site.client.post(page, form="#put-back-1").path == site.path()
    assert stored(site) == TEXTS[2]


def test_where_nothing_was_written_the_page_says_so(site: Site) -> None:
    page = site.client.get(site.path("history/kanta"))
    assert "Tähän ei ole vielä kirjoitettu mitään." in page.text("main")


@pytest.mark.parametrize("address", ["muu", "pykalat/e1/saannos", "details/muu", "osio"])
def test_what_is_no_address_of_a_question_is_not_found(site: Site, address: str) -> None:
    site.client.get(site.path(f"history/{address}"), 404)


def test_a_revision_that_is_not_there_is_not_found(site: Site) -> None:
    token = history(site).fields("#put-back-1")["csrf_token"]
    sent = {"csrf_token": token, "revision": "99", "over": "3"}
    site.client.send(site.path("history/nakemys"), sent, status=404)


def test_another_organisation_sees_nothing_of_it(site: Site) -> None:
    stranger = site.other_client()
    stranger.get(site.path("history/nakemys"), 403)


def test_answers_in_parts_that_repeat_have_their_history_too(database: Database) -> None:
    site = open_site(database, question_set=tiny_set("group"))
    site.open_link()
    field = "answer-pykalat-e1-saannos-text"
    for text in ("1 §", "2 §"):
        section = site.client.get(site.path("sections/kysymykset"))
        site.client.post(section, {field: text})
    page = site.client.get(site.path("history/pykalat/e1/saannos"))
    assert page.text("main .k-kicker") == "Pykälä 1: Säännös"
    assert page.texts(".k-version .k-answer") == ["2 §"]
