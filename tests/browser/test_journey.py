"""The whole way without JavaScript, in each language and on each database: from the personal link to the workbook."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, Page, expect

from survey.languages import gettext
from survey.questions.text import clean_text
from tests.browser.live import LiveSite
from tests.browser.respondent import Respondent
from tests.browser.stage import COORDINATOR, SHIPPED, add_coordinator
from tests.browser.windows import Windows
from tests.passwords import PASSWORD
from tests.rounds import Round, open_round, shipped

pytestmark = pytest.mark.browser

STRANGE = "=1+1\n#N/A\n  _x0041_ 👩‍👩‍👧‍👦🙂\v<b>&amp;</b>\ttab, “lainaus” ja å ä ö.\n\n"
FIFTY_THOUSAND = (STRANGE * 1_000)[:50_000]
SHORT_ONES = {"tyohonvalmennus": "=1+1", "tyollistymissuunnitelma": "#N/A", "saantely": "_x0041_", "muuta": "a\vb 🙂"}
OPTION = {"fi": "Kyllä pääosin", "sv": "I huvudsak ja"}


@pytest.fixture
def windows_on_each(browser: Browser, live_on_each: LiveSite) -> Iterator[Windows]:
    """Windows on the site, on each database."""
    opened = Windows(browser, live_on_each.address)
    yield opened
    opened.close()


@pytest.fixture
def asked(live_on_each: LiveSite) -> Round:
    """An organisation that has been asked with the shipped set, and a coordinator."""
    now = datetime.now(UTC)
    with live_on_each.database.writing() as session:
        add_coordinator(session, now=now)
        return open_round(session, now=now, question_set=shipped(SHIPPED))


@pytest.mark.parametrize(
    ("database", "language"),
    [("sqlite", "fi"), ("sqlite", "sv"), pytest.param("postgresql", "sv", marks=pytest.mark.postgresql)],
    indirect=["database"],
)
def test_a_statement_goes_from_the_link_to_the_workbook_without_javascript(
    windows_on_each: Windows, asked: Round, language: str
) -> None:
    respondent = Respondent(windows_on_each.open(javascript=False), asked, language)
    first = _answer_everything(respondent)
    second = _change_one_answer(respondent)
    assert first != second
    _see_both_submissions(respondent)
    _take_to_excel(windows_on_each.open(javascript=False), language, second)


def _answer_everything(respondent: Respondent) -> str:
    respondent.open_link()
    respondent.follow("details")
    respondent.fill_in_details(leads_to="sections/kokonaisuus")
    respondent.choose("kanta", "paaosin")
    respondent.write("kanta", "Suunta on oikea.", "reason")
    respondent.save(leads_to="sections/palvelut")
    respondent.put("uravalmennus", FIFTY_THOUSAND)
    respondent.write("tyohonvalmennus", SHORT_ONES["tyohonvalmennus"])
    respondent.write("tyollistymissuunnitelma", SHORT_ONES["tyollistymissuunnitelma"])
    respondent.save(leads_to="sections/saantely-ja-yhteistyo")
    respondent.write("saantely", SHORT_ONES["saantely"])
    respondent.save(leads_to="sections/muuta")
    respondent.write("muuta", "Ensimmäinen")
    respondent.save(leads_to="review")
    return respondent.submit()


def _change_one_answer(respondent: Respondent) -> str:
    respondent.follow("")
    respondent.follow("sections/muuta")
    respondent.write("muuta", SHORT_ONES["muuta"])
    respondent.save(leads_to="review")
    return respondent.submit()


def _see_both_submissions(respondent: Respondent) -> None:
    assert respondent.fact("Version") == "2"
    respondent.follow("statement?number=1")
    assert respondent.answer("muuta") == "Ensimmäinen"
    respondent.page.go_back()
    respondent.follow("statement")
    _reads_the_same(respondent)


def _reads_the_same(respondent: Respondent) -> None:
    assert respondent.answer("uravalmennus") == clean_text(FIFTY_THOUSAND).text
    for question, text in SHORT_ONES.items():
        assert respondent.answer(question) == clean_text(text).text
    assert respondent.answer("kanta", "reason") == "Suunta on oikea."
    assert respondent.answer("kanta", "option") == OPTION[respondent.language]
    marked = respondent.page.locator('.k-document-answer [lang="fi"]')
    assert marked.count() == (0 if respondent.language == "fi" else 6), "The words written in Finnish, and no option."
    assert respondent.page.locator('[data-answer="answer-yhteistyosopimukset-text"]').count() == 0


def _take_to_excel(page: Page, language: str, reference: str) -> None:
    page.goto(f"/{language}/sign-in")
    page.fill("#email", COORDINATOR)
    page.fill("#password", PASSWORD)
    page.click("main form button")
    page.click(f'main a[href="/{language}/coordinate/consultations/{SHIPPED}/"]')
    page.click(f'table a[href$="/{reference}"]')
    expect(page.locator('[data-answer="answer-uravalmennus-text"]')).to_have_count(1)
    assert page.text_content('[data-answer="answer-uravalmennus-text"]') == clean_text(FIFTY_THOUSAND).text
    page.click("nav.k-back a")
    with page.expect_download() as download:
        page.click(f'main button[name="language"][value="{language}"]')
    assert download.value.suggested_filename.startswith(SHIPPED)
    _workbook_holds_every_answer(Path(download.value.path()), language)


def _workbook_holds_every_answer(path: Path, language: str) -> None:
    workbook = load_workbook(BytesIO(path.read_bytes()))  # the browser keeps it under a name without .xlsx
    texts = {text for row in workbook[gettext(language, "By question")].values for text in map(_decoded, row)}
    for text in SHORT_ONES.values():
        assert clean_text(text).text in texts
    assert "Ensimmäinen" not in texts
    assert _long_answer(workbook, language) == clean_text(FIFTY_THOUSAND).text


def _long_answer(workbook: Workbook, language: str) -> str:
    """The parts of the only long answer, joined."""
    header, *rows = workbook[gettext(language, "Long answers")].iter_rows(values_only=True)
    text = header.index(gettext(language, "Text"))
    return "".join(str(_decoded(row[text])) for row in rows)


def _decoded(content: object) -> object:
    """What Excel shows for a cell: `_xHHHH_` is one character."""
    if not isinstance(content, str):
        return content
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), content)
