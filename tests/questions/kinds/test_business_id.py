"""A Finnish Business ID."""

import pytest

from survey.questions.kinds.business_id import has_right_check_digit
from survey.questions.question import Problem, State
from tests.questions.written import tiny_question


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1234567-1", "1234567-1"),
        ("12345671", "1234567-1"),
        (" 1234567 - 1 ", "1234567-1"),
        ("FI12345671", "1234567-1"),
        ("fi 1234567-1", "1234567-1"),
        ("1234567\u20111", "1234567-1"),
        ("1234567\u20131", "1234567-1"),
        ("0112038-9", "0112038-9"),
        ("112038-9", "0112038-9"),
        ("1120389", "0112038-9"),
        ("0201256-6", "0201256-6"),
        ("\u200e1234567-1", "1234567-1"),
    ],
)
def test_a_business_id_is_kept_and_shown_in_one_form(typed: str, stored: str) -> None:
    question = tiny_question("business_id")
    reading = question.read({"business_id": typed})
    assert (reading.value, reading.state) == ({"business_id": stored}, State.ANSWERED)
    for words in (question.shown, question.cells):
        assert words({"business_id": stored}, State.ANSWERED, "sv") == {"business_id": stored}
    assert question.problems({"business_id": stored}, State.ANSWERED) == []


@pytest.mark.parametrize("typed", ["1234567-2", "12345670", "FI12345672", "0112039-9", "1000001-0", "1000001-1"])
def test_a_wrong_check_digit_is_kept_as_typed_and_has_its_own_message(typed: str) -> None:
    question = tiny_question("business_id")
    reading = question.read({"business_id": typed})
    assert (reading.value, reading.state) == ({"business_id": typed}, State.MALFORMED)
    assert question.problems({"business_id": typed}, State.MALFORMED) == [Problem("wrong_check_digit", "business_id")]


@pytest.mark.parametrize(
    "typed", ["Y-tunnus", "12345-1", "123456789", "1234567--1", "SE12345671", "1234567-1 1234567-1", "１２３４５６７-1"]
)
def test_what_is_no_business_id_is_kept_as_typed_and_named(typed: str) -> None:
    question = tiny_question("business_id")
    reading = question.read({"business_id": typed})
    assert (reading.value, reading.state) == ({"business_id": typed}, State.MALFORMED)
    assert question.problems({"business_id": typed}, State.MALFORMED) == [Problem("not_a_business_id", "business_id")]


def test_no_business_id_is_no_answer() -> None:
    assert tiny_question("business_id").read({"business_id": " \n"}).value is None


def test_at_most_one_check_digit_fits_a_number_and_none_where_the_remainder_is_one() -> None:
    fitting = [
        sum(has_right_check_digit(f"{number:07}-{check}") for check in range(10)) for number in range(1000000, 1002000)
    ]
    assert set(fitting) == {0, 1}
    assert fitting.count(0) == pytest.approx(2000 / 11, abs=10)
    assert has_right_check_digit("1000000-4")
