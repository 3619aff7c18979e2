"""Saving while it is written, in a real browser: with the script, and as before without it."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, Route, expect

from survey.store.responses.answers import stored_answers_of
from tests.browser.live import LiveSite
from tests.browser.respondent import SAVE, Respondent
from tests.browser.windows import Windows
from tests.rounds import Round, open_round, save

pytestmark = pytest.mark.browser

ANSWER = "#answer-nakemys-text"
LINE = "#autosave [role=status]"
SAVED = "Tallennettu. Teksti tallentuu sitä mukaa kuin kirjoitatte."
NOT_YET = "Ei vielä tallennettu. Tallennusta yritetään uudelleen, ja kirjoittamanne säilyy tällä sivulla."
AUTOSAVE = "**/autosave/*"


@pytest.fixture
def asked(live: LiveSite) -> Round:
    """An organisation that has been asked one question."""
    with live.database.writing() as session:
        return open_round(session, now=datetime.now(UTC))


@pytest.fixture
def somebody(windows: Windows, asked: Round) -> Respondent:
    """Somebody on the page of the section, with a clock that the test moves."""
    page = windows.open()
    page.clock.install()
    return on_section(page, asked)


def on_section(page: Page, asked: Round) -> Respondent:
    person = Respondent(page, asked, "fi")
    person.open_link()
    person.follow("sections/osio")
    return person


def stored(live: LiveSite, asked: Round, address: str = "nakemys") -> dict[str, str] | None:
    with live.database.reading() as session:
        found = stored_answers_of(session, asked.access.response.id).get(address)
    return dict(found.given.value) if found and found.given else None


def type_in(person: Respondent, text: str) -> None:
    person.page.press(ANSWER, "End")
    person.page.keyboard.type(text)


def says(person: Respondent, words: str) -> None:
    expect(person.page.locator(LINE)).to_have_text(words)


def asks_before_leaving(page: Page) -> bool:
    """Whether the browser would ask who closes the page now."""
    return bool(page.evaluate("!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))"))


def test_a_text_is_saved_some_seconds_after_the_last_key(live: LiveSite, asked: Round, somebody: Respondent) -> None:
    assert not asks_before_leaving(somebody.page)
    type_in(somebody, "Kanna")
    somebody.page.clock.run_for(3_000)
    type_in(somebody, "tamme.")
    assert asks_before_leaving(somebody.page)
    somebody.page.clock.run_for(3_000)
    assert stored(live, asked) is None
    somebody.page.clock.run_for(1_100)
    says(somebody, SAVED)
    assert stored(live, asked) == {"text": "Kannatamme."}
    assert not asks_before_leaving(somebody.page)


def test_a_field_is_saved_when_it_is_left(live: LiveSite, asked: Round, somebody: Respondent) -> None:
    type_in(somebody, "Kannatamme.")
    somebody.page.keyboard.press("Tab")
    says(somebody, SAVED)
    assert stored(live, asked) == {"text": "Kannatamme."}


def test_choices_are_saved_too(live: LiveSite, asked: Round, somebody: Respondent) -> None:
    somebody.choose("kanta", "kylla")
    somebody.page.clock.run_for(1_100)
    says(somebody, SAVED)
    assert stored(live, asked, "kanta") == {"option": "kylla"}


def test_the_button_and_the_script_never_stand_against_each_other(
    live: LiveSite, asked: Round, somebody: Respondent
) -> None:
    for text in ("Kanna", "tamme"):
        type_in(somebody, text)
        somebody.page.clock.run_for(4_100)
        somebody.page.wait_for_function("() => document.querySelector('[name=autosaved]')")
    type_in(somebody, ".")
    somebody.page.locator(ANSWER).dispatch_event("change")  # on its way while the button is pressed
    somebody.page.locator(SAVE).dispatch_event("click")
    somebody.is_at("review")
    assert stored(live, asked) == {"text": "Kannatamme."}


def test_what_is_written_while_it_is_being_saved_is_no_conflict(
    live: LiveSite, asked: Round, somebody: Respondent
) -> None:
    held: list[Route] = []
    somebody.page.route(AUTOSAVE, lambda route: held.append(route))  # noqa: PLW0108  # Playwright looks into it
    type_in(somebody, "Kanna")
    somebody.page.clock.run_for(4_100)
    somebody.page.wait_for_timeout(100)
    type_in(somebody, "tamme.")
    sent: list[str] = []
    somebody.page.on("request", lambda request: sent.append(request.url))
    somebody.page.locator(SAVE).dispatch_event("click")
    somebody.page.wait_for_timeout(200)
    assert not sent, "the button waits for the answer"
    (first,) = held
    first.continue_()
    somebody.is_at("review")
    assert stored(live, asked) == {"text": "Kannatamme."}


def test_a_line_that_is_down_is_told_once_tried_with_growing_pauses_and_told_when_it_is_up(
    windows: Windows, live: LiveSite, asked: Round, somebody: Respondent
) -> None:
    tries: list[str] = []
    clock = somebody.page.clock

    def fail(route: Route) -> None:
        tries.append(route.request.post_data or "")
        route.abort("connectionfailed")

    windows.allow_console("ERR_CONNECTION_FAILED")
    somebody.page.route(AUTOSAVE, fail)
    type_in(somebody, "Katkolla.")
    for milliseconds, expected in ((4_100, 1), (5_100, 2), (5_100, 2), (5_100, 3), (15_000, 3), (5_100, 4)):
        clock.run_for(milliseconds)
        somebody.page.wait_for_timeout(100)
        assert len(tries) == expected, (milliseconds, tries)
        says(somebody, NOT_YET)
    assert somebody.page.input_value(ANSWER) == "Katkolla."
    assert asks_before_leaving(somebody.page)
    somebody.page.unroute(AUTOSAVE)
    clock.run_for(41_000)
    says(somebody, SAVED)
    assert stored(live, asked) == {"text": "Katkolla."}


def test_an_answer_that_was_lost_on_its_way_makes_no_conflict(
    windows: Windows, live: LiveSite, asked: Round, somebody: Respondent
) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort("connectionfailed")

    windows.allow_console("ERR_CONNECTION_FAILED")
    somebody.page.route(AUTOSAVE, lose)
    type_in(somebody, "Kanna")
    somebody.page.clock.run_for(4_100)
    says(somebody, NOT_YET)
    assert stored(live, asked) == {"text": "Kanna"}
    somebody.page.unroute(AUTOSAVE)
    type_in(somebody, "tamme.")
    somebody.page.clock.run_for(5_100)
    says(somebody, SAVED)
    somebody.page.clock.run_for(4_100)
    somebody.page.click(SAVE)
    somebody.is_at("review")
    assert stored(live, asked) == {"text": "Kannatamme."}


def test_a_link_that_ended_costs_nothing(windows: Windows, live: LiveSite, asked: Round, somebody: Respondent) -> None:
    windows.expect_status(400)
    windows.expect_status(403)
    somebody.page.context.clear_cookies()
    type_in(somebody, "Kannatamme.")
    somebody.page.clock.run_for(4_100)
    expect(somebody.page.locator(LINE)).to_contain_text("Ei tallennettu. Avatkaa henkilökohtainen linkki uudelleen")
    assert somebody.page.input_value(ANSWER) == "Kannatamme."
    other = somebody.page.context.new_page()
    other.goto(f"/fi/r/{asked.token}")
    other.close()
    somebody.page.bring_to_front()
    somebody.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    somebody.page.clock.run_for(100)
    says(somebody, SAVED)
    assert stored(live, asked) == {"text": "Kannatamme."}
    somebody.save(leads_to="review")


def test_a_conflict_is_told_and_its_button_leads_to_both_texts(
    live: LiveSite, asked: Round, somebody: Respondent
) -> None:
    with live.database.writing() as session:
        save(session, asked, {"nakemys": {"text": "Kollegan teksti."}}, now=datetime.now(UTC))
    type_in(somebody, "Oma teksti.")
    somebody.page.keyboard.press("Tab")
    expect(somebody.page.locator(LINE)).to_contain_text("Molemmat säilyvät")
    assert stored(live, asked) == {"text": "Kollegan teksti."}
    somebody.page.get_by_role("button", name="Tallenna ja valitse").click()
    expect(somebody.page.locator("#errors")).to_be_focused()
    assert somebody.page.input_value(ANSWER) == "Oma teksti."
    assert somebody.page.locator("#conflict-nakemys .k-answer").all_inner_texts() == ["Kollegan teksti."]
    assert not somebody.page.locator("input[id^=resolve]:checked").count()


def test_what_was_just_written_is_saved_when_the_page_is_left(
    live: LiveSite, asked: Round, somebody: Respondent
) -> None:
    type_in(somebody, "Viime hetkellä.")
    somebody.page.on("dialog", lambda dialog: dialog.accept())
    somebody.page.goto("/fi/contact")
    for _ in range(50):
        if stored(live, asked):
            break
        somebody.page.wait_for_timeout(100)
    assert stored(live, asked) == {"text": "Viime hetkellä."}


def test_a_page_loaded_anew_shows_what_was_saved_and_saves_over_it(
    live: LiveSite, asked: Round, somebody: Respondent
) -> None:
    type_in(somebody, "Kanna")
    somebody.page.keyboard.press("Tab")
    says(somebody, SAVED)
    somebody.page.reload()
    assert somebody.page.input_value(ANSWER) == "Kanna"
    type_in(somebody, "tamme.")
    somebody.save(leads_to="review")
    assert stored(live, asked) == {"text": "Kannatamme."}


def test_without_javascript_nothing_is_to_be_seen_of_it(windows: Windows, live: LiveSite, asked: Round) -> None:
    person = on_section(windows.open(javascript=False), asked)
    expect(person.page.locator("#autosave button")).to_be_hidden()
    assert not person.page.inner_text("#autosave").strip()
    person.write("nakemys", "Kannatamme.")
    person.save(leads_to="review")
    assert stored(live, asked) == {"text": "Kannatamme."}
