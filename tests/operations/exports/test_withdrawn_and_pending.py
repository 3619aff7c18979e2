"""What files say of withdrawn statements and of pending decisions, and that an import gives the same again."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook
from sqlalchemy import select

from survey.export.data_files.consultation_json import read_consultation
from survey.export.documents.committee_pack import Order
from survey.export.statements.records import Decision, Edition
from survey.operations.exports.committee_pack import write_pack
from survey.operations.exports.committee_workbook import export_consultation
from survey.operations.exports.consultation_json import write_consultation_file
from survey.operations.exports.importing import import_consultation
from survey.operations.exports.zip_archive import write_archive
from survey.operations.submissions.confirming import confirm_statement, decision_fingerprint
from survey.operations.submissions.submitting import DecisionSaid
from survey.operations.submissions.withdrawing import withdraw
from survey.questions.asking.decision import told_decision
from survey.store.database import Database
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.tables import ConsultationRow, SubmissionRow
from tests.databases import sqlite_database
from tests.rounds import DETAILS, invite_another, open_round, save, submit
from tests.words import WordFile

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
EDITION = Edition("fi", NOW, by="Maija", full=True)
PENDING = DecisionSaid(Decision.PENDING, date(2026, 12, 1))
REASON, TEXT = "Lautakunta käsittelee asian uudelleen.", "Peruttu teksti, jota ei enää ole vastauksissa."
DECIDED = {"details/decision_body": {"text": "Kunnanhallitus"}, "details/decision_date": {"date": "23.11.2026"}}


def a_round_of_each(database: Database) -> ConsultationRow:
    """A consultation with a withdrawn statement, one whose decision is pending, and one that was confirmed."""
    with database.writing() as session:
        withdrawn = open_round(session, now=NOW)
        withdrawn.consultation.decisions_until = withdrawn.consultation.deadline + timedelta(days=9)
        pending = invite_another(session, withdrawn.consultation, now=NOW, name="Odottava")
        confirmed = invite_another(session, withdrawn.consultation, now=NOW, name="Vahvistettu")
        for nonce, each, text in (("a", withdrawn, TEXT), ("b", pending, "B."), ("c", confirmed, "C.")):
            save(session, each, {**DETAILS, "nakemys": {"text": text}}, now=NOW)
            submit(session, each, now=NOW, nonce=nonce, said=PENDING)
        made = session.scalars(select(SubmissionRow).order_by(SubmissionRow.id)).all()
        later = NOW + timedelta(hours=1)
        withdraw(session, withdrawn.access, nonce="w", checked=made[0].reference, reason=REASON, now=later)
        save(session, confirmed, DECIDED, now=later)
        told = told_decision(given_answers(stored_answers_of(session, confirmed.access.response.id)))
        confirm_statement(session, confirmed.access, nonce="c", checked=decision_fingerprint(made[2], told), now=later)
        return withdrawn.consultation


def test_the_workbook_lists_what_was_withdrawn_without_its_answers_and_says_how_far_decisions_are(
    sqlite: Database, tmp_path: Path
) -> None:
    consultation, target = a_round_of_each(sqlite), tmp_path / "a.xlsx"
    with sqlite.reading() as session:
        export_consultation(session, consultation, target, EDITION)
    book = load_workbook(target)
    words = {sheet.title: "\n".join(str(c) for row in sheet.values for c in row if c) for sheet in book}
    assert not [title for title, text in words.items() if TEXT in text]
    assert REASON in words["Perutut lausunnot"] and "Mallikunta" in words["Perutut lausunnot"]
    respondents = words["Lausunnonantajat"]
    assert all(each in respondents for each in ("Peruttu", "Päätös odottaa (1.12.2026)", "Päätetty jälkikäteen"))
    assert "Kunnanhallitus" in respondents and "2026-11-23" in respondents


def test_the_committees_papers_list_what_was_withdrawn(sqlite: Database, tmp_path: Path) -> None:
    consultation = a_round_of_each(sqlite)
    for order in Order:
        target = tmp_path / f"{order}.docx"
        with sqlite.reading() as session:
            write_pack(session, consultation, target, EDITION, order=order)
        text = WordFile(target).text
        assert "Perutut lausunnot" in text and REASON in text and TEXT not in text
        assert "Päätös odottaa" in text


def test_an_import_gives_the_same_json_again(sqlite: Database, tmp_path: Path) -> None:
    consultation, first, second = a_round_of_each(sqlite), tmp_path / "a.json", tmp_path / "b.json"
    with sqlite.reading() as session:
        write_consultation_file(session, consultation, first, EDITION)
    (tmp_path / "other").mkdir()
    other = sqlite_database(tmp_path / "other")
    with other.writing() as session:
        made = import_consultation(session, read_consultation(first.read_bytes()), lambda _digest: None, now=NOW)
        write_consultation_file(session, made.consultation, second, EDITION)
    other.close()
    assert first.read_bytes() == second.read_bytes()
    submissions = [each["submissions"][0] for each in json.loads(first.read_text())["organisations"]]
    assert [each["decision"] for each in submissions] == ["pending"] * 3
    assert submissions[0]["withdrawn"]["reason"] == REASON and not submissions[1]["withdrawn"]
    assert submissions[2]["confirmed"]["body"] == "Kunnanhallitus"


def test_the_archive_keeps_what_was_withdrawn_apart(sqlite: Database, tmp_path: Path) -> None:
    consultation, target = a_round_of_each(sqlite), tmp_path / "a.zip"
    with sqlite.reading() as session:
        write_archive(session, consultation, target, EDITION)
    with ZipFile(target) as package:
        told = json.loads(package.read("manifest.json"))["statements"]
        withdrawn = next(each for each in told if each["withdrawn"])
        assert withdrawn["withdrawn"]["reason"] == REASON and not withdrawn["counts"]
        assert "/perutut/" in withdrawn["document"] and withdrawn["document"] in package.namelist()
