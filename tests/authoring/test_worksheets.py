"""Workbooks as sheets of texts: what an author sees is what is read, and what is no workbook is refused."""

from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.chart import BarChart

from survey.authoring.workbook_package import LARGEST_UNPACKED, MOST_ROWS, NotAWorkbook
from survey.authoring.worksheets import (
    LARGEST_WORKBOOK,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    ReadSheet,
    TextTooLong,
    WrittenColumn,
    WrittenSheet,
    read_sheets,
    write_sheets,
)


def workbook(cells: dict[str, Any], sheet: str = "survey") -> bytes:
    """A workbook that another program made, with these cells on one sheet."""
    book = openpyxl.Workbook()
    page: Any = book.worksheets[0]
    page.title = sheet
    for place, value in cells.items():
        page[place] = value
    return saved(book)


def saved(book: Any) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """The workbook with another content in one of its parts."""
    target = BytesIO()
    with ZipFile(BytesIO(raw)) as before, ZipFile(target, "w", ZIP_DEFLATED) as after:
        for part in before.namelist():
            after.writestr(part, content if part == name else before.read(part))
        if name not in before.namelist():
            after.writestr(name, content)
    return target.getvalue()


def part(raw: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(raw)) as package:
        return package.read(name)


SHEET = "xl/worksheets/sheet1.xml"


def sheet_of(rows: bytes) -> bytes:
    name = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="' + name + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


CELLS: dict[str, tuple[Any, str]] = {
    "a text": ("Äiti, öljy ja ”lainaus”", "Äiti, öljy ja ”lainaus”"),
    "lines": ("eka\n\ntoka", "eka\n\ntoka"),
    "blanks": ("  a  b ", "  a  b "),
    "a whole number": (5, "5"),
    "a whole number with decimals": (5.0, "5"),
    "a number": (0.1, "0.1"),
    "a small number": (0.0000001, "0.0000001"),
    "a large number": (1e15, "1000000000000000"),
    "a day": (date(2026, 11, 24), "2026-11-24"),
    "a moment": (datetime(2026, 11, 24, 16, 5), "2026-11-24T16:05:00"),  # noqa: DTZ001  # Excel knows no zones
    "a time": (time(16, 5), "16:05:00"),
    "true": (True, "TRUE"),
    "false": (False, "FALSE"),
    "an error": ("#N/A", "#N/A"),
    "a formula without a result": ("=1+1", "=1+1"),
    "what Excel writes for a control character": ("a_x000B_b", "a\x0bb"),
    "what Excel writes for a text that looks like one": ("_x005F_x000B_", "_x000B_"),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_is_read_as_the_text_that_its_author_sees(name: str) -> None:
    value, text = CELLS[name]
    assert read_sheets(workbook({"B2": value})) == [ReadSheet("survey", ((), ("", text)))]


def test_a_formula_is_read_as_its_last_result() -> None:
    raw = workbook({"A1": "=1+1", "B1": '="a"&"b"'})
    cells = b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>'
    before, _, after = part(raw, SHEET).partition(b"<sheetData>")
    calculated = with_part(
        raw, SHEET, before + b"<sheetData>" + cells + b"</sheetData>" + after.split(b"</sheetData>")[1]
    )
    assert read_sheets(calculated)[0].rows == (("2", "ab"),)


def test_a_cell_is_found_by_its_row_and_column_and_is_empty_beyond_the_sheet() -> None:
    sheet = ReadSheet("survey", ((), ("a", "b")))
    assert [sheet.cell(2, 2), sheet.cell(1, 1), sheet.cell(2, 3), sheet.cell(9, 9), sheet.cell(0, 0)] == [
        "b", "", "", "", "",
    ]  # fmt: skip


def test_every_sheet_is_read_in_its_order_hidden_or_empty_and_without_a_charts() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "survey"
    book.create_chartsheet("chart").add_chart(BarChart())
    book.create_sheet("choices").sheet_state = "hidden"
    assert [sheet.name for sheet in read_sheets(saved(book))] == ["survey", "choices"]


def test_formatted_empty_rows_and_columns_are_no_content() -> None:
    book = openpyxl.Workbook()
    page: Any = book.worksheets[0]
    page["A1"] = "type"
    page["A20000"].font = openpyxl.styles.Font(bold=True)
    page["XFD1"].font = openpyxl.styles.Font(bold=True)
    page["C5"] = ""
    assert read_sheets(saved(book))[0].rows == (("type",),)


def test_what_the_file_says_of_its_size_is_not_believed() -> None:
    raw = workbook({"A1": "a", "C3": "c"})
    small = part(raw, SHEET).replace(b'ref="A1:C3"', b'ref="A1"')
    assert read_sheets(with_part(raw, SHEET, small))[0].rows == (("a",), (), ("", "", "c"))


def not_a_workbook() -> dict[str, bytes]:
    good = workbook({"A1": "type"})
    ole = bytes.fromhex("d0cf11e0a1b11ae1")
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
    wide = b"<row r='1'><c r='ZZ1' t='inlineStr'><is><t>a</t></is></c></row>"
    deep = b"<row r='99999'><c r='A99999'><v>1</v></c></row>"
    cells = b"".join(b"<row r='%d'><c r='XFC%d'/><c/></row>" % (row, row) for row in range(1, 2_000))
    empty = BytesIO()
    with ZipFile(empty, "w"):
        pass
    return {
        "nothing": b"",
        "words": b"type,name,label\ntext,a,A\n",
        "an old workbook": ole + bytes(600),
        "a locked workbook": ole + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "half of one": good[: len(good) // 2],
        "its end": good[len(good) // 2 :],
        "an empty package": empty.getvalue(),
        "another package": with_part(empty.getvalue(), "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        "the binary format": with_part(good, "xl/workbook.bin", b"\x00"),
        "no sheet": with_part(good, SHEET, b""),
        "a sheet that is no XML": with_part(good, SHEET, b"<worksheet"),
        "no workbook inside": with_part(good, "xl/workbook.xml", b"<a/>"),
        "styles that are none": with_part(good, "xl/styles.xml", b"<styleSheet><fonts><font><b val='?'/>"),
        "entities": with_part(good, SHEET, bomb),
        "entities in UTF-16": with_part(good, SHEET, bomb.decode().encode("utf-16")),
        "entities under another name": with_part(good, "xl/other.bin", bomb),
        "a bomb": with_part(good, "xl/media/a.png", bytes(LARGEST_UNPACKED)),
        "too many bytes": with_part(good, "xl/media/a.png", noise(LARGEST_WORKBOOK)),
        "too many columns": with_part(good, SHEET, sheet_of(wide)),
        "too many rows": with_part(good, SHEET, sheet_of(deep)),
        "too many cells": with_part(good, SHEET, sheet_of(cells)),
        "too many characters": workbook({f"A{row}": "a" * 32_000 for row in range(1, MOST_CHARACTERS // 32_000 + 2)}),
        "a damaged part": damaged(good),
    }  # fmt: skip


def noise(length: int) -> bytes:
    """Bytes that cannot be packed."""
    return Random(1).randbytes(length)  # noqa: S311  # the same bytes in every run


def damaged(raw: bytes) -> bytes:
    """The workbook with some bytes of its first packed part turned round."""
    return raw[:60] + bytes(255 - byte for byte in raw[60:90]) + raw[90:]


NOT_A_WORKBOOK = not_a_workbook()


@pytest.mark.parametrize("name", NOT_A_WORKBOOK)
def test_what_is_no_workbook_or_too_much_of_one_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(NotAWorkbook) as raised:
        read_sheets(NOT_A_WORKBOOK[name])
    assert raised.value.reason


def test_the_reason_tells_an_old_a_locked_and_another_file_apart() -> None:
    def reason(name: str) -> str:
        with pytest.raises(NotAWorkbook) as raised:
            read_sheets(NOT_A_WORKBOOK[name])
        return raised.value.reason

    assert ".xls" in reason("an old workbook")
    assert "password" in reason("a locked workbook")
    assert reason("words") == reason("another package") == "it is in another format"
    assert reason("half of one") == reason("entities") == "it is damaged"
    assert reason("a bomb") == reason("too many rows") == reason("too many columns") == "it is too large"


def test_the_last_row_and_column_that_are_allowed_are_read() -> None:
    rows = read_sheets(workbook({openpyxl.utils.get_column_letter(MOST_COLUMNS) + str(MOST_ROWS): "a"}))[0].rows
    assert (len(rows), len(rows[-1])) == (MOST_ROWS, MOST_COLUMNS)


TEXTS = ["=1+1", "#N/A", "+358 9", "-5", "@a", "TRUE", "007", " a ", "a\n\nb", "a\r\nb", "\x0b", "_x000B_", "🙂" * 9]


def test_written_texts_are_read_back_as_they_were(tmp_path: Path) -> None:
    target = tmp_path / "set.xlsx"
    sheet = WrittenSheet("survey", (WrittenColumn("type"), WrittenColumn("name")), [(text, "", "x") for text in TEXTS])
    write_sheets(target, [sheet, WrittenSheet("settings", (WrittenColumn("form_id"),), [])])
    header, *rows = read_sheets(target)[0].rows
    assert header == ("type", "name")
    assert rows == [(text, "", "x") for text in TEXTS]
    assert [path.name for path in tmp_path.iterdir()] == ["set.xlsx"]


def test_a_written_sheet_keeps_its_header_in_sight_and_offers_what_a_column_may_have(tmp_path: Path) -> None:
    long = tuple(f"vaihtoehto, joka on pitkä {number}" for number in range(20))
    columns = (WrittenColumn("a", 12, ("yes", "no")), WrittenColumn("b", 40, long), WrittenColumn("c", 9, long))
    write_sheets(tmp_path / "set.xlsx", [WrittenSheet("survey", columns, [("yes", long[0], "")])])
    book = openpyxl.load_workbook(tmp_path / "set.xlsx")
    page: Any = book["survey"]
    assert page.freeze_panes == "A2"
    assert page.column_dimensions["B"].width == 40
    assert page["B2"].alignment.wrap_text
    formulas = [validation.formula1 for validation in page.data_validations.dataValidation]
    assert formulas == ['"yes,no"', "'lists'!$A$1:$A$20", "'lists'!$A$1:$A$20"]
    assert book["lists"].sheet_state == "hidden"
    assert [row[0] for row in book["lists"].values] == list(long)


def test_a_text_that_does_not_fit_a_cell_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    target = tmp_path / "set.xlsx"
    target.write_bytes(b"earlier")
    with pytest.raises(TextTooLong) as raised:
        write_sheets(target, [WrittenSheet("survey", (WrittenColumn("a"),), [("a",), ("", "b" * 40_000)])])
    assert (raised.value.sheet, raised.value.row, raised.value.column) == ("survey", 3, 2)
    assert target.read_bytes() == b"earlier"
