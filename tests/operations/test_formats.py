"""Every form of a round with every kind of question keeps to the standard of its files (ECMA-376)."""

from datetime import datetime
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from survey.export.progress import untold
from survey.export.round import Edition
from survey.operations.formats import FORMATS, format_of
from survey.questions.load import load_text
from survey.store.database import Database
from tests.browser.stage import EVERY_KIND, FILES, FILLED
from tests.rounds import DETAILS, attach, open_round, save, submit

WRITTEN_BY_OPENPYXL = {
    ("xl/worksheets/", "inline-string cell"): "a table of shared texts would have to be in memory whole",
    ("xl/styles.xml", "/fonts[1]/font["): "openpyxl puts a font's elements in an order of its own, and Excel reads any",
}
"""What is found in every workbook, by its part and its words, and why it is left."""


@pytest.mark.parametrize("internal", [False, True])
@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize(("form", "full"), [("xlsx", False), ("xlsx", True), ("docx", False)])
def test_a_file_of_office_keeps_to_the_standard(  # noqa: PLR0917  # which file is made where
    sqlite: Database, tmp_path: Path, now: datetime, form: str, full: bool, language: str, internal: bool
) -> None:
    target = tmp_path / f"made.{FORMATS[form].ending}"
    with sqlite.writing() as session:
        asked = open_round(session, now=now, question_set=load_text(EVERY_KIND).question_set)
        save(session, asked, DETAILS | FILLED, now=now)
        attach(session, asked, "liitteet", *FILES, now=now)
        submit(session, asked, now=now)
        edition = Edition(language, now, by="Maija", internal=internal, full=full)
        format_of(form, asked.consultation).write(session, asked.consultation, target, edition, untold())
    found = [str(error) for error in OpenXmlValidator(max_errors=1_000).validate(target).errors]
    known = [each for each in found if any(part in each and words in each for part, words in WRITTEN_BY_OPENPYXL)]
    assert found == known
