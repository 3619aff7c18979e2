"""What files say of joint statements, and that an import gives the same again."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from survey.export.data_files.consultation_json import read_consultation
from survey.export.statements.records import Edition
from survey.operations.exports.consultation_json import write_consultation_file
from survey.operations.exports.importing import ImportRefused, import_consultation
from survey.operations.joint.handing_in import put_all_behind
from survey.operations.joint.naming import Named, enter_confirmation, name_party
from survey.operations.joint.texts import joint_text
from survey.store.database import Database
from survey.store.following import JOINT, Filters, followed
from survey.store.tables import ConsultationRow, JointPartyRow
from tests.databases import sqlite_database
from tests.rounds import DETAILS, invite_another, open_round, save, submit

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
EDITION = Edition("fi", NOW, by="Maija", full=True)
LATER = NOW + timedelta(hours=1)


def joint_round(database: Database) -> ConsultationRow:
    """A consultation with a statement that two organisations are behind, and a later version of it."""
    with database.writing() as session:
        round_ = open_round(session, now=NOW)
        access = round_.access
        invite_another(session, round_.consultation, now=NOW, name="Naapurikunta")
        save(session, round_, {**DETAILS, "nakemys": {"text": "Kannatamme yhdessä."}}, now=NOW)
        named = Named({"fi": "Naapurikunta"}, "municipality", "fi", "kirjaamo@naapuri.example")
        party = name_party(session, access, named, by_mail=False, now=NOW)
        for nonce, text, now in (("a", "Kannatamme yhdessä.", NOW), ("b", "Kannatamme yhdessä yhä.", LATER)):
            save(session, round_, {"nakemys": {"text": text}}, revision=0 if now == NOW else 1, now=now)
            submission = submit(session, round_, now=now, nonce=nonce)
            checked = joint_text(session, round_.consultation, access.response, "fi", now=now).digest
            enter_confirmation(session, access, party.id, "Kunnanjohtajan viesti", checked=checked, now=now)
            party.dissent, party.dissent_language = "Emme kannata pykälää 3.", "fi"
            put_all_behind(session, access, submission, by_mail=False, now=now)
        return round_.consultation


def test_an_import_gives_the_same_json_and_the_same_status_again(sqlite: Database, tmp_path: Path) -> None:
    consultation, first, second = joint_round(sqlite), tmp_path / "a.json", tmp_path / "b.json"
    with sqlite.reading() as session:
        write_consultation_file(session, consultation, first, EDITION)
    (tmp_path / "other").mkdir()
    other = sqlite_database(tmp_path / "other")
    with other.writing() as session:
        made = import_consultation(session, read_consultation(first.read_bytes()), lambda _digest: None, now=NOW)
        write_consultation_file(session, made.consultation, second, EDITION)
        rows = followed(session, made.consultation.id, Filters(), language="fi")
        assert {each.organisation.name["fi"]: each.status for each in rows}["Naapurikunta"] == JOINT
        party = session.scalars(select(JointPartyRow)).one()
        text = joint_text(session, made.consultation, party.response, "fi", now=LATER)
        assert text.is_confirmed_by(party), "it has confirmed the later version"
    other.close()
    assert first.read_bytes() == second.read_bytes()
    submissions = json.loads(first.read_text())["organisations"][0]["submissions"]
    assert [each["parties"][0]["dissent"] for each in submissions] == ["Emme kannata pykälää 3."] * 2


@pytest.mark.parametrize(
    ("parties", "told"),
    [
        (lambda party: [{**party, "organisation": {"fi": "Muu kunta"}}], "not exactly one organisation “Muu kunta”"),
        (lambda party: [party, party], "is behind it twice"),
    ],
)
def test_who_is_behind_a_statement_is_one_of_the_files_organisations_and_is_so_once(
    sqlite: Database, tmp_path: Path, parties: Callable[[Any], list[Any]], told: str
) -> None:
    consultation, file = joint_round(sqlite), tmp_path / "a.json"
    with sqlite.reading() as session:
        write_consultation_file(session, consultation, file, EDITION)
    content = json.loads(file.read_text())
    submission = content["organisations"][0]["submissions"][0]
    submission["parties"] = parties(submission["parties"][0])
    (tmp_path / "other").mkdir()
    other = sqlite_database(tmp_path / "other")
    with pytest.raises(ImportRefused, match=told), other.writing() as session:
        import_consultation(session, read_consultation(json.dumps(content).encode()), lambda _digest: None, now=NOW)
    other.close()
