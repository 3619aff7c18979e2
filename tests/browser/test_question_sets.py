"""A coordinator makes a consultation of a filled-in template: with the keyboard, and without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.authoring.templates import QUESTION, filled
from tests.browser.keyboard import Keyboard
from tests.browser.live import LiveSite
from tests.browser.preparing import fill_in, give_reasons
from tests.browser.stage import COORDINATOR, add_coordinator
from tests.browser.windows import Windows
from tests.conftest import NOW
from tests.coordinate.desks import FILLED
from tests.passwords import PASSWORD

pytestmark = pytest.mark.browser

FAULTY = QUESTION | {"kind": "Pitkä tekst"}


@pytest.fixture
def site(live: LiveSite) -> LiveSite:
    """A site with a coordinator."""
    with live.database.writing() as session:
        add_coordinator(session, now=NOW)
    return live


PLACES = (
    *("opening-issuer-fi", "opening-issuer-sv", "opening-diary_number"),
    *("opening-background-fi", "opening-background-sv", "opening-goals-fi", "opening-goals-sv"),
    *("opening-contact1_name", "opening-contact1_email", "opening-deadline_date", "opening-deadline_time"),
    *("opening-who_may_answer", "opening-publication"),
)
"""The fields in the order of the page."""


def _sign_in(page: Page) -> None:
    page.goto("/fi/sign-in")
    page.fill("#email", COORDINATOR)
    page.fill("#password", PASSWORD)
    page.click("main button")
    expect(page.locator("main h1")).to_be_visible()
    page.wait_for_load_state()


def _choose(page: Page, raw: bytes) -> None:
    page.set_input_files("#file", {"name": "kysymykset.xlsx", "mimeType": "application/zip", "buffer": raw})


def test_a_template_is_filled_in_mended_read_and_opened_without_javascript(
    site: LiveSite, windows: Windows, tmp_path: Path
) -> None:
    page = windows.open(javascript=False)
    _sign_in(page)
    page.click("text=Uusi lausuntopyyntö")
    with page.expect_download() as download:
        page.click("text=Lataa pohja")
    assert download.value.suggested_filename == "kysymyslomake.xlsx"
    _choose(page, filled(tmp_path, FAULTY))
    page.click("main form button")
    expect(page.locator(".k-fault-place")).to_have_text("Taulukko ”2 Kysymykset”, rivi 2, sarake ”Vastaustapa”")
    page.click("text=På svenska")
    expect(page.locator(".k-fault-place")).to_have_text("Bladet ”2 Kysymykset”, rad 2, kolumnen ”Vastaustapa”")
    page.click("text=Suomeksi")
    _choose(page, filled(tmp_path, QUESTION))
    page.click("main form button")
    expect(page.locator("h1")).to_have_text("Kirjastolaki")
    page.click("text=Siirry lausuntopyyntöön")
    windows.expect_status(422)
    page.click("#page-form .k-buttons button:first-child")
    about = "/fi/coordinate/drafts/1/about#opening-issuer-fi"
    expect(page.locator("#errors a").first).to_have_attribute("href", about)
    page.click("#errors a >> nth=0")
    fill_in(page)
    page.click("#page-form .k-buttons button")
    give_reasons(page)
    page.click("#page-form .k-buttons button:first-child")
    expect(page).to_have_url(f"{site.address}/fi/coordinate/consultations/kirjastolaki/#notices")


def test_every_step_can_be_taken_with_the_keyboard(site: LiveSite, windows: Windows, tmp_path: Path) -> None:
    page = windows.open()
    keyboard, base = Keyboard(page), f"{site.address}/fi/coordinate"
    _sign_in(page)
    keyboard.skip_to_content()
    keyboard.tab_to('a[href$="/question-sets/new"]')
    keyboard.press_and_go("Enter", f"{base}/question-sets/new")
    keyboard.skip_to_content()
    keyboard.tab_to('a[href$="/template.xlsx"]')
    keyboard.tab_to("#file")
    _choose(page, filled(tmp_path, FAULTY))
    keyboard.tab_to("main form button")
    keyboard.press_and_go("Enter", f"{base}/question-sets/1/")
    keyboard.begins_at("h1")
    keyboard.tab_to("#file")
    _choose(page, filled(tmp_path, QUESTION))
    keyboard.tab_to("main form button")
    keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Kirjastolaki")
    keyboard.skip_to_content()
    keyboard.tab_to('main .k-buttons a[href$="/drafts/1/"]')
    keyboard.press_and_go("Enter", f"{base}/drafts/1/")
    keyboard.skip_to_content()
    keyboard.tab_to('a[href$="/about"]')
    keyboard.press_and_go("Enter", f"{base}/drafts/1/about")
    keyboard.skip_to_content()
    for name, text in sorted(FILLED.items(), key=lambda field: PLACES.index(field[0])):
        if name in {"opening-publication", "opening-who_may_answer"}:
            keyboard.tab_to(f"#{name}-{text}")
            keyboard.press(" ")
        else:
            keyboard.tab_to(f"#{name}")
            keyboard.press("Control+a")
            keyboard.type(text)
    keyboard.tab_to("#page-form .k-buttons button")
    keyboard.press_and_go("Enter", f"{base}/drafts/1/#notices")
    for code in ("no-recipients",):
        keyboard.tab_to(f"#opening-reason-{code}")
        keyboard.type("Myöhemmin.")
    keyboard.tab_to("#page-form .k-buttons button")
    keyboard.press_and_go("Enter", f"{base}/consultations/kirjastolaki/#notices")


def test_headings_are_pasted_and_changed_with_the_keyboard(site: LiveSite, windows: Windows) -> None:
    page = windows.open(width=320)
    keyboard = Keyboard(page)
    _sign_in(page)
    page.goto("/fi/coordinate/question-sets/headings")
    keyboard.skip_to_content()
    for name, text in {"title-fi": "Kirjastolaki", "fi": "Aukiolo\nAineistot"}.items():
        keyboard.tab_to(f"#headings-{name}")
        keyboard.type(text)
    keyboard.tab_to("#page-form .k-buttons button")
    keyboard.press_and_go("Enter", f"{site.address}/fi/coordinate/question-sets/1/")
    expect(page.locator(".k-lacking")).to_have_count(4)
    keyboard.skip_to_content()
    keyboard.tab_to('a[href$="/headings"]')
    keyboard.press_and_go("Enter", f"{site.address}/fi/coordinate/question-sets/1/headings")
    keyboard.skip_to_content()
    for name, text in {"title-sv": "Bibliotekslagen", "sv": "Öppettider\nMedier"}.items():
        keyboard.tab_to(f"#headings-{name}")
        keyboard.type(text)
    keyboard.tab_to("#page-form .k-buttons button")
    keyboard.press("Enter")
    expect(page.locator(".k-side").first).to_be_visible()
    expect(page.locator(".k-lacking")).to_have_count(0)
