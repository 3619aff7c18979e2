"""Another language of the set shown beside the page's: on demand, without losing what is typed, until it is hidden."""

import pytest

from survey.store.database import Database
from tests.pages import Page
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, open_round, save, submit
from tests.site import Site, make_client, now_for_pages

TEXT, OPTION = "answer-nakemys-text", "answer-kanta-option"
BUTTONS = 'button[name="second_language"]'


def _site(database: Database, form: str) -> Site:
    with database.writing() as session:
        round_ = open_round(session, now=now_for_pages(), question_set=tiny_set(form))
    site = Site(database, make_client(database), round_)
    site.open_link()
    return site


@pytest.fixture
def four(sqlite: Database) -> Site:
    """A site whose set is in Finnish, Swedish, Northern Sámi and English."""
    return _site(sqlite, "four_languages")


def _section(site: Site, language: str = "fi", key: str = "osio") -> Page:
    return site.client.get(site.path(f"sections/{key}", language))


def _beside(page: Page) -> set[tuple[str, str]]:
    """Every passage beside, with its language."""
    return {(node.attrs["lang"], " ".join(node.to_text().split())) for node in page.all(".k-second, .k-second-it")}


def test_a_page_is_in_one_language_until_another_is_asked_for(site: Site) -> None:
    site.open_link()
    page = _section(site)
    assert not _beside(page)
    assert page.texts(BUTTONS) == ["Näytä myös: Svenska"]
    assert _section(site, "sv").texts(BUTTONS) == ["Visa också: Suomi"]


def test_the_other_language_comes_beside_every_text_of_the_set_and_nothing_typed_is_lost(site: Site) -> None:
    site.open_link()
    page = site.client.post(_section(site), {TEXT: "Kesken", OPTION: "ei", "second_language": "sv"})
    assert page.path == site.path("sections/osio")
    assert _beside(page) == {
        ("sv", "Avsnitt"),
        ("sv", "Era synpunkter"),
        ("sv", "Er ståndpunkt"),
        ("sv", "Ja"),
        ("sv", "Nej"),
    }
    fields = page.fields()
    assert (fields[TEXT], fields[OPTION]) == ("Kesken", "ei")
    assert page.text("title").startswith("Osio – ") and "Avsnitt" not in page.text("title")


def test_the_wish_holds_on_the_following_pages_until_it_is_taken_back(site: Site) -> None:
    site.open_link()
    site.client.post(_section(site), {"second_language": "sv"})
    details = site.client.get(site.path("details"))
    assert ("sv", "Utlåtandets språk") in _beside(details)
    assert details.texts(BUTTONS) == ["Piilota: Svenska"]
    hidden = site.client.post(details, {"second_language": ""})
    assert hidden.path == site.path("details")
    assert not _beside(hidden)
    assert not _beside(_section(site))


def test_who_asks_for_another_language_after_submitting_is_not_told_that_nothing_was_changed(site: Site) -> None:
    with site.database.writing() as session:
        save(session, site.round, DETAILS, now=now_for_pages())
        submit(session, site.round, now=now_for_pages())
    site.open_link()
    shown = site.client.post(_section(site), {"second_language": "sv"})
    assert shown.texts(".k-notice") == ["Kysymykset näkyvät nyt myös kielellä: ruotsi."]
    assert not site.client.post(_section(site), {"switch_language": "sv"}).all(".k-notice")
    saved = site.client.post(_section(site), {"to_overview": "1"})
    assert saved.texts(".k-notice") == ["Mitään ei muutettu."]


def test_another_browser_is_left_as_it_was(site: Site) -> None:
    site.open_link()
    site.client.post(_section(site), {"second_language": "sv"})
    other = site.other_client()
    site.open_link(other)
    assert not _beside(other.get(site.path("sections/osio")))


def test_who_turns_the_page_to_the_language_beside_sees_the_first_one_beside(site: Site) -> None:
    site.open_link()
    page = site.client.post(_section(site), {"second_language": "sv"})
    turned = site.client.post(page, {"switch_language": "sv"})
    assert turned.path == site.path("sections/osio", "sv")
    assert ("fi", "Näkemyksenne") in _beside(turned)


def test_every_language_of_the_set_can_be_shown_beside(four: Site) -> None:
    page = _section(four, key="giella")
    assert page.texts(BUTTONS) == [
        "Näytä myös: Svenska",
        "Näytä myös: Davvisámegiella",
        "Näytä myös: English",
    ]
    shown = four.client.post(page, {"second_language": "se"})
    expected = {"Giella", "Sámegielat bálvalusat", "Muitalehket iežadet guovllu birra.", "Juoga eará, mii?", "jagi"}
    assert expected <= {words for language, words in _beside(shown) if language == "se"}
    assert "Sáhttibehtet vástidit vaikko guđiin dáin gielain." in {words for _, words in _beside(shown)}
    assert shown.texts(BUTTONS)[1] == "Piilota: Davvisámegiella"


def test_the_details_are_beside_in_the_languages_that_they_have(four: Site) -> None:
    four.client.post(_section(four, key="giella"), {"second_language": "se"})
    details = four.client.get(four.path("details"))
    assert not _beside(details)
    assert details.texts(BUTTONS) == ["Näytä myös: Svenska"]


@pytest.mark.parametrize("wanted", ["xx", "fi", "<b>"])
def test_a_language_that_is_not_on_offer_shows_nothing_beside(site: Site, wanted: str) -> None:
    site.open_link()
    assert not _beside(site.client.post(_section(site), {"second_language": wanted}))


def test_a_set_in_one_language_has_nothing_to_show_in_another(
    sqlite: Database,
) -> None:
    site = _site(sqlite, "swedish")
    for language in ("fi", "sv"):
        page = _section(site, language, "fragor")
        assert not page.all(BUTTONS)
        assert "Utlåtande om utkastet" in page.text("main")
    assert _section(site, "fi", "fragor").all('label span[lang="sv"]')


def test_the_questions_to_print_come_in_two_languages(four: Site) -> None:
    page = four.client.get(four.path("questions"))
    shown = four.client.get(page.link("Näytä myös: English"))
    assert shown.path == four.path("questions")
    assert {
        ("en", "Four languages"),
        ("en", "Introduction."),
        ("en", "Services in Sámi"),
        ("en", "Yes"),
        ("en", "years"),
    } <= _beside(shown)
    assert not _beside(four.client.get(shown.link("Piilota: English")))


def test_a_list_too_long_for_radio_buttons_is_shown_as_them_where_each_option_has_two_languages(site: Site) -> None:
    site.open_link()
    details = site.client.get(site.path("details"))
    assert details.all("select#answer-respondent_group-option")
    shown = site.client.post(details, {"second_language": "sv"})
    assert not shown.all("select")
    assert shown.fields()["answer-respondent_group-option"] == "municipality"
    assert ("sv", "Kommun eller stad") in _beside(shown)


def test_a_summary_of_faults_stays_in_the_language_of_the_page(site: Site) -> None:
    site.open_link()
    details = site.client.get(site.path("details"))
    shown = site.client.post(details, {"answer-decision_date-date": "32.13.", "second_language": "sv"})
    [fault] = shown.texts(".ds-error-summary li")
    assert "Päätöspäivä" in fault
    assert "Beslutsdatum" not in fault


def test_what_is_the_same_in_both_languages_is_not_said_twice(sqlite: Database) -> None:
    site = _site(sqlite, "blocks")
    page = site.client.post(_section(site, key="p1"), {"second_language": "sv"})
    assert page.text("h1") == "1 §"
    assert ("sv", "Understöder ni?") in _beside(page)


def test_the_page_says_which_language_came_and_nothing_of_saving_what_was_not_changed(site: Site) -> None:
    site.open_link()
    shown = site.client.post(_section(site), {"second_language": "sv"})
    assert shown.texts(".k-notice") == ["Kysymykset näkyvät nyt myös kielellä: ruotsi."]
    turned = site.client.post(shown, {"switch_language": "sv"})
    assert turned.texts(".k-notice") == []
    hidden = site.client.post(turned, {"second_language": ""})
    assert hidden.texts(".k-notice") == ["Frågorna visas igen på ett språk."]
    changed = site.client.post(hidden, {TEXT: "Kesken", "second_language": "fi"})
    saved, language = changed.texts(".k-notice")
    assert saved.startswith("Sparat") and language == "Frågorna visas nu också på: finska."
