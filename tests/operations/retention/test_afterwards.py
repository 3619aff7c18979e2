"""Pages, files and the check page cope with what is not there any more, and say so."""

from datetime import timedelta
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from survey.export.data_files.consultation_json import read_consultation
from survey.export.progress import without_progress
from survey.export.statements.records import Edition
from survey.languages import format_date
from survey.operations.exports.formats import FORMATS, format_of
from survey.operations.exports.importing import ImportRefused, import_consultation
from survey.store.database import Database
from survey.store.tables import ConsultationRow, CoordinatorRow, MessageRow, SnapshotRow, SubmissionRow
from tests.coordinate.consultations.test_overview import sign_in
from tests.coordinate.desks import Coordinator
from tests.databases import sqlite_database
from tests.operations.retention.rounds import PUBLISHED, delete_all_due, ended_round, keep
from tests.site import NOWHERE, Site, make_client, now_for_pages

EDITION = Edition("fi", exported_at=now_for_pages(), by="Maija", internal=True)
NOT_KEPT = "Yhteystietoja ja muita vastauksia, joita ei julkaista, ei enää säilytetä täällä."


def after(database: Database, folder: Path, **months: int) -> Site:
    """A site whose consultation ended long ago, and of which this has been deleted."""
    round_ = ended_round(database, folder, now=now_for_pages() - timedelta(days=200), organisations=2)
    keep(database, round_, now=now_for_pages(), **months)
    delete_all_due(database, folder, now=now_for_pages())
    return Site(database, make_client(database), round_)


@pytest.fixture
def without_contact(sqlite: Database, tmp_path: Path) -> Site:
    """A site without contact details."""
    return after(sqlite, tmp_path, contact=1)


@pytest.fixture
def deleted(sqlite: Database, tmp_path: Path) -> tuple[Site, str, str]:
    """A site whose consultation is deleted, with the check code and the reference of one statement."""
    round_ = ended_round(sqlite, tmp_path, now=now_for_pages() - timedelta(days=200))
    with sqlite.reading() as session:
        submission = session.scalars(select(SubmissionRow)).one()
        code, reference = submission.snapshot.public_digest, submission.reference
    keep(sqlite, round_, now=now_for_pages(), all=1)
    delete_all_due(sqlite, tmp_path, now=now_for_pages())
    return Site(sqlite, make_client(sqlite), round_), code, reference


def test_the_coordinators_statement_says_that_contact_details_are_not_kept(without_contact: Site) -> None:
    sign_in(without_contact)
    with without_contact.database.reading() as session:
        reference = session.scalars(select(SubmissionRow.reference)).first()
    page = Coordinator(without_contact).get(f"consultations/public/statements/{reference}")
    assert [told for told in page.texts(".ds-alert") if NOT_KEPT in told] and PUBLISHED in page.text("main")
    assert Coordinator(without_contact).get("consultations/public/").text("h1")
    assert Coordinator(without_contact).get("consultations/public/organisations/1/").text("h1")


@pytest.mark.parametrize("format_", list(FORMATS))
def test_every_format_is_made_without_contact_details(without_contact: Site, tmp_path: Path, format_: str) -> None:
    with without_contact.database.reading() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        made = format_of(format_, consultation)
        made.write(session, consultation, tmp_path / f"a.{made.ending}", EDITION, without_progress())
    assert (tmp_path / f"a.{made.ending}").stat().st_size


def test_the_internal_workbook_says_when_they_were_deleted(without_contact: Site, tmp_path: Path) -> None:
    with without_contact.database.reading() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        format_of("xlsx", consultation).write(session, consultation, tmp_path / "a.xlsx", EDITION, without_progress())
    rows = load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(values_only=True)
    told = {row[0]: row[1] for row in rows}
    assert told["Yhteystiedot"] == f"Poistettu palvelusta {format_date(now_for_pages())} säilytysajan päätyttyä."


def test_an_organisation_without_an_address_gets_a_link_to_hand_over_and_no_old_mail(
    sqlite: Database, tmp_path: Path
) -> None:
    site = after(sqlite, tmp_path, contact=1)
    site = Site(sqlite, make_client(sqlite, NOWHERE), site.round)
    sign_in(site)
    page = Coordinator(site).get("consultations/public/organisations/1/")
    assert "osoite poistettu" in page.text("#mails ~ table")
    made = site.client.post(page, form='form[action$="new-link"]')
    assert "/r/" in made.text("#link")
    page = Coordinator(site).get("consultations/public/organisations/1/")
    site.client.post(page, {"email": "uusi@example.fi"}, form="#page-form")
    with sqlite.reading() as session:
        assert {each.state for each in session.scalars(select(MessageRow))} == {"failed"}


def test_the_internal_zip_has_statements_that_say_so(without_contact: Site, tmp_path: Path) -> None:
    from zipfile import ZipFile  # noqa: PLC0415

    with without_contact.database.reading() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        format_of("zip", consultation).write(session, consultation, tmp_path / "a.zip", EDITION, without_progress())
    with ZipFile(tmp_path / "a.zip") as archive:
        names = [each for each in archive.namelist() if each.endswith(".docx")]
        with archive.open(names[0]) as opened:
            document = docx.Document(opened)
    assert NOT_KEPT in [paragraph.text for paragraph in document.paragraphs]


def test_json_says_that_they_are_not_there_and_is_imported_with_the_same_digests(
    without_contact: Site, tmp_path: Path
) -> None:
    with without_contact.database.reading() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        format_of("json", consultation).write(session, consultation, tmp_path / "a.json", EDITION, without_progress())
        submitted = select(SnapshotRow).join(SubmissionRow, SubmissionRow.snapshot_id == SnapshotRow.id)
        digests = {(each.public_digest, each.contact_digest) for each in session.scalars(submitted)}
    file = read_consultation((tmp_path / "a.json").read_bytes())
    assert file.contact_details and {each.contact for of in file.organisations for each in of.submissions} == {None}
    other = tmp_path / "other"
    other.mkdir()
    database = sqlite_database(other)
    with database.writing() as session:
        import_consultation(session, file, lambda _sha256: None, now=now_for_pages())
        imported = list(session.scalars(select(SnapshotRow)))
        assert {(each.public_digest, each.contact_digest) for each in imported} == digests
        assert {each.contact_part for each in imported} == {""}
    database.close()


def test_a_receipt_of_a_deleted_consultation_can_still_be_checked(deleted: tuple[Site, str, str]) -> None:
    site, code, reference = deleted
    shown = site.client.get(f"/fi/check?code={code}").text('.ds-alert[data-color="success"]')
    assert reference in shown and "Lausunnon teksti on poistettu tästä palvelusta" in shown


def test_no_page_shows_a_deleted_consultation_but_the_log_of_the_service(deleted: tuple[Site, str, str]) -> None:
    site, _code, _reference = deleted
    sign_in(site)
    maija = Coordinator(site)
    maija.get("consultations/public/", 404)
    assert "Kaikkea ei julkaista" not in maija.get().text("main")
    assert "Kaikkea ei julkaista" not in site.client.get("/fi/").text("main")
    with site.database.writing() as session:
        session.execute(update(CoordinatorRow).values(role="administrator"))
    row = maija.get("log?consultation=public&what=consultation+deleted").text("tbody tr")
    assert "Kaikkea ei julkaista (poistettu)" in row
    site.client.get(f"/fi/r/{site.round.token}", 404)


def test_a_deleted_consultation_is_not_opened_or_imported_again(
    deleted: tuple[Site, str, str], tmp_path: Path, sqlite: Database
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    database = sqlite_database(other)
    ended_round(database, other, now=now_for_pages())
    with database.reading() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        format_of("json", consultation).write(session, consultation, tmp_path / "a.json", EDITION, without_progress())
    database.close()
    file = read_consultation((tmp_path / "a.json").read_bytes())
    with sqlite.writing() as session, pytest.raises(ImportRefused, match="already"):
        import_consultation(session, file, lambda _sha256: None, now=now_for_pages())
    assert deleted
