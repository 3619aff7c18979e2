"""The sheet to read and to print: its columns may change, and each keeps its own cells."""

from pathlib import Path

import openpyxl
import pytest

from survey.export.committee_workbook.by_question import by_question_sheet
from survey.export.committee_workbook.handling import handling_sheet
from survey.export.xlsx.book import write_workbook
from survey.languages import gettext
from survey.questions.question import Given
from tests.export.committee_workbook.test_rows import read
from tests.export.rounds import column, listed, sheet, statement
from tests.export.small_files import ABOUT, put_in

GIVEN = statement({"kanta": Given({"option": "ei", "reason": "Koska."}), "muuta": "a"})


@pytest.mark.parametrize("before", ["Question", "Answer text", "Position", "Row code"])
def test_a_column_that_is_put_in_shifts_no_cell_under_another_header(tmp_path: Path, before: str) -> None:
    for name, more in (("before.xlsx", False), ("after.xlsx", True)):
        with read(GIVEN) as contents:
            answers = by_question_sheet(contents)
            sheets = [handling_sheet(contents), put_in(answers, before) if more else answers]
            write_workbook(tmp_path / name, sheets, ABOUT)
    old, new = (
        listed(openpyxl.load_workbook(tmp_path / name), "By question") for name in ("before.xlsx", "after.xlsx")
    )

    assert column(new, "Row code") == ["rivi-kanta", "rivi-muuta"]
    assert column(new, "Digest of the answer") == ["ab" * 32] * 2
    assert [row.pop("Uusi") for row in new] == ["x", "x"]
    assert new == old


def test_the_choice_of_a_position_follows_its_column(tmp_path: Path) -> None:
    with read(GIVEN) as contents:
        sheets = [put_in(handling_sheet(contents), "Answers"), put_in(by_question_sheet(contents), "Question")]
        write_workbook(tmp_path / "a.xlsx", sheets, ABOUT)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    answers = sheet(book, "By question")

    (chosen,) = answers.data_validations.dataValidation
    letter = str(chosen.sqref)[0]
    assert answers[f"{letter}1"].value == gettext("fi", "Position")
    assert chosen.formula1 == f"'{gettext('fi', 'Handling')}'!$I$1:$L$1"
