"""Cells of Excel that hold an error or a formula without a result: told where they are, and never asked."""

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from survey.authoring.uploads import read_upload
from survey.questions.faults.fault import describe
from survey.questions.text import length
from tests.authoring.templates import QUESTION, filled
from tests.authoring.test_worksheets import SHEET, part, saved, with_part
from tests.authoring.xlsform.elsewhere import form, workbook

ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")
SURVEY = "type | name | label | hint\ntext | a | Mitä? | Ohje\ntext | b | Miksi? |"


def changed(raw: bytes, cells: dict[str, Any], sheet: int = 0) -> bytes:
    """The workbook with other values in some cells of a sheet; openpyxl takes #REF! for an error, = for a formula."""
    book = openpyxl.load_workbook(BytesIO(raw))
    page: Any = book.worksheets[sheet]
    for place, value in cells.items():
        page[place].quotePrefix = False
        page[place] = value
    return saved(book)


def told(raw: bytes) -> list[tuple[str, str, str]]:
    return [
        (fault.at, fault.code, fault.places.get("value", ""))
        for fault in read_upload(raw, "kysely.xlsx").faults
        if not fault.warning
    ]


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_in_a_cell_of_an_xlsform_is_told_there(error: str) -> None:
    raw = changed(workbook(form(SURVEY)), {"C2": error})
    assert told(raw) == [("survey!C2", "cell-error", error)]
    [fault] = [fault for fault in read_upload(raw, "kysely.xlsx").faults if not fault.warning]
    assert error in describe(fault, "fi") and length(describe(fault, "sv"))


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_in_a_cell_of_the_template_is_told_there(error: str, tmp_path: Path) -> None:
    raw = filled(tmp_path, QUESTION)
    page: Any = openpyxl.load_workbook(BytesIO(raw)).worksheets[1]
    [at] = [cell.coordinate for cell in page[2] if cell.value == QUESTION["label-fi"]]
    assert told(changed(raw, {at: error}, sheet=1)) == [(f"{page.title}!{at}", "cell-error", error)]


def test_a_formula_that_was_never_calculated_is_told_with_its_source(tmp_path: Path) -> None:
    assert told(changed(workbook(form(SURVEY)), {"C2": '="Mitä"&"?"'})) == [
        ("survey!C2", "formula-not-calculated", '="Mitä"&"?"')
    ]
    raw = changed(filled(tmp_path, QUESTION), {"A2": "=Taul1!A1"})
    assert [(code, value) for _, code, value in told(raw)] == [("formula-not-calculated", "=Taul1!A1")]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (b'<c r="C2" t="str"><f>A9</f><v>Mit\xc3\xa4?</v></c>', []),
        (b'<c r="C2"><f>A9</f><v>5</v></c>', []),
        (b'<c r="C2" t="e"><f>A9</f><v>#REF!</v></c>', [("survey!C2", "cell-error", "#REF!")]),
        (b'<c r="C2" t="e"><v>#SPILL!</v></c>', [("survey!C2", "cell-error", "#SPILL!")]),
        (b'<c r="C2" t="str"><f>A9</f><v></v></c>', [("survey!A2", "missing-key", "")]),
        (b'<c r="C2"><f>A9</f></c>', [("survey!C2", "formula-not-calculated", "=A9")]),
        (b'<c r="C2"><f>A9</f><v/></c>', [("survey!C2", "formula-not-calculated", "=A9")]),
    ],
)
def test_the_result_of_a_formula_counts_also_an_empty_one_and_an_error(
    result: bytes, expected: list[tuple[str, str, str]]
) -> None:
    raw = workbook(form(SURVEY))
    before, _, after = part(raw, SHEET).partition(b'<c r="C2"')
    other = with_part(raw, SHEET, before + result + after.partition(b"</c>")[2])
    assert told(other) == expected


def test_errors_in_choices_settings_and_headers_are_told_with_every_other_fault() -> None:
    choices = "list_name | name | label\nl | x | X\nl | y | Y"
    sheets = form("type | name | label\nselect_one l | a | No?\ngeopoint | b | Missä?", choices)
    raw = changed(workbook(sheets), {"C3": "#N/A"}, sheet=1)
    raw = changed(raw, {"A2": "#REF!"}, sheet=2)
    assert told(raw) == [
        ("choices!C3", "cell-error", "#N/A"),
        ("settings!A2", "cell-error", "#REF!"),
        ("survey!A3", "type-not-said", "geopoint"),
    ]


def test_errors_in_notes_of_the_authors_own_are_none_of_the_set(tmp_path: Path) -> None:
    sheets = form(
        "type | name | label | muistio | disabled\ntext | a | Mitä? | x |\ntext | b | Miksi? | x | yes", Muuta="x"
    )
    raw = changed(workbook(sheets), {"D2": "#REF!", "C3": "#N/A"})
    raw = changed(raw, {"A1": "=A2"}, sheet=2)
    assert told(raw) == []
    template = filled(tmp_path, QUESTION)
    page: Any = openpyxl.load_workbook(BytesIO(template)).worksheets[1]
    beyond = openpyxl.utils.get_column_letter(page.max_column + 1)
    assert told(changed(template, {f"{beyond}1": "Muistio", f"{beyond}2": "#REF!"}, sheet=1)) == []


MARKED = {
    "<span style='color:red'>Mitä</span>": "<span style='color:red'>",
    "Mitä<br>tahansa": "<br>",
    "**Mitä?**": "**Mitä?**",
    "# Mitä?": "# Mitä?",
    "Mitä __te__ tahdotte": "__te__",
    "Mitä *te* tahdotte": "*te*",
    "Katso [laki](https://finlex.fi)": "[laki](https://finlex.fi)",
    "Mitä&nbsp;nyt": "&nbsp;",
}
UNMARKED = ("Mitä? (1–3 *)", "3 < 5 > 2", "R&D; T&K", "C#-kieli", "_____", "a_b_c", "Kunta <nimi>", "#1", "5 * 3 * 2")


@pytest.mark.parametrize("label", MARKED)
def test_marks_in_a_label_of_a_workbook_are_told_as_shown(label: str, tmp_path: Path) -> None:
    for raw in (
        changed(workbook(form(SURVEY)), {"C2": label}),
        filled(tmp_path, {**QUESTION, "label-fi": label}),
    ):
        authored = read_upload(raw, "kysely.xlsx")
        assert authored.question_set
        told = [fault for fault in authored.faults if fault.code == "shown-as-typed"]
        assert [(fault.places["value"], fault.warning) for fault in told] == [(MARKED[label], True)]


@pytest.mark.parametrize("label", UNMARKED)
def test_signs_that_are_no_marks_are_left_alone(label: str) -> None:
    faults = read_upload(changed(workbook(form(SURVEY)), {"C2": label}), "kysely.xlsx").faults
    assert [fault for fault in faults if fault.code == "shown-as-typed"] == []


def test_help_may_have_markdown_but_no_html_and_no_heading() -> None:
    for text, marks in {"**Lue** [laki](https://finlex.fi)": [], "<b>Lue</b>": ["<b>"], "## Lue": ["## Lue"]}.items():
        faults = read_upload(changed(workbook(form(SURVEY)), {"D2": text}), "kysely.xlsx").faults
        assert [fault.places["value"] for fault in faults if fault.code == "shown-as-typed"] == marks
