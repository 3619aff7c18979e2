"""Groups of the installation's own in files: named and counted in every format, and carried to another installation."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.export.data_files.consultation_json import read_consultation
from survey.export.documents.committee_pack import Order
from survey.export.progress import without_progress
from survey.export.statements.records import Edition
from survey.operations.consultations.following import at_a_glance
from survey.operations.exports.formats import FORMATS, format_of
from survey.operations.exports.importing import ImportRefused, import_consultation
from survey.questions.details import GROUP, group_name
from survey.questions.freeze import canonical_json, freeze, read_frozen
from survey.store.database import Database
from survey.store.tables import ConsultationRow, OrganisationRow, SnapshotRow
from tests.databases import sqlite_database
from tests.operations.register.registers import add_own_group
from tests.rounds import DETAILS, Round, invite_another, open_round, save, submit

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CHOICE = {"kanta": {"option": "kylla", "reason": ""}, **DETAILS}

Made = tuple[Session, Round, str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A round in which one organisation was asked in a group of the installation's own, and another has chosen one that
    came later; and the key of the first.
    """
    database = sqlite_database(tmp_path_factory.mktemp("round"))
    with database.writing() as session:
        region = add_own_group(session, NOW)
        round_ = open_round(session, now=NOW)
        asked = invite_another(session, round_.consultation, now=NOW, name="Aapinen", group=region.key)
        save(session, asked, CHOICE, now=NOW)
        submit(session, asked, now=NOW, nonce="asked")
        club = add_own_group(session, NOW, "Kerho", "Klubb")
        invite_another(session, round_.consultation, now=NOW, name="Öljykerho", group=club.key)
        save(session, round_, CHOICE, now=NOW)
        save(session, round_, {GROUP: {"option": club.key}}, revision=1, now=NOW)
        submit(session, round_, now=NOW, nonce="chosen")
        yield session, round_, region.key
    database.close()


def written(made: Made, target: Path, word: str, order: Order = Order.QUESTION, language: str = "fi") -> bytes:
    """The bytes of a file of this format."""
    session, round_, _key = made
    kind = format_of(word, round_.consultation, order=order)
    edition = Edition(language, NOW, by="Maija")
    kind.write(session, round_.consultation, target / "file", edition, without_progress())
    return (target / "file").read_bytes()


def everything(content: bytes) -> str:
    """All that a file says, also in the files within it."""
    if not is_zipfile(BytesIO(content)):
        return content.decode("utf-8", "replace")
    with ZipFile(BytesIO(content)) as package:
        return "\n".join(everything(package.read(name)) for name in package.namelist())


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("word", FORMATS)
def test_every_file_names_the_groups(made: Made, tmp_path: Path, word: str, order: Order) -> None:
    if word != "docx" and order is not Order.QUESTION:
        return
    said = everything(written(made, tmp_path, word, order, "sv"))
    assert "Ekonomisk region" in said and "Klubb" in said
    if word not in {"json", "zip"}:
        assert made[2] not in said


def rows_of(book: Any, title: str) -> list[tuple[Any, ...]]:
    return list(book[title].iter_rows(values_only=True))


def test_the_workbook_counts_them_apart_in_their_order(made: Made, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(written(made, tmp_path, "xlsx")))
    summary = [row[:3] for row in rows_of(book, "Yhteenveto") if row[0] in {"Seutukunta", "Kerho", "Yhteensä"}]
    assert summary == [("Seutukunta", 1, 1), ("Kerho", 2, 1), ("Yhteensä", 3, 2)]
    chosen = [(row[2], row[4]) for row in rows_of(book, "Jakaumat") if row[3] == "Kyllä"]
    assert chosen == [("Kaikki lausunnonantajat", 2), ("Seutukunta", 1), ("Kerho", 1)]
    assert [row[1] for row in rows_of(book, "Lausunnonantajat")[1:]] == ["Seutukunta", "Kerho", "Kerho"]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Database]:
    """Another installation, which has no groups of its own."""
    (tmp_path / "elsewhere").mkdir()
    database = sqlite_database(tmp_path / "elsewhere")
    yield database
    database.close()


def taken_in(database: Database, content: bytes) -> None:
    with database.writing() as session:
        import_consultation(session, read_consultation(content), lambda _: None, now=NOW)


def test_another_installation_takes_the_groups_with_their_names_for_this_consultation(
    made: Made, elsewhere: Database, tmp_path: Path
) -> None:
    taken_in(elsewhere, written(made, tmp_path, "json"))
    with elsewhere.writing() as session:
        consultation = session.scalars(select(ConsultationRow)).one()
        assert consultation.question_set == made[1].consultation.question_set
        named = {each.name for each in at_a_glance(session, consultation, language="sv").groups}
        assert named == {"Kommun eller stad", "Ekonomisk region", "Klubb"}
        assert group_name(made[2], read_frozen(consultation.question_set).own_groups, "fi") == "Seutukunta"
        assert made[2] in session.scalars(select(OrganisationRow.group))
        assert len(list(session.scalars(select(SnapshotRow)))) == 2


def _renamed(plain: dict[str, Any]) -> None:
    for revision in plain["consultation"]["text_revisions"]:
        revision["question_set"]["own_groups"][0]["name_fi"] = "Toinen"


def _without_groups(plain: dict[str, Any]) -> None:
    """As if the groups were never there, with digests that fit."""
    for revision in plain["consultation"]["text_revisions"]:
        del revision["question_set"]["own_groups"]
        revision["text_digest"] = freeze(read_frozen(canonical_json(revision["question_set"]))).text_digest
    plain["consultation"]["text_revisions"] = plain["consultation"]["text_revisions"][:1]
    plain["consultation"]["text_digest"] = plain["consultation"]["text_revisions"][0]["text_digest"]


def _only_in_the_answer(plain: dict[str, Any]) -> None:
    _without_groups(plain)
    for organisation in plain["organisations"]:
        organisation["group"] = "municipality"
        for each in organisation["submissions"]:
            each["text_digest"] = plain["consultation"]["text_digest"]


def _of_a_built_in_key(plain: dict[str, Any]) -> None:
    for revision in plain["consultation"]["text_revisions"]:
        revision["question_set"]["own_groups"][0]["key"] = "municipality"


@pytest.mark.parametrize("spoil", [_renamed, _without_groups, _only_in_the_answer, _of_a_built_in_key])
def test_a_file_with_groups_that_nobody_could_read_is_refused(
    made: Made, elsewhere: Database, tmp_path: Path, spoil: Any
) -> None:
    plain = json.loads(written(made, tmp_path, "json"))
    spoil(plain)
    with pytest.raises(ImportRefused):
        taken_in(elsewhere, json.dumps(plain).encode())
    assert not _consultations(elsewhere)


def _consultations(database: Database) -> list[ConsultationRow]:
    with database.reading() as session:
        return list(session.scalars(select(ConsultationRow)))
