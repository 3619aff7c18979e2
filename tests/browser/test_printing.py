"""A long statement printed from the browser has every page of it."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.browser.live import LiveSite
from tests.browser.respondent import Respondent
from tests.browser.windows import Windows
from tests.rounds import DETAILS, open_round, save, submit

pytestmark = pytest.mark.browser

PARAGRAPHS = [f"Kappale {number}: " + "lausunnonantaja toteaa perustellusti seuraavaa " * 12 for number in range(1, 36)]
LAST_WORD = "Loppusana"


@pytest.mark.parametrize("page", ["statement", "draft"])
def test_a_printed_answer_of_six_pages_has_its_last_word(
    windows: Windows, live: LiveSite, tmp_path: Path, pdftotext: str, page: str
) -> None:
    now = datetime.now(UTC)
    with live.database.writing() as session:
        asked = open_round(session, now=now)
        save(session, asked, DETAILS | {"nakemys": {"text": "\n\n".join([*PARAGRAPHS, LAST_WORD])}}, now=now)
        submit(session, asked, now=now)
    reader = Respondent(windows.open(), asked, "fi")
    reader.open_link()
    reader.page.goto(reader.address(page))
    printed = tmp_path / "printed.pdf"
    reader.page.pdf(path=printed, format="A4")
    text = subprocess.run([pdftotext, str(printed), "-"], capture_output=True, check=True, text=True).stdout  # noqa: S603  # the path was found by which
    assert text.count("\f") >= 6
    assert text.count("perustellusti") == 35 * 12
    assert LAST_WORD in text
