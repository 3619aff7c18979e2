"""Every page in every state and language: no rule of WCAG broken that a program can check, at every width."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.layout import out_of_place, outside_after_links, without_an_edge
from tests.browser.live import AXE_PATH, LiveSite, served
from tests.browser.stage import PROVIDER, Stage, add_coordinator, set_stage
from tests.browser.states import EMPTY_STATES, STATES, Way
from tests.browser.visit import Visit
from tests.browser.windows import Windows
from tests.conftest import NOW
from tests.databases import sqlite_database

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
_RUN_AXE = """async options => (await axe.run(options)).violations.map(
    violation => `${violation.id}: ${violation.help}: ${violation.nodes.map(node => node.html).join("; ")}`
)"""
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


@dataclass(frozen=True)
class Look:
    """How axe looks at a page: this wide, in these colours, and whether contrasts are measured and colours forced."""

    width: int
    scheme: Literal["light", "dark"]
    contrast: bool
    forced: bool


def _look(language: str, place: int) -> Look:
    """How the state at this place in the list is looked at in this language.

    Roles, names and order depend on neither width nor colours, and colours on neither width nor language: so every rule
    sees each width and each language of every page. What words do to a width is measured by the other tests, in both
    languages at both widths. Contrasts take longer than all other rules together: they are measured once on each page,
    in light colours in Finnish or in dark ones in Swedish, in turn; neighbours in the list are drawn of the same parts.
    """
    if language == "fi":
        return Look(WIDE, "light", contrast=place % 2 == 0, forced=True)
    return Look(NARROW, "dark", contrast=place % 2 == 1, forced=False)


def _ways(states: Mapping[str, Way]) -> list[object]:
    return [
        pytest.param((way, language, _look(language, place)), id=f"{name}, {language}")
        for place, (name, way) in enumerate(states.items())
        for language in ("fi", "sv")
    ]


@pytest.fixture(scope="module", params=_ways(STATES) + _ways(EMPTY_STATES))
def page_and_look(request: pytest.FixtureRequest, stage: Stage) -> Iterator[tuple[Page, Look]]:
    """A page in a state, in a language; the tests of one page come one after another."""
    way, language, look = request.param
    windows: Windows = request.getfixturevalue("empty_windows" if way in EMPTY_STATES.values() else "windows")
    windows.forget()
    shown = windows.window(width=WIDE)
    way(Visit(stage, windows, shown, language))
    yield shown, look
    windows.check()


@pytest.fixture(scope="module")
def page(page_and_look: tuple[Page, Look]) -> Page:
    return page_and_look[0]


@pytest.fixture(scope="module")
def look(page_and_look: tuple[Page, Look]) -> Look:
    return page_and_look[1]


def _violations(page: Page, *, contrast: bool) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(url=AXE_PATH)
    found: list[str] = page.evaluate(_RUN_AXE, OPTIONS | {"rules": {"color-contrast": {"enabled": contrast}}})
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
def test_everything_is_in_its_place_and_can_be_hit_and_no_text_is_cut_off(page: Page, width: int) -> None:
    found = out_of_place(page, width, narrow=width == NARROW)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_and_nothing_dissolves_in_forced_colours(page: Page, look: Look) -> None:
    page.set_viewport_size({"width": look.width, "height": 900})
    page.emulate_media(color_scheme=look.scheme)
    found = _violations(page, contrast=look.contrast)
    background = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="light")
    found += [f"without an edge in forced colours: {each}" for each in (without_an_edge(page) if look.forced else ())]
    assert not found, f"{look}:\n" + "\n".join(found)
    assert (background == "rgb(255, 255, 255)") == (look.scheme == "light"), background
