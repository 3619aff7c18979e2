"""The sheet of amendments."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from survey.languages import gettext
from survey.questions.load import load_text
from survey.questions.question import Given
from tests.export.rounds import NOTHING, a_consultation, column, exported, listed, respondent, sheet, statement
from tests.questions.written import tiny_set, with_questions

PROPOSED = "Palvelu on järjestettävä viimeistään kuukauden kuluessa hakemuksesta."
OWN = "Palvelu on järjestettävä viimeistään kahden viikon kuluessa hakemuksesta."
LONG = "=Kunnan on järjestettävä palvelu.\n" * 1_500


def amended(target: Path, *answers: dict[str, Given | str], language: str = "fi") -> Any:
    """The workbook of these answers to questions for amendments."""
    statements = (statement(given, respondent(f"Kunta {number}")) for number, given in enumerate(answers))
    return exported(target, *statements, language=language, consultation=a_consultation(tiny_set("amendment")))


def test_a_wording_stands_beside_the_one_that_it_would_replace(tmp_path: Path) -> None:
    book = amended(
        tmp_path,
        {
            "maaraaika": Given({"wording": OWN, "reason": "-Koska."}),
            "muutos": Given({"provision": "7 §", "wording": "=Uusi.", "reason": "Siksi."}),
        },
    )

    rows = listed(book, "Amendments")
    assert column(rows, "Provision") == ["7 §", "5 § 1 mom."]
    assert column(rows, "Wording of the proposal") == [None, PROPOSED]
    assert column(rows, "Wording of the respondent") == ["=Uusi.", OWN]
    assert column(rows, "Reason") == ["Siksi.", "-Koska."]
    assert column(rows, "Row code") == ["rivi-muutos", "rivi-maaraaika"]


def test_what_differs_is_marked_in_each_wording_and_told_in_words(tmp_path: Path) -> None:
    amended(tmp_path, {"maaraaika": Given({"wording": OWN, "reason": "Koska."})})

    page = sheet(openpyxl.load_workbook(tmp_path / "lausunnot.xlsx", rich_text=True), "Amendments")
    asked, own = page["C2"].value, page["D2"].value
    assert [run.text for run in asked if getattr(run, "font", None)] == ["kuukauden "]
    assert [run.text for run in own if getattr(run, "font", None)] == ["kahden viikon "]
    assert page["G2"].value.splitlines() == [
        gettext("fi", "Removed: %(text)s", text="kuukauden"),
        gettext("fi", "Added: %(text)s", text="kahden viikon"),
    ]


def test_a_wording_in_swedish_stands_beside_the_swedish_one(tmp_path: Path) -> None:
    swedish = "Servicen ska ordnas senast inom två veckor från ansökan."

    (row,) = listed(amended(tmp_path, {"maaraaika": Given({"wording": swedish, "reason": "För att."})}), "Amendments")

    assert row[gettext("fi", "Wording of the proposal")].startswith("Servicen ska ordnas senast inom en månad")


def test_a_wording_that_no_cell_holds_begins_here_and_is_whole_among_the_long_ones(tmp_path: Path) -> None:
    book = amended(tmp_path, {"maaraaika": Given({"wording": LONG, "reason": "Koska."})})

    page = sheet(book, "Amendments")
    assert LONG.startswith(page["D2"].value)
    assert page["D2"].fill.fill_type == "solid"
    assert page["F2"].hyperlink.location.startswith(f"'{gettext('fi', 'Long answers')}'!A")
    assert "".join(column(listed(book, "Long answers"), "Text")) == LONG


def test_a_text_that_is_long_only_in_its_narrow_column_is_whole_among_the_long_ones_too(tmp_path: Path) -> None:
    reason = "Perustelu on tämä. " * 60

    book = amended(tmp_path, {"muutos": Given({"provision": "7 §", "wording": "Uusi.", "reason": reason})})

    assert "".join(column(listed(book, "Long answers"), "Text")) == reason
    assert sheet(book, "Amendments")["F2"].hyperlink


def test_nothing_to_state_is_said(tmp_path: Path) -> None:
    (row,) = listed(amended(tmp_path, {"maaraaika": NOTHING}, language="sv"), "Amendments", "sv")

    assert row[gettext("sv", "Wording of the respondent")] == gettext("sv", "Nothing to state")


def test_a_set_that_asks_for_no_amendment_has_no_such_sheet(tmp_path: Path) -> None:
    assert gettext("fi", "Amendments") not in exported(tmp_path).sheetnames


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_an_amendment_within_a_group_tells_its_entry(tmp_path: Path, language: str) -> None:
    inner = "{key: muutos, kind: amendment, label: {fi: Muutos, sv: Ändring}}"
    words = "label: {fi: P, sv: P}, entry: {fi: Pykälä, sv: Paragraf}"
    asked = load_text(with_questions(f"- {{key: p, kind: group, {words}, questions: [{inner}]}}\n")).question_set
    given = {"p": Given({"entries": "e1"}), "p/e1/muutos": Given({"provision": "1 §", "wording": "Uusi."})}

    book = exported(tmp_path, statement(given), language=language, consultation=a_consultation(asked))

    assert column(listed(book, "Amendments", language), "Entry", language) == [
        {"fi": "Pykälä 1", "sv": "Paragraf 1"}[language]
    ]


def test_the_askers_wording_is_in_the_code_book(tmp_path: Path) -> None:
    words = str(column(listed(amended(tmp_path), "Questions"), "Options"))

    assert PROPOSED in words
