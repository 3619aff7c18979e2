"""An e-mail address."""

import pytest

from survey.questions.kinds.email import is_address
from survey.questions.question import Problem, State
from tests.questions.written import tiny_question


@pytest.mark.parametrize(
    "address",
    [
        *("kirjaamo@kunta.fi", "matti.meikalainen+lausunto@sub.kunta.example", "KIRJAAMO@KUNTA.FI", "åsa@närpes.fi"),
        *("o'brien@a.fi", "a@b.c", "x" * 248 + "@ab.fi"),
    ],
)
def test_an_address_is_kept_without_blanks_at_its_ends(address: str) -> None:
    question = tiny_question("email")
    reading = question.read({"email": f" {address}\r\n"})
    assert (reading.value, reading.state) == ({"email": address}, State.ANSWERED)
    assert question.problems({"email": address}, State.ANSWERED) == []
    assert question.shown({"email": address}, State.ANSWERED, "fi") == {"email": address}


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "kirjaamo",
            "kirjaamo@kunta",
            "kirjaamo@@kunta.fi",
            "@kunta.fi",
            "kirjaamo@",
            "kirjaamo@.fi",
            "a@b..fi",
            "a@b.fi.",
        ),
        *("kirjaamo kunta.fi", "a@kunta.fi, b@kunta.fi", "a@kunta.fi;b@kunta.fi", "Kirjaamo <kirjaamo@kunta.fi>"),
        *("a b@kunta.fi", "a@kunta.fi\nBcc: b@kunta.fi", "x" * 249 + "@ab.fi", " ei ole "),
    ],
)
def test_what_is_no_address_is_kept_as_typed_and_named(typed: str) -> None:
    question = tiny_question("email")
    reading = question.read({"email": typed})
    assert (reading.value, reading.state) == ({"email": typed}, State.MALFORMED)
    assert question.problems({"email": typed}, State.MALFORMED) == [Problem("not_an_email", "email")]
    assert not is_address(typed)


def test_no_address_is_no_answer() -> None:
    assert tiny_question("email").read({"email": " "}).value is None
    assert tiny_question("email").read({}).value is None


def test_removed_characters_are_counted() -> None:
    assert tiny_question("email").read({"email": "a\x00@kunta.fi"}).removed == 1


def test_invisible_marks_round_a_pasted_address_are_left_out() -> None:
    assert tiny_question("email").read({"email": "\u202akirjaamo@example.fi\u202c"}).value == {
        "email": "kirjaamo@example.fi"
    }
