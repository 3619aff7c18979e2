"""An organisation adds files to its answers, sees them, fetches them and removes them."""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from survey.export.statements.records import Edition
from survey.languages import gettext
from survey.operations.exports.committee_workbook import export_consultation
from survey.store.database import Database
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.tables import ConsultationRow
from survey.web.files import CONTENT_SECURITY_POLICY, NO_KIND
from tests.files import HTML, PDF, SAMPLES, TEXT
from tests.pages import Client, Page
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, invite_another, open_round, save, submit
from tests.site import Site, make_client, now_for_pages

FIELD, ONE_FILE, OTHER = "answer-liitteet-files", "answer-poytakirja-files", "answer-muuta-text"
SECTION = "sections/kysymykset"
SHA256 = hashlib.sha256(PDF).hexdigest()


def sent(*files: tuple[str, bytes]) -> Any:
    """Files as a browser sends them."""
    return [(BytesIO(content), name) for name, content in files]


def site_on(database: Database) -> Site:
    with database.writing() as session:
        made = open_round(session, now=now_for_pages(), question_set=tiny_set("attachment"))
        save(session, made, DETAILS, now=now_for_pages())
    site = Site(database, make_client(database), made)
    site.open_link()
    return site


@pytest.fixture
def asked(sqlite: Database) -> Site:
    """A site whose round asks for files, with the details filled in."""
    return site_on(sqlite)


@pytest.fixture
def asked_on_each(database: Database) -> Site:
    """The same on each database."""
    return site_on(database)


def section(site: Site, language: str = "fi", client: Client | None = None) -> Page:
    return (client or site.client).get(site.path(SECTION, language))


def add(
    site: Site,
    *files: tuple[str, bytes],
    page: Page | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> Page:
    page = page or section(site)
    fields: dict[str, Any] = {FIELD: sent(*files), **(typed or {})}
    return site.client.post(page, fields, status=status)


def listed(page: Page) -> list[str]:
    return [node.to_text() for node in page.all(f"#{FIELD}-stored bdi")]


def errors(page: Page) -> list[str]:
    return page.texts(f"#{FIELD}-error .ds-validation-message")


def value_of(site: Site, key: str = "liitteet") -> Mapping[str, str] | None:
    with site.database.reading() as session:
        given = given_answers(stored_answers_of(session, site.round.access.response.id)).get(key)
    return given.value if given else None


def fetch(site: Site, sha256: str, client: Client | None = None) -> Any:
    return (client or site.client).http.get(site.path(f"attachments/{sha256}"))


def test_files_go_the_whole_way(asked_on_each: Site, tmp_path: Path) -> None:
    site = asked_on_each
    assert add(site, ("Pöytäkirja § 22.pdf", PDF), ("muistio.txt", TEXT)).path == site.path("review")
    assert value_of(site) == {
        "files": f"{SHA256} {len(PDF)} Pöytäkirja § 22.pdf\n{hashlib.sha256(TEXT).hexdigest()} {len(TEXT)} muistio.txt"
    }
    for rest in ("review", "draft"):
        page = site.client.get(site.path(rest))
        assert page.texts(f'[data-answer="{FIELD}"] li') == ["Pöytäkirja § 22.pdf (1 kt)", "muistio.txt (1 kt)"]
        assert page.link("Pöytäkirja § 22.pdf") == site.path(f"attachments/{SHA256}")
    review = site.client.get(site.path("review"))
    receipt = site.client.post(site.client.get(review.all("main a.ds-button")[0].attrs["href"]), {"decision": "none"})
    assert receipt.path == site.path("receipt")
    statement = site.client.get(site.path("statement", "sv"))
    assert fetch(site, statement.link("Pöytäkirja § 22.pdf").rpartition("/")[2]).data == PDF
    book = tmp_path / "export.xlsx"
    with site.database.reading() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        export_consultation(session, consultation, book, Edition("fi", now_for_pages(), by="Maija"))
    workbook = openpyxl.load_workbook(book)
    for sheet in ("Answers as a table", "By question"):
        cells = [cell for row in workbook[gettext("fi", sheet)].iter_rows(values_only=True) for cell in row]
        assert "Pöytäkirja § 22.pdf\nmuistio.txt" in cells
    code_book = list(workbook[gettext("fi", "Questions")].iter_rows(values_only=True))
    kind, key = (code_book[0].index(gettext("fi", header)) for header in ("Kind", "Key"))
    assert code_book[1][kind] == gettext("fi", "Attachment")
    words = " ".join(str(row[-1]) for row in code_book if row[key] == "liitteet")
    assert "Enintään 3 tiedostoa" in words and "1\u00a0Mt" in words


def test_the_field_says_what_it_takes_and_has_what_a_browser_needs(asked: Site) -> None:
    for language, words in (
        ("fi", "Enintään 3 tiedostoa: pdf, docx, odt, txt. Kunkin koko enintään 1 Mt."),
        ("sv", "Högst 3 filer: pdf, docx, odt, txt. Varje fil får vara högst 1 MB."),
    ):
        page = section(asked, language)
        (field,) = page.all(f"#{FIELD}")
        assert (field.attrs["type"], field.attrs["accept"]) == ("file", ".pdf,.docx,.odt,.txt")
        assert "multiple" in field.attrs
        assert words in page.text(f"#{field.attrs['aria-describedby']}").replace("\u00a0", " ")
        assert "multiple" not in page.all(f"#{ONE_FILE}")[0].attrs
        assert page.all("main form")[0].attrs["enctype"] == "multipart/form-data"
    assert "enctype" not in asked.client.get(asked.path("nothing-to-state")).all("main form")[0].attrs


def test_the_printed_questions_say_which_files_can_be_added(asked: Site) -> None:
    page = asked.client.get(asked.path("questions", "sv"))
    printed = page.text('section[aria-labelledby="section-kysymykset"]').replace("\u00a0", " ")
    assert "Högst 3 filer: pdf, docx, odt, txt. Varje fil får vara högst 1 MB." in printed
    assert "En fil: pdf, docx, odt, xlsx, ods, png, jpg, txt, rtf. Filen får vara högst 10 MB." in printed


def test_a_stored_file_is_removed_by_its_box_and_nothing_else_is_lost(asked: Site) -> None:
    add(asked, ("a.pdf", PDF), ("b.txt", TEXT))
    page = section(asked)
    assert listed(page) == ["a.pdf", "b.txt"]
    asked.client.post(page, {"remove-liitteet": SHA256, OTHER: "Kirjoitettu samalla."})
    page = section(asked)
    assert (listed(page), page.fields()[OTHER]) == (["b.txt"], "Kirjoitettu samalla.")
    assert fetch(asked, SHA256).status_code == 404


def test_a_required_file_is_missing_until_it_is_added(sqlite: Database) -> None:
    with sqlite.writing() as session:
        question_set = tiny_set("attachment")
        first = question_set.sections[0]
        required = first.questions[0].model_copy(update={"required": True})
        demanded = question_set.model_copy(
            update={"sections": (first.model_copy(update={"questions": (required, *first.questions[1:])}),)}
        )
        made = open_round(session, now=now_for_pages(), question_set=demanded)
        save(session, made, DETAILS, now=now_for_pages())
    site = Site(sqlite, make_client(sqlite), made)
    site.open_link()
    review = site.client.get(site.path("review"))
    (link,) = review.all(".ds-error-summary a")
    assert link.attrs["href"].endswith(f"{SECTION}?from=review#{FIELD}")
    assert add(site, ("a.pdf", PDF)).path == site.path("review")
    assert not site.client.get(site.path("review")).all(".ds-error-summary")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_refused_file_is_named_beside_the_field_and_all_else_is_saved(asked: Site, language: str) -> None:
    page = add(
        asked,
        ("hyvä.pdf", PDF),
        ("sivu.html", HTML),
        ("ei pdf.pdf", TEXT),
        ("tyhjä.txt", b""),
        ("suuri.txt", b"x" * 1_500_000),
        ("sama.pdf", PDF),
        ("n" * 160 + ".pdf", PDF),
        page=section(asked, language),
        status=422,
        typed={OTHER: "Vastaus.\n" * 100 + "Loppu."},
    )
    assert page.path == asked.path(SECTION, language)
    told = errors(page)
    assert len(told) == 6
    for name, message in zip(("sivu.html", "ei pdf.pdf", "tyhjä.txt", "suuri.txt", "sama.pdf"), told, strict=False):
        assert f"”{name}”" in message
    assert {"fi": "1,5 Mt", "sv": "1,5 MB"}[language] in told[3].replace("\u00a0", " ")
    assert "hyvä.pdf" in told[4]
    assert len(page.all(f'.ds-error-summary a[href="#{FIELD}"]')) == 6
    assert page.all(f"#{FIELD}")[0].attrs["aria-invalid"] == "true"
    assert page.text("title").startswith({"fi": "Virhe", "sv": "Fel"}[language])
    once_more = {"fi": "Vain ne tiedostot", "sv": "Endast de filer"}[language]
    assert once_more in page.text(".k-notice")
    assert listed(page) == ["hyvä.pdf"]
    assert page.fields()[OTHER] == "Vastaus.\n" * 100 + "Loppu."
    again = asked.client.post(page)  # nothing is in conflict with what was saved
    assert again.path == asked.path("review", language)
    assert (value_of(asked) or {})["files"].endswith("hyvä.pdf")


def test_one_file_too_many_says_what_to_do_first(asked: Site) -> None:
    page = add(asked, *((f"{number}.txt", b"%d" % number) for number in range(4)), status=422)
    assert listed(page) == ["0.txt", "1.txt", "2.txt"]
    assert "3.txt" in errors(page)[0]
    assert page.all(f"#{FIELD}-full")


def test_a_long_answer_survives_beside_a_file(asked: Site) -> None:
    text = "å🙂\n" * 33_332 + "å🙂"
    add(asked, ("a.pdf", PDF), typed={OTHER: text})
    page = section(asked)
    assert page.fields()[OTHER] == text
    assert listed(page) == ["a.pdf"]


def test_saving_without_choosing_a_file_changes_none(asked: Site) -> None:
    add(asked, ("a.pdf", PDF))
    page = section(asked)
    fields: dict[str, Any] = {**page.fields(), OTHER: "Vain teksti.", FIELD: (BytesIO(b""), "")}
    response = asked.client.http.post(page.path, data=fields, content_type="multipart/form-data")
    assert response.status_code == 303
    assert (listed(section(asked)), section(asked).fields()[OTHER]) == (["a.pdf"], "Vain teksti.")


def test_files_cannot_be_forged_as_text(asked: Site) -> None:
    asked.client.post(section(asked), {FIELD: f"{SHA256} {len(PDF)} forged.pdf"})
    assert value_of(asked) is None


def test_a_page_of_another_language_comes_back_with_the_file_saved(asked: Site) -> None:
    page = section(asked)
    fields = {**page.fields(), "switch_language": "sv", OTHER: "Teksti."}
    first = asked.client.http.post(page.path, data={**fields, FIELD: sent(("a.pdf", PDF))})
    assert (first.status_code, first.headers["Location"]) == (307, asked.path(SECTION, "sv"))
    swedish = asked.client.send(first.headers["Location"], {**fields, FIELD: sent(("a.pdf", PDF))})
    assert swedish.path == asked.path(SECTION, "sv")
    assert (listed(swedish), swedish.fields()[OTHER]) == (["a.pdf"], "Teksti.")


def test_two_people_add_files_at_the_same_time_and_neither_loses_one(asked_on_each: Site) -> None:
    site = asked_on_each
    colleague = site.other_client()
    site.open_link(colleague)
    mine, theirs = section(site), section(site, "sv", colleague)
    colleague.post(theirs, {FIELD: sent(("kollega.txt", b"kollega"))})
    add(site, ("oma.txt", b"oma"), page=mine)
    assert listed(section(site)) == ["kollega.txt", "oma.txt"]


def test_a_text_in_conflict_does_not_cost_the_file_that_came_with_it(asked: Site) -> None:
    colleague = asked.other_client()
    asked.open_link(colleague)
    mine, theirs = section(asked), section(asked, client=colleague)
    colleague.post(theirs, {OTHER: "Kollegan teksti.", FIELD: sent(("kollega.txt", b"kollega"))})
    fields = {OTHER: "Oma teksti.", FIELD: sent(("oma.txt", b"oma"), ("x.exe", b"MZ"))}
    page = asked.client.post(mine, fields, status=409)
    assert listed(page) == ["kollega.txt", "oma.txt"]
    assert page.fields()[OTHER] == "Oma teksti."
    assert "x.exe" in errors(page)[0]


def test_an_expired_page_says_that_files_must_be_chosen_again(asked: Site) -> None:
    page = section(asked)
    fields = {**page.fields(), "csrf_token": "old", OTHER: "Teksti.", FIELD: sent(("a.pdf", PDF))}
    kept = asked.client.send(page.path, fields, status=400)
    assert kept.fields("#kept")[OTHER] == "Teksti."
    assert gettext("fi", "The files that you had chosen are not on this page. Choose them again after saving.") in (
        kept.text("main")
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\\\fakepath\\\\Lausunto.pdf", "Lausunto.pdf"),  # as a quoted string has it
        ("C:\\Users\\x\\y.pdf", "y.pdf"),  # as it is on the disk
        ("C:\\temp\\new\\raportti 2027.pdf", "raportti 2027.pdf"),
        ("kuva\u202egpj.pdf", "kuvagpj.pdf"),
        ("nolla\x00.pdf", "nolla.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("=HYPERLINK(1).pdf", "=HYPERLINK(1).pdf"),
        ("lainaus ”a” ja 'b'.pdf", "lainaus ”a” ja 'b'.pdf"),
        ("🙂 " + "å" * 140 + ".pdf", "🙂 " + "å" * 140 + ".pdf"),
    ],
)
def test_an_odd_name_is_shown_and_sent_safely(asked: Site, name: str, shown: str) -> None:
    add(asked, (name, PDF))
    assert listed(section(asked)) == [shown]
    response = fetch(asked, SHA256)
    assert response.status_code == 200
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert disposition.isascii()
    assert "\n" not in disposition


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("Lausunto: hyvä".encode(), "; charset=utf-8"),
        ("Lausunto: hyvä".encode("windows-1252"), "; charset=windows-1252"),
        ("Lausunto: hyvä".encode("utf-16"), "; charset=utf-16"),
        (b"Lausunto \x81\x8d", ""),
    ],
)
def test_a_text_is_sent_in_the_encoding_that_it_has(asked: Site, content: bytes, charset: str) -> None:
    add(asked, ("lausunto.txt", content))
    response = fetch(asked, hashlib.sha256(content).hexdigest())
    assert response.data == content
    assert response.headers["Content-Type"] == f"text/plain{charset}"


def test_a_file_is_sent_to_be_saved_and_never_run_as_a_page_of_the_service(asked: Site) -> None:
    add(asked, ("sivu.txt", HTML), ("a.docx", SAMPLES["docx"]))
    for content, media_type in (
        (HTML, "text/plain; charset=utf-8"),
        (SAMPLES["docx"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ):
        response = fetch(asked, hashlib.sha256(content).hexdigest())
        assert response.data == content
        assert response.headers["Content-Type"] == media_type
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert response.headers["Cache-Control"] == "no-store"


def test_what_the_browser_says_of_a_file_counts_for_nothing(asked: Site) -> None:
    fields: Any = {FIELD: (BytesIO(HTML), "sivu.txt", "text/html")}
    asked.client.post(section(asked), fields)
    assert fetch(asked, hashlib.sha256(HTML).hexdigest()).mimetype == "text/plain"


def test_a_stored_media_type_that_is_not_known_to_be_harmless_is_not_sent(asked: Site) -> None:
    add(asked, ("a.txt", TEXT))
    with asked.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER attachment_no_update")
        connection.exec_driver_sql("UPDATE attachment SET media_type = 'text/html'")
    assert fetch(asked, hashlib.sha256(TEXT).hexdigest()).mimetype == NO_KIND


@pytest.mark.parametrize("sha256", ["0" * 64, SHA256.upper(), "..", "a", "%00", SHA256[:-1], f"{SHA256}%20"])
def test_what_is_no_file_of_the_response_is_not_found(asked: Site, sha256: str) -> None:
    add(asked, ("a.pdf", PDF))
    assert fetch(asked, sha256).status_code == 404


def test_another_organisation_reaches_no_file_of_this_one(asked: Site) -> None:
    add(asked, ("a.pdf", PDF))
    with asked.database.writing() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        other = invite_another(session, consultation, now=now_for_pages(), name="Toinen")
    stranger = Site(asked.database, asked.other_client(), other)
    stranger.open_link()
    assert fetch(stranger, SHA256).status_code == 404
    assert fetch(asked, SHA256, client=stranger.client).status_code == 403
    assert fetch(asked, SHA256, client=asked.other_client()).status_code == 403


def test_pages_that_list_files_ask_the_database_no_more_than_others(asked: Site) -> None:
    add(asked, ("a.pdf", PDF), ("b.txt", TEXT))
    with asked.database.writing() as session:
        submit(session, asked.round, now=now_for_pages())
    for rest in (SECTION, "review", "draft", "statement", "receipt", "questions"):  # each get counts its queries
        asked.client.get(asked.path(rest))
