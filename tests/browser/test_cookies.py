"""The cookie that opens a response goes to the browser it belongs to, when it changes, and nowhere else."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from survey.web.http.static_files import version_of
from tests.browser.live import LiveSite
from tests.browser.respondent import Respondent
from tests.browser.windows import Windows
from tests.rounds import open_round

pytestmark = pytest.mark.browser


@pytest.fixture
def respondent(windows: Windows, live: LiveSite) -> Respondent:
    """Somebody who has opened the link."""
    with live.database.writing() as session:
        somebody = Respondent(windows.open(), open_round(session, now=datetime.now(UTC)), "fi")
    somebody.open_link()
    return somebody


def _headers(page: Page, address: str) -> dict[str, str]:
    response = page.goto(address)
    assert response is not None
    return response.all_headers()


def test_a_file_that_anybody_may_keep_brings_no_cookie(respondent: Respondent) -> None:
    # Asked for and not opened: beside a file of its own a browser asks for /favicon.ico, which there is not.
    headers = respondent.page.request.get(f"/static/kuulolla.css?v={version_of('kuulolla.css')}").headers
    assert "max-age=31536000" in headers["cache-control"]
    assert "set-cookie" not in headers


def test_a_page_that_changes_nothing_brings_no_cookie(respondent: Respondent) -> None:
    """A late answer with an old cookie would undo a newer one: a form's token, say, and then the form fails."""
    assert "set-cookie" not in _headers(respondent.page, respondent.address("draft"))


def test_the_cookie_is_out_of_reach_of_scripts_and_stays_for_months(respondent: Respondent) -> None:
    (cookie,) = respondent.page.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Lax"
    assert cookie["expires"] > datetime.now(UTC).timestamp() + 170 * 24 * 3600
    assert respondent.page.evaluate("() => document.cookie") == ""
