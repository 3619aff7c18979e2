"""A proposal to change the wording of a provision."""

import pytest

from survey.questions.difference import Mark
from survey.questions.kinds.amendment import LONGEST_PROVISION, Amendment
from survey.questions.question import Problem, Question, State
from tests.questions.written import tiny_set

OWN = "Palvelu on järjestettävä viimeistään kahden kuukauden kuluessa hakemuksesta."


def amendments() -> tuple[Amendment, Amendment]:
    """One of any provision, and one over a wording of the request's."""
    free, over = tiny_set("amendment").questions()
    return _amendment(free), _amendment(over)


def _amendment(question: Question) -> Amendment:
    assert isinstance(question, Amendment)
    return question


def test_the_provision_is_asked_for_where_the_set_names_none() -> None:
    free, over = amendments()
    assert free.used_parts == ("provision", "wording", "reason")
    assert over.used_parts == ("wording", "reason")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_field_begins_with_the_wording_of_the_request_and_leaving_it_is_no_answer(language: str) -> None:
    free, over = amendments()
    assert free.blank(language) == {}
    shown = over.blank(language)
    assert shown["wording"]
    assert over.read(shown).value is None
    assert over.read({"wording": f"{shown['wording']}\r\n"}).value is None


def test_a_reason_without_a_changed_wording_is_kept_and_asked_about() -> None:
    _, over = amendments()
    reading = over.read({**over.blank("fi"), "reason": "Koska."})
    assert reading.value == {"reason": "Koska."}
    assert over.problems(reading.value, reading.state) == [Problem("wording_missing", "wording")]


def test_a_wording_needs_its_provision_and_the_reason_that_is_required() -> None:
    free, over = amendments()
    assert free.problems({"wording": OWN}, State.ANSWERED) == [Problem("provision_missing", "provision")]
    assert over.problems({"wording": OWN}, State.ANSWERED) == [Problem("proposal_reason_missing", "reason")]
    assert over.problems({"wording": OWN, "reason": "Koska."}, State.ANSWERED) == []


def test_a_provision_stands_on_one_line_and_has_a_limit() -> None:
    free, _ = amendments()
    assert free.read({"provision": "5 §\r\n1 mom."}).value == {"provision": "5 § 1 mom."}
    value = {"provision": "x" * (LONGEST_PROVISION + 1), "wording": OWN}
    assert [problem.code for problem in free.problems(value, State.ANSWERED)] == ["too_long"]


def test_the_difference_is_marked_against_the_language_that_was_changed() -> None:
    free, over = amendments()
    pieces = over.difference({"wording": OWN})
    assert [piece.text for piece in pieces if piece.mark is Mark.REMOVED] == []
    assert "".join(piece.text for piece in pieces if piece.mark is Mark.ADDED).strip() == "kahden"
    assert free.difference({"wording": OWN}) == ()
    assert over.difference({"reason": "Koska."}) == ()


def test_an_emptied_wording_is_kept_as_such_and_asked_about() -> None:
    free, over = amendments()
    reading = over.read({"wording": " ", "reason": "Ei tarvita."})
    assert (reading.state, reading.value) == (State.MALFORMED, {"reason": "Ei tarvita.", "emptied": "emptied"})
    assert over.problems(reading.value or {}, reading.state) == [Problem("wording_emptied", "wording")]
    shown = over.typed(reading.value or {}, reading.state)
    assert shown == {"wording": "", "reason": "Ei tarvita."}
    assert over.read(shown) == reading
    assert free.read({"wording": ""}).value is None


def test_a_wording_that_only_says_that_it_goes_strikes_the_text_in_the_statements_language() -> None:
    _, over = amendments()
    pieces = over.difference({"wording": "Stryks."}, "sv")
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.ADDED) == (over.proposed or {})["sv"]
