"""Everything an organisation does, done with the keyboard alone."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.live import LiveSite
from tests.browser.respondent import SAVE, SAVE_TO_OVERVIEW, SWITCH, Respondent
from tests.browser.stage import COORDINATOR, SHIPPED, add_coordinator
from tests.browser.windows import Windows
from tests.passwords import PASSWORD
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, Round, open_round, save, shipped

pytestmark = pytest.mark.browser

KANTA = 'input[id^="answer-kanta-option"]'


@pytest.fixture
def asked(live: LiveSite) -> Round:
    """An organisation that has been asked with the shipped set, and a coordinator."""
    now = datetime.now(UTC)
    with live.database.writing() as session:
        add_coordinator(session, now=now)
        return open_round(session, now=now, question_set=shipped(SHIPPED))


@pytest.fixture
def respondent(windows: Windows, asked: Round) -> Respondent:
    """Somebody who has opened the link."""
    somebody = Respondent(windows.open(), asked, "fi")
    somebody.open_link()
    return somebody


@pytest.fixture
def keyboard(respondent: Respondent) -> Keyboard:
    """Their keyboard."""
    return Keyboard(respondent.page)


def _follow(keyboard: Keyboard, respondent: Respondent, rest: str) -> None:
    address = respondent.address(rest)
    keyboard.skip_to_content()
    keyboard.tab_to(f'a[href="{address}"]')
    keyboard.press_and_go("Enter", address)


def _write(keyboard: Keyboard, question: str, text: str, part: str = "text") -> None:
    keyboard.tab_to(f"#answer-{question}-{part}")
    keyboard.type(text)


def _save(keyboard: Keyboard, respondent: Respondent, leads_to: str) -> None:
    keyboard.tab_to(SAVE)
    keyboard.press_and_go("Enter", respondent.address(leads_to))


def _submit(keyboard: Keyboard, respondent: Respondent) -> None:
    keyboard.skip_to_content()
    keyboard.tab_to("main a.ds-button")
    keyboard.press("Enter")
    expect(respondent.page.locator("input[name=nonce]")).to_be_attached()
    keyboard.skip_to_content()
    keyboard.tab_to("input[name=decision]")
    keyboard.press("Space")
    keyboard.tab_to("main button")
    keyboard.press_and_go("Space", respondent.address("receipt"))


def test_a_statement_is_written_submitted_and_read_by_keyboard(keyboard: Keyboard, respondent: Respondent) -> None:
    _follow(keyboard, respondent, "details")
    keyboard.skip_to_content()
    _write(keyboard, "recorded_by", "Kaisa Kirjaaja")
    _write(keyboard, "contact_email", "kaisa@example.fi", "email")
    _save(keyboard, respondent, "sections/kokonaisuus")
    keyboard.skip_to_content()
    keyboard.tab_to(KANTA)
    keyboard.press("Space", "ArrowDown")
    _write(keyboard, "kanta", "Suunta on oikea.", "reason")
    _save(keyboard, respondent, "sections/palvelut")
    keyboard.skip_to_content()
    _write(keyboard, "uravalmennus", "Ensimmäinen rivi.")
    keyboard.press("Enter")
    keyboard.type("Toinen rivi.")
    _save(keyboard, respondent, "sections/saantely-ja-yhteistyo")
    keyboard.skip_to_content()
    _save(keyboard, respondent, "sections/muuta")
    keyboard.skip_to_content()
    _save(keyboard, respondent, "review")
    _submit(keyboard, respondent)
    _follow(keyboard, respondent, "statement")
    assert respondent.answer("kanta", "option") == "Kyllä pääosin"
    assert respondent.answer("uravalmennus") == "Ensimmäinen rivi.\nToinen rivi."


def test_enter_in_a_text_field_saves_and_goes_on(keyboard: Keyboard, respondent: Respondent) -> None:
    """And does not press the language button, although that is the first visible button of the form."""
    _follow(keyboard, respondent, "details")
    _write(keyboard, "case_number", "MAL/12/2026")
    keyboard.press_and_go("Enter", respondent.address("sections/kokonaisuus"))
    respondent.page.go_back()
    respondent.page.reload()
    assert respondent.page.input_value("#answer-case_number-text") == "MAL/12/2026"


def test_the_button_that_enter_presses_is_no_stop(keyboard: Keyboard, respondent: Respondent) -> None:
    _follow(keyboard, respondent, "details")
    keyboard.skip_to_content()
    keyboard.back_to(SWITCH)
    keyboard.press("Shift+Tab")
    assert keyboard.is_on(".ds-skip-link")


def test_the_language_button_keeps_what_is_typed_and_comes_back(keyboard: Keyboard, respondent: Respondent) -> None:
    _follow(keyboard, respondent, "details")
    _write(keyboard, "case_number", "MAL/12/2026")
    _write(keyboard, "decision_date", "32.13.", "date")
    keyboard.back_to(SWITCH)
    in_swedish = Respondent(respondent.page, respondent.round, "sv")
    keyboard.press_and_go("Enter", in_swedish.address("details"))
    assert respondent.page.get_attribute("html", "lang") == "sv"
    assert respondent.page.input_value("#answer-case_number-text") == "MAL/12/2026"
    assert respondent.page.input_value("#answer-decision_date-date") == "32.13."


def test_an_error_leads_to_its_field(keyboard: Keyboard, respondent: Respondent) -> None:
    _follow(keyboard, respondent, "details")
    _write(keyboard, "contact_email", "kaisa at example", "email")
    _write(keyboard, "decision_date", "32.13.", "date")
    keyboard.press_and_go("Enter", respondent.address("details#errors"))
    expect(respondent.page.locator("#errors a")).to_have_count(2)
    expect(respondent.page.locator("#errors")).to_be_focused()
    keyboard.tab_to("#errors li:last-child a")
    keyboard.press("Enter")
    assert keyboard.is_on("#answer-decision_date-date")
    keyboard.press("ControlOrMeta+a")
    keyboard.type("12.11.2026")
    keyboard.press_and_go("Enter", respondent.address("details#errors"))
    expect(respondent.page.locator("#errors a")).to_have_count(1)
    expect(respondent.page.locator("#errors")).to_be_focused()
    keyboard.tab_to("#answer-contact_email-email")
    keyboard.press("ControlOrMeta+a")
    keyboard.type("kaisa@example.fi")
    keyboard.press_and_go("Enter", respondent.address("sections/kokonaisuus"))


def test_review_leads_to_the_field_of_what_is_missing_and_back(keyboard: Keyboard, respondent: Respondent) -> None:
    _follow(keyboard, respondent, "review")
    keyboard.begins_at("#errors")
    keyboard.tab_to("#errors a")
    missing = respondent.page.locator("#errors a").count()
    keyboard.press("Enter")
    expect(respondent.page.locator("#answer-recorded_by-text")).to_be_focused()
    keyboard.type("Kaisa Kirjaaja")
    keyboard.press("Enter")
    expect(respondent.page.locator("#errors a")).to_have_count(missing - 1)
    expect(respondent.page.locator("#row-details-recorded_by .k-answer")).to_have_text("Kaisa Kirjaaja")


def test_every_answer_can_be_changed_from_review(keyboard: Keyboard, respondent: Respondent) -> None:
    _follow(keyboard, respondent, "review")
    keyboard.begins_at("#errors")
    keyboard.tab_to("#row-muuta .k-change a")
    keyboard.press("Enter")
    expect(respondent.page.locator("#answer-muuta-text")).to_be_focused()


def test_arrows_choose_among_radio_buttons_and_among_options(keyboard: Keyboard, respondent: Respondent) -> None:
    _follow(keyboard, respondent, "sections/kokonaisuus")
    keyboard.skip_to_content()
    keyboard.tab_to(KANTA)
    keyboard.press("Space", "ArrowDown", "ArrowDown", "ArrowUp")
    assert keyboard.is_on(f"{KANTA}[value=paaosin]:checked")
    keyboard.press("Tab")
    assert keyboard.is_on("#answer-kanta-reason"), "The radio buttons are one stop."
    keyboard.tab_to(SAVE_TO_OVERVIEW)
    keyboard.press_and_go("Space", respondent.address())
    _follow(keyboard, respondent, "details")
    keyboard.skip_to_content()
    keyboard.tab_to("select")
    keyboard.press("ArrowDown")
    assert respondent.page.input_value("select") == "joint_authority"


def test_what_was_written_before_a_session_ended_is_sent_again_by_keyboard(
    keyboard: Keyboard, respondent: Respondent, windows: Windows
) -> None:
    """Enter in the text is a line break there too, and the language button keeps the text."""
    _follow(keyboard, respondent, "sections/muuta")
    _write(keyboard, "muuta", "Kesken jäänyt")
    respondent.page.context.clear_cookies()
    windows.expect_status(400)
    windows.expect_status(403)
    keyboard.tab_to(SAVE)
    keyboard.press("Enter")
    expect(respondent.page.locator("#kept textarea")).to_have_value("Kesken jäänyt")
    keyboard.begins_at("h1")
    keyboard.back_to(SWITCH)
    in_swedish = Respondent(respondent.page, respondent.round, "sv")
    keyboard.press_and_go("Enter", in_swedish.address("sections/muuta"))
    expect(respondent.page.locator("#kept textarea")).to_have_value("Kesken jäänyt")
    another_tab = Respondent(respondent.page.context.new_page(), respondent.round, "sv")
    another_tab.open_link()
    keyboard.begins_at("h1")
    keyboard.tab_to("#kept button")
    keyboard.press_and_go("Enter", in_swedish.address("review"))
    assert in_swedish.answer("muuta") == "Kesken jäänyt"


def test_a_conflict_is_settled_by_keyboard(
    keyboard: Keyboard, respondent: Respondent, live: LiveSite, windows: Windows
) -> None:
    _follow(keyboard, respondent, "sections/muuta")
    with live.database.writing() as session:
        save(session, respondent.round, {"muuta": {"text": "Kollegan."}}, now=datetime.now(UTC))
    _write(keyboard, "muuta", "Oma.")
    _save(keyboard, respondent, "sections/muuta#errors")
    expect(respondent.page.locator("#errors")).to_be_focused()
    keyboard.tab_to("#errors a")
    keyboard.press("Enter")
    keyboard.tab_to("input[id^=resolve-muuta]")
    keyboard.press("ArrowDown", "ArrowDown")
    assert keyboard.is_on("#resolve-muuta-both:checked")
    _save(keyboard, respondent, "review")
    assert respondent.answer("muuta") == "Kollegan.\n\nOma."


def test_nothing_to_state_is_told_by_keyboard(keyboard: Keyboard, respondent: Respondent, live: LiveSite) -> None:
    with live.database.writing() as session:
        save(session, respondent.round, DETAILS, now=datetime.now(UTC))
    _follow(keyboard, respondent, "nothing-to-state")
    keyboard.skip_to_content()
    keyboard.tab_to("main button")
    keyboard.press_and_go("Enter", respondent.address("receipt"))
    keyboard.skip_to_content()
    keyboard.tab_to("summary")
    keyboard.press("Enter")
    expect(respondent.page.locator("details .k-code")).to_be_visible()


@pytest.mark.usefixtures("asked")
def test_a_coordinator_works_by_keyboard(windows: Windows) -> None:
    keyboard = Keyboard(windows.open())
    keyboard.page.goto("/fi/")
    keyboard.skip_to_content()
    keyboard.tab_to('a[href="/fi/sign-in"]')
    keyboard.press_and_go("Enter", "/fi/sign-in")
    keyboard.tab_to("#email")
    keyboard.type(COORDINATOR)
    keyboard.tab_to("#password")
    keyboard.type(PASSWORD)
    keyboard.press_and_go("Enter", "/fi/coordinate/")
    desk = f"/fi/coordinate/consultations/{SHIPPED}/"
    keyboard.skip_to_content()
    keyboard.tab_to(f'a[href="{desk}"]')
    keyboard.press_and_go("Enter", desk)
    keyboard.skip_to_content()
    keyboard.tab_to('main button[name="language"][value="fi"]')
    with keyboard.page.expect_download():
        keyboard.press("Enter")
    keyboard.back_to('form[action="/fi/sign-out"] button')
    keyboard.press_and_go("Enter", "/fi/sign-in#notices")


@pytest.mark.parametrize("javascript", [True, False])
def test_entries_of_a_group_are_added_moved_removed_and_put_back_by_keyboard(
    windows: Windows, live: LiveSite, javascript: bool
) -> None:
    with live.database.writing() as session:
        asked = open_round(session, now=datetime.now(UTC), question_set=tiny_set("group"))
    respondent = Respondent(windows.open(javascript=javascript), asked, "sv")
    respondent.open_link()
    page, keyboard = respondent.page, Keyboard(respondent.page)
    page.goto(respondent.address("sections/kysymykset"))
    keyboard.skip_to_content()
    keyboard.tab_to("#answer-pykalat-e1-saannos-text")
    keyboard.type("1 §")
    keyboard.tab_to("button[name=add_entry]")
    keyboard.press("Enter")
    second = page.locator(".k-entry").nth(1).locator("input[type=text]").first
    expect(second).to_be_focused()
    keyboard.type("2 §")
    keyboard.tab_to("button[name=move_entry_up]")
    keyboard.press("Enter")
    moved = page.locator(".k-entry").nth(0)
    expect(moved.locator("legend.k-entry-name")).to_be_focused()
    expect(moved.locator("input[type=text]").first).to_have_value("2 §")
    keyboard.tab_to("button[name=remove_entry]")
    keyboard.press("Space")
    expect(page.locator(".k-group > h2")).to_be_focused()
    expect(page.locator(".k-entry")).to_have_count(1)
    keyboard.tab_to(".k-removed summary")
    keyboard.press("Enter")
    expect(page.locator("button[name=put_back_entry]")).to_be_visible()
    keyboard.tab_to("button[name=put_back_entry]")
    keyboard.press("Enter")
    back = page.locator(".k-entry").nth(1)
    expect(back.locator("legend.k-entry-name")).to_be_focused()
    expect(back.locator("input[type=text]").first).to_have_value("2 §")
