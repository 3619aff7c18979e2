"""Trying a consultation before it opens: on the respondents' pages, and apart from everything real."""

import re
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.consultation_drafts.opening import open_due_drafts
from survey.store.base import Base
from survey.store.database import Database
from survey.store.tables import ConsultationDraftRow, EventRow, TrialRow
from tests.coordinate.desks import REASONS, WHOLE, Coordinator, coordinator_of, draft_id
from tests.files import PDF
from tests.pages import Page
from tests.passwords import HASH, PASSWORD
from tests.questions.written import FORMS
from tests.site import NOWHERE, Site, make_client, now_for_pages

TEXT = "Kokeiltu näkemys, jota kukaan muu ei näe."
DETAILS = {"answer-recorded_by-text": "Kaisa Kirjaaja", "answer-contact_email-email": "kaisa@example.fi"}


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in where mail is sent."""
    return where_mail_is_sent(site)


def where_mail_is_sent(site: Site) -> Coordinator:
    """Anything that puts a mail into the outbox would be seen."""
    return coordinator_of(Site(site.database, make_client(site.database, NOWHERE), site.round))


def begin(maija: Coordinator, draft: int, language: str = "fi") -> Page:
    """Begin a trial; its first page."""
    return maija.site.client.post(maija.get(f"drafts/{draft}/try", language=language), form="form[action$=try]")


def hand_in(maija: Coordinator, draft: int) -> Page:
    """Fill in everything that is needed and hand it in; the receipt."""
    section = maija.press(maija.get(tried(draft, "details")), DETAILS)
    review = maija.press(section, {"answer-nakemys-text": TEXT})
    submitting = review.all("main a.ds-button")[0].attrs["href"]
    return maija.press(maija.site.client.get(submitting), {"decision": "none"})


def tried(draft: int, rest: str = "") -> str:
    """A page of the trial."""
    return f"drafts/{draft}/try/responses/1/{rest}"


def rows(database: Database) -> Mapping[str, int]:
    """How many rows each table has."""
    with database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


def trials(site: Site) -> int:
    """How many trials there are."""
    return rows(site.database)["trial"]


def test_a_trial_goes_from_the_first_page_to_the_receipt_the_statement_and_the_files(site_on_each: Site) -> None:
    maija = where_mail_is_sent(site_on_each)
    draft = maija.ready()
    assert begin(maija, draft).path == f"/fi/coordinate/{tried(draft)}"
    receipt = hand_in(maija, draft)
    reference = receipt.text(".k-reference dd")
    assert "VN/2/2026 (kokeilu / provomgång)" in receipt.text("main")
    statement = maija.get(tried(draft, "statement"))
    assert TEXT in statement.text("main") and reference in statement.text("main")
    assert "Kokeilu: Maija" in statement.text("h1")
    with maija.site.client.http.get(statement.path.replace("statement", "statement.docx")) as word:
        assert word.status_code == 200 and "kokeilu-yksi-lausunto.docx" in word.headers["Content-Disposition"]
    own = maija.get(f"drafts/{draft}/try")
    assert "1 kerran" in own.text("main")
    with maija.site.client.http.get(own.link("Lataa kokeilun Excel-tiedosto")) as answer:
        book = load_workbook(BytesIO(answer.data))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert {TEXT, "Kokeilu: Maija"} <= cells


def test_nothing_of_a_trial_is_in_any_table_but_its_own(site_on_each: Site) -> None:
    maija = where_mail_is_sent(site_on_each)
    draft, before = maija.ready(), rows(site_on_each.database)
    begin(maija, draft)
    hand_in(maija, draft)
    after = rows(site_on_each.database)
    assert {name for name in after if after[name] != before[name]} == {"trial", "event"}
    with site_on_each.database.reading() as session:
        events = session.scalars(select(EventRow).order_by(EventRow.id.desc())).first()
        assert events and events.what == "trial begun", "and no event of a statement"
        for table in Base.metadata.tables.values():
            written = [dict(row) for row in session.execute(select(table)).mappings()]
            assert TEXT not in str(written) and "kaisa@example.fi" not in str(written), table.name
    assert "Kokeilu" not in maija.get().text("main"), "the list of consultations has nothing of it"
    assert "Kokeilu" not in maija.site.client.get("/fi/").text("main")


def test_every_page_of_a_trial_says_in_words_that_it_is_one(maija: Coordinator) -> None:
    draft = maija.ready()
    begin(maija, draft)
    review = maija.get(tried(draft, "review"))
    assert "Tarkista" in review.text("main")
    hand_in(maija, draft)
    for language, words, title in (
        ("fi", "Tämä on kokeilu.", "Kokeilu: "),
        ("sv", "Det här är en provomgång.", "Provomgång: "),
    ):
        for rest in (
            "",
            "details",
            "sections/osio",
            "review",
            "submit",
            "nothing-to-state",
            "receipt",
            "statement",
            "draft",
            "questions",
        ):
            page = maija.get(tried(draft, rest), language=language)
            assert words in page.text("aside.k-trial") and page.text("title").startswith(title), page.path
            assert not [
                node
                for node in page.all("main a[href], nav a[href]")
                if re.search(r"^/../responses/", node.attrs["href"])
            ]
        missing = maija.get(tried(draft, "sections/muu"), 404, language)
        assert words in missing.text("aside.k-trial")


def test_the_pages_of_an_open_consultation_do_not_say_that_they_are_a_trial(site: Site) -> None:
    site.open_link()
    for rest in ("", "details", "sections/osio", "review"):
        assert not site.client.get(site.path(rest)).all(".k-trial")


def test_what_is_typed_is_kept_when_the_language_is_switched_and_when_one_comes_back(maija: Coordinator) -> None:
    draft = maija.ready()
    begin(maija, draft)
    switched = maija.press(
        maija.get(tried(draft, "sections/osio")), {"answer-nakemys-text": TEXT, "switch_language": "sv"}
    )
    assert switched.path == f"/sv/coordinate/{tried(draft, 'sections/osio')}"
    assert maija.get(tried(draft, "sections/osio")).fields()["answer-nakemys-text"] == TEXT


def test_a_changed_set_ends_the_trial_and_the_pages_say_so(maija: Coordinator) -> None:
    draft = maija.ready()
    begin(maija, draft)
    open_page = maija.get(tried(draft, "sections/osio"))
    changed = WHOLE.replace(b"Kantanne", b"Kantanne nyt")
    maija.site.client.upload(maija.get(f"question-sets/{draft}/"), "yksi.yaml", changed)
    led = maija.get(tried(draft))
    assert led.path == f"/fi/coordinate/drafts/{draft}/try"
    assert "Kysymyslomaketta on muutettu" in led.text(".ds-alert[data-color=warning]")
    late = maija.press(open_page, {"answer-nakemys-text": TEXT}, 410)
    assert TEXT in late.text("main"), "what was typed is on the page"
    begin(maija, draft)
    assert "Kantanne nyt" in maija.get(tried(draft, "sections/osio")).text("main")
    assert trials(maija.site) == 1


def test_what_is_told_of_the_request_leaves_the_trial_as_it_is(maija: Coordinator) -> None:
    draft = maija.ready()
    begin(maija, draft)
    hand_in(maija, draft)
    maija.tell(draft, {"opening-diary_number": "VN/3/2026"})
    assert maija.get(tried(draft, "receipt")).all(".k-reference")


def test_a_trial_can_be_begun_anew_and_removed(maija: Coordinator) -> None:
    draft = maija.ready()
    begin(maija, draft)
    hand_in(maija, draft)
    own = maija.get(f"drafts/{draft}/try")
    again = maija.site.client.post(own, form="form[action$=try]")
    assert again.path.endswith(tried(draft)) and not again.all("main a[href$=receipt]")
    removed = maija.site.client.post(maija.get(f"drafts/{draft}/try"), form="form[action$=remove]")
    assert removed.texts("[role=status]") == ["Kokeilu ja kaikki siinä täytetty on poistettu."]
    assert trials(maija.site) == 0
    assert maija.get(tried(draft)).path == f"/fi/coordinate/drafts/{draft}/try"


def test_opening_removes_every_trial(site_on_each: Site) -> None:
    maija = where_mail_is_sent(site_on_each)
    draft = maija.ready()
    begin(maija, draft)
    hand_in(maija, draft)
    opened = maija.open(draft)
    assert opened.path == "/fi/coordinate/consultations/yksi-2/" and trials(site_on_each) == 0
    assert maija.get(tried(draft)).path == opened.path
    assert maija.get(f"drafts/{draft}/try").path == opened.path


def test_opening_by_itself_removes_the_trial_too_and_until_then_it_can_be_tried(maija: Coordinator) -> None:
    draft = maija.ready()
    at = now_for_pages() + timedelta(days=1)
    maija.tell(draft, {"opening-opening_date": at.strftime("%d.%m.%Y"), "opening-opening_time": "9.00"})
    maija.open(draft)
    begin(maija, draft)
    assert maija.get(tried(draft, "sections/osio")).all("#answer-nakemys-text")
    assert open_due_drafts(maija.site.database, at + timedelta(days=1), by_mail=False) == 1
    assert trials(maija.site) == 0


def test_removing_the_draft_removes_its_trials(maija: Coordinator) -> None:
    draft = maija.ready()
    begin(maija, draft)
    maija.press(maija.get(f"question-sets/{draft}/remove"))
    assert trials(maija.site) == 0
    maija.get(f"drafts/{draft}/try", 404)
    maija.get(tried(draft), 404)


def test_colleagues_have_trials_of_their_own_and_who_leaves_leaves_none(maija: Coordinator) -> None:
    draft = maija.ready()
    with maija.site.database.writing() as session:
        now = now_for_pages()
        kalle = create_coordinator(session, email="kalle@example.fi", name="Kalle", password_hash=HASH, now=now)
    begin(maija, draft)
    hand_in(maija, draft)
    client = maija.site.other_client()
    page = client.get("/fi/sign-in")
    client.post(page, {"email": "kalle@example.fi", "password": PASSWORD})
    client.get(f"/fi/coordinate/{tried(draft)}", 404)
    client.get(f"/fi/coordinate/drafts/{draft}/try", 404)
    maija.press(maija.get(f"drafts/{draft}/members"), {"member": str(kalle.id)})
    led = client.get(f"/fi/coordinate/{tried(draft)}")
    assert led.path == f"/fi/coordinate/drafts/{draft}/try" and "Oma kokeilusi" not in led.text("main")
    own = client.post(led)
    assert TEXT not in client.get(f"{own.path}sections/osio").text("main")
    assert trials(maija.site) == 2
    maija.site.client.post(maija.get(f"drafts/{draft}/members"), form=f"form[action$='/{kalle.id}/remove']")
    assert trials(maija.site) == 1


def test_the_links_of_organisations_open_no_trial_and_a_trial_opens_nothing_of_theirs(maija: Coordinator) -> None:
    draft = maija.ready()
    begin(maija, draft)
    hand_in(maija, draft)
    stranger = maija.site.other_client()
    stranger.get(f"/fi/r/{maija.site.round.token}")
    assert stranger.http.get(f"/fi/coordinate/{tried(draft)}").headers["Location"] == "/fi/sign-in"
    real = maija.site.round.access.response.id
    assert maija.site.client.http.get(f"/fi/responses/{real}/").status_code == 403
    maija.get(f"drafts/{draft}/try/responses/{real + 1}/", 404)
    unknown = f"/fi/coordinate/drafts/{draft}/try/r/{maija.site.round.token}"
    assert maija.site.client.http.get(unknown).status_code == 404


def test_a_file_is_attached_in_a_trial_and_fetched_from_it(maija: Coordinator) -> None:
    draft = draft_id(maija.bring((FORMS / "attachment.yaml").read_bytes()))
    maija.tell(draft)
    begin(maija, draft)
    page = maija.get(tried(draft, "sections/kysymykset"))
    files = {"answer-liitteet-files": [(BytesIO(PDF), "liite.pdf")]}
    sent = maija.site.client.http.post(page.path, data=page.fields() | files, content_type="multipart/form-data")
    assert sent.status_code == 303
    link = maija.get(tried(draft, "sections/kysymykset")).link("liite.pdf")
    assert f"/coordinate/{tried(draft, 'attachments/')}" in link
    with maija.site.client.http.get(link) as answer:
        assert answer.data == PDF
    assert rows(maija.site.database)["attachment"] == 0


def test_a_draft_that_tells_nothing_yet_can_be_tried_and_one_whose_deadline_has_passed(maija: Coordinator) -> None:
    draft = draft_id(maija.bring(WHOLE))
    begin(maija, draft)
    assert hand_in(maija, draft).all(".k-reference")
    maija.tell(draft, {"opening-deadline_date": "1.2.2020"})
    begin(maija, draft)
    assert hand_in(maija, draft).all(".k-reference")


def test_a_trial_of_an_earlier_version_of_the_tables_is_over(maija: Coordinator) -> None:
    draft = maija.ready()
    begin(maija, draft)
    with maija.site.database.writing() as session:
        session.execute(update(TrialRow).values(version=TrialRow.version.concat("-earlier")))
    assert maija.get(tried(draft)).path == f"/fi/coordinate/drafts/{draft}/try"


def test_a_set_with_faults_cannot_be_tried(maija: Coordinator) -> None:
    draft = draft_id(maija.bring(b"schema: 1\nkey: Bad Key\ntittle: x\n"))
    assert not maija.get(f"drafts/{draft}/").all("a[href$=try]")
    maija.get(f"drafts/{draft}/try", 404)


def test_materials_of_the_draft_are_fetched_from_the_draft(maija: Coordinator) -> None:
    draft = maija.ready()
    page = maija.get(f"drafts/{draft}/materials")
    fields = page.fields() | {"opening-title-fi": "Muistio", "opening-title-sv": "PM"}
    sent = fields | {"opening-file-fi": (BytesIO(PDF), "muistio.pdf")}
    maija.site.client.http.post(page.path, data=sent, content_type="multipart/form-data")
    begin(maija, draft)
    links = [node.attrs["href"] for node in maija.get(tried(draft)).all("main a") if "materials/" in node.attrs["href"]]
    assert links and all(each.startswith(f"/fi/coordinate/drafts/{draft}/") for each in links)
    with maija.site.client.http.get(links[0]) as answer:
        assert answer.data == PDF


def test_reasons_stay_needed_after_a_trial(maija: Coordinator) -> None:
    draft = maija.ready()
    begin(maija, draft)
    maija.open(draft, dict.fromkeys(REASONS, ""), 422)
    with maija.site.database.reading() as session:
        assert session.scalars(select(ConsultationDraftRow)).one().consultation_id is None


def test_nobody_is_added_to_a_trial_as_a_colleague(maija: Coordinator) -> None:
    draft = maija.ready()
    page = begin(maija, draft)
    assert "Työtoverit" not in page.text("main")
    token = maija.get(tried(draft, "details")).fields()["csrf_token"]
    maija.site.client.send(f"/fi/coordinate/{tried(draft, 'colleagues')}", {"csrf_token": token}, status=404)
    maija.get(tried(draft, "approval"), 404)
