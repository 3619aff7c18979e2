"""A coordinator brings a question set, sees what is wrong or reads it in both languages, and opens it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from survey.coordinate.question_sets import uploading
from tests.coordinate.desks import FAULTY, WHOLE, Coordinator, coordinator_of, draft_id
from tests.files import PDF, SAMPLES
from tests.site import Site


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in."""
    return coordinator_of(site)


def test_the_ways_in_begin_with_the_template_and_headings(maija: Coordinator) -> None:
    page = maija.get(maija.get().link("Uusi lausuntopyyntö").removeprefix("/fi/coordinate/"))
    assert page.texts("h2") == [
        *("Täytä Excel-pohja", "Liitä otsikot", "Tuo valmis tiedosto"),
        *("Kopioi aiemman lausuntopyynnön kysymykset", "Ota valmis kysymyslomake"),
    ]


def test_a_set_is_removed_only_after_a_question(maija: Coordinator) -> None:
    page = maija.bring(WHOLE)
    asked = maija.site.client.get(maija.get(f"drafts/{draft_id(page)}/").link("Poista tämä luonnos"))
    assert "Yksi kysymys" in asked.text("main")
    assert maija.press(asked).texts("[role=status]") == ["Luonnos on poistettu."]
    maija.get(f"drafts/{draft_id(page)}/", 404)
    maija.get(f"question-sets/{draft_id(page)}/", 404)


def test_no_file_is_said_beside_the_field(maija: Coordinator) -> None:
    page = maija.get("question-sets/new")
    for path in (page.path, maija.bring(FAULTY).path, maija.bring(WHOLE).path):
        answer = maija.site.client.send(path, {"csrf_token": page.fields()["csrf_token"]}, status=422)
        assert [node.attrs["href"] for node in answer.all(".ds-error-summary a")] == ["#file"]
        assert answer.texts("[id='file-error']") == ["Virhe: Valitse ensin tiedosto."]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kysymykset.docx", SAMPLES["docx"], "Kysymyksiä ei voi lukea Word- tai PDF-tiedostosta."),
        ("kysymykset.pdf", PDF, "Kysymyksiä ei voi lukea Word- tai PDF-tiedostosta."),
        ("kysymykset.xlsx", b"PK\x03\x04rest", "Tiedostoa ei voi lukea Excel-työkirjana"),
    ],
)
def test_a_file_without_questions_is_refused_beside_the_field_and_not_kept(
    maija: Coordinator, name: str, content: bytes, said: str
) -> None:
    brought = maija.bring(content, name, 422)
    replaced = maija.site.client.upload(maija.bring(FAULTY), name, content, status=422)
    for page in (brought, replaced):
        assert said in page.text("[id='file-error']")
    assert len(maija.get().all("main .k-task")) == 1


def test_a_strange_name_of_a_file_is_shown_as_text(maija: Coordinator) -> None:
    page = maija.bring(FAULTY, "<b>\u202e" + "x" * 300 + ".yaml")
    assert page.text(".k-kicker").endswith(".yaml") and len(page.text(".k-kicker")) <= uploading.LONGEST_NAME


def test_a_file_beyond_all_measure_is_refused_in_words(maija: Coordinator) -> None:
    client, body = maija.site.client, b"x" * (uploading.LARGEST_UPLOAD + 1)
    answer = client.http.post(
        "/fi/coordinate/question-sets/new", data=body, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413
    assert "Tiedosto on liian suuri" in answer.get_data(as_text=True)
    assert not maija.get().all(".k-task")


def test_fields_of_an_upload_are_bounded(maija: Coordinator) -> None:
    token = maija.get("question-sets/new").fields()["csrf_token"]
    for fields in ({"x": "y" * 300_000}, {f"x{number}": "y" for number in range(60)}):
        body = {"csrf_token": token, **fields, "file": (BytesIO(WHOLE), "x.yaml")}
        answer = maija.site.client.http.post(
            "/fi/coordinate/question-sets/new", data=body, content_type="multipart/form-data"
        )
        assert answer.status_code == 413


@pytest.mark.parametrize("path", ["new", "headings", "1/", "1/remove", "1/headings"])
def test_every_post_needs_its_token(maija: Coordinator, path: str) -> None:
    maija.bring(WHOLE)
    assert maija.site.client.http.post(f"/fi/coordinate/question-sets/{path}", data={}).status_code == 400


def test_what_is_brought_is_looked_at_without_the_write_lock(maija: Coordinator) -> None:
    page, pasting = maija.get("question-sets/new"), maija.get("question-sets/headings")
    token = {"csrf_token": page.fields()["csrf_token"]}
    with maija.site.database.writing():  # somebody else's; who waits for it gives up after 15 seconds
        maija.site.client.send(page.path, token, status=422)
        maija.site.client.send(pasting.path, token, status=422)


def test_a_set_that_is_not_open_can_be_taken_as_a_workbook(maija: Coordinator) -> None:
    page = maija.bring(WHOLE)
    answer = maija.site.client.http.get(page.link("Lataa Excelissä (XLSForm)"))
    assert "Näkemyksenne" in [cell.value for row in load_workbook(BytesIO(answer.get_data()))["survey"] for cell in row]
    answer.close()
