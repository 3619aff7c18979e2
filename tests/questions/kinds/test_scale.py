"""One step of a scale, or no position, and the reason for it."""

from survey.questions.question import Problem, State
from tests.questions.written import faults_of, question_of, tiny_question, with_questions

STEPS = "[{key: a, label: {fi: A, sv: A}}, {key: b, label: {fi: B, sv: B}}]"
NO_POSITION = "{key: c, label: {fi: C, sv: C}}"
OWN = f"- {{key: q, kind: scale, label: {{fi: Q, sv: Q}}, steps: {STEPS}, no_position: {NO_POSITION}}}\n"


def test_a_step_is_kept_by_its_key_and_shown_by_its_label() -> None:
    question = tiny_question("scale")
    reading = question.read({"option": " osin_eri ", "reason": "Koska"})
    assert reading.value == {"option": "osin_eri", "reason": "Koska"}
    assert question.shown(reading.value, reading.state, "sv") == {"option": "Delvis av annan åsikt", "reason": "Koska"}
    assert question.problems(reading.value, reading.state) == []
    assert question.chosen(reading.value) == {"osin_eri"}


def test_no_position_is_an_answer_and_is_no_step() -> None:
    question = question_of(OWN)
    assert question.read({"option": "c"}).state is State.ANSWERED
    assert question.shown({"option": "c"}, State.ANSWERED, "fi") == {"option": "C"}
    assert getattr(question, "separate", None) == {"c"}
    assert [option.key for option in question.choosable] == ["a", "b", "c"]


def test_a_step_that_the_scale_does_not_have_is_kept_as_typed_and_named() -> None:
    question = tiny_question("scale")
    assert question.read({"option": "ehka"}).state is State.MALFORMED
    assert question.problems({"option": "ehka"}, State.MALFORMED) == [Problem("no_such_option", "option")]


def test_a_reason_alone_is_kept_and_is_not_finished() -> None:
    question = tiny_question("scale")
    assert question.read({"reason": "Koska"}).value == {"reason": "Koska"}
    assert question.problems({"reason": "Koska"}, State.ANSWERED) == [Problem("option_missing", "option")]


def test_a_scale_that_asks_for_no_reason_takes_none() -> None:
    question = question_of(OWN)
    assert question.used_parts == ("option",)
    assert question.read({"option": "a", "reason": "Koska"}).value == {"option": "a"}


def test_a_step_neither_asks_what_nor_excludes() -> None:
    faults = faults_of(with_questions(OWN.replace("{key: a", "{specify: true, exclusive: true, key: a")))
    assert [(fault.code, fault.places["key"]) for fault in faults] == [
        ("unknown-key", "specify"),
        ("unknown-key", "exclusive"),
    ]


def test_the_same_key_twice_is_found_among_steps_and_no_position() -> None:
    [fault] = faults_of(with_questions(OWN.replace("{key: c", "{key: a")))
    assert (fault.code, fault.where) == ("repeated-option", "sections.1.questions.1.no_position.key")
