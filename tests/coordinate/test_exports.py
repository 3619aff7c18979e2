"""Files made from the statements: asked for, listed with who and when, fetched, removed."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep
from zipfile import ZipFile

import openpyxl
import pytest
from sqlalchemy import select, update

from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.exports import files
from survey.operations.exports.files import FOLDER, UNHEARD_OF
from survey.store.tables import CoordinatorRow, EventRow, ExportRow
from tests.coordinate.consultations.test_overview import EMAIL, sign_in
from tests.operations.export_rows import export_row
from tests.pages import Page
from tests.passwords import HASH
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, let_all_take_part, open_round, save, submit
from tests.site import Site, now_for_pages
from tests.words import WordFile

PAGE = "/fi/coordinate/consultations/yksi/exports/"
SOON = 60
"""Seconds in which a small file made by a process of its own is there, on a busy machine."""


@pytest.fixture
def desk(site: Site) -> Site:
    """A coordinator who is signed in, and a statement."""
    with site.database.writing() as session:
        create_coordinator(session, email=EMAIL, name="Maija", password_hash=HASH, now=now_for_pages())
        let_all_take_part(session, now=now_for_pages())
        save(session, site.round, {"nakemys": {"text": "=1+1"}, **DETAILS}, now=now_for_pages())
        submit(session, site.round, now=now_for_pages())
    sign_in(site)
    return site


@pytest.fixture
def separate(desk: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The same, where no round is small enough to be waited for."""
    monkeypatch.setattr(files, "FEW_ANSWERS", 0)
    return desk


def fetched(site: Site, **fields: str) -> tuple[bytes, str, str]:
    """Ask for a file with the form; its content, its media type and its name."""
    page = site.client.get(PAGE)
    with site.client.http.post(PAGE, data=page.fields("main section:last-of-type form") | fields) as response:
        assert response.status_code == 303
    with site.client.http.get(response.location) as response:
        assert response.status_code == 200
        return response.get_data(), str(response.mimetype), response.headers["Content-Disposition"]


def asked(site: Site, **fields: str) -> Page:
    """Ask for a file that is made apart; the list that follows."""
    return site.client.post(site.client.get(PAGE), fields, form="main section:last-of-type form")


def listed(site: Site) -> Page:
    """The list as soon as a file can be fetched from it."""
    end = monotonic() + SOON
    while not (page := site.client.get(PAGE)).all("tbody a"):
        assert monotonic() < end, page.text("main")
        sleep(0.2)
    return page


@pytest.mark.parametrize(
    ("format_", "first", "named"),
    [
        ("docx-question", "Osio", "-kysymyksittain-"),
        ("docx-group", "Kunta tai kaupunki", "-ryhmittain-"),
        ("docx-organisation", "Mallikunta", "-lausunnonantajittain-"),
    ],
)
def test_the_papers_in_word_are_there_in_three_orders(desk: Site, format_: str, first: str, named: str) -> None:
    content, media_type, name = fetched(desk, format=format_)
    assert WordFile(content).headings[:2] == [(1, "Yhteenveto kysymyksittäin"), (1, first)]
    assert media_type.endswith("wordprocessingml.document") and name.endswith(".docx") and name.isascii()
    assert named in name


def test_statements_in_the_zip_and_in_the_papers_have_the_check_code_that_the_manifest_gives(desk: Site) -> None:
    with ZipFile(BytesIO(fetched(desk, format="zip")[0])) as package:
        (one,) = json.loads(package.read("manifest.json"))["statements"]
        assert WordFile(package.read(one["document"])).facts["Tarkistetunnus"] == one["public_digest"]
    papers = WordFile(fetched(desk, format="docx-organisation")[0])
    assert papers.facts["Tarkistetunnus"] == one["public_digest"] and papers.facts["Viite"] == one["reference"]


def test_the_table_alone_has_a_name_of_its_own(desk: Site) -> None:
    content, _media_type, name = fetched(desk, format="table")
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames[0] == "Vastaukset taulukkona"
    assert "-taulukko-" in name


def test_csv_for_excel_runs_nothing_and_the_plain_one_has_texts_as_they_are(desk: Site) -> None:
    excel, media_type, name = fetched(desk, format="csv")
    assert excel.startswith("\ufeffLausunnonantaja;".encode()) and b";'=1+1;" in excel
    assert media_type == "text/csv" and name.endswith(".csv")
    plain, *_rest = fetched(desk, format="csv-plain")
    assert plain.startswith(b"Lausunnonantaja,") and b",=1+1," in plain


@pytest.mark.parametrize("internal", [False, True])
def test_contact_details_are_there_only_where_they_are_asked_for(desk: Site, internal: bool) -> None:
    wanted = {"internal": "yes"} if internal else {}
    content, media_type, name = fetched(desk, format="json", **wanted)
    assert (b"kaisa@example.fi" in content) is internal and json.loads(content)["contact_details"] is internal
    assert media_type == "application/json" and ("sisainen" in name) is internal
    assert json.loads(content)["exported_by"] == "Maija"
    content, media_type, name = fetched(desk, format="zip", **wanted)
    with ZipFile(BytesIO(content)) as package:
        assert (b"kaisa@example.fi" in package.read("consultation.json")) is internal
    assert media_type == "application/zip" and ("sisainen" in name) is internal
    content, _media_type, name = fetched(desk, format="xlsx", **wanted)
    cells = [cell.value for sheet in openpyxl.load_workbook(BytesIO(content)) for row in sheet for cell in row]
    assert ("Kaisa Kirjaaja" in cells) is internal and ("sisainen" in name) is internal


def test_the_language_of_the_file_is_not_that_of_the_page(desk: Site) -> None:
    content, _media_type, name = fetched(desk, format="xlsx", language="sv")
    assert "Enligt fråga" in openpyxl.load_workbook(BytesIO(content)).sheetnames and "utlatanden" in name


def test_the_full_workbook_is_a_choice_of_its_own(desk: Site) -> None:
    content, _media_type, name = fetched(desk, format="xlsx-full")
    assert {"Arvot", "Korvatut lausunnot"} < set(openpyxl.load_workbook(BytesIO(content)).sheetnames)
    assert "-laaja-" in name and "Laaja Excel-tiedosto, suomeksi" in desk.client.get(PAGE).text("tbody tr")


def test_what_cannot_be_made_is_named_beside_its_field_and_the_rest_stays_chosen(desk: Site) -> None:
    page = desk.client.get(PAGE)
    form = "main section:last-of-type form"
    wrong = desk.client.post(page, {"format": "csv", "internal": "yes", "language": "sv"}, form=form, status=422)
    assert [node.attrs["href"] for node in wrong.all(".ds-error-summary a")] == ["#internal"]
    kept = wrong.fields(form)
    assert (kept["format"], kept["language"], kept["internal"]) == ("csv", "sv", "yes")
    for field in ("format", "language"):
        wrong = desk.client.post(page, {field: "other"}, form=form, status=422)
        assert [node.attrs["href"] for node in wrong.all(".ds-error-summary a")] == [f"#{field}"]
    with desk.database.reading() as session:
        assert not session.scalars(select(ExportRow)).all()


def test_a_file_is_listed_with_who_and_when_until_it_is_removed(desk: Site) -> None:
    assert "Tiedostoja ei ole vielä tehty." in desk.client.get(PAGE).text("main")
    content, *_rest = fetched(desk, format="xlsx", internal="yes")
    page = desk.client.get(PAGE)
    row = page.text("tbody tr")
    assert "Maija" in row and "Excel-tiedosto, suomeksi, yhteystietoineen" in row
    with desk.client.http.get(page.link(page.text("tbody a"))) as response:
        assert response.get_data() == content
    removed = desk.client.post(page, form="tbody form")
    assert "Tiedosto on poistettu." in removed.text("main") and not removed.all("tbody tr")
    assert not list((_folder(desk) / FOLDER).iterdir())
    assert desk.client.post(page, form="tbody form").path == PAGE, "a double click"
    with desk.database.reading() as session:
        told = [event.what for event in session.scalars(select(EventRow).where(EventRow.coordinator_id.is_not(None)))]
    assert told[-2:] == ["export with contact details asked for", "export removed"]


def test_a_file_of_another_consultation_is_not_found(desk: Site) -> None:
    fetched(desk, format="csv")
    with desk.database.writing() as session:
        open_round(session, now=now_for_pages(), question_set=tiny_set("number"))
        number = session.scalars(select(ExportRow.id)).one()
    desk.client.get(f"/fi/coordinate/consultations/number/exports/{number}/file", 404)
    desk.client.get(f"{PAGE}{number + 1}/file", 404)
    with desk.client.http.get(f"{PAGE}{number}/file") as response:
        assert response.status_code == 200


def test_what_takes_long_is_made_by_another_process_and_comes_to_the_list(separate: Site) -> None:
    page = asked(separate, format="xlsx")
    assert page.path == PAGE and "Tekeillä: Excel-tiedosto" in page.text("main")
    assert page.all("progress") and "%" in page.text("title")
    page = listed(separate)
    with separate.client.http.get(page.link(page.text("tbody a"))) as response:
        assert "Kysymyksittäin" in openpyxl.load_workbook(BytesIO(response.get_data())).sheetnames
    assert not page.all("progress")


def test_the_same_file_is_not_made_twice_at_a_time_and_only_so_many_are(separate: Site) -> None:
    with separate.database.writing() as session:
        maija = session.scalars(select(CoordinatorRow)).one()
        for format_ in ("csv", "json"):
            session.add(export_row(separate.round.consultation, maija, now=now_for_pages(), format_=format_))
    page = asked(separate, format="csv")
    assert len(page.all("progress")) == 2 and "niin monta tiedostoa" not in page.text("main")
    page = asked(separate, format="csv-plain")
    assert len(page.all("progress")) == 2 and "niin monta tiedostoa" in page.text("main")


def test_a_double_click_leads_to_the_file_that_is_being_made_already(desk: Site) -> None:
    with desk.database.writing() as session:
        maija = session.scalars(select(CoordinatorRow)).one()
        session.add(export_row(desk.round.consultation, maija, now=now_for_pages(), format_="csv"))
    page = asked(desk, format="csv")
    assert page.path == PAGE and len(page.all("progress")) == 1 and not page.all("tbody tr")


def test_a_file_whose_maker_is_gone_has_failed_and_another_can_be_made(separate: Site) -> None:
    with separate.database.writing() as session:
        maija = session.scalars(select(CoordinatorRow)).one()
        for format_ in ("csv", "json"):
            session.add(export_row(separate.round.consultation, maija, now=now_for_pages(), format_=format_))
    assert len(separate.client.get(PAGE).all("progress")) == 2
    with separate.database.writing() as session:
        session.execute(update(ExportRow).values(alive_at=now_for_pages() - UNHEARD_OF - timedelta(seconds=1)))
    page = separate.client.get(PAGE)
    assert not page.all("progress") and len(page.all("tbody tr")) == 2
    assert "Tiedosto ei valmistunut: työ keskeytyi." in page.text("tbody")
    asked(separate, format="csv")
    page = listed(separate)
    assert len(page.all("tbody tr")) == 3


def test_a_file_that_is_in_the_folder_no_more_says_so(desk: Site) -> None:
    fetched(desk, format="csv")
    for path in (_folder(desk) / FOLDER).iterdir():
        path.unlink()
    page = desk.client.get(PAGE)
    assert "Tiedosto ei ole enää täällä." in page.text("tbody") and not page.all("tbody a")


def test_a_failure_is_told_on_the_list(desk: Site) -> None:
    (_folder(desk) / FOLDER).write_text("a file in the folder's place")
    with desk.database.writing() as session:
        maija = session.scalars(select(CoordinatorRow)).one()
        session.add(export_row(desk.round.consultation, maija, now=now_for_pages()))
        session.flush()
        number = session.scalars(select(ExportRow.id)).one()
    with pytest.raises(FileExistsError):
        files.make_export(desk.database, _folder(desk), number)
    with desk.database.reading() as session:
        assert session.scalars(select(ExportRow.state)).one() == "failed"


def _folder(site: Site) -> Path:
    return Path(str(site.database.engine.url.database)).parent
