"""Files in a real browser: chosen and removed by keyboard, kept through a switch of language, fetched as files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.live import LiveSite
from tests.browser.respondent import SAVE, SAVE_TO_OVERVIEW, SWITCH, Respondent
from tests.browser.windows import Windows
from tests.files import HTML, PDF, TEXT
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, Round, open_round, save

pytestmark = pytest.mark.browser

FIELD, TEXT_FIELD, SECTION = "#answer-liitteet-files", "#answer-muuta-text", "sections/kysymykset"
STORED = f"{FIELD}-stored bdi"


@pytest.fixture
def asked(live: LiveSite) -> Round:
    """An organisation that is asked for files."""
    now = datetime.now(UTC)
    with live.database.writing() as session:
        made = open_round(session, now=now, question_set=tiny_set("attachment"))
        save(session, made, DETAILS, now=now)
    return made


@pytest.fixture
def respondent(windows: Windows, asked: Round) -> Respondent:
    """Somebody on the section's page, in a browser without scripts."""
    somebody = Respondent(windows.open(javascript=False), asked, "fi")
    somebody.open_link()
    somebody.follow(SECTION)
    return somebody


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files to choose."""
    folder = tmp_path / "Omat tiedostot"
    folder.mkdir()
    for name, content in (
        ("Pöytäkirja § 22.pdf", PDF),
        ("muistio.txt", TEXT),
        ("sivu.html", HTML),
        ("väärä.pdf", TEXT),
    ):
        (folder / name).write_bytes(content)
    return folder


def _choose(keyboard: Keyboard, *files: Path) -> None:
    """Open the browser's own window for choosing files with the keyboard, and choose."""
    with keyboard.page.expect_file_chooser() as opened:  # from here on, so that it listens before the key is pressed
        keyboard.tab_to(FIELD)
        keyboard.press("Enter")
    opened.value.set_files(list(files))


def _save(keyboard: Keyboard) -> None:
    keyboard.tab_to(SAVE_TO_OVERVIEW)
    keyboard.press("Enter")


def test_files_are_added_and_removed_by_keyboard(windows: Windows, asked: Round, folder: Path) -> None:
    respondent = Respondent(windows.open(), asked, "fi")
    respondent.open_link()
    respondent.follow(SECTION)
    keyboard = Keyboard(respondent.page)
    _choose(keyboard, folder / "Pöytäkirja § 22.pdf", folder / "muistio.txt")
    keyboard.tab_to(TEXT_FIELD)
    keyboard.type("Kirjoitettu samalla.")
    _save(keyboard)
    respondent.is_at("")
    respondent.follow(SECTION)
    expect(respondent.page.locator(STORED)).to_have_text(["Pöytäkirja § 22.pdf", "muistio.txt"])
    keyboard.tab_to("#remove-liitteet-1")
    keyboard.press("Space")
    _save(keyboard)
    respondent.is_at("")
    respondent.follow(SECTION)
    expect(respondent.page.locator(STORED)).to_have_text(["muistio.txt"])
    assert respondent.page.input_value(TEXT_FIELD) == "Kirjoitettu samalla."


def test_a_refused_file_is_named_and_the_others_and_the_text_are_saved(
    windows: Windows, respondent: Respondent, folder: Path
) -> None:
    page = respondent.page
    page.set_input_files(FIELD, [folder / name for name in ("sivu.html", "väärä.pdf", "muistio.txt")])
    respondent.write("muuta", "Teksti.")
    windows.expect_status(422)
    page.click(SAVE)
    expect(page.locator(f"{FIELD}-error p")).to_have_count(2)
    expect(page.locator(STORED)).to_have_text(["muistio.txt"])
    assert page.input_value(TEXT_FIELD) == "Teksti."
    page.click(f'.ds-error-summary a[href="{FIELD}"] >> nth=0')
    expect(page.locator(FIELD)).to_be_focused()
    page.set_input_files(FIELD, folder / "Pöytäkirja § 22.pdf")
    page.click(SAVE)
    respondent.is_at("review")
    expect(page.locator('[data-answer="answer-liitteet-files"] li')).to_have_count(2)


def test_the_switch_of_language_keeps_the_file_that_was_chosen(respondent: Respondent, folder: Path) -> None:
    page = respondent.page
    page.set_input_files(FIELD, folder / "Pöytäkirja § 22.pdf")
    respondent.write("muuta", "Teksti.")
    page.click(SWITCH)
    expect(page).to_have_url(Respondent(page, respondent.round, "sv").address(SECTION))
    expect(page.locator(STORED)).to_have_text(["Pöytäkirja § 22.pdf"])
    assert page.input_value(TEXT_FIELD) == "Teksti."


def test_a_long_answer_and_a_large_file_go_together(respondent: Respondent, tmp_path: Path) -> None:
    page, text = respondent.page, "åäö 🙂 ja lisää.\n" * 6_249 + "Loppu."
    large = tmp_path / "suuri.txt"
    large.write_bytes(b"x" * 1024 * 1024)
    respondent.put("muuta", text)
    page.set_input_files(FIELD, large)
    respondent.save(leads_to="review")
    assert respondent.answer("muuta") == text
    expect(page.locator('[data-answer="answer-liitteet-files"] li')).to_have_text("suuri.txt (1\u00a0Mt)")


def test_a_stored_file_is_fetched_as_a_file_and_never_opened_as_a_page(respondent: Respondent, folder: Path) -> None:
    page = respondent.page
    page.set_input_files(FIELD, [folder / "Pöytäkirja § 22.pdf"])
    respondent.save(leads_to="review")
    with page.expect_download() as fetched:
        page.click('[data-answer="answer-liitteet-files"] a')
    assert fetched.value.suggested_filename == "Pöytäkirja § 22.pdf"
    assert Path(fetched.value.path()).read_bytes() == PDF
    respondent.is_at("review")


def test_two_people_add_files_at_the_same_time(
    windows: Windows, asked: Round, respondent: Respondent, folder: Path
) -> None:
    colleague = Respondent(windows.open(javascript=False), asked, "sv")
    colleague.open_link()
    colleague.follow(SECTION)
    colleague.page.set_input_files(FIELD, folder / "muistio.txt")
    colleague.save(leads_to="review")
    respondent.page.set_input_files(FIELD, folder / "Pöytäkirja § 22.pdf")
    respondent.save(leads_to="review")
    expect(respondent.page.locator('[data-answer="answer-liitteet-files"] bdi')).to_have_text(
        ["muistio.txt", "Pöytäkirja § 22.pdf"]
    )
