"""A short text on one line."""

import pytest

from survey.questions.kinds.text import Text, too_long
from survey.questions.question import Problem, State
from tests.questions.written import question_of, tiny_question


@pytest.mark.parametrize("typed", ["", "   ", "\t", "\r\n", "\u2028", "\x00"])
def test_blanks_alone_are_no_answer(typed: str) -> None:
    assert tiny_question("text").read({"text": typed}).value is None


def test_a_field_that_is_missing_is_no_answer() -> None:
    assert tiny_question("text").read({}).value is None


def test_line_breaks_become_blanks_and_blanks_at_the_ends_stay() -> None:
    reading = tiny_question("text").read({"text": " 5 luvun\r\n3 § "})
    assert reading.value == {"text": " 5 luvun 3 § "}
    assert reading.state is State.ANSWERED


def test_removed_characters_are_counted_even_where_nothing_else_was_typed() -> None:
    assert tiny_question("text").read({"text": "a\x00b\x01"}).removed == 2
    assert tiny_question("text").read({"text": "\x00"}).removed == 1


def test_a_text_over_its_limit_is_kept_and_named() -> None:
    question = tiny_question("text")
    reading = question.read({"text": "ä" * 101})
    assert reading.value == {"text": "ä" * 101}
    assert question.problems(reading.value, reading.state) == [Problem("too_long", "text", {"over": 1, "longest": 100})]
    assert question.problems({"text": "ä" * 100}, State.ANSWERED) == []


def test_a_limit_counts_code_points() -> None:
    assert too_long("text", "👍🏽", 2) == []
    assert too_long("text", "👍🏽", 1) == [Problem("too_long", "text", {"over": 1, "longest": 1})]


def test_without_a_limit_of_its_own_a_text_has_a_thousand_characters() -> None:
    question = question_of("- {key: a, kind: text, label: {fi: A, sv: A}}")
    assert isinstance(question, Text)
    assert question.max_length == 1000
