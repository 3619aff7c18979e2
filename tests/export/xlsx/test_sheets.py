"""Columns and their cells: on no sheet does a cell depend on where its column stands, and no row is too short."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from survey.export.committee_workbook import workbook
from survey.export.data_files import plain_table
from survey.export.statements.columns import plan_columns
from survey.export.statements.records import EarlierStatement, Edition, Statement
from survey.export.xlsx.book import write_workbook
from survey.export.xlsx.recount import WorkbookIncomplete
from survey.export.xlsx.sheets import About, AnySheet, FreeSheet, Look, Row, Sheet
from survey.questions.question import Given
from survey.questions.question_set import QuestionSet
from tests.export.rounds import DECIDED, EXPORTED, NOTHING, RECEIVED, a_consultation, respondent, statement
from tests.export.small_files import ABOUT
from tests.questions.written import tiny_set

LONG = "Sana ja toinen. " * 3_000


def answers_to(question_set: QuestionSet) -> dict[str, Given | str]:
    """An answer to every question, in one entry of a group; long texts are too long for a cell."""
    answers: dict[str, Given | str] = {}
    for column in plan_columns(question_set, "fi"):
        group, within, key = column.question.key.partition("/")
        address = f"{group}/e1/{key}" if within else group
        options = column.question.countable.get(column.part)
        words = LONG if column.part in column.question.texts else "5 §"
        text = "e1" if column.part == "entries" else next(iter(options)) if options else words
        earlier = answers.get(address)
        answers[address] = Given({**(earlier.value if isinstance(earlier, Given) else {}), column.part: text})
    return answers


def statements(question_set: QuestionSet) -> list[Statement]:
    given = answers_to(question_set)
    (last, _answer) = list(given.items())[-1]
    return [
        statement(given, respondent("Kouvola", details=DECIDED)),
        statement({**given, last: NOTHING}, respondent("Öja", group="parish", language="sv")),
    ]


def exported(target: Path, question_set: QuestionSet) -> None:
    given = statements(question_set)

    def earlier() -> Iterator[EarlierStatement]:
        for each in given:
            yield EarlierStatement(each.respondent.organisation, 1, "A1B2", RECEIVED, False, each.answers)
        yield EarlierStatement({"fi": "Vaasa"}, 2, "C3D4", RECEIVED, True, {})

    edition = Edition("fi", EXPORTED, by="Maija", internal=True, full=True)
    everybody = [each.respondent for each in given]
    workbook.export_workbook(
        target, a_consultation(question_set), everybody, lambda: iter(given), edition, earlier=earlier
    )


def tabulated(target: Path, question_set: QuestionSet) -> None:
    given = statements(question_set)
    plain_table.export_table(
        target, a_consultation(question_set), lambda: iter(given), Edition("fi", EXPORTED, by="Maija")
    )


def last_first(sheet: AnySheet) -> AnySheet:
    return replace(sheet, columns=(*sheet.columns[-1:], *sheet.columns[:-1])) if isinstance(sheet, Sheet) else sheet


def by_header(path: Path) -> dict[str, list[dict[Any, Any]]]:
    """The rows of every sheet that has headers, without formulas, which name letters."""
    found: dict[str, list[dict[Any, Any]]] = {}
    for sheet in openpyxl.load_workbook(path):
        if sheet.tables:
            headers, *rows = sheet.iter_rows()
            found[sheet.title] = [
                {head.value: cell.value for head, cell in zip(headers, row, strict=True) if cell.data_type != "f"}
                for row in rows
            ]
    return found


@pytest.mark.parametrize("form", ["group", "amendment", "choices", "matrix", "choice_with_specification"])
@pytest.mark.parametrize(("made", "module"), [(exported, workbook), (tabulated, plain_table)], ids=["whole", "table"])
def test_each_column_has_the_same_cells_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[[Path, QuestionSet], None], module: Any, form: str
) -> None:
    def write_in_another_order(target: Path, sheets: Sequence[AnySheet], about: About) -> str:
        return write_workbook(target, [last_first(sheet) for sheet in sheets], about)

    made(tmp_path / "a.xlsx", tiny_set(form))
    monkeypatch.setattr(module, "write_workbook", write_in_another_order)
    made(tmp_path / "b.xlsx", tiny_set(form))

    before, after = by_header(tmp_path / "a.xlsx"), by_header(tmp_path / "b.xlsx")
    assert after == before
    assert all(before.values())
    assert all(list(after[title][0]) == [*list(rows[0])[-1:], *list(rows[0])[:-1]] for title, rows in before.items())


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (Row(("a",)), "has 1 cells where 2"),
        (Row(("a", "b", "c")), "has 3 cells where 2"),
        (Row(("a", "b"), Look.TITLE), "has 2 cells where 1"),
        (Row(("a",), Look.LABELLED), "has 1 cells where 2"),
    ],
)
def test_a_row_with_too_few_or_too_many_cells_is_refused_by_sheet_and_number(
    tmp_path: Path, row: Row, told: str
) -> None:
    rows = [Row(("a", "b")), Row(()), row]

    with pytest.raises(WorkbookIncomplete, match=f"Row 3 of Yhteenveto {told} were meant"):
        write_workbook(tmp_path / "a.xlsx", [FreeSheet("Yhteenveto", (20, 20), rows)], ABOUT)

    assert list(tmp_path.iterdir()) == []
