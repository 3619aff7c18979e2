"""The sheet that a committee works on."""

import re
from pathlib import Path

import openpyxl
import pytest

from survey.export.committee_workbook.by_question import by_question_sheet
from survey.export.committee_workbook.handling import handling_sheet
from survey.export.xlsx.book import write_workbook
from survey.languages import gettext
from survey.questions.load import load_text
from survey.questions.question import Given
from tests.export.committee_workbook.test_rows import read
from tests.export.rounds import NOTHING, a_consultation, column, exported, listed, respondent, sheet, statement
from tests.export.small_files import ABOUT, put_in
from tests.questions.written import tiny_set, with_questions

POSITIONS = ["Supports", "Supports with changes", "Does not support", "No position"]


def test_each_question_has_a_row_with_its_counts_and_room_to_write(tmp_path: Path) -> None:
    book = exported(
        tmp_path,
        statement({"kanta": Given({"option": "ei"}), "muuta": "a"}),
        statement({"kanta": Given({"option": "kylla"}), "muuta": NOTHING}),
    )

    rows = listed(book, "Handling")
    assert column(rows, "No.") == [1, 2, 3, 4]
    assert column(rows, "Question")[0] == "Kannatatteko ehdotusta?"
    assert column(rows, "Answers") == [2, 0, 1, 0]
    assert column(rows, "Nothing to state") == [0, 0, 1, 0]
    assert column(rows, "Not answered") == [0, 2, 0, 2]
    assert column(rows, "What was chosen")[0] == "Kyllä 1 · Ei 1"
    for header in ("Summary", "Proposal", "Amended proposal", "Decision"):
        assert column(rows, header) == [None] * 4


def test_a_board_sees_all_of_the_sheet_on_pages_that_lie_side_by_side(tmp_path: Path) -> None:
    page = sheet(exported(tmp_path), "Handling")

    assert str(page.print_area) == f"'{gettext('fi', 'Handling')}'!$A$1:${page[1][-1].column_letter}$5"
    assert page[1][-1].value == gettext("fi", "Decision")
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.pageOrder, page.print_title_cols) == ("overThenDown", "$A:$C")


def test_what_became_of_a_question_adds_up_to_the_statements(tmp_path: Path) -> None:
    options = "[{key: kylla, label: {fi: Kyllä, sv: Ja}}, {key: ei, label: {fi: Ei, sv: Nej}}]"
    kinds = f"kind: choice, options: {options}, label: {{fi: Kannatatteko?, sv: Understöder ni?}}"
    written = f"- {{key: a, {kinds}}}\n- {{key: b, show_if: {{a: [ei]}}, {kinds}}}\n"
    asked = a_consultation(load_text(with_questions(written)).question_set)
    yes, no = ({"a": Given({"option": option})} for option in ("kylla", "ei"))
    given = [statement(yes), statement(no), statement({**no, "b": NOTHING}), statement({})]

    rows = listed(exported(tmp_path, *given, consultation=asked), "Handling")

    outcomes = ("Answers", "Nothing to state", "Not answered", "Not asked")
    assert [[column(rows, name)[place] for name in outcomes] for place in (0, 1)] == [[3, 0, 1, 0], [0, 1, 1, 2]]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_positions_that_the_options_are_stand_there_and_are_counted(tmp_path: Path, language: str) -> None:
    chosen = [statement({"kanta": Given({"option": option, "reason": "x"})}) for option in ("ei", "kylla", "ei")]
    exported(tmp_path, *chosen, statement({"muuta": "Kannatan."}), language=language)
    formulas, shown = (openpyxl.load_workbook(tmp_path / "lausunnot.xlsx", data_only=each) for each in (False, True))

    positions = column(listed(shown, "By question", language), "Position", language)
    words = {position: gettext(language, position) for position in POSITIONS}
    assert positions == [words[each] for each in ("Does not support", "Supports", "Does not support")] + [None]
    counted = listed(shown, "Handling", language)
    assert [counted[0][words[position]] for position in POSITIONS] == [1, 0, 2, 0]
    assert all(str(listed(formulas, "Handling", language)[0][each]).startswith("=COUNTIFS") for each in words.values())


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_positions_are_chosen_from_those_that_are_counted(tmp_path: Path, language: str) -> None:
    book = exported(tmp_path, statement({"muuta": "a"}), language=language)
    answers, handling = sheet(book, "By question", language), sheet(book, "Handling", language)

    (chosen,) = answers.data_validations.dataValidation
    title, cells = chosen.formula1.rsplit("!", 1)
    assert title == f"'{gettext(language, 'Handling')}'"
    assert [cell.value for cell in handling[cells.replace("$", "")][0]] == [gettext(language, it) for it in POSITIONS]
    (first, *_) = str(chosen.sqref).split(":")
    assert answers[f"{first[0]}1"].value == gettext(language, "Position")
    supports = next(cell for cell in handling[1] if cell.value == gettext(language, "Supports")).column_letter
    counted = f"'{gettext(language, 'By question')}'!${first[0]}:${first[0]},{supports}$1)"
    assert any(str(cell.value).endswith(counted) for cell in handling[4])


COUNTED = re.compile(
    r"=COUNTIFS\('(?P<sheet>.+?)'!\$(?P<asked>[A-Z]+):\$(?P=asked),\$(?P<number>[A-Z]+)(?P<row>\d+)&\" \*\","
    r"'(?P=sheet)'!\$(?P<given>[A-Z]+):\$(?P=given),(?P<position>[A-Z]+)\$1\)"
)


@pytest.mark.parametrize("answers", ["Question", "Group", "Position", "Row code"])
@pytest.mark.parametrize("handling", ["No.", "Question", "Supports", "Summary"])
def test_the_column_of_positions_is_counted_wherever_it_stands(tmp_path: Path, answers: str, handling: str) -> None:
    with read(statement({"muuta": "a"})) as contents:
        changed = [put_in(handling_sheet(contents), handling), put_in(by_question_sheet(contents), answers)]
        write_workbook(tmp_path / "a.xlsx", changed, ABOUT)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    counting, counted = sheet(book, "Handling"), sheet(book, "By question")

    formulas = [cell for row in counting.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) == 4 * len(POSITIONS)
    for cell in formulas:
        found = COUNTED.fullmatch(cell.value)
        assert found
        assert (found["sheet"], int(found["row"])) == (counted.title, cell.row)
        assert counted[f"{found['asked']}1"].value == gettext("fi", "Question")
        assert counted[f"{found['given']}1"].value == gettext("fi", "Position")
        assert counting[f"{found['number']}1"].value == gettext("fi", "No.")
        assert found["position"] == cell.column_letter
        assert counting[f"{found['position']}1"].value in [gettext("fi", position) for position in POSITIONS]


def test_questions_of_a_group_have_rows_and_numbers_of_their_own(tmp_path: Path) -> None:
    rows = listed(exported(tmp_path, consultation=a_consultation(tiny_set("group"))), "Handling")

    assert column(rows, "No.") == [1, "1.1", "1.2", "1.3", 2]


def test_each_row_of_a_matrix_is_told_on_a_line(tmp_path: Path) -> None:
    given = {"vaittamat": Given({"row-tavoitteet": "samaa", "row-keinot": "eri"})}
    book = exported(tmp_path, statement(given, respondent("A")), consultation=a_consultation(tiny_set("matrix")))

    (words,) = column(listed(book, "Handling"), "What was chosen")
    assert words.splitlines() == [
        "Tavoitteet ovat oikeat.: Samaa mieltä 1 · Eri mieltä 0 · Ei kantaa 0",
        "Keinot ovat oikeat.: Samaa mieltä 0 · Eri mieltä 1 · Ei kantaa 0",
    ]
