"""Columns that formulas and choices on other sheets name: their letters follow them."""

from pathlib import Path

import openpyxl
import pytest

from survey.export.xlsx.book import write_workbook
from survey.export.xlsx.recount import WorkbookIncomplete
from survey.export.xlsx.sheets import ColumnOf, Formula, HeadersOf, Sheet
from tests.export.small_files import ABOUT, column, one_sheet


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "lausunnot.xlsx"


def test_choices_that_do_not_stand_side_by_side_are_refused(target: Path) -> None:
    by_hand = column("B", by_hand=True, choose_from=HeadersOf("Taulu", ("P", "Q")))

    with pytest.raises(WorkbookIncomplete, match="side by side"):
        write_workbook(target, [Sheet("Taulu", (*map(column, "PXQ"), by_hand), ["a"], printed=2)], ABOUT)


COUNTED = Formula(
    "COUNTIF('Toinen'!${b}:${b},{own}{row})", columns={"b": ColumnOf("Toinen", "B"), "own": ColumnOf("Eka", "S")}
)


@pytest.mark.parametrize(("headers", "letter"), [("B", "B"), ("ACB", "D"), ([*map(str, range(29)), "B"], "AE")])
def test_a_formula_names_a_column_wherever_that_stands(target: Path, headers: str, letter: str) -> None:
    others = Sheet("Toinen", (column("Alku"), *map(column, headers)), ["a"], printed=1)
    own = Sheet("Eka", (column("N"), column("S")), ["a", COUNTED], printed=2)

    write_workbook(target, [own, others], ABOUT)

    assert openpyxl.load_workbook(target)["Eka"]["B3"].value == f"=COUNTIF('Toinen'!${letter}:${letter},B3)"


@pytest.mark.parametrize("headers", ["AC", "ABCB"], ids=["none", "two"])
def test_a_formula_on_a_column_that_is_not_there_once_is_refused(target: Path, headers: str) -> None:
    columns = tuple(column(f"{name}{at}", name=name) for at, name in enumerate(headers))

    with pytest.raises(WorkbookIncomplete, match="columns called B"):
        write_workbook(target, [one_sheet(COUNTED, title="Eka"), Sheet("Toinen", columns, ["a"], printed=1)], ABOUT)
