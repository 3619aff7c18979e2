"""The sheet that a committee works on."""

from pathlib import Path

import pytest

from survey.languages import gettext
from survey.questions.question import Given
from tests.export.rounds import NOTHING, a_round, column, exported, listed, respondent, sheet, statement
from tests.questions.written import tiny_set

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


def test_a_board_sees_what_is_proposed_and_the_rest_is_not_printed(tmp_path: Path) -> None:
    page = sheet(exported(tmp_path), "Handling")

    assert str(page.print_area) == f"'{gettext('fi', 'Handling')}'!$A$1:$I$5"
    assert page["I1"].value == gettext("fi", "Proposal")
    assert page.page_setup.orientation == "landscape"


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
    counted = f"'{gettext(language, 'By question')}'!${first[0]}:${first[0]},E$1)"
    assert handling["E4"].value.endswith(counted)


def test_questions_of_a_group_have_rows_and_numbers_of_their_own(tmp_path: Path) -> None:
    rows = listed(exported(tmp_path, this_round=a_round(tiny_set("group"))), "Handling")

    assert column(rows, "No.") == [1, "1.1", "1.2", "1.3", 2]


def test_each_row_of_a_matrix_is_told_on_a_line(tmp_path: Path) -> None:
    given = {"vaittamat": Given({"row-tavoitteet": "samaa", "row-keinot": "eri"})}
    book = exported(tmp_path, statement(given, respondent("A")), this_round=a_round(tiny_set("matrix")))

    (words,) = column(listed(book, "Handling"), "What was chosen")
    assert words.splitlines() == [
        "Tavoitteet ovat oikeat.: Samaa mieltä 1 · Eri mieltä 0 · Ei kantaa 0",
        "Keinot ovat oikeat.: Samaa mieltä 0 · Eri mieltä 1 · Ei kantaa 0",
    ]
