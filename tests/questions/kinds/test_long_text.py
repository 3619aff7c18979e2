"""A text of any number of paragraphs."""

from survey.questions.kinds.long_text import LONGEST_TEXT, LongText
from survey.questions.question import Problem, State
from tests.questions.written import question_of, tiny_question


def test_paragraphs_and_blanks_stay_as_typed() -> None:
    reading = tiny_question("long_text").read({"text": "\n  Ensimmäinen.\r\n\r\nToinen.\t\n"})
    assert reading.value == {"text": "  Ensimmäinen.\n\nToinen.\t"}
    assert (reading.state, reading.removed) == (State.ANSWERED, 0)


def test_blanks_alone_are_no_answer() -> None:
    assert tiny_question("long_text").read({"text": " \r\n \n"}).value is None
    assert tiny_question("long_text").read({}).value is None


def test_a_hundred_thousand_characters_are_no_problem_and_one_more_is_kept_and_named() -> None:
    question = question_of("- {key: a, kind: long_text, label: {fi: A, sv: A}}")
    assert isinstance(question, LongText)
    assert question.max_length == LONGEST_TEXT == 100_000
    assert question.problems({"text": "x" * LONGEST_TEXT}, State.ANSWERED) == []
    reading = question.read({"text": "x" * (LONGEST_TEXT + 1)})
    assert reading.value == {"text": "x" * (LONGEST_TEXT + 1)}
    problem = Problem("too_long", "text", {"over": 1, "longest": LONGEST_TEXT})
    assert question.problems(reading.value, reading.state) == [problem]
