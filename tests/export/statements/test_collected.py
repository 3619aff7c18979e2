"""Keeping the statements of one pass for two ways of reading them."""

from collections.abc import Iterator

import pytest

from survey.export.statements import collected as module
from survey.export.statements.collected import collect
from survey.export.statements.records import Statement
from survey.questions.question import Given, State
from tests.export.rounds import NOTHING, respondent, small_set, statement

STATEMENTS = [
    statement({"muuta": "Ensimmäinen"}, respondent("A")),
    statement({}, respondent("B")),
    statement({"kanta": Given({"option": "ei", "reason": "Syy"}), "muuta": NOTHING}, respondent("C")),
]


def test_answers_come_back_question_by_question_in_the_order_of_the_pass() -> None:
    with collect(small_set(), STATEMENTS) as collected:
        collected_answer = list(collected.answers_to("muuta"))

    assert [(each.position, each.respondent.organisation["fi"]) for each in collected_answer] == [(0, "A"), (2, "C")]
    assert collected_answer[0].answer == STATEMENTS[0].answers["muuta"]
    assert collected_answer[1].answer.given.state is State.NOTHING_TO_STATE


def test_statements_come_back_whole_also_those_without_an_answer() -> None:
    with collect(small_set(), STATEMENTS) as collected:
        assert list(collected.statements()) == list(enumerate(STATEMENTS))


def test_the_same_pass_can_be_read_many_times() -> None:
    with collect(small_set(), STATEMENTS) as collected:
        list(collected.answers_to("muuta"))
        list(collected.statements())
        assert len(list(collected.answers_to("muuta"))) == 2


def test_any_text_comes_back_character_by_character(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_IN_MEMORY", 10)  # so that it goes through a real file too
    text = "\u2028\x00\ud800\n\r\n\t 😀 “ä” \ufffe \\n"

    with collect(small_set(), [statement({"muuta": text})]) as collected:
        (collected_answer,) = collected.answers_to("muuta")

    assert collected_answer.answer.given.value == {"text": text}


def test_statements_are_streamed_not_held() -> None:
    alive = 0

    class Watched(Statement):
        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def one_pass() -> Iterator[Statement]:
        nonlocal alive
        for _ in range(50):
            alive += 1
            assert alive <= 2
            yield Watched(respondent(), STATEMENTS[0].answers)

    with collect(small_set(), one_pass()) as collected:
        assert collected.tally.statements == 50


def test_the_tally_counts_running_text_only() -> None:
    with collect(small_set(), STATEMENTS) as collected:
        tally = collected.tally

    assert (tally.statements, tally.answers) == (3, 3)
    assert tally.characters == len("Ensimmäinen") + len("Syy")


@pytest.mark.parametrize(
    "given", [{"poistettu": "Vastaus"}, {"muuta": Given({"text": "Vastaus", "liite": "Toinen"})}], ids=["key", "part"]
)
def test_an_answer_that_no_column_would_show_is_refused(given: dict[str, Given | str]) -> None:
    with pytest.raises(KeyError), collect(small_set(), [statement(given)]):
        pass
