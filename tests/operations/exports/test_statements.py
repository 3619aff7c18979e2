"""Taking a consultation's statements out of the store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy.orm import Session

from survey.export.statements.records import Edition
from survey.languages import gettext
from survey.operations.exports.committee_workbook import export_consultation
from survey.operations.exports.formats import export_name
from tests.databases import sqlite_database
from tests.rounds import DETAILS, Round, invite_another, open_round, save, submit

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def round_(tmp_path: Path) -> Iterator[tuple[Session, Round]]:
    """A round in which one organisation has handed in."""
    database = sqlite_database(tmp_path)
    with database.writing() as session:
        made = open_round(session, now=NOW)
        save(session, made, {"nakemys": {"text": "Lausumme näin."}, **DETAILS}, now=NOW)
        submit(session, made, now=NOW)
        yield session, made
    database.close()


def exported(round_: tuple[Session, Round], target: Path, **how: Any) -> tuple[str, Any]:
    """The digest and the workbook that Maija makes."""
    edition = Edition(**{"language": "fi", "exported_at": NOW, "by": "Maija", **how})
    digest = export_consultation(round_[0], round_[1].consultation, target, edition)
    return digest, openpyxl.load_workbook(target)


def everything(book: Any) -> str:
    return str([cell.value for sheet in book for row in sheet.iter_rows() for cell in row])


def test_the_same_round_by_the_same_person_at_the_same_time_gives_the_same_bytes(
    round_: tuple[Session, Round], tmp_path: Path
) -> None:
    made = [exported(round_, tmp_path / name)[0] for name in ("a.xlsx", "b.xlsx")]
    other, _book = exported(round_, tmp_path / "c.xlsx", by="Liisa")

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert made[0] == made[1] != other


def test_contact_details_are_in_the_internal_file_alone_and_each_says_which_it_is(
    round_: tuple[Session, Round], tmp_path: Path
) -> None:
    _digest, public = exported(round_, tmp_path / "a.xlsx")
    _digest, internal = exported(round_, tmp_path / "b.xlsx", internal=True)

    for book, words in ((public, "Without contact details"), (internal, "Internal: with contact details")):
        told = gettext("fi", words)
        assert (book.properties.subject, book.properties.lastModifiedBy) == (told, "Maija")
        assert all(sheet.oddFooter.left.text.startswith(f"{sheet.title} – {told}") for sheet in book)
    assert "Kaisa Kirjaaja" not in everything(public)
    assert "kaisa@example.fi" not in everything(public)
    assert "Kaisa Kirjaaja" in everything(internal)
    assert "kaisa@example.fi" in everything(internal)


def test_rows_come_by_the_group_that_the_statement_gives(round_: tuple[Session, Round], tmp_path: Path) -> None:
    session, made = round_
    other = invite_another(session, made.consultation, now=NOW, name="Aapinen")
    group = {"details/respondent_group": {"option": "parish"}}
    save(session, other, {"nakemys": {"text": "Toinen."}, **DETAILS}, now=NOW)
    save(session, other, group, revision=1, now=NOW)
    submit(session, other, now=NOW)

    _digest, book = exported(round_, tmp_path / "a.xlsx")

    rows = list(book[gettext("fi", "By question")].iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == ["Mallikunta", "Aapinen"]


def test_the_texts_are_told_revision_by_revision(round_: tuple[Session, Round], tmp_path: Path) -> None:
    _digest, book = exported(round_, tmp_path / "a.xlsx")

    rows = [row[:2] for row in book.worksheets[0].iter_rows(values_only=True)]
    first = [row[0] for row in rows].index(gettext("fi", "Texts, revision %(number)s", number=1))
    revision = [row[1] for row in rows[first : first + 2]]  # a value that is longer than the sheet is wide goes on
    assert revision[-1] == round_[1].consultation.text_digest


def test_the_name_of_a_file_tells_which_it_is(round_: tuple[Session, Round]) -> None:
    names = [
        export_name(round_[1].consultation, Edition("sv", NOW, by="Maija", internal=internal))
        for internal in (False, True)
    ]

    assert names[0].endswith("-2026-11-24.xlsx")
    assert names[1] == names[0].replace("-2026", "-intern-2026")
