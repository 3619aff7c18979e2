"""A number, with a unit if it has one."""

from decimal import Decimal

import pytest

from survey.questions.freeze import freeze
from survey.questions.kinds.number import read_number
from survey.questions.load import load_text
from survey.questions.question import CellValue, Problem, State
from tests.questions.written import faults_of, question_of, tiny_question, with_questions

PLAIN = "- {key: a, kind: number, label: {fi: A, sv: A}, decimals: 5}"


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("1234,5", "1234.5", "1\u00a0234,5"),
        ("1234.5", "1234.5", "1\u00a0234,5"),
        ("1 234,5", "1234.5", "1\u00a0234,5"),
        ("1\u00a0234\u00a0567", "1234567", "1\u00a0234\u00a0567"),
        ("1\u202f234,50", "1234.5", "1\u00a0234,5"),
        ("12\u2009345", "12345", "12\u00a0345"),
        ("12\u2007345", "12345", "12\u00a0345"),
        (" 7\r\n", "7", "7"),
        ("007", "7", "7"),
        ("0,10", "0.1", "0,1"),
        ("-5", "-5", "-5"),
        ("\u22125,5", "-5.5", "-5,5"),
        ("+3", "3", "3"),
        ("-0,0", "0", "0"),
    ],
)
def test_a_number_is_stored_in_one_form_and_shown_as_in_finland(typed: str, stored: str, shown: str) -> None:
    question = question_of(PLAIN)
    reading = question.read({"number": typed})
    assert (reading.value, reading.state) == ({"number": stored}, State.ANSWERED)
    assert question.typed({"number": stored}, State.ANSWERED) == {"number": shown}
    for language in ("fi", "sv"):
        assert question.shown({"number": stored}, State.ANSWERED, language) == {"number": shown}
    assert question.read({"number": shown}).value == {"number": stored}
    assert question.problems({"number": stored}, State.ANSWERED) == []


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("12.345,678", "12345.678"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("1 234,567", "1234.567"),
        ("12,3450", "12.345"),
    ],
)
def test_what_can_be_read_in_one_way_only_is_read(typed: str, stored: str) -> None:
    question = question_of(PLAIN)
    assert question.read({"number": typed}).value == {"number": stored}
    again = question.typed({"number": stored}, State.ANSWERED)
    assert question.read(again).value == {"number": stored}, "what the page shows in the field is read as the same"


@pytest.mark.parametrize(
    ("typed", "thousands", "decimal"),
    [
        ("25.000", "25000", "25"),
        ("10.000 euroa", "10000", "10"),
        ("1,000", "1000", "1"),
        ("-1.234", "-1234", "-1.234"),
        ("\N{MINUS SIGN}999,999", "-999999", "-999.999"),
        ("+7.500", "7500", "7.5"),
        (" 100,000 ", "100000", "100"),
    ],
)
@pytest.mark.parametrize("decimals", [0, 2, 3])
def test_a_point_before_three_digits_is_taken_as_neither_and_both_are_said(
    typed: str, thousands: str, decimal: str, decimals: int
) -> None:
    text = f"- {{key: a, kind: number, label: {{fi: A, sv: A}}, decimals: {decimals}, unit: {{fi: euroa, sv: euro}}}}"
    question = question_of(text)
    reading = question.read({"number": typed})
    assert (reading.value, reading.state) == ({"number": typed}, State.MALFORMED)
    assert reading.value
    (problem,) = question.problems(reading.value, reading.state)
    assert problem.code == ("decimals_in_two_ways" if decimals == 3 else "number_in_two_ways")
    assert problem.places == {"thousands": Decimal(thousands), "decimal": Decimal(decimal)}


@pytest.mark.parametrize(
    "typed",
    [
        "noin 5",
        "5-7",
        "1,2,3",
        "12 34",
        "1 2345",
        ",5",
        "5,",
        "1e5",
        "٣",
        "½",
        "NaN",
        "Infinity",
        "--5",
        "5 %",
    ],
)
def test_what_is_no_number_is_kept_as_typed_and_named(typed: str) -> None:
    question = question_of(PLAIN)
    reading = question.read({"number": f" {typed} "})
    assert (reading.value, reading.state) == ({"number": f" {typed} "}, State.MALFORMED)
    for words in (question.shown, question.cells):
        assert words({"number": typed}, State.MALFORMED, "sv") == {"number": typed}
    assert question.problems({"number": typed}, State.MALFORMED) == [Problem("not_a_number", "number")]


def test_a_question_for_whole_numbers_asks_for_one() -> None:
    question = question_of("- {key: a, kind: number, label: {fi: A, sv: A}}")
    assert question.problems({"number": "x"}, State.MALFORMED) == [Problem("not_a_whole_number", "number")]
    assert question.problems({"number": "1.5"}, State.ANSWERED) == [
        Problem("not_a_whole_number", "number", {"most": 0})
    ]


def test_no_number_is_no_answer_and_removed_characters_are_counted() -> None:
    question = tiny_question("number")
    assert question.read({"number": " \n"}).value is None
    reading = question.read({"number": "1\x002"})
    assert (reading.value, reading.removed) == ({"number": "12"}, 1)


@pytest.mark.parametrize("typed", ["12,5 tuhatta euroa", "12,5 TUSEN EURO", "12,5tuhatta euroa"])
def test_the_unit_may_be_typed_and_is_shown_in_the_language_of_the_page(typed: str) -> None:
    question = tiny_question("number")
    assert question.read({"number": typed}).value == {"number": "12.5"}
    assert question.shown({"number": "12.5"}, State.ANSWERED, "fi") == {"number": "12,5\u00a0tuhatta euroa"}
    assert question.shown({"number": "12.5"}, State.ANSWERED, "sv") == {"number": "12,5\u00a0tusen euro"}
    assert question.typed({"number": "12.5"}, State.ANSWERED) == {"number": "12,5"}
    assert question.read({"number": "tuhatta euroa"}).state is State.MALFORMED


def test_limits_are_named_with_their_number() -> None:
    question = tiny_question("number")
    assert question.problems({"number": "-0.5"}, State.ANSWERED) == [
        Problem("number_too_small", "number", {"least": Decimal(0)})
    ]
    assert question.problems({"number": "1000000.01"}, State.ANSWERED) == [
        Problem("number_too_large", "number", {"most": Decimal(1000000)})
    ]
    assert question.problems({"number": "1.234"}, State.ANSWERED) == [
        Problem("too_many_decimals", "number", {"most": 2})
    ]
    for allowed in ("0", "1000000", "0.01"):
        assert question.problems({"number": allowed}, State.ANSWERED) == []


def test_limits_are_said_before_the_first_answer() -> None:
    assert tiny_question("number").limits("fi").endswith("Enintään 2 desimaalia.")
    assert question_of("- {key: a, kind: number, label: {fi: A, sv: A}, maximum: 100}").limits("sv") == "Högst 100."


def test_a_limit_is_the_number_that_its_author_wrote() -> None:
    question = question_of("- {key: a, kind: number, label: {fi: A, sv: A}, decimals: 2, minimum: 0.1, maximum: 0.3}")
    assert [question.problems({"number": number}, State.ANSWERED) for number in ("0.1", "0.3")] == [[], []]
    assert question.problems({"number": "0.09"}, State.ANSWERED)[0].places == {"least": Decimal("0.1")}


@pytest.mark.parametrize(
    ("stored", "cell"),
    [
        ("1234", 1234),
        ("-1234.5", Decimal("-1234.5")),
        ("999999999999999", 999999999999999),
        ("9999999999999999", "9\u00a0999\u00a0999\u00a0999\u00a0999\u00a0999"),
        ("0.1234567890123456", "0,1234567890123456"),
    ],
)
def test_a_cell_has_a_real_number_and_text_where_digits_would_be_lost(stored: str, cell: CellValue) -> None:
    found = tiny_question("number").cells({"number": stored}, State.ANSWERED, "fi")["number"]
    assert (found, type(found)) == (cell, type(cell))


def test_digits_without_end_stay_as_they_are() -> None:
    digits = "9" * 5000
    question = tiny_question("number")
    assert question.read({"number": digits}).value == {"number": digits}
    assert question.read(question.typed({"number": digits}, State.ANSWERED)).value == {"number": digits}


def test_a_smallest_number_above_the_largest_is_a_fault_of_the_question() -> None:
    [fault] = faults_of(with_questions(f"{PLAIN[:-1]}, minimum: 2.5, maximum: 1}}\n"))
    assert (fault.code, fault.places) == ("limits-crossed", {"least": "2.5", "most": "1"})


def test_read_number_gives_none_for_what_is_no_number() -> None:
    assert read_number("kaksi") is None
    assert read_number("2") == "2"


def test_a_unit_is_words_and_a_limit_is_structure() -> None:
    written = with_questions(f"{PLAIN[:-1]}, unit: {{fi: euroa, sv: euro}}, maximum: 5}}\n")
    before = freeze(load_text(written).question_set)
    reworded = freeze(load_text(written.replace("fi: euroa", "fi: EUR")).question_set)
    limited = freeze(load_text(written.replace("maximum: 5", "maximum: 6")).question_set)
    assert reworded.structure_digest == before.structure_digest
    assert reworded.text_digest != before.text_digest
    assert limited.structure_digest != before.structure_digest
    assert limited.text_digest == before.text_digest
