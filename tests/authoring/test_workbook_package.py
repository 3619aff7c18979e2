"""Small workbooks with a million rows: what has no value costs nothing, and too much is refused at once."""

from time import process_time

import pytest

from survey.authoring.uploads import read_upload
from survey.authoring.workbook_package import NotAWorkbook, bounded_package, without_empty_cells
from survey.authoring.worksheets import read_sheets
from tests.authoring.test_worksheets import SHEET, part, sheet_of, with_part, workbook

TYPE = b'<row r="1"><c r="A1" t="inlineStr"><is><t>type</t></is></c></row>'
ONE_SECOND = 1.0


def cells(columns: bytes, rows: int) -> bytes:
    return b"".join(
        b'<row r="%d">%s</row>' % (row, b"".join(b'<c r="%c%d" s="1"/>' % (column, row) for column in columns))
        for row in range(2, rows)
    )


WITHOUT_VALUES = {
    "empty rows": b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(2, 500_000)),
    "empty cells": cells(b"ABCDEFGHIJ", 50_000),
    "cells with an empty value": b'<row r="2">%s</row>' % (b'<c r="B2"><v></v></c><c r="C2"><v/></c>' * 100_000),
    "a formatted last row": b'<row r="1048576" ht="15"><c r="A1048576" s="1"/></row>',
}
TOO_MUCH = {
    "rows without a place": b"<row/>" * 1_000_000,
    "cells without a place": b"<row>%s</row>" % (b"<c/>" * 1_000_000),
    "cells with values": b"".join(b'<row r="%d">%s</row>' % (row, b"<c><v>1</v></c>" * 100) for row in range(2, 9_000)),
    "a value in the last row": b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    "a row that Excel does not have": b'<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>',
    "shared formulas": b'<row r="2"><c r="A2"><f t="shared" si="0" ref="A2:A5000">%s1</f></c></row>' % (b"A1+" * 2_000)
    + b"".join(b'<row r="%d"><c r="A%d"><f t="shared" si="0"/></c></row>' % (row, row) for row in range(3, 5_000)),
}


def with_rows(rows: bytes) -> bytes:
    return with_part(workbook({"A1": "type"}), SHEET, sheet_of(TYPE + rows))


@pytest.mark.parametrize("name", WITHOUT_VALUES)
def test_rows_and_cells_without_values_cost_nothing(name: str) -> None:
    raw = with_rows(WITHOUT_VALUES[name])
    begun = process_time()
    assert read_sheets(raw)[0].rows == (("type",),)
    assert process_time() - begun < ONE_SECOND


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_is_refused_within_a_second(name: str) -> None:
    raw = with_rows(TOO_MUCH[name])
    begun = process_time()
    [fault] = read_upload(raw, "set.xlsx").faults
    assert process_time() - begun < ONE_SECOND
    assert (fault.code, fault.places) == ("not-a-workbook", {"reason": "it is too large"})


def test_cells_that_say_no_place_keep_theirs() -> None:
    rows = b"<row><c/><c><v>1</v></c></row><row/><row><c><v>2</v></c></row>"
    raw = with_part(workbook({"A1": "type"}), SHEET, sheet_of(rows))
    assert read_sheets(raw)[0].rows == (("", "1"), (), ("2",))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'<row r="1"><c r="A1"/><c r="B1"><v>1</v></c></row>', b'<row r="1"><c r="B1"><v>1</v></c></row>'),
        (b'<row r="1"><c r="A1" t="str"><f>B1</f><v></v></c></row>', None),
        (b'<row r="1"><c r="A1" t="inlineStr"><is><t>&lt;c r="B1"/&gt;</t></is></c></row>', None),
        (b'<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="B1"/>]]></t></is></c></row>', None),
        (b'<row r="1" spans="1:9">\n <c r="A1" s="4">\n</c>\n</row>', b""),
    ],
)
def test_only_what_is_empty_is_taken_out(before: bytes, after: bytes | None) -> None:
    assert without_empty_cells(sheet_of(before)) == sheet_of(before if after is None else after)


def test_a_sheet_whose_names_have_a_prefix_is_bounded_too() -> None:
    prefixed = b'<x:worksheet xmlns:x="a"><x:sheetData><x:row r="1"><x:c r="A1"/></x:row></x:sheetData></x:worksheet>'
    assert without_empty_cells(prefixed) == b'<x:worksheet xmlns:x="a"><x:sheetData></x:sheetData></x:worksheet>'


def test_what_is_no_sheet_stays_as_it_is() -> None:
    raw = workbook({"A1": "type"})
    bounded = bounded_package(raw)
    assert part(bounded, "xl/styles.xml") == part(raw, "xl/styles.xml")
    with pytest.raises(NotAWorkbook):
        bounded_package(b"type,name")
