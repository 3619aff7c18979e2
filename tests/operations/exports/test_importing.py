"""A consultation made again from its JSON and its zip: the same, digest by digest; and nothing that is not the same."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.export.data_files.consultation_json import read_consultation
from survey.export.data_files.zip_archive import ArchiveIncomplete, opened_archive
from survey.export.statements.records import Edition
from survey.operations.exports.committee_workbook import export_consultation
from survey.operations.exports.consultation_json import write_consultation_file
from survey.operations.exports.importing import Imported, ImportRefused, import_consultation
from survey.operations.exports.invitation_order import by_group_and_name
from survey.operations.exports.statements import earlier_statements, read_statements
from survey.operations.exports.zip_archive import write_archive
from survey.operations.question_sets.corrections import correct_texts
from survey.operations.submissions.snapshots import contact_answers
from survey.questions.load import load_text
from survey.store.consultations import consultation_by_key, invited
from survey.store.database import Database
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.submissions import submissions_of
from survey.store.tables import AttachmentRow, SnapshotRow
from tests.browser.every_kind import EVERY_KIND, FILLED
from tests.databases import closed, sqlite_database
from tests.files import PDF
from tests.rounds import DETAILS, attach, invite_another, open_round, save, submit, tell_nothing
from tests.words import WordFile

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
EDITION, INTERNAL = (Edition("fi", NOW, by="Maija", internal=internal) for internal in (False, True))
DIGESTS = ("structure_digest", "text_digest", "public_digest", "contact_digest", "secret_digest")


@pytest.fixture(scope="module")
def kept_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A consultation with corrected texts, two statements of one organisation, a silent one, and files."""
    database = sqlite_database(tmp_path_factory.mktemp("kept"))
    with database.writing() as session:
        asked = load_text(EVERY_KIND).question_set
        first = open_round(session, now=NOW, question_set=asked, lasts=timedelta(days=3000))
        first.consultation.closes_at = first.consultation.deadline + timedelta(days=7)
        first.consultation.publication, first.consultation.who_may_answer = "not_published", "anybody"
        first.consultation.reasons = {"short-time": "Asialla on kiire."}
        urls = {"fi": "https://example.fi/muistio"}
        first.consultation.materials = [{"title": {"fi": "Muistio", "sv": "Promemoria"}, "urls": urls, "files": {}}]
        save(session, first, {**FILLED, **DETAILS}, now=NOW)
        attach(session, first, "liitteet", ("Pöytäkirja § 1.pdf", PDF), now=NOW)
        submit(session, first, now=NOW, nonce="first")
        corrected = load_text(
            EVERY_KIND.replace("fi: Säännös, sv: Bestämmelse", "fi: Pykälä, sv: Paragraf")
        ).question_set
        correct_texts(session, first.consultation, corrected, now=NOW)
        save(session, first, {"lyhyt": {"text": "6 §"}}, revision=1, now=NOW)
        submit(session, first, now=NOW + timedelta(hours=1), nonce="second")
        silent = invite_another(session, first.consultation, now=NOW, name="Hiljainen", group="ministry")
        tell_nothing(session, silent, nonce="third", now=NOW)
        joined = invite_another(session, first.consultation, now=NOW, name="Avaamaton").access.invitation
        joined.asked, joined.joined_at = False, NOW
    return closed(database)


@pytest.fixture
def kept(kept_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of it for this test."""
    database = sqlite_database(tmp_path, kept_file)
    yield database
    database.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Database]:
    """Another service."""
    (tmp_path / "elsewhere").mkdir()
    database = sqlite_database(tmp_path / "elsewhere")
    yield database
    database.close()


def as_json(kept: Database, target: Path, edition: Edition = EDITION) -> Path:
    with kept.reading() as session:
        write_consultation_file(session, consultation_by_key(session, "kaikki"), target, edition)
    return target


def as_zip(kept: Database, target: Path, edition: Edition = EDITION) -> Path:
    with kept.reading() as session:
        write_archive(session, consultation_by_key(session, "kaikki"), target, edition)
    return target


def taken_in(
    database: Database, content: bytes, content_of: Callable[[str], bytes | None] = lambda _: None
) -> Imported:
    with database.writing() as session:
        return import_consultation(session, read_consultation(content), content_of, now=NOW)


def snapshots(database: Database) -> list[dict[str, str]]:
    with database.reading() as session:
        rows = session.scalars(select(SnapshotRow).order_by(SnapshotRow.id))
        return [{name: getattr(row, name) for name in (*DIGESTS, "public_part")} for row in rows]


def test_the_same_consultation_is_made_again_digest_by_digest(
    kept: Database, elsewhere: Database, tmp_path: Path
) -> None:
    made = taken_in(elsewhere, as_json(kept, tmp_path / "kaikki.json").read_bytes())
    assert (made.organisations, made.submissions, made.missing_files) == (3, 3, 1)
    assert snapshots(elsewhere) == snapshots(kept)
    with kept.reading() as one, elsewhere.reading() as other:
        here, there = consultation_by_key(one, "kaikki"), consultation_by_key(other, "kaikki")
        for name in (
            "question_set",
            "structure_digest",
            "text_digest",
            "issuer",
            "diary_number",
            "opened_at",
            "deadline",
        ):
            assert getattr(there, name) == getattr(here, name), name
        facts = [
            [
                (
                    e.organisation.name,
                    e.organisation.group,
                    e.invitation.sent_at,
                    e.submission and e.submission.reference,
                )
                for e in invited(s, c.id)
            ]
            for s, c in ((one, here), (other, there))
        ]
        assert facts[0] == facts[1]


def test_what_was_made_again_gives_the_same_file_again(kept: Database, elsewhere: Database, tmp_path: Path) -> None:
    first = as_json(kept, tmp_path / "first.json", INTERNAL)
    taken_in(elsewhere, first.read_bytes())
    second = as_json(elsewhere, tmp_path / "second.json", INTERNAL)
    files = [json.loads(path.read_bytes()) for path in (first, second)]
    for file in files:
        for organisation in file["organisations"]:
            organisation["attachments"] = []  # whose contents are in the zip
    assert files[0] == files[1]


def row_ids(session: Session) -> dict[tuple[str, str], str]:
    """The row of every answer in files, by what it is an answer of."""
    consultation = consultation_by_key(session, "kaikki")
    _consultation, _respondents, statements = read_statements(session, consultation, EDITION)
    latest = [(each.respondent.reference, each.answers) for each in statements()]
    order = by_group_and_name(session, consultation, "fi")
    earlier = [(each.reference, each.answers) for each in earlier_statements(session, order, EDITION)]
    return {
        (reference, address): answer.row_id
        for reference, answers in [*latest, *earlier]
        for address, answer in answers.items()
    }


def test_rows_keep_their_codes_although_others_had_answered_in_another_order(
    tmp_path: Path, elsewhere: Database
) -> None:
    (tmp_path / "here").mkdir()
    here = sqlite_database(tmp_path / "here")
    with here.writing() as session:
        first = open_round(session, now=NOW, question_set=load_text(EVERY_KIND).question_set)
        second = invite_another(session, first.consultation, now=NOW, name="Toinen")
        for each, nonce in ((second, "a"), (first, "b")):
            save(session, each, {**FILLED, **DETAILS}, now=NOW)
            attach(session, each, "liitteet", ("Pöytäkirja.pdf", PDF), now=NOW)
            submit(session, each, now=NOW, nonce=nonce)
        save(session, second, {"lyhyt": {"text": "6 §"}}, revision=1, now=NOW)
        submit(session, second, now=NOW, nonce="c")
    taken_in(elsewhere, as_json(here, tmp_path / "kaikki.json").read_bytes())

    with here.reading() as one, elsewhere.reading() as other:
        assert row_ids(other) == row_ids(one)
        assert len(set(row_ids(one).values())) == len(row_ids(one)) > 3 * 15
    here.close()


def test_whoever_goes_on_writing_begins_with_what_was_handed_in_last(
    kept: Database, elsewhere: Database, tmp_path: Path
) -> None:
    taken_in(elsewhere, as_json(kept, tmp_path / "kaikki.json").read_bytes())
    with elsewhere.reading() as session:
        first = invited(session, consultation_by_key(session, "kaikki").id)[0]
        answers = given_answers(stored_answers_of(session, first.response.id))
    assert answers["lyhyt"].value == {"text": "6 §"}
    assert answers["pykalat/e2/saannos"].value == {"text": "2 §"}


def test_contact_details_are_only_in_an_internal_file(kept: Database, elsewhere: Database, tmp_path: Path) -> None:
    public = as_json(kept, tmp_path / "public.json").read_text()
    internal = as_json(kept, tmp_path / "internal.json", INTERNAL).read_text()
    assert "kaisa@example.fi" in internal and "kirjaamo@example.fi" in internal
    assert "kaisa@example.fi" not in public and not json.loads(public)["contact_details"]
    taken_in(elsewhere, internal.encode())
    with elsewhere.reading() as session:
        response = invited(session, consultation_by_key(session, "kaikki").id)[0].response
        assert contact_answers(submissions_of(session, response.id)[0].snapshot)["details/contact_email"].value == {
            "email": "kaisa@example.fi"
        }


def test_attached_files_come_back_from_the_zip(kept: Database, elsewhere: Database, tmp_path: Path) -> None:
    with opened_archive(as_zip(kept, tmp_path / "kaikki.zip")) as (content, content_of):
        assert taken_in(elsewhere, content, content_of).missing_files == 0
    with elsewhere.reading() as session:
        assert session.execute(select(AttachmentRow.name, AttachmentRow.content)).all() == [("Pöytäkirja § 1.pdf", PDF)]


def test_the_workbook_of_what_was_made_again_can_be_taken(kept: Database, elsewhere: Database, tmp_path: Path) -> None:
    taken_in(elsewhere, as_json(kept, tmp_path / "kaikki.json").read_bytes())
    with elsewhere.reading() as session:
        assert export_consultation(session, consultation_by_key(session, "kaikki"), tmp_path / "x.xlsx", EDITION)


def test_a_consultation_that_is_there_is_not_made_twice(kept: Database, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="already"):
        taken_in(kept, as_json(kept, tmp_path / "kaikki.json").read_bytes())


def _statement(file: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = file["organisations"][0]["submissions"][0]
    return found


def _answer(file: dict[str, Any], address: str) -> dict[str, Any]:
    return next(each for each in _statement(file)["answers"] if each["address"] == address)


CHANGES: Mapping[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "an answer": (lambda file: _answer(file, "lyhyt")["value"].update(text="7 §"), "statement is not the one"),
    "what no answer can have": (
        lambda file: _answer(file, "lyhyt")["value"].update(text="a\x00"),
        "no answer can have",
    ),
    "an answer's digest": (lambda file: _answer(file, "lyhyt").update(digest="0" * 64), "statement is not the one"),
    "an answer too few": (lambda file: _statement(file)["answers"].pop(), "statement is not the one"),
    "an answer to nothing": (lambda file: _answer(file, "lyhyt").update(address="muu"), "no question"),
    "a question": (
        lambda file: file["consultation"]["text_revisions"][0]["question_set"].update(key="toinen"),
        "not those that its digests name",
    ),
    "an unreadable question": (
        lambda file: file["consultation"]["text_revisions"][0]["question_set"].update(sections=[]),
        "cannot be read",
    ),
    "the present texts": (lambda file: file["consultation"].update(text_digest="0" * 64), "not among the revisions"),
    "a group": (lambda file: file["organisations"][0].update(group="village"), "no group"),
    "the texts of a statement": (lambda file: _statement(file).update(text_digest="1" * 64), "not among the revisions"),
    "a contact detail": (
        lambda file: _statement(file)["contact"][0]["value"].update(email="toinen@example.fi"),
        "statement is not the one",
    ),
    "a reference": (
        lambda file: _statement(file).update(reference=file["organisations"][0]["submissions"][1]["reference"]),
        "reference already",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_file_that_somebody_changed_is_refused_whole(
    kept: Database, elsewhere: Database, tmp_path: Path, what: str
) -> None:
    change, reason = CHANGES[what]
    file = json.loads(as_json(kept, tmp_path / "kaikki.json", INTERNAL).read_bytes())
    change(file)
    with pytest.raises(ImportRefused, match=reason):
        taken_in(elsewhere, json.dumps(file).encode())
    assert not snapshots(elsewhere)
    with elsewhere.reading() as session:
        assert not invited(session, 1)


def test_what_is_no_such_file_is_refused(kept: Database, tmp_path: Path) -> None:
    file = json.loads(as_json(kept, tmp_path / "kaikki.json").read_bytes())
    for wrong in (
        b"{}",
        b"no json",
        json.dumps(file | {"version": 2}).encode(),
        json.dumps(file | {"more": 1}).encode(),
    ):
        with pytest.raises(ValidationError):
            read_consultation(wrong)


def test_the_zip_has_every_statement_in_word_and_sums_that_prove_each_file(kept: Database, tmp_path: Path) -> None:
    with ZipFile(as_zip(kept, tmp_path / "kaikki.zip")) as package:
        package.extractall(tmp_path / "out")
        manifest = json.loads(package.read("manifest.json"))
    sums = dict(line.split("  ")[::-1] for line in (tmp_path / "out" / "SHA256SUMS").read_text().splitlines())
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    found = {str(path.relative_to(tmp_path / "out")): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert sums == found
    assert {each["path"]: each["sha256"] for each in manifest["files"]} | {
        "manifest.json": found["manifest.json"]
    } == found
    told = [(each["organisation"]["fi"], each["number"], each["counts"]) for each in manifest["statements"]]
    assert told == [("Mallikunta", 1, False), ("Mallikunta", 2, True), ("Hiljainen", 1, True)]
    earlier, latest, silent = (WordFile(tmp_path / "out" / each["document"]) for each in manifest["statements"])
    assert earlier.answer("2. Säännös") == "5 §", "in the words that were answered"
    assert latest.answer("2. Pykälä") == "6 §"
    assert "Lausunnonantajalla ei ole lausuttavaa." in silent.text
    (file,) = manifest["statements"][1]["attachments"]
    assert file["name"] == "Pöytäkirja § 1.pdf" and file["path"].isascii()
    assert (tmp_path / "out" / file["path"]).read_bytes() == PDF
    assert not manifest["contact_details"] and "Kaisa" not in latest.text


def test_an_internal_zip_has_contact_details_in_word_too(kept: Database, tmp_path: Path) -> None:
    with ZipFile(as_zip(kept, tmp_path / "kaikki.zip", INTERNAL)) as package:
        path = json.loads(package.read("manifest.json"))["statements"][1]["document"]
        facts = WordFile(package.read(path)).facts
    assert facts["Vastaukset kirjanneen henkilön nimi (ei julkaista)"] == "Kaisa Kirjaaja"


def test_the_same_consultation_makes_the_same_bytes(kept: Database, tmp_path: Path) -> None:
    for write, ending in ((as_json, "json"), (as_zip, "zip")):
        one, other = (hashlib.sha256(write(kept, tmp_path / f"{n}.{ending}").read_bytes()).hexdigest() for n in "ab")
        assert one == other


@pytest.mark.parametrize(
    ("language", "folders"), [("fi", {"lausunnot", "liitteet"}), ("sv", {"utlatanden", "bilagor"})]
)
def test_the_folders_of_a_zip_have_names_in_its_language(
    kept: Database, tmp_path: Path, language: str, folders: set[str]
) -> None:
    with ZipFile(as_zip(kept, tmp_path / "a.zip", replace(EDITION, language=language))) as package:
        found = package.namelist()

    assert {name.partition("/")[0] for name in found if "/" in name} == folders
    assert {name for name in found if "/" not in name} == {"consultation.json", "manifest.json", "SHA256SUMS"}


def test_a_damaged_zip_is_refused(kept: Database, elsewhere: Database, tmp_path: Path) -> None:
    whole = as_zip(kept, tmp_path / "kaikki.zip")
    with ZipFile(whole) as package, ZipFile(tmp_path / "less.zip", "w") as less:
        for name in package.namelist():
            if not name.startswith("liitteet/"):
                less.writestr(name, package.read(name))
    with (
        opened_archive(tmp_path / "less.zip") as (content, content_of),
        pytest.raises(ArchiveIncomplete, match="missing"),
    ):
        taken_in(elsewhere, content, content_of)
    with ZipFile(tmp_path / "none.zip", "w") as none:
        none.writestr("x", "x")
    with pytest.raises(ArchiveIncomplete, match="no archive"), opened_archive(tmp_path / "none.zip"):
        pass
