"""Every page in every state and language: no rule of WCAG broken that a program can check, at every width."""

from collections.abc import Iterator, Mapping
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from tests.browser.layout import (
    beyond_the_sides,
    headings_out_of_scale,
    outside_after_links,
    small_targets,
    spaced_out,
    without_an_edge,
)
from tests.browser.live import LiveSite, served
from tests.browser.stage import PROVIDER, Stage, add_coordinator, set_stage
from tests.browser.states import EMPTY_STATES, STATES, Way
from tests.browser.visit import Visit
from tests.browser.windows import Windows
from tests.conftest import NOW
from tests.databases import sqlite_database

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
_RUN_AXE = """async options => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all(document.getAnimations().map(each => each.finished));
    return (await axe.run(options)).violations.map(
        violation => `${violation.id}: ${violation.help}: ${violation.nodes.map(node => node.html).join("; ")}`
    );
}"""
"""When the page is laid out anew and nothing moves any more: what is on its way stands too near to something else."""
_MUST_LEAD = """() => performance.getEntriesByType("navigation")[0].responseStatus >= 400
    || document.querySelector("[autofocus]") !== null"""
"""Asked of the page itself: Playwright's locators bring a script into each page, which takes as long as all of this."""
NARROW, WIDE = 320, 1280
"""320 px is also what a window of 1280 px has left at 400 %."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A database with everything that there is to see."""
    database = sqlite_database(tmp_path_factory.mktemp("stage"))
    yield set_stage(database)
    database.close()


@pytest.fixture(scope="module")
def windows(browser: Browser, stage: Stage) -> Iterator[Windows]:
    """A browser on the stage, one for all pages: what a new one takes to come up is twice what a page takes."""
    with served(stage.database, stage.mail, PROVIDER) as live:
        yield from _opened(browser, live)


@pytest.fixture(scope="module")
def empty_windows(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """A browser on a site with a coordinator and nothing else."""
    database = sqlite_database(tmp_path_factory.mktemp("empty"))
    with database.writing() as session:
        add_coordinator(session, now=NOW)
    with served(database) as live:
        yield from _opened(browser, live)
    database.close()


def _opened(browser: Browser, live: LiveSite) -> Iterator[Windows]:
    opened = Windows(browser, live.address)
    yield opened
    opened.close()


def _ways(states: Mapping[str, Way]) -> list[object]:
    return [
        pytest.param((way, language), id=f"{name}, {language}")
        for name, way in states.items()
        for language in ("fi", "sv")
    ]


@pytest.fixture(scope="module", params=_ways(STATES) + _ways(EMPTY_STATES))
def page(request: pytest.FixtureRequest, stage: Stage) -> Iterator[Page]:
    """A page in a state, in a language; the tests of one page come one after another."""
    way, language = request.param
    windows: Windows = request.getfixturevalue("empty_windows" if way in EMPTY_STATES.values() else "windows")
    windows.forget()
    shown = windows.window(width=WIDE)
    way(Visit(stage, windows, shown, language))
    yield shown
    windows.check()


def _violations(page: Page) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN_AXE, OPTIONS)
    return found


def test_errors_have_the_focus_when_the_page_comes(page: Page) -> None:
    """Whether it came after a redirect or as the answer to a form. It is the first test of each page."""
    if page.evaluate(_MUST_LEAD) or page.url.endswith("#errors"):
        place = "#result" if page.locator("#result").count() else "#errors, main h1"
        expect(page.locator(place).first).to_be_focused()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_link_of_an_error_shows_the_label_and_the_error_too(page: Page, width: int) -> None:
    found = outside_after_links(page, width)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_can_be_pressed_can_be_hit(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    found = small_targets(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [NARROW, WIDE])  # in this order: the window of the test before has the first
def test_nothing_reaches_beyond_the_sides(page: Page, width: int) -> None:
    found = beyond_the_sides(page, width)
    assert not found, "\n".join(found)


LOOKS: Mapping[str, tuple[int, Literal["light", "dark"]]] = {"fi": (WIDE, "light"), "sv": (NARROW, "dark")}
"""At which width and in which colours a page is looked at, by its language.

Colours depend on neither width nor language, and roles, names and order on neither width nor colours: so each rule sees
each width, each colour scheme and each language of every page once. What words do to a width is measured by the other
tests, in both languages at both widths.
"""


def test_axe_finds_nothing(page: Page) -> None:
    width, scheme = LOOKS[page.evaluate("() => document.documentElement.lang")]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = _violations(page)
    background = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="light")
    assert not found, f"{width} px, {scheme}:\n" + "\n".join(found)
    assert (background == "rgb(255, 255, 255)") == (scheme == "light"), background


def test_a_heading_is_larger_than_what_it_heads_on_a_narrow_screen(page: Page) -> None:
    found = headings_out_of_scale(page, NARROW)
    assert not found, "\n".join(found)


def test_nothing_reaches_beyond_the_sides_when_the_text_is_spaced_out(page: Page) -> None:
    with spaced_out(page):
        found = beyond_the_sides(page, NARROW)
    assert not found, "\n".join(found)


def test_what_has_a_background_has_an_edge_in_forced_colours(page: Page) -> None:
    found = without_an_edge(page)
    assert not found, "\n".join(found)
