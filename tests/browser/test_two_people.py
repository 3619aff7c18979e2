"""Two people with the same link write the same answer: the second sees both texts and decides."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.live import LiveSite
from tests.browser.respondent import SAVE, Respondent
from tests.browser.windows import Windows
from tests.rounds import Round, open_round

pytestmark = pytest.mark.browser

ANSWER = "#answer-nakemys-text"
FIRST, SECOND = "Kollegan teksti.", "Oma teksti.\nToinen rivi."


@pytest.fixture
def asked(live: LiveSite) -> Round:
    """An organisation that has been asked one question."""
    with live.database.writing() as session:
        return open_round(session, now=datetime.now(UTC))


@pytest.fixture
def second(windows: Windows, asked: Round) -> Respondent:
    """The second of two people who have opened the section before either saved; the first has saved since."""
    people = [Respondent(windows.open(javascript=False), asked, language) for language in ("fi", "sv")]
    for person in people:
        person.open_link()
        person.follow("sections/osio")
    first, second = people
    first.write("nakemys", FIRST)
    first.save(leads_to="review")
    second.write("nakemys", SECOND)
    second.choose("kanta", "kylla")
    second.page.click(SAVE)
    return second


def test_the_second_sees_both_texts_and_nothing_is_overwritten(
    windows: Windows, asked: Round, second: Respondent
) -> None:
    expect(second.page.locator("#conflict-nakemys .k-answer")).to_have_text(FIRST)
    assert second.page.input_value(ANSWER) == SECOND
    third = Respondent(windows.open(), asked, "fi")
    third.open_link()
    third.follow("draft")
    assert third.answer("nakemys") == FIRST
    assert third.answer("kanta", "option"), "What was not in conflict is saved."


@pytest.mark.parametrize(
    ("choice", "saved"),
    [("typed", SECOND), ("stored", FIRST), ("both", f"{FIRST}\n\n{SECOND}")],
)
def test_the_second_chooses_which_text_stays(second: Respondent, choice: str, saved: str) -> None:
    second.page.check(f"#resolve-nakemys-{choice}")
    second.save(leads_to="review")
    assert second.answer("nakemys") == saved


def test_the_text_can_be_joined_by_hand(second: Respondent) -> None:
    assert not second.page.locator("input[id^=resolve-nakemys]:checked").count(), "nothing is chosen for anybody"
    second.page.check("#resolve-nakemys-typed")
    second.write("nakemys", "Yhdessä kirjoitettu.")
    second.save(leads_to="review")
    assert second.answer("nakemys") == "Yhdessä kirjoitettu."


def test_the_summary_of_a_conflict_leads_to_it(second: Respondent) -> None:
    second.page.click("#errors a")
    expect(second.page.locator("#conflict-nakemys")).to_be_focused()


@pytest.mark.parametrize("changed", [True, False], ids=["changed meanwhile", "unchanged"])
def test_what_a_browser_puts_into_a_page_fetched_anew_never_stands_over_a_newer_answer(
    windows: Windows, asked: Round, changed: bool
) -> None:
    """A browser that goes back without having kept the page fetches it, and fills in what had been typed."""
    people = [Respondent(windows.open(javascript=False), asked, "fi") for _ in range(2)]
    for person in people:
        person.open_link()
        person.follow("sections/osio")
    first, second = people
    second.write("nakemys", SECOND)
    second.choose("kanta", "kylla")
    second.page.goto("/fi/contact")
    if changed:
        first.write("nakemys", FIRST)
        first.choose("kanta", "ei")
        first.save(leads_to="review")
    second.page.go_back()
    expect(second.page.locator(ANSWER)).to_have_value(FIRST if changed else SECOND)
    second.save(leads_to="review")
    assert second.answer("nakemys") == (FIRST if changed else SECOND)
    assert second.answer("kanta", "option").startswith("Ei" if changed else "Kyllä")
