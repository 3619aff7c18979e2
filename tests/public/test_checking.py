"""The page where who holds a statement's check code learns whether the statement was submitted, and nothing else."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument
from sqlalchemy import select

from survey.export.documents.statement import DetailsPlace
from survey.languages import PAGE_LANGUAGES, format_date
from survey.operations.question_sets.corrections import correct_texts
from survey.questions.load import load_text
from survey.store.consultations import consultation_by_key
from survey.store.database import Database
from survey.store.tables import SubmissionRow
from tests.pages import Page
from tests.rounds import DETAILS, ONE_QUESTION, save, submit, tell_nothing
from tests.site import Site, now_for_pages, open_site

SECRET = "Teksti, jota kukaan muu ei saa nähdä."


@pytest.fixture
def code(site: Site) -> str:
    """The check code of a submitted statement."""
    with site.database.writing() as session:
        now = now_for_pages()
        save(session, site.round, DETAILS | {"nakemys": {"text": SECRET}}, now=now)
        return submit(session, site.round, now=now).snapshot.public_digest


def reference(site: Site) -> str:
    """The reference of the only submission."""
    with site.database.reading() as session:
        return session.scalars(select(SubmissionRow.reference)).one()


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_the_holder_of_a_code_learns_when_the_statement_came_and_its_reference(
    site: Site, code: str, language: str
) -> None:
    page = site.other_client().get(f"/{language}/check?code={code[:32].upper()}%20%0A{code[32:]}")

    shown = page.text('.ds-alert[data-color="success"]')
    assert format_date(now_for_pages()) in shown and reference(site) in shown
    source = page.response.get_data(as_text=True)
    assert SECRET not in source and "Kouvola" not in source


def test_who_went_back_to_an_earlier_statement_finds_the_reference_of_each_receipt(site: Site, code: str) -> None:
    first = reference(site)
    with site.database.writing() as session:
        now = now_for_pages()
        save(session, site.round, {"nakemys": {"text": "Toinen."}}, revision=1, now=now)
        submit(session, site.round, now=now, nonce="second")
        save(session, site.round, {"nakemys": {"text": SECRET}}, revision=2, now=now)
        third = submit(session, site.round, now=now, nonce="third").reference

    shown = site.other_client().get(f"/fi/check?code={code}").texts(".ds-alert p")

    assert [line.rpartition(" ")[2] for line in shown[:2]] == [third, first]


def test_a_code_that_no_statement_has_is_said_to_be_none(site: Site, code: str) -> None:
    page = site.other_client().get(f"/fi/check?code={'0' * 64}")

    assert page.all('.ds-alert[data-color="warning"]') and code not in page.response.get_data(as_text=True)


@pytest.mark.parametrize("typed", ["", "abc", "g" * 64, "0" * 63, "<script>" * 9_000])
def test_what_is_no_code_is_refused_beside_the_field(site: Site, typed: str) -> None:
    page = site.other_client().get(f"/fi/check?code={typed}", status=422)

    assert page.texts("#code-error p") and len(page.raw_text("#code")) <= 300


def test_the_code_stands_on_the_statement_and_the_receipt_leads_to_the_page(site: Site, code: str) -> None:
    site.open_link()

    assert code in site.client.get(site.path("statement")).texts("dd")
    assert site.client.get(site.path("receipt")).link("Tarkista lausunto") == "/fi/check"


def test_the_page_does_not_let_anybody_believe_that_a_code_proves_the_file_that_it_stands_in(site: Site) -> None:
    assert "Tunnus ei todista mitään tiedostosta" in site.other_client().get("/fi/check").text("main")


@pytest.mark.parametrize("digit", ["known", "unknown"])
def test_the_answer_gets_the_focus_and_stands_in_the_title(site: Site, code: str, digit: str) -> None:
    page = site.other_client().get(f"/fi/check?code={code if digit == 'known' else '0' * 64}")

    (result,) = page.all("[autofocus]")
    assert "ds-alert" in result.attrs["class"] and result.attrs["tabindex"] == "-1"
    assert page.text("title").startswith(page.text(".ds-alert h2"))


def test_who_types_the_reference_of_the_receipt_is_told_where_the_code_is(site: Site, code: str) -> None:
    page = site.other_client().get(f"/fi/check?code={reference(site).lower()}", status=422)

    assert "Tämä on lausunnon viite" in page.text("#errors")
    assert "Julkisen lausunnon tarkistetunnus" in page.text("#errors")


def word_file(site: Site, language: str = "fi", path: str = "statement.docx") -> bytes:
    """The statement's Word file, as the organisation takes it."""
    site.open_link()
    with site.client.http.get(site.path(path, language)) as response:
        assert response.status_code == 200
        return response.get_data()


def by_file(site: Site, raw: bytes, language: str = "fi", status: int = 200) -> Page:
    """Send a file as somebody who has nothing else."""
    visitor = site.other_client()
    return visitor.upload(visitor.get(f"/{language}/check"), "lausunto.docx", raw, status=status)


def by_text(site: Site, text: str, status: int = 200) -> Page:
    visitor = site.other_client()
    return visitor.post(visitor.get("/fi/check"), {"text": text}, form="#text-form", status=status)


def told(page: Page) -> str:
    """What the page says of the text."""
    return page.text("#result h2")


SAME, OTHER = "Kysymykset ja vastaukset ovat annetun lausunnon mukaiset", "Teksti ei ole annetun lausunnon mukainen"


def changed(raw: bytes, before: str, after: str) -> bytes:
    """The file with a text of one run replaced."""
    document = Document(BytesIO(raw))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if before in run.text]
    assert runs
    for run in runs:
        run.text = run.text.replace(before, after)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def as_text(raw: bytes) -> str:
    """All of the file as it is pasted."""
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(raw)).paragraphs)


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
@pytest.mark.parametrize(
    "path",
    ["statement.docx", *(f"papers/file?paper=statement&form=docx&details={each}" for each in DetailsPlace)],
)
def test_the_file_of_a_statement_is_the_same_and_nothing_of_it_is_shown(
    site: Site, code: str, language: str, path: str
) -> None:
    page = by_file(site, word_file(site, language, path), language)
    assert told(page) == (SAME if language == "fi" else "Frågorna och svaren är de som finns i ett lämnat utlåtande")
    assert reference(site) in page.text("#result")
    source = page.response.get_data(as_text=True)
    assert SECRET not in source and "Kouvola" not in source


def test_a_file_with_one_letter_changed_is_not_the_same_though_it_has_the_code(site: Site, code: str) -> None:
    page = by_file(site, changed(word_file(site), SECRET, SECRET.replace("ei saa", "saa")))
    assert told(page) == OTHER
    assert reference(site) in page.text("#result")
    assert SECRET not in page.response.get_data(as_text=True), "who holds another text does not learn the true one"


def test_a_paragraph_added_at_the_end_makes_it_another_text(site: Site, code: str) -> None:
    document = Document(BytesIO(word_file(site)))
    document.add_paragraph("Lisäksi vastustamme esitystä.")
    assert told(by_file(site, saved(document))) == OTHER


def test_the_text_can_be_pasted_with_its_lines_broken_anew(site: Site, code: str) -> None:
    text = as_text(word_file(site))
    assert told(by_text(site, text)) == SAME
    assert told(by_text(site, text.replace(" ", "\n").replace(code, f"{code[:40]}\n{code[40:]}"))) == SAME
    page = by_text(site, text.replace("Teksti, jota", "Tekstiä, jota"))
    assert told(page) == OTHER
    assert "Tekstiä, jota" in page.raw_text("#text"), "what was pasted is there to be looked at"


@pytest.mark.parametrize("details", DetailsPlace)
def test_the_plain_text_for_a_case_management_system_is_the_same_too(site: Site, code: str, details: str) -> None:
    raw = word_file(site, path=f"papers/file?paper=statement&form=txt&details={details}")
    assert told(by_text(site, raw.decode("utf-8-sig"))) == SAME


def test_a_statement_that_there_is_nothing_to_state_is_compared_too(site: Site) -> None:
    with site.database.writing() as session:
        tell_nothing(session, site.round, now=now_for_pages())
    raw = word_file(site)
    assert told(by_file(site, raw)) == SAME
    document = Document(BytesIO(raw))
    [sentence] = [each for each in document.paragraphs if "ei ole lausuttavaa" in each.text]
    sentence.add_run(" Vastustamme esitystä.")
    assert told(by_file(site, saved(document))) == OTHER


def test_a_later_correction_of_the_texts_does_not_make_an_older_file_another_text(site: Site, code: str) -> None:
    raw = word_file(site)
    with site.database.writing() as session:
        consultation = consultation_by_key(session, "yksi")
        corrected = load_text(ONE_QUESTION.replace("fi: Näkemyksenne,", "fi: Korjattu otsikko,")).question_set
        correct_texts(session, consultation, corrected, now=now_for_pages())
    assert told(by_file(site, raw)) == SAME


def test_an_older_file_is_compared_however_often_the_same_answers_were_submitted_since(site: Site, code: str) -> None:
    raw = word_file(site)
    with site.database.writing() as session:
        corrected = load_text(ONE_QUESTION.replace("fi: Näkemyksenne,", "fi: Korjattu otsikko,")).question_set
        consultation = consultation_by_key(session, "yksi")
        correct_texts(session, consultation, corrected, now=now_for_pages())
        later = replace(site.round, access=replace(site.round.access, consultation=consultation))
        for number in range(1, 9):
            text = SECRET if number % 2 == 0 else "Toinen."
            save(session, later, {"nakemys": {"text": text}}, revision=number, now=now_for_pages())
            submit(session, later, now=now_for_pages(), nonce=f"again {number}")
    assert told(by_file(site, raw)) == SAME


def test_a_file_is_checked_while_somebody_else_writes(sqlite: Database) -> None:
    site, now = open_site(sqlite), now_for_pages()
    with sqlite.writing() as session:
        save(session, site.round, DETAILS | {"nakemys": {"text": SECRET}}, now=now)
        submit(session, site.round, now=now)
    raw, visitor = word_file(site), site.other_client()
    page = visitor.get("/fi/check")
    with sqlite.writing():
        assert told(visitor.upload(page, "lausunto.docx", raw)) == SAME


def test_a_text_without_a_code_or_with_two_is_refused_and_stays(site: Site, code: str) -> None:
    page = by_text(site, "Teksti ilman tunnusta.", status=422)
    assert "ei ole tarkistetunnusta" in page.text("#errors") and page.raw_text("#text") == "Teksti ilman tunnusta."
    assert "useita tarkistetunnuksia" in by_text(site, f"{code} ja {'0' * 64}", status=422).text("#errors")


@pytest.mark.parametrize(
    ("raw", "reason"), [(b"%PDF-1.7", "se on pdf-tiedosto"), (b"", "tyhjä"), (b"PK\x03\x04", "se on vioittunut")]
)
def test_a_file_that_cannot_be_read_says_why(site: Site, raw: bytes, reason: str) -> None:
    assert reason in by_file(site, raw, status=422).text("#file-error").lower()


def test_a_code_that_nobody_has_is_said_of_a_text_too(site: Site) -> None:
    assert told(by_text(site, f"Lausunto\n{'0' * 64}")) == "Tällä tunnuksella ei ole annettu lausuntoa tässä palvelussa"


def test_what_was_pasted_survives_the_language_switch(site: Site) -> None:
    visitor = site.other_client()
    page = visitor.post(visitor.get("/fi/check"), {"text": "Ei tunnusta."}, form="#text-form", status=422)
    page = visitor.post(page, {"text": "Ei tunnusta.", "switch_language": "sv"}, form="#text-form")
    assert page.text("h1") == "Kontrollera ett utlåtande"
    assert page.raw_text("#text") == "Ei tunnusta."
