"""The first sheet: counts by group, a table of contents and check figures."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from survey.export.committee_workbook.contents import Contents
from survey.export.committee_workbook.summary import Counted, count_by_group, summary_rows
from survey.export.statements.collected import Tally, collect
from survey.export.statements.columns import plan_columns
from survey.export.statements.records import Respondent, Statement, Status
from survey.export.statements.spooled_list import SpooledList
from survey.export.xlsx.recount import WorkbookIncomplete
from survey.export.xlsx.sheets import Link, Row
from survey.languages import gettext
from tests.export.rounds import (
    EXPORTED,
    OPENED,
    a_consultation,
    edition,
    exported,
    respondent,
    sheet,
    small_set,
    statement,
)

DEADLINE = a_consultation().deadline
LONG = "Kunta esittää, että rahoitus turvataan.\n\n" * 1_500


@contextmanager
def contents_of(
    *statements: Statement, asked: Sequence[Respondent] = (), language: str = "fi", internal: bool = False
) -> Iterator[Contents]:
    """What the sheet is made of, with as many characters gone out as came in."""
    consultation = a_consultation()
    with collect(small_set(), statements) as collected:
        out = Tally(characters=collected.tally.characters)
        how = edition(language, internal=internal)
        yield Contents(consultation, SpooledList(asked), collected, plan_columns(small_set(), language), {}, how, out)


def rows_of(*statements: Statement, titles: Sequence[str] = (), language: str = "fi", **how: bool) -> list[Row]:
    asked = [each.respondent for each in statements]
    with contents_of(*statements, asked=asked, language=language, **how) as contents:
        return list(summary_rows(contents, titles))


def told(rows: Sequence[Row], words: str, language: str = "fi") -> object:
    """The value beside these words."""
    return next(row.cells[1] for row in rows if row.cells and row.cells[0] == gettext(language, words))


def test_each_organisation_is_counted_once_in_its_group() -> None:
    asked = [respondent(status=status, group="parish") for status in Status] + [respondent(group="ministry")]

    assert count_by_group(asked, DEADLINE, ()) == {
        "ministry": Counted(asked=1, answered=1),
        "parish": Counted(asked=6, answered=1, nothing_to_state=1, not_answered=3, jointly=1),
    }


def test_the_late_ones_are_counted_apart_too() -> None:
    later = EXPORTED + timedelta(minutes=1)
    asked = [respondent(received_at=EXPORTED), respondent(received_at=EXPORTED, own_deadline=later)]

    assert count_by_group(asked, DEADLINE, ())["municipality"] == Counted(asked=2, answered=2, late=1)


def test_groups_come_in_official_order_and_unknown_ones_last() -> None:
    groups = ["zzz", "parish", "municipality", "court", "aaa"]

    counts = count_by_group([respondent(group=group) for group in groups], DEADLINE, ())

    assert list(counts) == ["municipality", "court", "parish", "aaa", "zzz"]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_summary_ends_with_the_check_figures(language: str) -> None:
    consultation = a_consultation()
    rows = rows_of(
        statement({"muuta": "a" * 345}, respondent(reference="AAAA-AAAA", received_at=OPENED)),
        statement({"muuta": "b"}, respondent(reference="BBBB-BBBB")),
        language=language,
    )

    assert rows[0].cells == (consultation.title[language],)
    assert told(rows, "Statements", language) == told(rows, "Answers", language) == 2
    assert told(rows, "Characters in the answers", language) == told(rows, "Characters in this file", language) == 346
    assert str(told(rows, "Last statement included", language)).startswith("BBBB-BBBB, 12.10.2026 ")
    assert told(rows, "Digest of the questions' structure", language) == consultation.structure_digest
    assert told(rows, "Digest of the questions' texts", language) == consultation.text_digest
    assert rows[-1].cells[0] == gettext(language, "Texts, revision %(number)s", number=1)
    assert str(rows[-1].cells[1]).endswith(consultation.text_digest)


def test_a_file_that_lost_a_character_is_not_handed_out() -> None:
    with contents_of(statement({"muuta": "abc"})) as contents:
        contents.delivered.characters -= 1
        with pytest.raises(WorkbookIncomplete, match="3 characters came in, 2 went out"):
            list(summary_rows(contents, ()))


def test_as_many_characters_go_out_as_come_in(tmp_path: Path) -> None:
    rows = sheet(exported(tmp_path, statement({"huomiot": LONG, "muuta": "lyhyt"}), statement({})), "Summary")

    figures = {row[0]: row[1] for row in rows.iter_rows(values_only=True)}
    assert figures[gettext("fi", "Characters in this file")] == len(LONG) + len("lyhyt")


def test_the_total_is_the_sum_of_the_groups() -> None:
    asked = [respondent(group="parish"), respondent(group="court", status=Status.DRAFT)]
    with contents_of(asked=asked) as contents:
        totals = [row.cells for row in summary_rows(contents, ()) if row.cells[:1] == (gettext("fi", "Total"),)]

    assert totals == [(gettext("fi", "Total"), 2, 1, 0, 1, 0, 0)]


def test_the_summary_tells_the_period_and_who_exported_it_and_when() -> None:
    consultation = a_consultation()

    values = [row.cells[1] for row in rows_of() if len(row.cells) == 2]

    period = [consultation.opened_at, consultation.deadline]
    assert values[:6] == ["Ministeriö", "VN/1/2026", *period, EXPORTED, "Maija Valmistelija"]


def test_the_summary_says_which_of_the_two_files_it_is() -> None:
    assert told(rows_of(), "This file") == gettext("fi", "Without contact details")
    assert told(rows_of(internal=True), "This file") == gettext("fi", "Internal: with contact details")


def test_the_table_of_contents_leads_to_each_sheet(tmp_path: Path) -> None:
    rows = rows_of(titles=["Käsittely", "Toistuvat 5"])
    links = [row.cells for row in rows if row.cells and isinstance(row.cells[0], Link)]

    assert [cells[0] for cells in links] == [Link("Käsittely", "Käsittely", 1), Link("Toistuvat 5", "Toistuvat 5", 1)]
    assert all(cells[1] for cells in links)

    book = exported(tmp_path)
    leading = [cell.hyperlink.location for (cell, *_) in book.worksheets[0].iter_rows() if cell.hyperlink]
    assert leading == [f"'{title}'!A1" for title in book.sheetnames[1:]]


def test_who_answered_without_being_asked_is_counted_apart() -> None:
    asked = [respondent(), replace(respondent(), asked=False), replace(respondent(status=Status.DRAFT), asked=False)]

    assert count_by_group(asked, DEADLINE, ())["municipality"] == Counted(asked=1, answered=1, not_asked=1)
