"""Statements that were entered, in every file: marked with how they came; and read back the same."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from survey.export.data_files.consultation_json import read_consultation
from survey.export.data_files.zip_archive import opened_archive
from survey.export.progress import without_progress
from survey.export.statements.records import Channel, Edition
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.answers.attachments import Offered
from survey.operations.answers.drafts import open_draft
from survey.operations.answers.saving import save_changes
from survey.operations.exports.committee_workbook import export_consultation
from survey.operations.exports.consultation_json import write_consultation_file
from survey.operations.exports.formats import FORMATS, format_of
from survey.operations.exports.importing import import_consultation
from survey.operations.exports.zip_archive import write_archive
from survey.operations.submissions.entering import Arrival, begin_entering, enter_statement, keep_original
from survey.operations.submissions.submitting import draft_fingerprint
from survey.store.consultations import consultation_by_key, invited
from survey.store.database import Database
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.entered import original_of
from survey.store.responses.submissions import submissions_of
from survey.store.tables import SubmissionRow
from tests.databases import sqlite_database
from tests.files import PDF
from tests.passwords import HASH
from tests.rounds import DETAILS, Round, invite_another, open_round, save, submit, typed

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
EDITION, INTERNAL = (Edition("fi", NOW, by="Maija", internal=internal) for internal in (False, True))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Database]:
    """One organisation that has submitted itself, and for which a letter was entered that had come before; one whose
    letter alone was entered; both on the same day."""
    database = sqlite_database(tmp_path)
    with database.writing() as session:
        maija = create_coordinator(session, email="maija@example.fi", name="Maija", password_hash=HASH, now=NOW)
        first = open_round(session, now=NOW - timedelta(days=2))
        save(session, first, {**DETAILS, "nakemys": {"text": "Itse."}}, now=NOW)
        submit(session, first, now=NOW)
        second = invite_another(session, first.consultation, now=NOW - timedelta(days=2), name="Toinen")
        for each in (first, second):
            begun = begin_entering(
                session,
                each.access.invitation,
                Arrival(Channel.POST, NOW - timedelta(hours=3), "sv"),
                earlier=None,
                by=maija,
                now=NOW + timedelta(hours=1),
            )
            other = Round(each.consultation, begun.access, "")
            said = {"nakemys": {"text": "Kirjeestä."}, "kanta": {"option": "", "reason": "Vain perustelu."}}
            changes = typed(other, said)
            save_changes(open_draft(session, begun.access), changes, now=NOW)
            keep_original(session, begun, Offered("kirje.pdf", BytesIO(PDF)), now=NOW)
            checked = draft_fingerprint(session, begun.access)
            at = NOW + timedelta(hours=1)
            enter_statement(session, begun, nonce="n", checked=checked, nothing=False, by=maija, now=at)
    yield database
    database.close()


def test_the_workbook_says_how_each_statement_came_and_when_it_was_entered(kept: Database, tmp_path: Path) -> None:
    target = tmp_path / "w.xlsx"
    with kept.reading() as session:
        consultation = consultation_by_key(session, "yksi")
        export_consultation(session, consultation, target, replace(EDITION, full=True))
    book = load_workbook(target)
    header, *rows = [[cell.value for cell in row] for row in book["Lausunnonantajat"].iter_rows()]
    by_name = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert by_name["Mallikunta"]["Kanava"] == "Tässä palvelussa"
    assert by_name["Toinen"]["Kanava"] == "Postitse"
    assert by_name["Toinen"]["Saapunut"] == datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001  # as Excel has it
    assert by_name["Toinen"]["Syötetty"] == datetime(2026, 11, 24, 13, 0)  # noqa: DTZ001  # as Excel has it
    assert by_name["Toinen"]["Kieli"] == "ruotsi"
    replaced = [[cell.value for cell in row] for row in book["Korvatut lausunnot"].iter_rows()]
    assert any("Postitse" in row and "Kirjeestä." in row for row in replaced)


@pytest.mark.parametrize("edition", [EDITION, INTERNAL], ids=["public", "internal"])
def test_it_is_read_back_the_same_with_the_letter_where_the_file_has_it(
    kept: Database, tmp_path: Path, edition: Edition
) -> None:
    target = tmp_path / "kept.zip"
    with kept.reading() as session:
        write_archive(session, consultation_by_key(session, "yksi"), target, edition)
    (tmp_path / "elsewhere").mkdir()
    elsewhere = sqlite_database(tmp_path / "elsewhere")
    with opened_archive(target) as (content, content_of), elsewhere.writing() as session:
        import_consultation(session, read_consultation(content), content_of, now=NOW)
    assert _told(elsewhere, edition.internal) == _told(kept, edition.internal)
    with elsewhere.reading() as session:
        first, second = invited(session, consultation_by_key(session, "yksi").id)
        drafts = [given_answers(stored_answers_of(session, each.response.id)) for each in (first, second)]
    assert drafts[0]["nakemys"].value == {"text": "Itse."}
    assert drafts[1] == {}, "what was entered is not the organisation's draft"
    elsewhere.close()


def _told(database: Database, internal: bool) -> list[object]:
    """All submissions of each organisation, first the one that counts, with the file as which each came."""
    with database.reading() as session:
        found = [
            (each, original_of(session, each))
            for one in invited(session, consultation_by_key(session, "yksi").id)
            for each in submissions_of(session, one.response.id)
        ]
        return [
            (each.number, each.reference, each.channel, each.submitted_at, each.entered_at, each.language)
            + ((file and (file.sha256, file.name),) if internal else ())
            for each, file in found
        ]


def test_the_letter_is_in_no_file_without_contact_details(kept: Database, tmp_path: Path) -> None:
    for edition in (EDITION, INTERNAL):
        target = tmp_path / f"{edition.internal}.zip"
        with kept.reading() as session:
            consultation = consultation_by_key(session, "yksi")
            write_archive(session, consultation, target, edition)
            write_consultation_file(session, consultation, tmp_path / "c.json", edition)
        with ZipFile(target) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            letters = [each["original"] for each in manifest["statements"] if each["channel"] == "post"]
            assert len(letters) == 2 and all(bool(each) is edition.internal for each in letters)
            assert any("kirje" in name for name in archive.namelist()) is edition.internal
        assert ("kirje.pdf" in (tmp_path / "c.json").read_text("utf-8")) is edition.internal


def test_a_file_of_a_version_without_channels_is_still_read(kept: Database, tmp_path: Path) -> None:
    with kept.reading() as session:
        write_consultation_file(session, consultation_by_key(session, "yksi"), tmp_path / "c.json", EDITION)
    told = json.loads((tmp_path / "c.json").read_text("utf-8"))
    for organisation in told["organisations"]:
        for submission in organisation["submissions"]:
            del submission["entered"]
    read = read_consultation(json.dumps(told).encode())
    assert all(each.entered is None for one in read.organisations for each in one.submissions)


@pytest.mark.parametrize("word", FORMATS)
def test_a_reason_without_an_option_is_in_every_format_as_it_came(kept: Database, tmp_path: Path, word: str) -> None:
    target = tmp_path / "made"
    with kept.reading() as session:
        consultation = consultation_by_key(session, "yksi")
        format_of(word, consultation).write(session, consultation, target, EDITION, without_progress())
    raw = target.read_bytes()
    if is_zipfile(target):
        with ZipFile(target) as archive:
            raw = b"".join(archive.read(name) for name in archive.namelist())
            inner = [BytesIO(archive.read(name)) for name in archive.namelist() if name.endswith(".docx")]
        raw += b"".join(ZipFile(each).read("word/document.xml") for each in inner)
    assert b"Vain perustelu." in raw


def test_every_submission_hangs_on_the_organisations_own_response(kept: Database) -> None:
    with kept.reading() as session:
        assert {each.response.origin for each in session.scalars(select(SubmissionRow))} == {"own"}
