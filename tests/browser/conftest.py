"""A real browser, a live site and windows on it. Where there is no browser the tests are skipped, but not in CI."""

import os
import shutil
from collections.abc import Iterator
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from survey.store.database import Database
from tests.browser.live import LiveSite, served
from tests.browser.windows import Windows

BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
"""The first that is found. The headless shell is the browser without its windows and bars, which no test looks at."""
ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser without windows. It is looked for before Playwright is started, which takes a second and may fail."""
    path = _browser_path()
    playwright = sync_playwright()
    try:
        started = playwright.start()
    except Exception as error:  # the driver says no more than that its connection was closed
        missing(f"Playwright's driver does not start (Debian: apt-get install libatomic1): {error}")
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    launched = started.chromium.launch(executable_path=path, args=arguments)
    yield launched
    launched.close()
    started.stop()


@pytest.fixture
def live(sqlite: Database) -> Iterator[LiveSite]:
    """The application on a fresh SQLite database."""
    with served(sqlite) as site:
        yield site


@pytest.fixture
def live_on_each(database: Database) -> Iterator[LiveSite]:
    """The application on a fresh database of each kind."""
    with served(database) as site:
        yield site


@pytest.fixture
def windows(browser: Browser, live: LiveSite) -> Iterator[Windows]:
    """Windows on the live site, whose faults fail the test at its end."""
    opened = Windows(browser, live.address)
    yield opened
    opened.close()


@pytest.fixture
def pdftotext() -> str:
    """The program that reads the text of a PDF."""
    return shutil.which("pdftotext") or missing("pdftotext is not installed (Debian: apt-get install poppler-utils)")


def missing(reason: str) -> NoReturn:
    """Skip with this reason, visibly; in CI, where everything is installed, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _browser_path() -> str:
    chosen = os.environ.get("SURVEY_BROWSER")
    for name in (chosen,) if chosen else BROWSERS:
        path = shutil.which(name)
        if path:
            return path
    missing(
        "No Chromium was found (Debian: apt-get install chromium-headless-shell; or set SURVEY_BROWSER to its path)"
    )
