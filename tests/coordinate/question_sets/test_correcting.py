"""Correcting the texts of an open consultation on a page: every difference is seen first, and only texts change."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey.questions.freeze import read_frozen
from survey.store.consultations import consultation_by_key
from tests.authoring.templates import QUESTION, filled
from tests.coordinate.desks import FAULTY, FINNISH, REASONS, WHOLE, Coordinator, coordinator_of, draft_id
from tests.pages import Page
from tests.site import Site

PAGE = "consultations/yksi/correct"
CORRECTED = WHOLE.replace("Näkemyksenne".encode(), b"Lausuntonne")


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in."""
    return coordinator_of(site)


def bring(maija: Coordinator, raw: bytes, name: str = "yksi.yaml", status: int = 200, page: str = PAGE) -> Page:
    return maija.site.client.upload(maija.get(page), name, raw, status=status)


def press(maija: Coordinator, page: Page, fields: dict[str, str] | None = None, status: int = 200) -> Page:
    return maija.site.client.post(page, fields, form="#page-form", status=status)


def label(maija: Coordinator, key: str = "yksi") -> str:
    with maija.site.database.reading() as session:
        question_set = read_frozen(consultation_by_key(session, key).question_set)
    return question_set.sections[0].questions[0].label["fi"]


def test_a_text_is_corrected_after_the_difference_was_seen(maija: Coordinator) -> None:
    looked = bring(maija, CORRECTED)
    [difference] = looked.texts(".k-faults li")
    assert "Näkemyksenne" in difference and "Lausuntonne" in difference
    assert label(maija) == "Näkemyksenne", "looking changes nothing"
    assert press(maija, looked).texts("[role=status]") == ["Tekstit on korjattu."]
    assert label(maija) == "Lausuntonne"


def test_more_than_texts_is_told_with_what_it_would_break_and_not_done(maija: Coordinator) -> None:
    other = CORRECTED.replace(b"key: ei, ", b"key: en, ")
    looked = bring(maija, other)
    assert "Tiedosto muuttaa muutakin kuin tekstejä" in looked.text(".ds-alert")
    assert not looked.all("#page-form button")
    refused = press(maija, looked, status=422)
    assert "Vain tekstejä" in refused.text(".ds-error-summary")
    assert label(maija) == "Näkemyksenne"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (WHOLE, "Lausuntopyynnössä on jo nämä tekstit."),
        (FAULTY, "Tiedostossa on korjattavia virheitä."),
        (FINNISH, "Kysymyslomakkeesta puuttuu tekstejä"),
    ],
    ids=["same", "faulty", "a text missing"],
)
def test_what_corrects_nothing_is_refused_beside_the_field(maija: Coordinator, raw: bytes, words: str) -> None:
    assert words in bring(maija, raw, status=422).text("[id='file-error']")


def test_texts_that_a_colleague_has_corrected_meanwhile_are_compared_anew(maija: Coordinator) -> None:
    mine = bring(maija, CORRECTED)
    press(maija, bring(maija, WHOLE.replace(b"Er st\xc3\xa5ndpunkt", b"Er position")))
    again = press(maija, mine, status=409)
    assert "Er position" in again.text(".k-faults"), "what would be undone is seen"
    assert label(maija) == "Näkemyksenne"
    press(maija, again)
    assert label(maija) == "Lausuntonne"


def test_the_language_switch_shows_the_differences_again(maija: Coordinator) -> None:
    swedish = press(maija, bring(maija, CORRECTED), {"switch_language": "sv"})
    assert swedish.path.startswith("/sv/") and "Lausuntonne" in swedish.text(".k-faults")
    assert press(maija, swedish).texts("[role=status]") == ["Texterna har rättats."]


def test_who_wrote_in_the_template_corrects_in_the_template_and_what_was_typed_stays(
    maija: Coordinator, tmp_path: Path
) -> None:
    draft = draft_id(maija.bring(filled(tmp_path, QUESTION), "pohja.xlsx"))
    maija.tell(draft)
    key = maija.open(draft, REASONS).path.rstrip("/").rpartition("/")[2]
    raw = filled(tmp_path, QUESTION | {"label-fi": f"{QUESTION['label-fi']}nne"})
    looked = bring(maija, raw, "pohja.xlsx", page=f"consultations/{key}/correct")
    assert not looked.all("main .ds-alert"), looked.text("main")
    assert press(maija, looked).texts("[role=status]") == ["Tekstit on korjattu."]
    assert label(maija, key) == f"{QUESTION['label-fi']}nne"
    with maija.site.database.reading() as session:
        told = read_frozen(consultation_by_key(session, key).question_set).consultation
    assert told and told.goals == {"fi": "Palvelut paranevat.", "sv": "Tjänsterna blir bättre."}


def test_the_questions_can_be_taken_as_a_workbook_corrected_and_brought_back(maija: Coordinator) -> None:
    answer = maija.site.client.http.get(maija.get(PAGE).link("Excelissä (XLSForm)"))
    book = load_workbook(BytesIO(answer.get_data()))
    answer.close()
    for row in book["survey"].iter_rows():
        for cell in row:
            if cell.value == "Näkemyksenne":
                cell.value = "Lausuntonne"
    saved = BytesIO()
    book.save(saved)
    looked = bring(maija, saved.getvalue(), "yksi.xlsx")
    assert not looked.all("main .ds-alert"), looked.text("main")
    press(maija, looked)
    assert label(maija) == "Lausuntonne"


def test_a_set_in_one_language_comes_back_though_its_consultation_is_told_in_both(maija: Coordinator) -> None:
    one = re.sub(rb", sv: [^}\n]*", b"", WHOLE.replace(b"[fi, sv]", b"[fi]").replace(b"key: yksi\n", b"key: suomi\n"))
    draft = maija.ready(one)
    maija.open(draft, REASONS | {"opening-reason-set-without-sv": "Vain suomeksi."})
    answer = maija.site.client.http.get("/fi/coordinate/consultations/suomi/question-set.yaml")
    raw = answer.get_data().replace("Näkemyksenne".encode(), b"Lausuntonne")
    looked = bring(maija, raw, page="consultations/suomi/correct")
    assert press(maija, looked).texts("[role=status]") == ["Tekstit on korjattu."]
    assert label(maija, "suomi") == "Lausuntonne"
