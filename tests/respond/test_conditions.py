"""Questions that earlier answers bring up, or make needless."""

from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select

from survey.export.statements.records import Edition
from survey.operations.exports.committee_workbook import export_consultation
from survey.questions.load import load_file
from survey.store.database import Database
from survey.store.tables import AnswerRow, SubmittedAnswerRow
from tests.pages import Page
from tests.rounds import DETAILS, FORMS, open_round, save, submit
from tests.site import Site, make_client, now_for_pages

CHOICE, HOW, WHEN = "answer-saantely-option", "answer-saantely_miten-text", "answer-saantely_milloin-text"


@pytest.fixture
def site(sqlite: Database) -> Site:
    """A site whose questions depend on one another."""
    question_set = load_file(FORMS / "show_if.yaml").question_set
    with sqlite.writing() as session:
        return Site(sqlite, make_client(sqlite), open_round(session, now=now_for_pages(), question_set=question_set))


def _section(site: Site) -> Page:
    site.open_link()
    return site.client.get(site.path("sections/saantely"))


def test_a_question_that_an_answer_brings_up_appears_on_the_same_page_and_is_announced(site: Site) -> None:
    page = _section(site)
    assert HOW not in page.fields()
    page = site.client.post(page, {CHOICE: "ei"})
    assert page.path == site.path("sections/saantely")
    assert HOW in page.fields() and WHEN not in page.fields()
    assert len(page.all(".k-notice")) == 2
    page = site.client.post(page, {HOW: "Ohjeella."})
    assert WHEN in page.fields()
    assert site.client.post(page, {WHEN: "Heti."}).path == site.path("sections/voimaantulo")


def test_a_section_that_is_not_asked_is_not_on_the_way(site: Site) -> None:
    assert site.client.post(_section(site)).path == site.path("review")
    assert len(site.client.get(site.path()).all(".k-task")) == 2
    assert site.client.get(site.path("sections/voimaantulo")).path == site.path()
    site.client.post(_section(site), {CHOICE: "kylla"})
    assert len(site.client.get(site.path()).all(".k-task")) == 3


def test_what_is_no_longer_asked_is_kept_in_the_draft_and_not_handed_in(site: Site) -> None:
    page = site.client.post(_section(site), {CHOICE: "ei"})
    page = site.client.post(page, {HOW: "Vanha teksti."})
    site.client.post(page, {CHOICE: "kylla"})
    assert "Vanha teksti." not in site.client.get(site.path("review")).text("main")
    now = now_for_pages()
    with site.database.writing() as session:
        save(session, site.round, DETAILS, now=now)
        submit(session, site.round, now=now)
        kept = session.scalars(select(AnswerRow.value).where(AnswerRow.address == "saantely_miten")).one()
        submission_records = session.scalars(select(SubmittedAnswerRow.address)).all()
    assert kept == {"text": "Vanha teksti."}
    assert "saantely_miten" not in submission_records and "saantely" in submission_records


def test_the_workbook_tells_not_asked_from_not_answered(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    now = now_for_pages()
    target = tmp_path_factory.mktemp("export") / "out.xlsx"
    with site.database.writing() as session:
        save(session, site.round, {"saantely": {"option": "kylla"}, **DETAILS}, now=now)
        submit(session, site.round, now=now)
        export_consultation(session, site.round.consultation, target, Edition("fi", now, by="Maija"))
    sheet = openpyxl.load_workbook(BytesIO(target.read_bytes()))["Vastaukset taulukkona"]
    headers, cells = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
    by_header = {str(header).split()[0]: cell for header, cell in zip(headers, cells, strict=True)}
    assert (by_header["1"], by_header["2"], by_header["4"]) == ("Kyllä", "Ei kysytty", None)


def test_the_printed_questions_show_every_question_and_say_which_depend_on_others(site: Site) -> None:
    site.open_link()
    page = site.client.get(site.path("questions"))
    assert len(page.all(".k-blank h3")) == 11 + 4
    assert page.texts(".k-document-section > p.k-hint") == ["Kysytään vain, jos ainakin yksi näistä toteutuu:"]
    assert page.texts(".k-document-section > ul.k-hint li") == [
        "kysymyksen 1 ”Onko sääntely tarpeen?” vastaus on ”Kyllä”",
        "kysymykseen 2 ”Miten asia tulisi ratkaista?” on vastattu",
    ]
    conditions = [words for words in page.texts(".k-blank > p.k-hint") if words.startswith("Kysytään vain, jos")]
    assert len(conditions) == 2
    asked = page.texts('section:not([aria-labelledby="section-details"]) .k-boxes li')
    assert asked[-2:] == ["Kyllä", "Ei"]
