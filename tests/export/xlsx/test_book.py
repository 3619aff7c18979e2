"""Plain values as an Excel workbook: nothing cut, run or refused, and no file that is not whole."""

import os
import re
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zlib import MAX_WBITS

import openpyxl
import pytest
from isal import isal_zlib

from survey.export.xlsx import sheet_writer
from survey.export.xlsx.book import write_workbook
from survey.export.xlsx.cell_text import LONGEST_CELL, MOST_LINES, unescape
from survey.export.xlsx.openpyxl_internals import ONE_DAY
from survey.export.xlsx.recount import WorkbookIncomplete
from survey.export.xlsx.row_xml import row_xml
from survey.export.xlsx.sheets import (
    About,
    Beginning,
    Formula,
    FreeSheet,
    HeadersOf,
    Link,
    Look,
    Marked,
    Note,
    Row,
    Share,
    Sheet,
)
from survey.questions.difference import Mark, Piece
from tests.export.small_files import ABOUT, column, one_sheet, written

TEXTS = [
    "=1+1",
    '=HYPERLINK("http://example.org")',
    "+358 9 123",
    "-5",
    "@SUM(A1)",
    "\tsarkain",
    "'=1",
    "#N/A",
    "#REF!",
    "TRUE",
    "007",
    "1e5",
    "12.1.2026",
    "_x0041_",
    "_x005F_x0041_",
    "a\x0bb\x01",
    "a\r\nb",
    "\ud800",
    "\ufffe",
    "  alku ja loppu  ",
    "😀👩‍👩‍👧‍👦",
    "<b>&amp;</b>",
    "å ä ö – ”…”",
    "a" * LONGEST_CELL,
    "\n" * 253,
]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "lausunnot.xlsx"


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text[:20]))
def test_a_text_comes_back_as_text_character_by_character(target: Path, text: str) -> None:
    cell = written(target, text)["A2"]

    assert cell.data_type == "s"
    assert unescape(cell.value) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\ta", "\ra"])
def test_what_looks_like_a_formula_is_marked_as_text_also_for_later_editing(target: Path, text: str) -> None:
    sheet = written(target, text, Beginning(text), Note(text), "tavallinen")

    assert [sheet[f"A{row}"].quotePrefix for row in (2, 3, 4, 5)] == [text[0] != "\r"] * 3 + [False]


@pytest.mark.parametrize("text", ["a" * (LONGEST_CELL + 1), "😀" * 20_000, "\n" * 254], ids=["a", "emoji", "lines"])
def test_a_text_too_long_for_its_cell_is_neither_cut_nor_written(target: Path, text: str) -> None:
    with pytest.raises(WorkbookIncomplete):
        written(target, text)

    assert not target.exists()


def test_days_and_moments_are_real_dates_by_the_clock_in_finland(target: Path) -> None:
    sheet = written(target, date(2026, 10, 5), datetime(2026, 7, 1, 21, 30, 15, 999, tzinfo=UTC))

    assert (sheet["A2"].value, sheet["A2"].number_format) == (datetime(2026, 10, 5), "d.m.yyyy")  # noqa: DTZ001  # Excel's
    assert sheet["A3"].value == datetime(2026, 7, 2, 0, 30, 15)  # noqa: DTZ001  # dates have no time zone
    assert sheet["A3"].number_format == "d.m.yyyy h.mm"


def test_numbers_are_numbers_with_as_many_decimals_as_they_have(target: Path) -> None:
    sheet = written(target, 1234, Decimal("-1234.5"), Decimal("0.00000000000001"), Decimal("9999999999999.95"))

    assert [sheet[f"A{row}"].data_type for row in (2, 3, 4, 5)] == ["n"] * 4
    assert [sheet[f"A{row}"].value for row in (2, 3, 4)] == [1234, -1234.5, 1e-14]
    assert f"{sheet['A5'].value:.2f}" == "9999999999999.95"
    assert sheet["A2"].number_format == "#,##0"
    assert sheet["A3"].number_format.startswith("#,##0.0#")


def test_a_moment_without_a_time_zone_is_refused(target: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        written(target, datetime(2026, 7, 1))  # noqa: DTZ001  # the very thing refused


def test_a_day_that_excel_cannot_count_is_written_as_text(target: Path) -> None:
    assert written(target, date(1809, 3, 29))["A2"].value == "29.3.1809"


def test_a_link_leads_to_a_row_of_the_same_workbook(target: Path) -> None:
    sheet = written(target, Link("rivi 12", "Pitkät vastaukset", 12), Link("rivi 3", "Päivän 'sana'", 3))

    assert sheet["A2"].value == "rivi 12"
    assert [sheet[f"A{row}"].hyperlink.location for row in (2, 3)] == [
        "'Pitkät vastaukset'!A12",
        "'Päivän ''sana'''!A3",
    ]
    assert [sheet[f"A{row}"].hyperlink.target for row in (2, 3)] == [None, None]


def test_links_beyond_what_excel_opens_are_written_as_words(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_writer, "MOST_LINKS", 1)

    sheet = written(target, Link("rivi 1", "A", 1), Link("rivi 2", "A", 2))

    assert sheet["A2"].hyperlink
    assert (sheet["A3"].value, sheet["A3"].hyperlink) == ("rivi 2", None)


def test_the_beginning_of_a_text_does_not_look_like_a_whole_one(target: Path) -> None:
    sheet = written(target, "Koko teksti", Beginning("Alku"))

    assert sheet["A2"].fill.fill_type is None
    assert sheet["A3"].fill.fill_type == "solid"


def test_a_listed_sheet_keeps_its_header_in_sight_and_can_be_filtered(target: Path) -> None:
    sheet = written(target, "a", "b", frozen=1)

    assert sheet.freeze_panes == "B2"
    assert [table.autoFilter.ref for table in sheet.tables.values()] == ["A1:A3"]
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A1"].font.bold


def test_a_sheet_without_rows_has_its_header_and_can_be_filtered(target: Path) -> None:
    sheet = written(target)

    assert sheet.max_row == 1
    assert sheet.auto_filter.ref == "A1:A1"


def test_the_page_is_a4_and_one_page_wide(target: Path) -> None:
    sheet = written(target, "a", landscape=False)

    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToWidth) == (True, 1)
    assert sheet.page_setup.fitToHeight == 0
    assert (sheet.oddHeader.left.text, sheet.oddHeader.right.text) == ("Arviomuistio", "VN/1/2026")
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("Vastaukset", "Ladattu 24.11.2026   &P/&N")


def test_only_the_printed_columns_are_printed(target: Path) -> None:
    write_workbook(target, [Sheet("Taulu", (column("A"), column("B")), ["a"], printed=1)], ABOUT)

    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert str(sheet.print_area) == "'Taulu'!$A$1:$A$2"
    assert round(sheet.column_dimensions["B"].width) == 11


def test_a_new_page_begins_before_its_row(target: Path) -> None:
    sheet = written(target, "a", "b", new_page=lambda record: record == "b")

    assert [each.id for each in sheet.row_breaks.brk] == [2]


def test_an_ampersand_and_a_long_title_are_printed_as_they_are(target: Path) -> None:
    about = About("Työ & elinkeino " + "a" * 300, "fi-FI", ABOUT.created, "", "")

    write_workbook(target, [one_sheet("a")], about)

    parts = ZipFile(target).read("xl/worksheets/sheet1.xml").decode()
    header = re.search("<oddHeader>(.*?)</oddHeader>", parts)
    assert header
    assert header[1].startswith("&amp;LTyö &amp;&amp; elinkeino")
    assert len(header[1].replace("&amp;", "&")) <= 255


def test_a_row_is_as_high_as_its_text_and_never_higher_than_excel_allows(target: Path) -> None:
    sheet = written(target, "a", "rivi\n" * (MOST_LINES - 1) + "rivi", "rivi\n" * 200)

    heights = [sheet.row_dimensions[row].height for row in (2, 3, 4)]
    assert heights == [16, MOST_LINES * 13 + 3, 409]


def test_the_file_says_what_it_is_and_in_which_language(target: Path) -> None:
    write_workbook(target, [one_sheet("a")], ABOUT)

    properties = openpyxl.load_workbook(target).properties
    assert (properties.title, properties.language, properties.creator) == ("Arviomuistio", "fi-FI", "Kuulolla")
    assert properties.created == properties.modified == datetime(2026, 11, 24, 14, 5)  # noqa: DTZ001  # openpyxl's, in UTC


def test_a_labelled_value_reaches_over_empty_columns_and_goes_on_in_rows_of_its_own(target: Path) -> None:
    """No cells are merged: screen readers read those badly, and Excel's own checker warns of them."""
    value = "Tyhjä solu tarkoittaa, että kysymykseen ei ole vastattu. " * 2 + "x" * 70
    rows = [Row(("Otsikko " * 8,), Look.TITLE), Row(("Nimi", value), Look.LABELLED), Row(("Luku", 5), Look.LABELLED)]

    write_workbook(target, [FreeSheet("A", (20, 20, 20), rows)], ABOUT)

    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert not sheet.merged_cells.ranges and sheet.freeze_panes is None
    first, second, third = zip(*sheet.iter_rows(values_only=True), strict=True)
    assert not any(third) and list(filter(None, first[first.index("Nimi") :])) == ["Nimi", "Luku"]
    shown = [text for text in second if isinstance(text, str)]
    assert "".join(shown).replace(" ", "") == value.replace(" ", "") and max(map(len, shown)) <= 50
    assert not any(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


def test_more_rows_than_a_sheet_has_are_refused(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_writer, "MOST_ROWS", 2)

    with pytest.raises(WorkbookIncomplete, match="more rows"):
        written(target, "a", "b")


@pytest.mark.parametrize("failure", [OSError("disk full"), KeyboardInterrupt()], ids=["error", "interrupt"])
def test_a_failed_write_leaves_no_file(
    target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, failure: BaseException
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))

    def records() -> Iterator[str]:
        yield "salainen luonnos"
        raise failure

    with pytest.raises(type(failure)):
        write_workbook(target, [one_sheet("a", title="A"), one_sheet(records=records())], ABOUT)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_failed_write_leaves_an_earlier_file_as_it_was(target: Path) -> None:
    target.write_bytes(b"earlier")

    with pytest.raises(WorkbookIncomplete):
        written(target, "a" * (LONGEST_CELL + 1))

    assert target.read_bytes() == b"earlier"


def test_an_earlier_file_is_replaced_by_a_whole_one(target: Path) -> None:
    target.write_bytes(b"earlier")

    assert written(target, "a")["A2"].value == "a"
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_file_that_lost_a_row_on_its_way_is_not_handed_out(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(*row: Any, **how: Any) -> str:
        return "" if "toinen" in (as_xml := row_xml(*row, **how)) else as_xml

    monkeypatch.setattr(sheet_writer, "row_xml", losing)

    with pytest.raises(WorkbookIncomplete):
        written(target, "ensimmäinen", "toinen")

    assert list(target.parent.iterdir()) == []


def test_the_writer_that_loses_rows_in_silence_is_not_in_use() -> None:
    assert openpyxl.LXML is False
    assert os.environ["OPENPYXL_LXML"] == "False"


def test_a_share_is_a_number_shown_as_a_percentage_and_of_nothing_there_is_none(target: Path) -> None:
    sheet = written(target, Share(1, 4), Share(0, 0))

    assert (sheet["A2"].value, sheet["A2"].number_format, sheet["A3"].value) == (0.25, "0 %", None)


def test_a_formula_is_written_only_where_one_is_meant_and_with_its_result(target: Path) -> None:
    sheet = written(target, Formula('COUNTIFS(A:A,"<>&")', 3), "=1+1")

    assert (sheet["A2"].data_type, sheet["A2"].value) == ("f", '=COUNTIFS(A:A,"<>&")')
    assert (sheet["A3"].data_type, sheet["A3"].value) == ("s", "=1+1")
    assert openpyxl.load_workbook(target, data_only=True).worksheets[0]["A2"].value == 3


MARKED = (Piece(Mark.KEPT, " =Palvelu on "), Piece(Mark.REMOVED, "_x00"), Piece(Mark.ADDED, "41_  \n"))


def test_marks_change_no_character_of_a_text(target: Path) -> None:
    pieces = (Piece(Mark.KEPT, " =Palvelu \x0b"), Piece(Mark.ADDED, "  "), Piece(Mark.REMOVED, "<loppuu>\n"))

    write_workbook(target, [one_sheet(Marked(pieces), Marked(MARKED))], ABOUT)

    plain = openpyxl.load_workbook(target).worksheets[0]
    assert [unescape(plain[f"A{row}"].value) for row in (2, 3)] == [Marked(each).text for each in (pieces, MARKED)]
    rich = openpyxl.load_workbook(target, rich_text=True).worksheets[0]["A2"].value
    assert [run.font.strike for run in rich if not isinstance(run, str)] == [None, True]


def test_a_text_that_reads_otherwise_in_pieces_is_written_without_marks(target: Path) -> None:
    write_workbook(target, [one_sheet(Marked(MARKED))], ABOUT)

    assert isinstance(openpyxl.load_workbook(target, rich_text=True).worksheets[0]["A2"].value, str)


def test_rows_under_their_headers_are_a_table_with_a_name(target: Path) -> None:
    sheet = written(target, "a", title="Pitkät vastaukset")

    assert [(table.displayName, table.ref) for table in sheet.tables.values()] == [("Pitkät_vastaukset", "A1:A2")]
    assert [column.name for column in next(iter(sheet.tables.values())).tableColumns] == ["Vastaus"]
    assert sheet.auto_filter.ref is None


@pytest.mark.parametrize("headers", [("Muuta", "MUUTA"), ("a" * 101, "b")], ids=["the same", "too long"])
def test_headers_that_excel_would_change_are_refused(target: Path, headers: tuple[str, str]) -> None:
    with pytest.raises(WorkbookIncomplete, match="same or too long"):
        write_workbook(target, [Sheet("A", tuple(map(column, headers)), ["a"], printed=2)], ABOUT)


def test_a_column_for_hands_is_chosen_from_a_range_and_looks_so(target: Path) -> None:
    words = Sheet("Taulu", tuple(map(column, ("X", "P", "Q", "R"))), ["a"], printed=4)
    by_hand = column("B", by_hand=True, choose_from=HeadersOf("Taulu", ("P", "Q", "R")))

    write_workbook(target, [Sheet("Lista", (column("A"), by_hand), ["a", "b"], printed=2), words], ABOUT)

    sheet = openpyxl.load_workbook(target).worksheets[0]
    (chosen,) = sheet.data_validations.dataValidation
    assert (str(chosen.sqref), chosen.formula1, chosen.showErrorMessage) == ("B2:B3", "'Taulu'!$B$1:$D$1", True)
    assert sheet["A1"].fill.fgColor.rgb != sheet["B1"].fill.fgColor.rgb


def test_a_sheet_told_last_stands_where_it_was_put(target: Path) -> None:
    gone_through: list[str] = []

    def rows(title: str) -> Iterator[Row]:
        gone_through.append(title)
        yield Row((title,))

    first, second = (FreeSheet(title, (20,), rows(title), written_last=title == "A") for title in "AB")
    write_workbook(target, [first, second], ABOUT)

    assert gone_through == ["B", "A"]
    assert [(sheet.title, sheet["A1"].value) for sheet in openpyxl.load_workbook(target)] == [("A", "A"), ("B", "B")]


def test_the_same_contents_make_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = [one_sheet("a", Link("b", "Vastaukset", 2), date(2026, 10, 5))]
    digests = [write_workbook(tmp_path / "a.xlsx", sheets, ABOUT)]
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    for name, contents in (("b.xlsx", sheets), ("c.xlsx", [one_sheet("a", "b")])):
        digests.append(write_workbook(tmp_path / name, contents, ABOUT))
    monkeypatch.delenv("TZ")
    time.tzset()

    files = [(tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx", "c.xlsx")]
    assert (files[0] == files[1], digests[0] == digests[1]) == (True, True)
    assert (files[0] == files[2], digests[0] == digests[2]) == (False, False)


def test_every_part_is_compressed_and_of_the_same_day(target: Path) -> None:
    written(target, "a" * 1_000)

    with ZipFile(target) as whole:
        assert {part.date_time for part in whole.infolist()} == {ONE_DAY}
        assert all(part.compress_size < part.file_size for part in whole.infolist() if part.file_size > 1_000)


def test_every_part_is_packed_by_the_faster_hand(target: Path) -> None:
    written(target, *(f"Lausunto {number} on tässä." for number in range(500)))

    with ZipFile(target) as whole:
        for part in whole.infolist():
            packer = isal_zlib.compressobj(isal_zlib.ISAL_BEST_COMPRESSION, wbits=-MAX_WBITS)
            assert part.compress_size == len(packer.compress(whole.read(part)) + packer.flush()), part.filename
