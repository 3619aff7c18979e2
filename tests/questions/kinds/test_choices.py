"""Several options at once, and the reason for them."""

import pytest

from survey.questions.question import Problem, State
from tests.questions.written import faults_of, question_of, tiny_question, with_questions

OPTIONS = "[{key: a, label: {fi: A, sv: A}}, {key: b, label: {fi: B, sv: B}}, {key: c, label: {fi: C, sv: C}}]"
ONE_ALONE = OPTIONS.replace("{key: c", "{exclusive: true, key: c")


def choices(more: str = "", options: str = OPTIONS) -> str:
    return f"- {{key: q, kind: choices, label: {{fi: Q, sv: Q}}, options: {options}{more}}}\n"


def codes(question: str, options: str) -> list[str]:
    return [problem.code for problem in question_of(question).problems({"options": options}, State.ANSWERED)]


def test_options_are_kept_by_their_keys_in_the_order_of_the_form() -> None:
    question = tiny_question("choices")
    reading = question.read({"options": "palvelut  talous palvelut"})
    assert (reading.value, reading.state) == ({"options": "talous palvelut"}, State.ANSWERED)
    assert question.shown({"options": "talous palvelut"}, State.ANSWERED, "fi") == {"options": "Talouteen\nPalveluihin"}
    assert question.cells({"options": "talous palvelut"}, State.ANSWERED, "sv") == {"options": "Ekonomin; Servicen"}
    assert question.chosen({"options": "talous palvelut"}) == {"talous", "palvelut"}


@pytest.mark.parametrize("typed", [{}, {"options": ""}, {"options": " "}, {"specify": " ", "reason": "\n"}])
def test_nothing_ticked_and_nothing_written_is_no_answer(typed: dict[str, str]) -> None:
    assert tiny_question("choices").read(typed).value is None


def test_an_option_that_the_question_does_not_have_is_kept_as_typed_and_named() -> None:
    question = tiny_question("choices")
    reading = question.read({"options": "ehka talous"})
    assert (reading.value, reading.state) == ({"options": "talous ehka"}, State.MALFORMED)
    assert question.problems({"options": "talous ehka"}, State.MALFORMED) == [Problem("no_such_option", "options")]
    assert question.shown({"options": "talous ehka"}, State.MALFORMED, "fi") == {"options": "Talouteen\nehka"}


def test_an_exclusive_option_with_others_is_saved_and_named() -> None:
    question = tiny_question("choices")
    reading = question.read({"options": "ei_mihinkaan talous"})
    assert (reading.value, reading.state) == ({"options": "talous ei_mihinkaan"}, State.ANSWERED)
    assert question.problems({"options": "talous ei_mihinkaan"}, State.ANSWERED) == [
        Problem("exclusive_with_others", "options", labels={"option": question.labels["ei_mihinkaan"]})
    ]
    assert question.problems({"options": "ei_mihinkaan"}, State.ANSWERED) == []


@pytest.mark.parametrize(
    ("more", "options", "found"),
    [
        (", at_least: 2", "a", ["too_few_options"]),
        (", at_least: 2", "a b", []),
        (", at_most: 1", "a b", ["too_many_options"]),
        (", at_most: 1", "a", []),
        ("", "a b c", []),
    ],
)
def test_how_many_may_be_chosen_is_named(more: str, options: str, found: list[str]) -> None:
    assert codes(choices(more), options) == found


def test_an_exclusive_option_is_enough_by_itself() -> None:
    assert codes(choices(", at_least: 2", ONE_ALONE), "c") == []


def test_a_reason_alone_is_kept_and_is_not_finished() -> None:
    question = tiny_question("choices")
    assert question.read({"reason": "Koska"}).value == {"reason": "Koska"}
    assert question.problems({"reason": "Koska"}, State.ANSWERED) == [Problem("option_missing", "options")]


def test_an_option_that_asks_what_and_its_text_belong_together() -> None:
    question = tiny_question("choices")
    assert question.used_parts == ("options", "specify", "reason")
    assert question.problems({"options": "muu"}, State.ANSWERED) == [Problem("specification_missing", "specify")]
    assert question.problems({"options": "talous", "specify": "Veroihin"}, State.ANSWERED) == [
        Problem("specified_without_option", "options")
    ]
    assert question.problems({"specify": "Veroihin"}, State.ANSWERED) == [
        Problem("specified_without_option", "options")
    ]
    assert question.problems({"options": "talous muu", "specify": "Veroihin"}, State.ANSWERED) == []


@pytest.mark.parametrize(
    ("more", "options", "code", "places"),
    [
        (", at_least: 3, at_most: 2", OPTIONS, "limits-crossed", {"least": "3", "most": "2"}),
        (", at_least: 3", ONE_ALONE, "limits-crossed", {"least": "3", "most": "2"}),
        (", at_most: 3", ONE_ALONE, "more-than-there-are", {"most": "3", "there": "2"}),
        (", at_least: 0", OPTIONS, "out-of-range", {"limit": "1"}),
    ],
)
def test_a_number_that_cannot_be_chosen_is_a_fault(more: str, options: str, code: str, places: dict[str, str]) -> None:
    [fault] = faults_of(with_questions(choices(more, options)))
    assert (fault.code, fault.places) == (code, places)


def test_a_choice_of_one_knows_no_exclusive_option_and_takes_false_for_nothing() -> None:
    one = choices(options=ONE_ALONE).replace("kind: choices", "kind: choice")
    [fault] = faults_of(with_questions(one))
    assert (fault.code, fault.places) == ("unknown-key", {"key": "exclusive"})
    assert question_of(one.replace("true", "false")) == question_of(one.replace("exclusive: true, ", ""))
