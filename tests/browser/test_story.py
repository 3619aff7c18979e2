"""A town's statement from its first words to the ministry's workbook: colleagues, a board that changes it, minutes."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from survey.languages import HELSINKI, gettext
from survey.questions.load import load_text
from tests.browser.conftest import missing
from tests.browser.live import LiveSite
from tests.browser.office import Office, office_in
from tests.browser.respondent import Respondent
from tests.browser.stage import COORDINATOR, add_coordinator
from tests.browser.story_texts import AMENDED, QUESTIONS, STORIES, Story
from tests.browser.windows import Windows
from tests.passwords import PASSWORD
from tests.rounds import invite_another, open_round

pytestmark = pytest.mark.browser

COLLEAGUE = "kollega@example.fi"
PARAGRAPH = "§ 87"


@dataclass(frozen=True)
class Officer:
    """The officer who prepares the statement, what is written in the story, and the windows of everybody in it."""

    respondent: Respondent
    story: Story
    windows: Windows
    javascript: bool

    @property
    def page(self) -> Page:
        """The officer's window."""
        return self.respondent.page

    def at(self, rest: str) -> None:
        """From the overview, follow the link to a page."""
        self.page.goto(self.respondent.address())
        self.respondent.follow(rest)

    def press(self, words: str) -> None:
        """Press the button with these words (an English msgid)."""
        self.page.get_by_role("button", name=gettext(self.story.language, words), exact=True).click()

    def is_told(self, words: str) -> None:
        """Check what the page says once."""
        expect(self.page.locator("#notices")).to_contain_text(gettext(self.story.language, words))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, and a Python that speaks with it."""
    found = office_in(tmp_path_factory.mktemp("office"))
    return found or missing("LibreOffice or its Python is not installed (Debian: apt-get install libreoffice-writer "
                            "python3-uno)")  # fmt: skip


@pytest.fixture(params=[("fi", True), ("sv", False)], ids=["fi", "sv-without-javascript"])
def officer(request: pytest.FixtureRequest, live: LiveSite, windows: Windows) -> Officer:
    """An officer of a town that has been asked, with its link open, and a coordinator who is to read the statement."""
    language, javascript = request.param
    now = datetime.now(UTC)
    with live.database.writing() as session:
        add_coordinator(session, now=now)
        consultation = open_round(session, now=now, question_set=load_text(QUESTIONS).question_set).consultation
        made = invite_another(session, consultation, now=now, name="Rantakaupunki", language=language)
    respondent = Respondent(windows.open(javascript=javascript), made, language)
    respondent.open_link()
    return Officer(respondent, STORIES[language], windows, javascript)


def test_a_board_changes_one_answer_and_the_ministry_reads_what_was_decided(officer: Officer, office: Office) -> None:
    _draft_six_answers(officer)
    _hear_a_colleague(officer)
    _record(officer, "proposal")
    taken = _take_to_the_board(officer)
    _bring_back(officer, office.changed(taken, officer.story.answers[AMENDED], officer.story.amended))
    _record(officer, "amended_proposal")
    _find_the_minutes_the_same(officer)
    _record(officer, "decision")
    _see_what_the_board_changed(officer)
    _hand_in(officer)
    _take_to_excel(officer)


def _draft_six_answers(officer: Officer) -> None:
    respondent, answers = officer.respondent, officer.story.answers
    respondent.follow("sections/palvelut")
    for question in ("reitit", "omatoimi", "kokoelmat"):
        respondent.write(question, answers[question])
    respondent.save(leads_to="sections/rahoitus")
    for question in ("avustus", "sopimukset", "muuta"):
        respondent.write(question, answers[question])
    respondent.save(leads_to="review")


def _hear_a_colleague(officer: Officer) -> None:
    page, language = officer.page, officer.story.language
    officer.at("colleagues")
    page.fill("#email", COLLEAGUE)
    page.check("input[value=commenter]")
    officer.press("Add the colleague")
    link = page.get_attribute("#made-link a", "href") or ""

    colleague = officer.windows.open(javascript=officer.javascript)
    colleague.goto(f"/{link.partition('//')[2].partition('/')[2]}")
    colleague.click(f'main a[href="{officer.respondent.address("comments")}"]')
    colleague.click(f'main a[href="{officer.respondent.address(f"comments/on/{AMENDED}")}"]')
    colleague.fill("#comment-new", officer.story.comment)
    colleague.get_by_role("button", name=gettext(language, "Save the comment"), exact=True).click()

    officer.at("comments")
    officer.respondent.follow(f"comments/on/{AMENDED}")
    expect(page.locator(".k-threads")).to_contain_text(officer.story.comment)
    page.locator(".k-thread button[formaction$='/resolve']").click()
    expect(page.locator(".k-thread .k-status")).to_have_text(gettext(language, "Resolved"))


def _record(officer: Officer, kind: str) -> None:
    """Record a step with what is known of it."""
    page, story = officer.page, officer.story
    officer.at("handling")
    officer.respondent.follow("handling/add")
    page.check(f"input[value={kind}]")
    page.fill("#presenter", story.presenter)
    if kind == "decision":
        page.fill("#body", story.body)
        page.fill("#met_on", _today())
        page.fill("#paragraph", PARAGRAPH)
        page.fill("#wording", story.wording)
    officer.press("Record the step")
    expect(page.locator("#notices")).to_be_visible()


def _today() -> str:
    today = datetime.now(HELSINKI)
    return f"{today.day}.{today.month}.{today.year}"


def _take_to_the_board(officer: Officer) -> bytes:
    officer.at("papers")
    with officer.page.expect_download() as download:
        officer.press("Download in Word")
    raw = Path(download.value.path()).read_bytes()
    paragraphs = [each.text for each in Document(BytesIO(raw)).paragraphs]
    assert {line for text in officer.story.answers.values() for line in text.split("\n\n")} <= set(paragraphs)
    return raw


def _bring_back(officer: Officer, raw: bytes) -> None:
    page, story = officer.page, officer.story
    officer.at("bring-back")
    page.set_input_files("#file", {"name": "lausunto.docx", "mimeType": "application/octet-stream", "buffer": raw})
    officer.press("Look at what has changed")
    assert _counts(page) == [1, 5, 0, 0]
    shown = page.locator("#changes .k-brought")
    expect(shown).to_have_count(1)
    expect(shown.locator("h3")).to_contain_text(story.headings[AMENDED])
    assert shown.locator("ins").all_inner_texts(), "What the board added."
    page.click(f'button[name="accept"][value="{AMENDED}"]')


def _counts(page: Page) -> list[int]:
    """Changed texts, the same, not found, by themselves."""
    return [int(each) for each in page.locator(".k-count dd").all_text_contents()]


def _find_the_minutes_the_same(officer: Officer) -> None:
    """The minutes have both texts of one heading: the later one is in the draft already."""
    page = officer.page
    officer.at("bring-back")
    page.fill("#brought-text", officer.story.minutes)
    officer.press("Look at what has changed")
    assert _counts(page)[:3] == [0, 6, 0]
    officer.press("Finish without accepting more")


def _see_what_the_board_changed(officer: Officer) -> None:
    page = officer.page
    officer.at("handling")
    page.select_option("#earlier", "1")
    page.select_option("#later", "3")
    officer.press("Compare")
    expect(page.locator(".k-document-section .k-document-answer h3")).to_contain_text(officer.story.headings[AMENDED])
    expect(page.locator(".k-changes")).to_have_count(1)


def _hand_in(officer: Officer) -> None:
    respondent = officer.respondent
    officer.at("details")
    respondent.write("recorded_by", "Kaisa Kirjaaja")
    respondent.write("contact_email", "kaisa@example.fi", "email")
    respondent.save(leads_to="sections/palvelut")
    officer.at("review")
    respondent.submit()


def _take_to_excel(officer: Officer) -> None:
    story, language = officer.story, officer.story.language
    page = officer.windows.open(javascript=officer.javascript)
    page.goto(f"/{language}/sign-in")
    page.fill("#email", COORDINATOR)
    page.fill("#password", PASSWORD)
    page.click("main form button")
    page.click(f'main a[href="/{language}/coordinate/consultations/kirjastoautot/"]')
    with page.expect_download() as download:
        page.click(f'main button[name="language"][value="{language}"]')
    workbook = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    texts = {str(cell) for row in workbook[gettext(language, "By question")].values for cell in row}
    decided = {**story.answers, AMENDED: story.amended}
    assert set(decided.values()) <= texts
    assert story.answers[AMENDED] not in texts
    [respondent] = [row for row in workbook[gettext(language, "Respondents")].values if story.body in row]
    day = datetime.combine(datetime.now(HELSINKI), time())
    assert {story.body, day, PARAGRAPH, story.presenter, story.wording} <= set(respondent)
