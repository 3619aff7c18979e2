"""Several statements judged on one scale."""

from survey.questions.kinds.matrix import Matrix
from survey.questions.question import Problem, State
from tests.questions.written import tiny_question


def matrix(**changed: object) -> Matrix:
    question = tiny_question("matrix")
    assert isinstance(question, Matrix)
    return question.model_copy(update=changed)


def test_each_row_is_a_part_that_holds_an_option() -> None:
    assert matrix().used_parts == ("row-tavoitteet", "row-keinot")
    assert matrix().read({"row-keinot": " eri ", "row-muu": "eri"}).value == {"row-keinot": "eri"}


def test_a_required_row_is_missed_and_another_is_not() -> None:
    missing = [Problem("row_missing", "row-tavoitteet")]
    assert matrix().missing() == missing
    assert matrix().problems({"row-keinot": "eri"}, State.ANSWERED) == missing
    assert matrix().problems({"row-tavoitteet": "eri"}, State.ANSWERED) == []


def test_a_required_matrix_asks_for_every_row() -> None:
    assert [problem.part for problem in matrix(required=True).missing()] == ["row-tavoitteet", "row-keinot"]


def test_an_option_that_there_is_not_is_kept_and_named_on_its_row() -> None:
    reading = matrix().read({"row-tavoitteet": "eri", "row-keinot": "ehka"})
    assert (reading.state, reading.value) == (State.MALFORMED, {"row-tavoitteet": "eri", "row-keinot": "ehka"})
    assert matrix().problems(reading.value or {}, reading.state) == [Problem("no_such_option", "row-keinot")]


def test_each_row_says_what_was_chosen_and_what_it_is_called() -> None:
    value = {"row-tavoitteet": "samaa", "row-keinot": "ei_kantaa"}
    assert matrix().shown(value, State.ANSWERED, "sv") == {
        "row-tavoitteet": "Av samma åsikt",
        "row-keinot": "Ingen ståndpunkt",
    }
    assert matrix().part_label("row-keinot") == {"fi": "Keinot ovat oikeat.", "sv": "Medlen är de rätta."}
