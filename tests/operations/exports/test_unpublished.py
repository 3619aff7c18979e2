"""Answers that are not published are in no file but the internal ones: in no format and no sheet, also new ones."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import openpyxl
import pytest
from sqlalchemy.orm import Session

from survey.export.documents.committee_pack import Order
from survey.export.progress import without_progress
from survey.export.statements.records import Edition
from survey.operations.exports.formats import FORMATS, format_of
from tests.databases import sqlite_database
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, Round, open_round, save, submit

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PUBLISHED = {
    "julkinen": {"text": "NAKYVA-1"},
    "pykalat": {"entries": "e1"},
    "pykalat/e1/huomio": {"text": "NAKYVA-2"},
    "muuta": {"text": "NAKYVA-3"},
}
UNPUBLISHED = {
    "laskija": {"text": "SALATTU-1"},
    "suostumus": {"option": "kylla", "reason": "SALATTU-2"},
    "pykalat/e1/huomaaja": {"text": "SALATTU-3"},
    "tekijat": {"entries": "e1"},
    "tekijat/e1/tekija": {"text": "SALATTU-4"},
    "puhelin": {"phone": "0409 040 904"},
}
MARKS = ["SALATTU-1", "SALATTU-2", "SALATTU-3", "SALATTU-4", "0409 040 904"]
EARLIER = "SALATTU-0"

Wanted = tuple[str, bool, Order]

EVERY_FORMAT: list[Wanted] = [
    *((word, False, Order.QUESTION) for word in FORMATS),
    ("xlsx", True, Order.QUESTION),
    ("docx", False, Order.GROUP),
    ("docx", False, Order.ORGANISATION),
]


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, Round]]:
    """A round in which one organisation has handed in twice."""
    database = sqlite_database(tmp_path_factory.mktemp("round"))
    with database.writing() as session:
        made = open_round(session, now=NOW, question_set=tiny_set("public"))
        first = {**PUBLISHED, **UNPUBLISHED, "laskija": {"text": EARLIER}, **DETAILS}
        save(session, made, first, now=NOW)
        submit(session, made, now=NOW)
        save(session, made, {"laskija": UNPUBLISHED["laskija"]}, now=NOW, revision=1)
        submit(session, made, now=NOW, nonce="second")
        yield session, made
    database.close()


def everything(content: bytes) -> str:
    """All that a file says, also in the files within it."""
    if not is_zipfile(BytesIO(content)):
        return content.decode("utf-8", "replace")
    with ZipFile(BytesIO(content)) as package:
        return "\n".join([name + everything(package.read(name)) for name in package.namelist()])


def exported(round_: tuple[Session, Round], target: Path, wanted: Wanted, *, internal: bool) -> bytes:
    word, full, order = wanted
    session, made = round_
    format_ = format_of(word, made.consultation, order=order, full=full)
    edition = Edition("fi", exported_at=NOW, by="Maija", internal=internal, full=full)
    format_.write(session, made.consultation, target, edition, without_progress())
    return target.read_bytes()


@pytest.mark.parametrize("wanted", EVERY_FORMAT, ids=lambda wanted: "-".join(map(str, wanted)))
def test_no_published_file_has_an_answer_that_is_not_published(
    round_: tuple[Session, Round], tmp_path: Path, wanted: Wanted
) -> None:
    text = everything(exported(round_, tmp_path / "file", wanted, internal=False))

    assert "NAKYVA-1" in text
    assert "NAKYVA-2" in text
    assert [mark for mark in [*MARKS, EARLIER, "0409"] if mark in text] == []


@pytest.mark.parametrize("wanted", [each for each in EVERY_FORMAT if FORMATS[each[0]].has_contact], ids=str)
def test_an_internal_file_has_every_answer(round_: tuple[Session, Round], tmp_path: Path, wanted: Wanted) -> None:
    text = everything(exported(round_, tmp_path / "file", wanted, internal=True))

    assert [mark for mark in [*MARKS, "NAKYVA-1", "NAKYVA-3"] if mark not in text] == []
    assert (EARLIER in text) is (wanted[1] or wanted[0] != "xlsx")


def test_a_published_workbook_does_not_tell_that_the_question_was_asked_and_keeps_the_numbers(
    round_: tuple[Session, Round], tmp_path: Path
) -> None:
    for wanted in (("xlsx", False, Order.QUESTION), ("xlsx", True, Order.QUESTION)):
        book = openpyxl.load_workbook(BytesIO(exported(round_, tmp_path / "a.xlsx", wanted, internal=False)))
        cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
        assert not [
            cell for cell in cells if "laskenut" in cell or "Saako" in cell or "Tekij" in cell or "Kuka" in cell
        ]
        assert any(cell.startswith("7 Muuta") for cell in cells), sorted(cells)


def test_a_set_of_which_nothing_is_published_makes_every_file(tmp_path: Path) -> None:
    whole = tiny_set("public")
    database = sqlite_database(tmp_path)
    with database.writing() as session:
        made = open_round(session, now=NOW, question_set=whole.model_copy(update={"sections": whole.sections[1:2]}))
        save(session, made, {"puhelin": UNPUBLISHED["puhelin"], **DETAILS}, now=NOW)
        submit(session, made, now=NOW)
        for number, wanted in enumerate(EVERY_FORMAT):
            text = everything(exported((session, made), tmp_path / str(number), wanted, internal=False))
            assert "0409" not in text
    database.close()
