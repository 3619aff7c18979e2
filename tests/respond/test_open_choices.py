"""A colleague changed the same answer: until somebody has chosen, nothing stored changes and nothing typed is lost."""

from collections.abc import Mapping

import pytest

from survey.store.answers import stored_answers_of
from survey.store.database import Database
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
    assert "kahdesta tekstistä" in left.text("body") or "mellan två texter" in left.text("body")
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
    site.client.post(again, {CHOICE: "mine"})
    assert stored(site) == "Toisesta ikkunasta."
    assert not section(site).all(".k-conflict")


@pytest.mark.parametrize(("choice", "expected"), [("mine", OURS), ("theirs", THEIRS), ("both", f"{THEIRS}\n\n{OURS}")])
def test_a_choice_made_later_settles_it(site: Site, choice: str, expected: str) -> None:
    site.client.post(in_conflict(site), {"to_overview": "1"})
    site.client.post(section(site), {CHOICE: choice})
    assert stored(site) == expected
    assert not section(site).all(".k-conflict")
    assert "Valitkaa kahdesta tekstistä" not in site.client.get(site.path("")).text("main")


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_a_choice_over_a_text_that_has_changed_again_is_asked_anew(site: Site, choice: str) -> None:
    conflict = in_conflict(site)
    colleague = site.other_client()
    site.open_link(colleague)
    page = colleague.get(site.path("sections/osio"))
    # the colleague has the same personal link, sees both texts too, and settles it by a text of their own
    colleague.post(page, {CHOICE: "mine", TEXT: "Kolmas teksti."})
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


def test_both_is_offered_only_where_nothing_but_texts_differs(site: Site) -> None:
    colleague = site.other_client()
    site.open_link(colleague)
    mine, other = section(site), colleague.get(site.path("sections/osio"))
    colleague.post(other, {OPTION: "kylla"})
    conflict = site.client.post(mine, {OPTION: "ei"})
    values = [each.attrs["value"] for each in conflict.all('input[id^="resolve-kanta"]')]
    assert values == ["mine", "theirs"]


def test_a_text_that_waits_for_a_choice_is_no_part_of_the_draft(site: Site) -> None:
    in_conflict(site)
    draft = site.client.get(site.path("draft")).text("main")
    assert THEIRS in draft and OURS not in draft
