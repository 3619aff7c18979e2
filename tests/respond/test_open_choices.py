"""A colleague changed the same answer: until somebody has chosen, nothing stored changes and nothing typed is lost."""

from collections.abc import Mapping

import pytest

from survey.store.database import Database
from survey.store.responses.answers import stored_answers_of
from tests.pages import Page
from tests.site import Site, open_site

TEXT, OPTION = "answer-nakemys-text", "answer-kanta-option"
CHOICE = "resolve-nakemys"
OURS, THEIRS = "Minun tekstini.", "Kollegan teksti."


@pytest.fixture
def site(sqlite: Database) -> Site:
    made = open_site(sqlite)
    made.open_link()
    return made


def section(site: Site) -> Page:
    return site.client.get(site.path("sections/osio"))


def in_conflict(site: Site, **more: str) -> Page:
    """What follows when a colleague has saved THEIRS while OURS was being written."""
    colleague = site.other_client()
    site.open_link(colleague)
    mine, other = section(site), colleague.get(site.path("sections/osio"))
    colleague.post(other, {TEXT: THEIRS})
    return site.client.post(mine, {TEXT: OURS, **more})


def stored(site: Site) -> str:
    with site.database.reading() as session:
        given = stored_answers_of(session, site.round.access.response.id)["nakemys"].given
    assert given
    return given.value["text"]


def shows_both(page: Page) -> bool:
    return page.text(".k-conflict .k-answer") == THEIRS and page.fields()[TEXT] == OURS


def test_nothing_is_chosen_for_anybody(site: Site) -> None:
    page = in_conflict(site)
    assert shows_both(page)
    assert len(page.all(f'input[id^="{CHOICE}"]')) == 3
    assert not page.all(f'input[id^="{CHOICE}"][checked]')


def test_what_differs_is_marked_by_words_as_well_as_by_lines(site: Site) -> None:
    colleague = site.other_client()
    site.open_link(colleague)
    mine, other = section(site), colleague.get(site.path("sections/osio"))
    colleague.post(other, {TEXT: "Kannatamme esitystä pääosin kunnan kannalta."})
    page = site.client.post(mine, {TEXT: "Kannatamme esitystä kokonaan kunnan kannalta."})
    assert page.text(".k-conflict .k-difference del") == "[poistettu: pääosin ]"
    assert page.text(".k-conflict .k-difference ins") == "[lisätty: kokonaan ]"


@pytest.mark.parametrize("more", [{}, {"answer-kanta-option": "kylla", "answer-kanta-reason": "Koska."}])
def test_the_page_of_a_conflict_says_whether_anything_else_was_saved(site: Site, more: Mapping[str, str]) -> None:
    told = "Kaikki muu tällä sivulla tallennettiin" in in_conflict(site, **more).text("main")
    assert told is bool(more)


@pytest.mark.parametrize(
    "pressed",
    [{}, {"switch_language": "sv"}, {"second_language": "sv"}, {"to_overview": "1"}],
    ids=["save", "language", "show also", "overview"],
)
def test_whoever_leaves_without_choosing_changes_nothing_and_finds_both_texts_again(
    site: Site, pressed: Mapping[str, str]
) -> None:
    conflict = in_conflict(site)
    left = site.client.post(conflict, pressed)
    assert stored(site) == THEIRS
    told = left.text("body")
    assert "Valinta eri vastauksista on tekemättä" in told or "Valet mellan olika svar" in told
    assert shows_both(section(site)), "going back shows both"
    assert THEIRS in site.client.get(site.path("draft")).text("main")


@pytest.mark.parametrize("pressed", [{"switch_language": "sv"}, {"to_overview": "1"}, {"second_language": "sv"}])
def test_the_first_conflict_shows_both_texts_whatever_was_pressed(site: Site, pressed: Mapping[str, str]) -> None:
    page = in_conflict(site, **pressed)
    assert shows_both(page)
    assert page.all("#errors")


def test_what_is_typed_on_the_page_of_both_texts_is_kept_too(site: Site) -> None:
    site.client.post(in_conflict(site), {TEXT: "Hiottu tekstini.", "to_overview": "1"})
    again = section(site)
    assert again.fields()[TEXT] == "Hiottu tekstini."
    assert again.texts(".k-conflict .k-answer") == [THEIRS], "the first draft of the same text is no text of its own"


def test_what_an_older_page_brings_stands_beside_and_replaces_nothing(site: Site) -> None:
    colleague = site.other_client()
    site.open_link(colleague)
    mine, other = section(site), colleague.get(site.path("sections/osio"))
    colleague.post(other, {TEXT: THEIRS})
    site.client.post(mine, {TEXT: OURS})
    again = site.client.post(mine, {TEXT: "Toisesta ikkunasta."})  # the page before, by the back button
    assert again.fields()[TEXT] == "Toisesta ikkunasta."
    assert again.texts(".k-conflict .k-answer") == [THEIRS, OURS]
    next_choice = site.client.post(again, {CHOICE: "typed"})
    assert stored(site) == "Toisesta ikkunasta."
    assert next_choice.text(".k-conflict .k-answer") == "Toisesta ikkunasta.", "each text is chosen by itself"
    assert next_choice.fields()[TEXT] == OURS
    site.client.post(next_choice, {CHOICE: "both"})
    assert stored(site) == f"Toisesta ikkunasta.\n\n{OURS}"
    assert not section(site).all(".k-conflict")


def test_whoever_answers_for_the_organisation_sees_both_and_is_told_nothing_of_whose_they_are(site: Site) -> None:
    in_conflict(site)
    colleague = site.other_client()
    site.open_link(colleague)
    page = colleague.get(site.path("sections/osio"))
    assert shows_both(page)
    for words in ("oma", "Joku muu", "kirjoittamanne", "teitä varten"):
        assert words not in page.text("main")
        assert words not in colleague.get(site.path("")).text("main")


def colleague_chooses(site: Site, choice: str) -> None:
    colleague = site.other_client()
    site.open_link(colleague)
    colleague.post(colleague.get(site.path("sections/osio")), {CHOICE: choice})


@pytest.mark.parametrize("choice", ["typed", "stored", "both"])
def test_what_a_colleague_has_chosen_stays_when_somebody_leaves_the_page_of_the_choice(site: Site, choice: str) -> None:
    conflict = in_conflict(site)
    colleague_chooses(site, choice)
    chosen = stored(site)
    left = site.client.post(conflict, {"to_overview": "1"})
    assert "Joku muu oli jo valinnut" in left.text("main")
    assert stored(site) == chosen
    assert not section(site).all(".k-conflict")


def test_whoever_chooses_after_a_colleague_is_told_of_the_other_choice(site: Site) -> None:
    conflict = in_conflict(site)
    colleague_chooses(site, "typed")
    after = site.client.post(conflict, {CHOICE: "stored"})
    assert after.path == site.path("sections/osio")
    assert "Joku muu oli jo valinnut" in after.text("main")
    assert after.fields()[TEXT] == stored(site) == OURS


def test_what_is_typed_after_a_colleague_has_chosen_waits_for_a_choice(site: Site) -> None:
    conflict = in_conflict(site)
    colleague_chooses(site, "stored")
    again = site.client.post(conflict, {TEXT: "Hiottu tekstini."})
    assert stored(site) == THEIRS
    assert again.fields()[TEXT] == "Hiottu tekstini."


@pytest.mark.parametrize(("choice", "expected"), [("typed", OURS), ("stored", THEIRS), ("both", f"{THEIRS}\n\n{OURS}")])
def test_a_choice_made_later_settles_it(site: Site, choice: str, expected: str) -> None:
    site.client.post(in_conflict(site), {"to_overview": "1"})
    site.client.post(section(site), {CHOICE: choice})
    assert stored(site) == expected
    assert not section(site).all(".k-conflict")
    assert "Valitkaa, mikä vastaus tallennetaan" not in site.client.get(site.path("")).text("main")


@pytest.mark.parametrize("choice", ["typed", "stored", "both"])
def test_a_choice_over_a_text_that_has_changed_again_is_asked_anew(site: Site, choice: str) -> None:
    conflict = in_conflict(site)
    colleague = site.other_client()
    site.open_link(colleague)
    page = colleague.get(site.path("sections/osio"))
    # the colleague has the same personal link, sees both texts too, and settles it by a text of their own
    colleague.post(page, {CHOICE: "typed", TEXT: "Kolmas teksti."})
    again = site.client.post(conflict, {CHOICE: choice})
    assert stored(site) == "Kolmas teksti."
    assert again.text(".k-conflict .k-answer") == "Kolmas teksti."
    assert again.fields()[TEXT] == OURS


def test_the_overview_and_review_lead_to_the_choice_and_nothing_is_submitted_before(site: Site) -> None:
    in_conflict(site)
    for page in ("", "review"):
        alert = site.client.get(site.path(page))
        (link,) = alert.all(".ds-alert[data-color='warning'] a")
        assert link.attrs["href"].endswith("sections/osio#conflict-nakemys")
    assert not site.client.get(site.path("review")).all("a.ds-button[href*=submit]")
    assert site.client.get(site.path("submit")).path == site.path("review")


def test_nothing_to_state_is_asked_again_where_answers_have_come_to_wait_for_a_choice_meanwhile(site: Site) -> None:
    colleague = site.other_client()
    site.open_link(colleague)
    mine = section(site)
    colleague.post(colleague.get(site.path("sections/osio")), {TEXT: THEIRS})
    page = colleague.get(site.path("nothing-to-state"))
    site.client.post(mine, {TEXT: OURS})
    assert colleague.post(page).path == site.path("nothing-to-state")


def test_both_is_offered_only_where_nothing_but_texts_differs(site: Site) -> None:
    colleague = site.other_client()
    site.open_link(colleague)
    mine, other = section(site), colleague.get(site.path("sections/osio"))
    colleague.post(other, {OPTION: "kylla"})
    conflict = site.client.post(mine, {OPTION: "ei"})
    values = [each.attrs["value"] for each in conflict.all('input[id^="resolve-kanta"]')]
    assert values == ["typed", "stored"]


def test_a_text_that_waits_for_a_choice_is_no_part_of_the_draft(site: Site) -> None:
    in_conflict(site)
    draft = site.client.get(site.path("draft")).text("main")
    assert THEIRS in draft and OURS not in draft
