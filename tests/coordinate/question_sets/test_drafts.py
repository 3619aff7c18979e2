"""A coordinator brings a question set, sees what is wrong or reads it in both languages, and opens it."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey.authoring.uploads import MOST_FAULTS
from survey.coordinate.question_sets import uploading
from survey.languages import in_helsinki
from survey.operations.accounts.coordinators import create_coordinator
from survey.store.consultations import consultation_by_key
from tests.authoring.templates import QUESTION, filled
from tests.coordinate.desks import FAULTY, FILLED, FINNISH, WHOLE, Coordinator, coordinator_of, draft_id
from tests.files import PDF, SAMPLES
from tests.passwords import HASH, PASSWORD
from tests.rounds import SHIPPED
from tests.site import Site, now_for_pages


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in."""
    return coordinator_of(site)


def test_the_ways_in_begin_with_the_template_and_headings(maija: Coordinator) -> None:
    page = maija.get(maija.get().link("Uusi kysymyslomake").removeprefix("/fi/coordinate/"))
    assert page.texts("h2") == ["Täytä Excel-pohja", "Liitä otsikot", "Tuo valmis tiedosto"]


@pytest.mark.parametrize(("language", "sheet"), [("fi", "2 Kysymykset"), ("sv", "2 Frågor")])
def test_the_template_comes_in_the_language_of_the_page(maija: Coordinator, language: str, sheet: str) -> None:
    page = maija.get("question-sets/new", language=language)
    words = {"fi": "Lataa pohja", "sv": "Ladda ner mallen"}[language]
    answer = maija.site.client.http.get(page.link(words))
    book = load_workbook(BytesIO(answer.get_data()))
    assert sheet in book.sheetnames
    assert answer.headers["Content-Disposition"].endswith(".xlsx")
    answer.close()


def test_a_file_with_faults_shows_every_one_also_after_the_language_is_switched(maija: Coordinator) -> None:
    page = maija.bring(FAULTY, "paha.yaml")
    assert page.text("h1") == "Tiedostossa on korjattavaa"
    finnish = page.texts(".k-faults li")
    assert len(finnish) >= 4 and finnish[0].startswith("Rivi 1, merkki 1")
    swedish = maija.site.client.get(page.all("a.k-switch")[0].attrs["href"])
    assert len(swedish.texts(".k-faults li")) == len(finnish)
    assert swedish.texts(".k-faults li")[0].startswith("Rad 1, tecken 1")


def test_the_number_of_what_must_be_mended_counts_errors_that_are_not_listed(maija: Coordinator) -> None:
    questions = "".join(f"      - {{key: q{number}, kind: tekst, label: {{fi: Q}}}}\n" for number in range(600))
    head = "schema: 1\nkey: iso\nlanguages: [fi]\ntitle: {fi: Iso}\nsections:\n  - key: s\n    title: {fi: S}\n"
    page = maija.bring(f"{head}    questions:\n{questions}".encode(), "iso.yaml")
    assert page.text("h1") == "Tiedostossa on korjattavaa"
    assert "600" in page.text("h1 + p")
    assert len(page.texts(".k-faults li")) == MOST_FAULTS - 1


def test_a_templates_faults_say_sheet_row_and_heading(maija: Coordinator, tmp_path: Path) -> None:
    page = maija.bring(filled(tmp_path, QUESTION | {"kind": "Pitkä tekst"}), "pohja.xlsx")
    [place] = page.texts(".k-fault-place")
    assert place == "Taulukko ”2 Kysymykset”, rivi 2, sarake ”Vastaustapa”"


def test_a_mended_file_takes_the_place_of_the_faulty_one(maija: Coordinator) -> None:
    faulty = maija.bring(FAULTY)
    assert faulty.path in str([node.attrs["href"] for node in maija.get().all("main a")])
    mended = maija.site.client.upload(faulty, "yksi.yaml", WHOLE)
    assert draft_id(mended) == draft_id(faulty)
    assert mended.text("h1") == "Yksi kysymys"
    assert maija.get().texts(".k-task .ds-tag") == ["Voidaan avata"]


def test_both_languages_stand_side_by_side_with_every_text(maija: Coordinator) -> None:
    page = maija.bring((SHIPPED / "sote-palvelurakenne.yaml").read_bytes(), "sote.yaml")
    sides = page.all(".k-side")
    assert len(sides) % 2 == 0
    for finnish, swedish in zip(sides[::2], sides[1::2], strict=True):
        assert [node.attrs.get("lang") for node in finnish.query("[lang]")] == ["fi"] * len(finnish.query("[lang]"))
        assert len(finnish.query("li")) == len(swedish.query("li"))
    assert not page.all(".k-lacking")


def test_limits_and_conditions_are_read_too(maija: Coordinator) -> None:
    limited = b"kind: choices\n        show_if: {nakemys: answered}\n        at_most: 1"
    page = maija.bring(
        WHOLE.replace(b"kind: choice", limited).replace(b"kind: long_text", b"kind: text, max_length: 9")
    )
    hints = [text.replace("\N{NO-BREAK SPACE}", " ") for text in page.texts(".k-side-question > .k-hint")]

    assert "Enintään 9 merkkiä." in hints
    assert "Valitse enintään 1 vaihtoehto." in hints or "Valitkaa enintään 1 vaihtoehto." in hints
    assert "Kysytään vain, jos kysymykseen 1 ”Näkemyksenne” on vastattu." in hints


def test_what_the_set_tells_of_its_consultation_is_read_too(maija: Coordinator) -> None:
    told = b"consultation:\n  background: {fi: 'Katso **selvitys**'}\n  issuer: {fi: Kunta, sv: Kommunen}\n"
    page = maija.bring(WHOLE + told)
    assert page.texts(".k-side .k-text") == ["Katso selvitys"]
    assert page.texts(".k-side-other") == ["Lausunnonpyytäjä: Kunta", "Lausunnonpyytäjä: Kommunen"]
    assert page.texts(".k-lacking") == ["Teksti puuttuu"]


def test_a_missing_text_is_marked_and_keeps_the_set_from_being_opened(maija: Coordinator) -> None:
    page = maija.bring(FINNISH)
    assert page.texts(".k-lacking") == ["Teksti puuttuu"]
    assert page.text("main").count("1 teksti puuttuu.") == 1
    assert "Era synpunkter" not in page.text("main")
    assert len(page.texts(".k-missing li")) == 1
    assert "Tee tästä lausuntopyyntö" not in page.text("main")
    opening = maija.get(f"question-sets/{draft_id(page)}/open")
    assert not opening.all("#opening-contact_name")
    refused = maija.press(opening, FILLED, 422)
    assert "puuttuu tekstejä" in refused.text("main")


def test_advice_is_given_and_hinders_nothing(maija: Coordinator) -> None:
    page = maija.bring(WHOLE)
    assert len(page.texts("section .k-faults li")) == 2
    assert page.link("Tee tästä lausuntopyyntö")


def test_the_set_can_be_downloaded_as_its_author_wrote_it(maija: Coordinator) -> None:
    page = maija.bring(b"# huomautus\n" + WHOLE)
    answer = maija.site.client.http.get(page.link("Lataa YAML-tiedostona"))
    assert answer.get_data() == b"# huomautus\n" + WHOLE
    assert answer.headers["Content-Disposition"] == "attachment; filename=yksi.yaml"
    maija.get(f"question-sets/{draft_id(maija.bring(FAULTY))}/question-set.yaml", 404)


def test_a_consultation_is_made_and_opened(maija: Coordinator) -> None:
    page = maija.bring(WHOLE)
    opening = maija.site.client.get(page.link("Tee tästä lausuntopyyntö"))
    assert opening.fields()["opening-deadline_time"] == "16.00"
    opened = maija.press(opening, FILLED)
    assert opened.path == "/fi/coordinate/consultations/yksi-2/", "the key was taken, so a number was put after it"
    assert opened.texts("[role=status]") == ["Lausuntopyyntö on avattu. Lausuntoa ei ole vielä pyydetty keneltäkään."]
    with maija.site.database.reading() as session:
        found = consultation_by_key(session, "yksi-2")
    assert (found.issuer, found.diary_number) == ({"fi": "Ministeriö", "sv": "Ministeriet"}, "VN/2/2026")
    assert found.deadline.isoformat() == "2099-01-29T14:00:00+00:00"
    maija.get(f"question-sets/{draft_id(page)}/", 404)
    assert not maija.get().all(".k-task")


def test_a_double_click_opens_one_consultation_and_leads_to_the_list(maija: Coordinator) -> None:
    opening = maija.get(f"question-sets/{draft_id(maija.bring(WHOLE))}/open")
    maija.press(opening, FILLED)
    again = maija.press(opening, FILLED)
    assert again.path == "/fi/coordinate/"
    assert len(again.all(".k-card")) == 2, "the site's own and the one that was opened"


def test_a_short_time_to_answer_is_said_afterwards(maija: Coordinator) -> None:
    today = in_helsinki(now_for_pages())
    opening = maija.get(f"question-sets/{draft_id(maija.bring(WHOLE))}/open")
    soon = {
        "opening-deadline_date": f"{today.day}.{today.month}.{today.year}",
        "opening-deadline_time": "23.59",
    }
    opened = maija.press(opening, FILLED | soon)
    assert "Vastausaika päivinä: 0" in opened.text("main")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("opening-issuer-sv", " ", "Kirjoita lausunnonpyytäjän nimi ruotsiksi."),
        ("opening-contact_email", "maija", "Tähän kirjoitetaan yksi kokonainen sähköpostiosoite"),
        ("opening-contact_name", "x" * 301, "enintään 300 merkkiä"),
        ("opening-deadline_date", "32.13.2099", "Päivämäärä kirjoitetaan numeroin"),
        ("opening-deadline_date", "1.1.2020", "Määräaika ei voi olla menneisyydessä."),
        ("opening-deadline_date", "1/2/2099", "1.2.2099 tai 2.1.2099"),
        ("opening-deadline_date", "1.2.99", "1.2.2099 tai 1.2.1999"),
        ("opening-deadline_time", "25.00", "Kirjoita kellonaika numeroin"),
        ("opening-deadline_time", "neljältä", "Kirjoita kellonaika numeroin"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(
    maija: Coordinator, field: str, typed: str, words: str
) -> None:
    opening = maija.get(f"question-sets/{draft_id(maija.bring(WHOLE))}/open")
    page = maija.press(opening, FILLED | {field: typed}, 422)
    assert [node.attrs["href"] for node in page.all(".ds-error-summary a")] == [f"#{field}"]
    assert words in page.text(f"[id='{field}-error']") and page.all(f"[id='{field}'][aria-invalid=true]")
    assert page.fields().items() >= (FILLED | {field: typed.strip()}).items()


@pytest.mark.parametrize(
    ("day", "words"), [("28.3.2027", "kellonaikaa ei ole"), ("31.10.2027", "kellonaika on kahdesti")]
)
def test_a_deadline_in_the_night_in_which_the_clock_is_turned_is_refused(
    maija: Coordinator, day: str, words: str
) -> None:
    opening = maija.get(f"question-sets/{draft_id(maija.bring(WHOLE))}/open")
    typed = FILLED | {"opening-deadline_date": day, "opening-deadline_time": "3.30"}
    page = maija.press(opening, typed, 422)
    assert words in page.text("[id='opening-deadline_time-error']")


def test_the_language_switch_keeps_what_was_typed(maija: Coordinator) -> None:
    opening = maija.get(f"question-sets/{draft_id(maija.bring(WHOLE))}/open")
    page = maija.press(opening, FILLED | {"switch_language": "sv"})
    assert page.path.startswith("/sv/") and page.fields().items() >= FILLED.items()
    assert not page.all(".ds-error-summary")


def test_nothing_typed_is_lost_when_the_sign_in_has_ended(maija: Coordinator) -> None:
    opening = maija.get(f"question-sets/{draft_id(maija.bring(WHOLE))}/open")
    signed_in = maija.site.client.http.get_cookie("kuulolla")
    assert signed_in
    maija.site.client.send("/fi/sign-out", maija.get().fields("header form"))
    stranger = maija.site.client.get("/fi/sign-in").fields()["csrf_token"]
    kept = maija.press(opening, FILLED | {"csrf_token": stranger}, 403)
    assert kept.text("h1") == "Kirjaudu uudelleen"
    assert {name: text for name, text in kept.fields("#kept").items() if name in FILLED} == FILLED
    sign_in = maija.site.client.get("/fi/sign-in")
    maija.site.client.post(sign_in, {"email": "maija@example.fi", "password": PASSWORD})
    expired = maija.site.client.post(
        kept, {"csrf_token": kept.fields("#kept")["csrf_token"]}, to=opening.path, status=400
    )
    again = {**expired.fields("#kept")}
    assert maija.site.client.send(opening.path, again).path.startswith("/fi/coordinate/consultations/")


def test_a_set_is_removed_only_after_a_question(maija: Coordinator) -> None:
    page = maija.bring(WHOLE)
    asked = maija.site.client.get(page.link("Poista tämä kysymyslomake"))
    assert "Yksi kysymys" in asked.text("main")
    assert maija.press(asked).texts("[role=status]") == ["Kysymyslomake on poistettu."]
    maija.get(f"question-sets/{draft_id(page)}/", 404)


@pytest.mark.parametrize("brought", [WHOLE, FAULTY], ids=["whole", "faulty"])
def test_a_colleagues_set_can_be_read_and_not_changed(maija: Coordinator, brought: bytes) -> None:
    page_of_owner = maija.bring(brought)
    mine = draft_id(page_of_owner)
    with maija.site.database.writing() as session:
        create_coordinator(session, email="ville@example.fi", name="V", password_hash=HASH, now=now_for_pages())
    other = maija.site.other_client()
    page = other.post(other.get("/fi/sign-in"), {"email": "ville@example.fi", "password": PASSWORD})
    assert not page.all(".k-task")
    read = other.get(f"/fi/coordinate/question-sets/{mine}/")
    assert "omistaja on Maija" in read.text(".ds-alert")
    assert not read.all('main form, a[href$="/open"], a[href$="/remove"], a[href$="/headings"]')
    if brought == WHOLE:
        assert other.http.get(f"/fi/coordinate/question-sets/{mine}/question-set.yaml").get_data() == WHOLE
    for rest in ("open", "remove", "headings"):
        assert "Maija" in other.get(f"/fi/coordinate/question-sets/{mine}/{rest}", 403).text("main")
    token = {"csrf_token": page.fields("header form")["csrf_token"]}
    for rest in ("open", "remove"):
        other.send(f"/fi/coordinate/question-sets/{mine}/{rest}", token, status=403)
    other.upload(
        other.get("/fi/coordinate/question-sets/new"),
        "x.yaml",
        WHOLE,
        to=f"/fi/coordinate/question-sets/{mine}/",
        status=403,
    )
    assert maija.get(f"question-sets/{mine}/").text("main") == page_of_owner.text("main")


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


@pytest.mark.parametrize("path", ["new", "headings", "1/", "1/open", "1/remove", "1/headings"])
def test_every_post_needs_its_token(maija: Coordinator, path: str) -> None:
    maija.bring(WHOLE)
    assert maija.site.client.http.post(f"/fi/coordinate/question-sets/{path}", data={}).status_code == 400


def test_what_is_brought_is_looked_at_without_the_write_lock(maija: Coordinator) -> None:
    page, pasting = maija.get("question-sets/new"), maija.get("question-sets/headings")
    token = {"csrf_token": page.fields()["csrf_token"]}
    with maija.site.database.writing():  # somebody else's; who waits for it gives up after 15 seconds
        maija.site.client.send(page.path, token, status=422)
        maija.site.client.send(pasting.path, token, status=422)
