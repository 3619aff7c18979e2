"""Those who have joined by themselves, as coordinators see them: marked, counted apart, reminded, taken away."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from survey.export.data_files.consultation_json import read_consultation
from survey.export.statements.records import Edition
from survey.operations.exports.committee_workbook import export_consultation
from survey.operations.exports.consultation_json import write_consultation_file
from survey.store.consultations import consultation_by_key
from survey.store.database import Database
from survey.store.tables import AnswerRow, EarlierAnswerRow, EventRow, InvitationRow, MessageRow
from tests.coordinate.desks import WHOLE, Coordinator, coordinator_of, draft_id
from tests.pages import Client, Page
from tests.public.test_joining import PERSON, Door, opened
from tests.site import now_for_pages


@pytest.fixture
def door(sqlite: Database, tmp_path: Path) -> Door:
    return opened(sqlite, tmp_path)


def joined(door: Door, wish: dict[str, str] | None = None) -> tuple[Coordinator, Client, Page]:
    """A coordinator, the browser of somebody who has joined, and the overview there."""
    overview = door.joined(wish)
    browser = door.site.client
    door.site.client = door.site.other_client()
    return coordinator_of(door.site), browser, overview


def page_of(maija: Coordinator, name: str = "Kyläyhdistys ry") -> Page:
    """The page of the one who has joined."""
    return maija.get(maija.get("consultations/yksi/").link(name).removeprefix("/fi/coordinate/"))


def submit(browser: Client, overview: Page) -> Page:
    """Fill in what is needed and hand in; the receipt."""
    details = browser.get(f"{overview.path}details")
    section = browser.post(details, {"answer-recorded_by-text": "Siiri Sihteeri"})
    review = browser.post(section, {"answer-nakemys-text": "Kannatamme."})
    return browser.post(browser.get(review.all("main a.ds-button")[0].attrs["href"]), {"decision": "none"})


def test_the_list_marks_them_and_the_counts_of_the_invited_stay(door: Door) -> None:
    maija, _browser, _overview = joined(door)
    page = maija.get("consultations/yksi/")
    [row] = [each for each in page.texts("tbody tr") if "Kyläyhdistys ry" in each]
    assert "Tuli mukaan itse" in row
    assert "Pyydetty: 1 Vastannut: 0" in page.text("main"), "the group of who has joined is no group of those asked"
    only = maija.get("consultations/yksi/?only=joined")
    assert only.texts("section[aria-labelledby=list] tbody th") == ["Kyläyhdistys ry"]
    assert ("joined", "Itse mukaan tulleet") in [
        (each.attrs["value"], each.to_text().strip()) for each in page.all("#only option")
    ]


def test_the_page_of_one_says_that_the_address_was_verified_and_has_its_mail_and_history(door: Door) -> None:
    maija, _browser, _overview = joined(door)
    page = page_of(maija)
    text = page.text("main")
    assert "Ei pyydetty, tuli mukaan itse" in text and "Sähköpostiosoite vahvistettu" in text
    assert "Osoitteen vahvistus" in text and "Tuli mukaan itse: sähköpostiosoite vahvistettu" in text


def test_it_is_taken_away_with_its_draft_until_its_statement_is_in(door: Door) -> None:
    maija, browser, overview = joined(door)
    section = browser.post(browser.get(f"{overview.path}details"), {"answer-recorded_by-text": "Siiri"})
    browser.post(section, {"answer-nakemys-text": "Luonnos."})
    browser.post(browser.get(section.path), {"answer-nakemys-text": "Toinen luonnos."})
    asked = maija.get(page_of(maija).link("Poista vastaanottajista").removeprefix("/fi/coordinate/"))
    assert "Lausuntoluonnos poistetaan" in asked.text("main")
    after = maija.press(asked)
    assert "Kyläyhdistys ry" not in after.text("main table")
    assert browser.get(overview.path, 403)
    with door.site.database.reading() as session:
        assert "Toinen luonnos." not in str([each.value for each in session.scalars(select(AnswerRow))])
        assert not list(session.scalars(select(EarlierAnswerRow)))
        assert session.scalars(select(EventRow.what).order_by(EventRow.id.desc())).first() == "recipient taken away"


def test_one_whose_statement_is_in_stays_also_if_the_page_was_open(door: Door) -> None:
    maija, browser, overview = joined(door)
    asked = maija.get(page_of(maija).link("Poista vastaanottajista").removeprefix("/fi/coordinate/"))
    assert submit(browser, overview).path.endswith("receipt")
    assert "Poista vastaanottajista" not in page_of(maija).text("main")
    assert "jätettiin paikoilleen" in maija.press(asked).text("#notices")
    with door.site.database.reading() as session:
        assert session.scalars(select(InvitationRow).where(InvitationRow.taken_away_at.is_not(None))).all() == []


def test_who_has_joined_and_not_answered_is_reminded_in_words_that_are_true(door: Door) -> None:
    maija, _browser, _overview = joined(door, PERSON)
    page = maija.get("consultations/yksi/remind")
    assert "tulleet mukaan itse" in page.text("main") and "Yksityishenkilö 1" in page.text("main form")
    with door.site.database.writing() as session:
        session.execute(update(MessageRow).values(state="sent", leased_until=None))
    fields = page.fields()
    boxes = [each.attrs["value"] for each in page.all("main input[name=organisation]")]
    for box in boxes:  # one after the other: a test's form has one value for each name
        maija.press(maija.get("consultations/yksi/remind"), {**fields, "organisation": box, "nonce": box})
    texts = ["".join(words for words, _ in each.text) for each in door.mails() if each.recipient == PERSON["email"]]
    assert any("begär utlåtanden. Svar har ännu inte kommit från: Privatperson 1" in text for text in texts)


def test_the_files_mark_them_too_and_have_no_name_that_is_not_to_be_published(door: Door, tmp_path: Path) -> None:
    _maija, browser, overview = joined(door, PERSON)
    submit(browser, overview)
    with door.site.database.reading() as session:
        consultation = consultation_by_key(session, "yksi")
        edition = Edition("fi", now_for_pages(), by="Maija")
        write_consultation_file(session, consultation, tmp_path / "yksi.json", edition)
        export_consultation(session, consultation, tmp_path / "yksi.xlsx", edition)
    written = (tmp_path / "yksi.json").read_text(encoding="utf-8")
    assert "Pekka" not in written and "pekka@" not in written
    found = read_consultation(written.encode()).organisations[1]
    assert (found.name["fi"], found.asked, found.joined_at is not None) == ("Yksityishenkilö 1", False, True)
    cells = [str(cell) for sheet in load_workbook(tmp_path / "yksi.xlsx") for row in sheet.values for cell in row]
    assert "Tuli mukaan itse" in cells and "Vastannut pyytämättä" in cells
    assert not [cell for cell in cells if "Pekka" in cell or "pekka@" in cell]


def test_it_must_be_chosen_who_may_answer_before_a_consultation_opens(door: Door) -> None:
    maija = coordinator_of(door.site)
    draft = maija.ready()
    maija.tell(draft, {"opening-who_may_answer": ""})
    refused = maija.open(draft, status=422)
    assert "Valitsematta on, kuka saa vastata." in refused.text(".ds-error-summary")
    maija.tell(draft, {"opening-who_may_answer": "anybody"})
    maija.open(draft)
    public = door.site.client.get("/fi/consultations/yksi-2")
    assert "Kuka tahansa: kutsutut" in public.text("main")
    assert public.link("Vastaa lausuntopyyntöön") == "/fi/consultations/yksi-2/answer"


def test_what_the_set_says_of_who_may_answer_is_filled_in(door: Door) -> None:
    maija = coordinator_of(door.site)
    draft = draft_id(maija.bring(WHOLE + b"\nconsultation: {who_may_answer: anybody}\n"))
    assert maija.get(f"drafts/{draft}/about").fields()["opening-who_may_answer"] == "anybody"
