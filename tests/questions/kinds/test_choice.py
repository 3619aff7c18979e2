"""One of several options, and the reason for it."""

import pytest

from survey.questions.question import Problem, State
from tests.questions.written import tiny_question


def test_an_option_is_kept_by_its_key_and_shown_by_its_label() -> None:
    question = tiny_question("choice")
    reading = question.read({"option": " ei_kantaa "})
    assert reading.value == {"option": "ei_kantaa"}
    assert question.shown(reading.value, reading.state, "fi") == {"option": "Ei kantaa"}
    assert question.shown(reading.value, reading.state, "sv") == {"option": "Ingen ståndpunkt"}


@pytest.mark.parametrize("typed", [{}, {"option": ""}, {"option": " "}, {"option": "", "reason": " \n"}])
def test_neither_option_nor_reason_is_no_answer(typed: dict[str, str]) -> None:
    assert tiny_question("choice_with_reason").read(typed).value is None


def test_an_option_that_the_question_does_not_have_is_kept_as_typed_and_named() -> None:
    question = tiny_question("choice")
    for typed in ("ehka", "KYLLA", "Kyllä"):
        reading = question.read({"option": typed})
        assert (reading.value, reading.state) == ({"option": typed}, State.MALFORMED)
        assert question.problems({"option": typed}, State.MALFORMED) == [Problem("no_such_option", "option")]
        assert question.shown({"option": typed}, State.MALFORMED, "sv") == {"option": typed}


def test_a_reason_stays_character_by_character_beside_its_option() -> None:
    reading = tiny_question("choice_with_reason").read({"option": "ei", "reason": " Koska\r\n\x00 se on "})
    assert reading.value == {"option": "ei", "reason": " Koska\n se on "}
    assert reading.removed == 1


def test_a_reason_without_an_option_is_kept_and_is_not_finished() -> None:
    question = tiny_question("choice_with_reason")
    reading = question.read({"reason": "Koska"})
    assert (reading.value, reading.state) == ({"reason": "Koska"}, State.ANSWERED)
    assert question.problems({"reason": "Koska"}, State.ANSWERED) == [Problem("option_missing", "option")]


def test_a_choice_that_asks_for_no_reason_takes_none() -> None:
    question = tiny_question("choice")
    assert question.used_parts == ("option",)
    assert question.read({"option": "ei", "reason": "Koska"}).value == {"option": "ei"}
    assert question.read({"reason": "Koska"}).value is None


def test_a_required_reason_is_missed_and_an_optional_one_is_not() -> None:
    answer = {"option": "ei"}
    assert tiny_question("choice_with_reason").problems(answer, State.ANSWERED) == []
    required = tiny_question("choice_with_required_reason")
    assert required.used_parts == ("option", "reason")
    assert required.problems(answer, State.ANSWERED) == [Problem("reason_missing", "reason")]
    assert required.problems({**answer, "reason": "Koska"}, State.ANSWERED) == []


def test_every_problem_of_an_answer_is_named_at_once() -> None:
    found = tiny_question("choice_with_required_reason").problems({"option": "ehka"}, State.MALFORMED)
    assert [problem.code for problem in found] == ["no_such_option", "reason_missing"]


def test_a_reason_over_its_limit_is_named() -> None:
    value = {"option": "ei", "reason": "x" * 5002}
    problem = Problem("too_long", "reason", {"over": 2, "longest": 5000})
    assert tiny_question("choice_with_reason").problems(value, State.ANSWERED) == [problem]


def test_an_option_that_asks_what_and_its_text_belong_together() -> None:
    question = tiny_question("choice_with_specification")
    assert question.used_parts == ("option", "specify", "reason")
    assert question.read({"option": "muu", "specify": "Kol\r\nmatta\x00"}).value == {
        "option": "muu",
        "specify": "Kol matta",
    }
    assert question.problems({"option": "muu"}, State.ANSWERED) == [Problem("specification_missing", "specify")]
    without = [Problem("specified_without_option", "option")]
    assert question.problems({"option": "uusi", "specify": "Kolmatta"}, State.ANSWERED) == without
    assert question.problems({"specify": "Kolmatta"}, State.ANSWERED) == without
    assert question.problems({"option": "muu", "specify": "Kolmatta"}, State.ANSWERED) == []


def test_a_choice_without_such_an_option_takes_no_such_text() -> None:
    assert tiny_question("choice").read({"option": "ei", "specify": "Muu"}).value == {"option": "ei"}


def test_a_specification_over_its_limit_is_named() -> None:
    value = {"option": "muu", "specify": "x" * 501}
    problem = Problem("too_long", "specify", {"over": 1, "longest": 500})
    assert tiny_question("choice_with_specification").problems(value, State.ANSWERED) == [problem]
