"""A coordinator pastes headings, and changes them until they are what they should be."""

import pytest

from tests.coordinate.desks import WHOLE, Coordinator, coordinator_of, draft_id
from tests.site import Site

FINNISH = {
    "headings-title-fi": "Kirjastolaki",
    "headings-fi": "# Palvelut\nAukiolo\nAineistot\n# Muuta\nMuuta sanottavaa",
}
SWEDISH = {
    "headings-title-sv": "Bibliotekslagen",
    "headings-sv": "# Tjänster\nÖppettider\nMedier\n# Övrigt\nAnnat att säga",
}


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in."""
    return coordinator_of(site)


def test_headings_in_both_languages_make_a_set_that_can_be_opened(maija: Coordinator) -> None:
    page = maija.press(maija.get("question-sets/headings"), FINNISH | SWEDISH)
    assert page.text("h1") == "Kirjastolaki"
    assert page.texts(".k-side-label")[:4] == ["Kirjastolaki", "Bibliotekslagen", "Palvelut", "Tjänster"]
    assert not page.all(".k-faults")
    draft = draft_id(maija.site.client.get(page.link("Siirry lausuntopyyntöön")))
    maija.tell(draft)
    opened = maija.open(draft, {"opening-reason-no-recipients": "Myöhemmin."})
    assert opened.path == "/fi/coordinate/consultations/kirjastolaki/"


def test_finnish_alone_is_a_draft_to_which_swedish_can_be_added(maija: Coordinator) -> None:
    draft = maija.press(maija.get("question-sets/headings"), FINNISH)
    assert len(draft.texts(".k-lacking")) == 6
    assert not draft.all(".k-fault-place"), "nobody wrote the file whose lines these would be"
    changing = maija.site.client.get(draft.link("Muuta otsikoita"))
    assert changing.fields().items() >= FINNISH.items()
    whole = maija.press(changing, SWEDISH)
    assert draft_id(whole) == draft_id(draft) and not whole.all(".k-lacking")
    assert maija.site.client.get(whole.link("Muuta otsikoita")).fields().items() >= (FINNISH | SWEDISH).items()


def test_headings_of_which_some_have_both_languages_come_back_as_they_were_pasted(maija: Coordinator) -> None:
    pasted = {"headings-title-fi": "Nimi", "headings-fi": "Palvelut / Tjänster\nMuuta"}
    changing = maija.site.client.get(maija.press(maija.get("question-sets/headings"), pasted).link("Muuta otsikoita"))
    assert changing.fields().items() >= pasted.items()


def test_headings_take_the_place_of_no_set_that_was_changed_in_another_window(maija: Coordinator) -> None:
    draft = maija.press(maija.get("question-sets/headings"), FINNISH)
    changing = maija.site.client.get(draft.link("Muuta otsikoita"))
    assert changing.all("#page-form")[0].attrs["autocomplete"] == "off"
    maija.press(changing, {"headings-fi": "Toisessa ikkunassa muutettu"})
    again = maija.press(changing, {"headings-fi": "Tässä ikkunassa muutettu"}, status=409)
    assert "on muutettu sen jälkeen" in again.text("#errors")
    assert again.fields()["headings-fi"] == "Tässä ikkunassa muutettu"
    switched = maija.press(changing, {"headings-fi": "Tässä ikkunassa muutettu", "switch_language": "sv"})
    assert maija.press(switched, status=409), "the language was switched, and nobody has been told"
    assert "Toisessa ikkunassa muutettu" in maija.get(f"question-sets/{draft_id(draft)}/").text("main")
    saved = maija.press(again)
    assert "Tässä ikkunassa muutettu" in saved.text("main") and draft_id(saved) == draft_id(draft)


def test_a_set_that_says_more_than_headings_is_not_changed_as_headings(maija: Coordinator) -> None:
    page = maija.bring(WHOLE)
    assert "Muuta otsikoita" not in page.text("main")
    maija.get(f"question-sets/{draft_id(page)}/headings", 404)


@pytest.mark.parametrize("changing", [False, True])
@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"headings-title-fi": " "}, ["#headings-title-fi"]),
        ({"headings-fi": ""}, ["#headings-fi"]),
        ({"headings-title-fi": "", "headings-fi": "#"}, ["#headings-title-fi", "#headings-fi"]),
        ({"headings-sv": "# Yksi"}, ["#headings-sv"]),
        ({"headings-title-fi": "x" * 301}, ["#headings-title-fi"]),
    ],
)
def test_what_is_wrong_is_named_and_what_was_pasted_stays(
    maija: Coordinator, typed: dict[str, str], fields: list[str], changing: bool
) -> None:
    page = maija.get("question-sets/headings")
    if changing:
        page = maija.site.client.get(maija.press(page, FINNISH).link("Muuta otsikoita"))
    answer = maija.press(page, FINNISH | typed, 422)
    assert [node.attrs["href"] for node in answer.all(".ds-error-summary a")] == fields
    assert answer.fields().items() >= (FINNISH | typed).items()


def test_the_language_switch_keeps_what_was_pasted(maija: Coordinator) -> None:
    page = maija.press(maija.get("question-sets/headings"), FINNISH | {"switch_language": "sv"})
    assert page.path == "/sv/coordinate/question-sets/headings"
    assert page.fields().items() >= FINNISH.items()
    assert not maija.get().all(".k-task")


def test_a_long_paste_fits(maija: Coordinator) -> None:
    lines = "\n".join(f"Öljyn ja kaasun käyttö ääriolosuhteissa {number}" for number in range(450))
    page = maija.press(maija.get("question-sets/headings"), {"headings-title-fi": "Pitkä", "headings-fi": lines})
    assert len(page.all("h4")) == 450
