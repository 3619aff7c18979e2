"""The table of answers as a workbook of its own, made in one pass."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from survey.export.data_files.plain_table import export_table
from survey.export.statements.records import ConsultationRecord, Statement
from survey.languages import gettext
from survey.questions.question import Given
from tests.export.committee_workbook.test_repeats import ANSWERS as ENTRIES
from tests.export.rounds import NOTHING, a_consultation, edition, exported, listed, respondent, sheet, statement
from tests.questions.written import tiny_set

TITLE = "Answers as a table"


def table_of(
    target: Path, *statements: Statement, consultation: ConsultationRecord | None = None, language: str = "fi"
) -> Any:
    """The workbook of these statements, reopened; they can be gone through once."""
    one_pass = iter(statements)
    export_table(target / "t.xlsx", consultation or a_consultation(), lambda: one_pass, edition(language))
    return load_workbook(target / "t.xlsx")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_has_the_same_rows_as_the_committees_workbook(tmp_path: Path, language: str) -> None:
    given = {
        "kanta": Given({"option": "ei", "reason": "=1+1"}),
        "muuta": NOTHING,
        "aika": Given({"date": "2027-01-01"}),
    }
    statements = (statement(given), statement({"huomiot": " a\n\nb "}, respondent("Vaasa")), statement({}))
    table, committee = (
        table_of(tmp_path, *statements, language=language),
        exported(tmp_path, *statements, language=language),
    )

    assert listed(table, TITLE, language) == listed(committee, TITLE, language)
    assert listed(table, "Questions", language) == listed(committee, "Questions", language)
    assert len(listed(table, TITLE, language)) == 3


def test_what_was_not_asked_says_so(tmp_path: Path) -> None:
    statements = (statement(ENTRIES),)
    table, committee = (
        made(tmp_path, *statements, consultation=a_consultation(tiny_set("group"))) for made in (table_of, exported)
    )

    rows = [list(row.values())[4:] for row in listed(table, "Repeats")]
    assert rows == [list(row.values())[4:] for row in listed(committee, "Repeats")]
    assert rows[1][-1] == gettext("fi", "Not asked")


def test_a_text_that_no_cell_can_hold_is_whole_on_a_sheet_of_its_own_with_ways_there_and_back(tmp_path: Path) -> None:
    texts = ["Lause, jonka jälkeen tulee toinen. " * 2_857, "rivi\n" * 300]
    book = table_of(tmp_path, statement({"huomiot": texts[0], "muuta": texts[1]}), statement({"muuta": "lyhyt"}))

    rows = listed(book, "Long answers")
    first, second = list(dict.fromkeys(row[gettext("fi", "Question")] for row in rows))
    for header, text in ((first, texts[0]), (second, texts[1])):
        parts = [row[gettext("fi", "Text")] for row in rows if row[gettext("fi", "Question")] == header]
        assert "".join(parts) == text
    shown = listed(book, TITLE)[0]
    assert texts[0].startswith(shown[f"{first} · Kokonaisuus"])
    assert (
        f"{len([row for row in rows if row[gettext('fi', 'Question')] == first]) + 2}"
        in shown[gettext("fi", "Continues")]
    )
    back = sheet(book, "Long answers")["G2"].hyperlink.location
    assert back == f"'{gettext('fi', TITLE)}'!A2"


def test_a_long_text_in_an_entry_is_whole_too_and_leads_back_to_the_entry(tmp_path: Path) -> None:
    long = "Pykälää on muutettava. " * 2_000
    given = {**ENTRIES, "pykalat/e7/miten": Given({"text": long})}
    book = table_of(tmp_path, statement(given), consultation=a_consultation(tiny_set("group")))

    rows = listed(book, "Long answers")
    assert "".join(row[gettext("fi", "Text")] for row in rows) == long
    assert sheet(book, "Long answers")["G2"].hyperlink.location == f"'{gettext('fi', 'Repeats')}'!A2"
    assert sheet(book, "Repeats")["D2"].hyperlink.location == f"'{gettext('fi', 'Long answers')}'!A2"


def test_rows_are_of_one_height_so_that_many_can_be_leafed_through(tmp_path: Path) -> None:
    book = table_of(tmp_path, statement({"muuta": "a"}), statement({"muuta": "pitkä " * 500}))

    heights = {sheet(book, TITLE).row_dimensions[row].height for row in (2, 3)}
    assert heights == {42}


@pytest.mark.parametrize("given", [{"tuntematon": "a"}, {"muuta": Given({"other": "a"})}])
def test_an_answer_that_would_be_left_out_stops_it_and_leaves_no_file(tmp_path: Path, given: dict[str, Any]) -> None:
    def one_pass() -> Iterator[Statement]:
        yield statement(given)

    with pytest.raises(KeyError):
        export_table(tmp_path / "t.xlsx", a_consultation(), one_pass, edition())

    assert list(tmp_path.iterdir()) == []
