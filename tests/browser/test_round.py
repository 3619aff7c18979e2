"""A coordinator runs a whole round in the browser, from pasted headings to the workbook, without a terminal."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from survey.operations.accounts.tokens import token_digest
from survey.store.database import Database
from survey.store.personal_links import access_to, link_by_token
from tests.browser.live import LiveSite, served
from tests.browser.preparing import fill_in
from tests.browser.respondent import Respondent
from tests.browser.stage import COORDINATOR, add_coordinator
from tests.browser.windows import Windows
from tests.conftest import NOW
from tests.mail_servers import Mailbox, Taken, mail_server
from tests.passwords import PASSWORD
from tests.rounds import Round
from tests.site import NOWHERE

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
NUMBER, KILLED = 300, 20
HEADINGS = {"title-fi": "Kirjastolaki", "title-sv": "Bibliotekslagen", "fi": "Aukiolo", "sv": "Öppettider"}
HEADER = "Lausunnonantaja suomeksi;Lausunnonantaja ruotsiksi;Ryhmä;Kieli;Sähköposti"
LINK = re.compile(r"/(fi|sv)/r/(\S+)")


@pytest.fixture
def site(sqlite: Database) -> Iterator[LiveSite]:
    """A site that sends mail, with a coordinator and nothing else."""
    with sqlite.writing() as session:
        add_coordinator(session, now=NOW)
    with served(sqlite, NOWHERE) as live:
        yield live


@pytest.fixture
def windows_of_site(browser: Browser, site: LiveSite) -> Iterator[Windows]:
    """Windows on it."""
    opened = Windows(browser, site.address)
    yield opened
    opened.close()


def organisations(number: int, *faulty: int) -> bytes:
    """A file as Excel saves it in Finland: semicolons, Windows-1252. These rows have a fault each."""
    rows = [
        f"Kunta {each:03} ä;Kommun {each:03} å;Kunta tai kaupunki;{'Suomi' if each % 2 else 'Ruotsi'};"
        + ("kirjaamo" if each in faulty else f"kirjaamo{each:03}@kunta.example")
        for each in range(number)
    ]
    return "\r\n".join([HEADER, *rows, ""]).encode("windows-1252")


def test_a_whole_round_is_run_in_the_browser(site: LiveSite, windows_of_site: Windows) -> None:
    windows = windows_of_site
    page = windows.open(javascript=False)
    _sign_in(page)
    _open_from_headings(page, windows)
    assert _counts(page) == [0, 0, 0, NUMBER]

    requests = _sent(site.database, killed=KILLED)
    assert {each.recipient for each in requests} == {f"kirjaamo{each:03}@kunta.example" for each in range(NUMBER)}
    assert len(requests) <= NUMBER + KILLED
    assert len({each.mail["Message-ID"] for each in requests}) == NUMBER

    answered = requests[0].recipient
    _answer(windows.open(javascript=False), site.database, requests[0])
    page.reload()
    assert _counts(page) == [1, 0, 0, NUMBER - 1]

    _remind(page)
    mails = _sent(site.database)
    receipts = [each for each in mails if each.mail["Subject"].startswith("Utlåtandet mottaget")]
    reminders = [each for each in mails if each not in receipts]
    assert sorted(each.recipient for each in receipts) == sorted([answered, "kaisa@example.fi"])
    assert sorted(each.recipient for each in reminders) == sorted({each.recipient for each in requests} - {answered})

    _give_more_time(page)
    [told] = _sent(site.database)
    assert (told.recipient, "29.12.2099" in told.text) == ("kirjaamo007@kunta.example", True)
    _take_to_excel(page)


def _sign_in(page: Page) -> None:
    page.goto("/fi/sign-in")
    page.fill("#email", COORDINATOR)
    page.fill("#password", PASSWORD)
    page.click("main button")


def _open_from_headings(page: Page, windows: Windows) -> None:
    page.goto("/fi/coordinate/question-sets/headings")
    for name, text in HEADINGS.items():
        page.fill(f"#headings-{name}", text)
    page.click("#page-form .k-buttons button")
    page.click("text=Siirry lausuntopyyntöön")
    page.click("text=Lausuntopyynnön tiedot, ajat ja yhteyshenkilöt")
    fill_in(page)
    page.click("#page-form .k-buttons button")
    page.click("text=Kuka saa lausuntopyynnön")
    _choose_recipients(page, windows)
    page.click(".k-back a")
    expect(page.locator("#checklist + p")).to_have_text("Mitään ei puutu.")
    page.click("#page-form .k-buttons button")
    expect(page.locator("h1")).to_have_text("Kirjastolaki")


def _counts(page: Page) -> list[int]:
    """Submitted, nothing to state, drafts, not opened."""
    return [int(each) for each in page.locator(".k-count dd").all_text_contents()]


def _choose_recipients(page: Page, windows: Windows) -> None:
    windows.expect_status(422)
    _bring(page, organisations(NUMBER, 3, 44, 298))
    expect(page.locator(".k-faults li")).to_have_count(3)
    expect(page.locator(".k-faults li").first).to_contain_text("Rivi 5:")
    _bring(page, organisations(NUMBER))
    expect(page.locator("tbody tr")).to_have_count(NUMBER)
    expect(page.locator("#notices")).to_contain_text(f"{NUMBER} organisaatiota lisättiin")


def _bring(page: Page, raw: bytes) -> None:
    page.set_input_files("#file", {"name": "kunnat.csv", "mimeType": "text/csv", "buffer": raw})
    page.click("#page-form .k-buttons button:first-of-type")


def _sent(database: Database, killed: int = 0) -> list[Taken]:
    """Let senders send what waits, of which so many are killed while the server has a mail and has not said yes."""
    box, dead = Mailbox(), list[int]()

    def kill(taken: Taken) -> None:
        if len(dead) < killed and len(box.taken) % 7 == 3:
            dead.append(int(taken.sender.partition("@")[0]))
            os.kill(dead[-1], signal.SIGKILL)

    box.after_taking = kill
    with mail_server(box) as settings:
        url = database.engine.url.render_as_string(hide_password=False)
        command = [sys.executable, "-m", "tests.operations.mail.killed_senders", url, str(settings.port)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=240)  # noqa: S603  # our own
    assert len(dead) == killed
    return box.taken


def _answer(page: Page, database: Database, request: Taken) -> None:
    [(language, token)] = LINK.findall(request.text)
    with database.reading() as session:
        link, response = link_by_token(session, token_digest(token))
        access = access_to(session, response.id, [link.id])
    respondent = Respondent(page, Round(access.consultation, access, token), language)
    respondent.open_link()
    respondent.follow("details")
    page.fill("#answer-recorded_by-text", "Kaisa Kirjaaja")
    page.fill("#answer-contact_email-email", "kaisa@example.fi")
    page.click("#page-form .k-buttons button:not([name])")
    page.locator("#page-form textarea").first.fill("Kannatamme.")
    page.click("#page-form .k-buttons button:not([name])")
    while "/review" not in page.url:
        page.click("#page-form .k-buttons button:not([name])")
    respondent.submit()


def _remind(page: Page) -> None:
    page.click("text=Lähetä muistutus")
    expect(page.locator("[name=organisation]:checked")).to_have_count(NUMBER - 1)
    page.click("#page-form .k-buttons button:first-of-type")
    expect(page.locator("#notices")).to_contain_text(f"{NUMBER - 1} muistutusta")


def _give_more_time(page: Page) -> None:
    page.fill("#search", "kunta 007")
    page.click(".k-filters button")
    expect(page.locator("#list ~ table tbody tr")).to_have_count(1)
    page.click("#list ~ table tbody th a")
    page.click("text=Anna lisää aikaa")
    page.fill("#deadline-date", "29.12.2099")
    page.click("#page-form .k-buttons button")
    expect(page.locator("#notices")).to_contain_text("29.12.2099")
    page.click("nav.k-back a")


def _take_to_excel(page: Page) -> None:
    with page.expect_download() as download:
        page.click('main button[name="language"][value="fi"]')
    workbook = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    cells = {str(cell) for row in workbook["Kysymyksittäin"].values for cell in row}
    assert "Kannatamme." in cells
    respondents = {str(row[0]) for row in workbook["Lausunnonantajat"].values}
    assert {f"Kunta {each:03} ä" for each in range(NUMBER)} <= respondents
