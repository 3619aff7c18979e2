"""A telephone number."""

import pytest

from survey.questions.question import Problem, State
from tests.questions.written import tiny_question


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("+358 9 123 4567", "+358 9 123 4567"),
        (" 09\u00a0123   4567 ", "09 123 4567"),
        ("040-1234567", "040-1234567"),
        ("040\u20111234567", "040-1234567"),
        ("(09) 123\u20134567", "(09) 123-4567"),
        ("+358 (0)9 123", "+358 (0)9 123"),
        ("112", "112"),
        ("\u202a0401234567\u202c", "0401234567"),
        ("00358 40 123 4567", "00358 40 123 4567"),
        ("040\t123\r\n4567", "040 123 4567"),
    ],
)
def test_a_number_is_kept_with_single_blanks(typed: str, stored: str) -> None:
    question = tiny_question("phone")
    reading = question.read({"phone": typed})
    assert (reading.value, reading.state) == ({"phone": stored}, State.ANSWERED)
    assert question.read({"phone": stored}).value == {"phone": stored}
    assert question.cells({"phone": stored}, State.ANSWERED, "fi") == {"phone": stored}
    assert question.problems({"phone": stored}, State.ANSWERED) == []


@pytest.mark.parametrize(
    "typed", ["vaihde", "09 123, 040 123", "12", "+", "0" * 18, "puh. 09 123", "++358 9 123", "9 123 + 4", "٠٤٠١٢٣"]
)
def test_what_is_no_number_is_kept_as_typed_and_named(typed: str) -> None:
    question = tiny_question("phone")
    reading = question.read({"phone": f" {typed} "})
    assert (reading.value, reading.state) == ({"phone": f" {typed} "}, State.MALFORMED)
    assert question.shown({"phone": typed}, State.MALFORMED, "sv") == {"phone": typed}
    assert question.problems({"phone": typed}, State.MALFORMED) == [Problem("not_a_phone_number", "phone")]


def test_no_number_is_no_answer() -> None:
    assert tiny_question("phone").read({"phone": " \u200e\n"}).value is None
