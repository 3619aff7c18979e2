"""Sets, sections and questions as objects."""

import pytest

from survey.questions.details import details_section
from tests.questions.written import tiny_set


def test_questions_are_numbered_through_the_whole_set() -> None:
    assert tiny_set("sections").numbers() == {"kokonaisuus": "1", "p1": "2", "p2": "3", "muuta": "4"}


def test_sections_and_questions_are_found_by_key_or_not_at_all() -> None:
    question_set = tiny_set("sections")
    section = question_set.section("luku-1")
    assert section.question("p2").label["fi"] == "2 §"
    with pytest.raises(KeyError):
        question_set.section("luku-2")
    with pytest.raises(KeyError):
        section.question("muuta")


def test_what_is_not_written_has_its_default() -> None:
    question = next(tiny_set("long_text").questions())
    assert (question.required, question.public, question.short, question.help) == (False, True, None, None)
    assert tiny_set("text").introduction is None


def test_questions_of_a_set_and_of_the_details_are_of_the_same_kinds() -> None:
    kinds = {type(question) for question in details_section().questions}
    assert type(next(tiny_set("email").questions())) in kinds


def test_a_note_has_no_number_and_the_questions_of_a_group_have_that_of_the_group() -> None:
    assert tiny_set("note").numbers() == {"muuta": "1"}
    assert tiny_set("group").numbers() == {
        "pykalat": "1",
        "pykalat/saannos": "1.1",
        "pykalat/kanta": "1.2",
        "pykalat/miten": "1.3",
        "muuta": "2",
    }
