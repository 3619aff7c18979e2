"""Tidying pasted text: shown before and after, saved only when it is accepted."""

import textwrap

import pytest

from survey.store.database import Database
from survey.store.responses.answers import stored_answers_of
from tests.pages import Page
from tests.questions.test_pasted_text import PARAGRAPHS
from tests.site import Site, open_site

TEXT, REASON = "answer-nakemys-text", "answer-kanta-reason"
PASTED = "\n".join(textwrap.wrap(PARAGRAPHS[0], 72))


@pytest.fixture
def site(sqlite: Database) -> Site:
    made = open_site(sqlite)
    made.open_link()
    return made


def pressed(site: Site, text: str = PASTED, **more: str) -> Page:
    """What follows when the button is pressed at a text that was just pasted."""
    page = site.client.get(site.path("sections/osio"))
    (button,) = page.all("button[name=tidy]")
    return site.client.post(page, {TEXT: text, "tidy": button.attrs["value"], **more})


def stored(site: Site) -> dict[str, object]:
    with site.database.reading() as session:
        found = stored_answers_of(session, site.round.access.response.id)
    return {address: dict(each.given.value) for address, each in found.items() if each.given}


def test_before_and_after_are_shown_and_nothing_is_tidied_until_it_is_accepted(site: Site) -> None:
    page = pressed(site)
    assert page.raw_text("section[aria-labelledby=before-1] .k-answer") == PASTED
    assert page.raw_text("section[aria-labelledby=after-1] .k-answer") == PARAGRAPHS[0]
    assert f"{PASTED.count(chr(10))} katkaistua riviä yhdistettiin." in page.texts("main li")
    assert stored(site)["nakemys"] == {"text": PASTED}
    after = site.client.post(page, form="#tidied")
    assert after.path == site.path("sections/osio")
    assert after.fields()[TEXT] == PARAGRAPHS[0]
    assert stored(site)["nakemys"] == {"text": PARAGRAPHS[0]}


def test_all_else_on_the_page_is_kept(site: Site) -> None:
    pressed(site, **{"answer-kanta-option": "ei", REASON: "Koska."})
    assert stored(site)["kanta"] == {"option": "ei", "reason": "Koska."}


def test_who_leaves_the_text_as_it_is_comes_back_to_it(site: Site) -> None:
    page = pressed(site)
    assert page.link("Jätä teksti ennalleen") == site.path(f"sections/osio#{TEXT}")
    assert stored(site)["nakemys"] == {"text": PASTED}


def test_where_there_is_nothing_to_tidy_the_page_says_so(site: Site) -> None:
    page = pressed(site, "Kannatamme.")
    assert page.path == site.path("sections/osio")
    assert "Tässä tekstissä ei ole siistittävää" in page.text("main")


def test_the_text_as_it_was_is_among_the_earlier_texts(site: Site) -> None:
    site.client.post(pressed(site), form="#tidied")
    history = site.client.get(site.path("history/nakemys?every=1"))
    assert len(history.all(".k-version")) == 2


def test_a_text_that_somebody_has_changed_meanwhile_is_not_overwritten(site: Site) -> None:
    page = pressed(site)
    colleague = site.other_client()
    site.open_link(colleague)
    section = colleague.get(site.path("sections/osio"))
    theirs = "\n".join(textwrap.wrap(PARAGRAPHS[1], 72))
    colleague.post(section, {TEXT: theirs})
    again = site.client.post(page, form="#tidied", status=409)
    assert "Joku on muuttanut vastausta" in again.text("#errors")
    assert again.raw_text("section[aria-labelledby=after-1] .k-answer") == PARAGRAPHS[1]
    assert stored(site)["nakemys"] == {"text": theirs}
    colleague.post(colleague.get(site.path("sections/osio")), {TEXT: "Lyhyt."})
    gone = site.client.post(again, form="#tidied")
    assert "Joku on muuttanut vastausta" in gone.text("main")
    assert stored(site)["nakemys"] == {"text": "Lyhyt."}


def test_a_conflict_comes_first(site: Site) -> None:
    mine = site.client.get(site.path("sections/osio"))
    colleague = site.other_client()
    site.open_link(colleague)
    colleague.post(colleague.get(site.path("sections/osio")), {TEXT: "Kollegan teksti."})
    page = site.client.post(mine, {TEXT: PASTED, "tidy": "nakemys"})
    assert page.all(".k-conflict")


@pytest.mark.parametrize("address", ["kanta/x", "//example.fi", "muu"])
def test_a_button_that_the_page_does_not_have_leads_on_as_usual(site: Site, address: str) -> None:
    page = site.client.get(site.path("sections/osio"))
    assert site.client.post(page, {TEXT: PASTED, "tidy": address}).path == site.path("review")
