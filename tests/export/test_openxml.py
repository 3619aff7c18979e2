"""Finished workbooks before a stricter judge than any spreadsheet: Microsoft's own rules, as openxml-audit has them.

It brings lxml, which the writer must not use: `survey.export.xlsx` sees to that.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from sqlalchemy.orm import Session

from survey.export.progress import without_progress
from survey.export.statements.records import Edition
from survey.operations.exports.formats import FORMATS
from survey.questions.load import load_text
from survey.store.tables import ConsultationRow
from tests.browser.every_kind import EVERY_KIND, FILES, FILLED
from tests.databases import sqlite_database
from tests.rounds import DETAILS, attach, open_round, save, submit
from tests.site import now_for_pages

ALWAYS = {
    r"inline-string cell\(s\)": (
        "A file that is written once from top to bottom has its texts in their cells: the standard allows it, every"
        " programme reads it, and Excel moves them when it saves the file."
    ),
}
"""What is found in every workbook that openpyxl writes row by row, and why it may stay."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, ConsultationRow]]:
    """A round with a statement that answers every kind of question, with files and long texts."""
    now = now_for_pages()
    database = sqlite_database(tmp_path_factory.mktemp("openxml"))
    with database.writing() as session:
        round_ = open_round(session, now=now, question_set=load_text(EVERY_KIND).question_set)
        save(
            session,
            round_,
            DETAILS | FILLED | {"pykalat/e2/huomautus": {"text": "Pitkä <teksti> & toinen. " * 2_000}},
            now=now,
        )
        attach(session, round_, "liitteet", *FILES, now=now)
        submit(session, round_, now=now)
        yield session, round_.consultation
    database.close()


@pytest.mark.parametrize(("form", "full"), [("xlsx", False), ("xlsx", True), ("table", False)])
@pytest.mark.parametrize("internal", [False, True])
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_workbook_of_every_kind_of_question_is_found_right_but_for_what_is_always_there(  # noqa: PLR0917
    filled: tuple[Session, ConsultationRow], tmp_path: Path, form: str, full: bool, internal: bool, language: str
) -> None:
    target = tmp_path / "a.xlsx"
    edition = Edition(language, now_for_pages(), by="Maija Valmistelija", internal=internal, full=full)
    FORMATS[form].write(*filled, target, edition, without_progress())

    found = [str(each) for each in OpenXmlValidator(strict=True, max_errors=0).validate(str(target)).errors]

    assert [each for each in found if not any(re.search(known, each) for known in ALWAYS)] == []
    assert all(any(re.search(known, each) for each in found) for known in ALWAYS), "a known finding is gone: remove it"


def test_a_word_file_of_every_kind_of_question_is_found_right(
    filled: tuple[Session, ConsultationRow], tmp_path: Path
) -> None:
    target = tmp_path / "a.docx"
    FORMATS["docx"].write(*filled, target, Edition("fi", now_for_pages(), by="Maija"), without_progress())

    assert OpenXmlValidator(strict=True, max_errors=0).validate(str(target)).is_valid
