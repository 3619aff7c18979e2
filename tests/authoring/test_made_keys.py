"""Keys made from words."""

import re

import pytest

from survey.authoring.made_keys import question_key, set_key
from survey.questions.question import LONGEST_KEY, QUESTION_KEY_PATTERN, SET_KEY_PATTERN

WORDS = ["Näkemyksenne", "5 § Kunnan tehtävät", "Åboland, ö & æ", "???", "", "1 2 3", "Ελληνικά", "x" * 90, "a b " * 40]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Näkemyksenne luonnoksesta?", "nakemyksenne_luonnoksesta"),
        ("Ålands självstyrelse", "alands_sjalvstyrelse"),
        ("5 § Tehtävät", "k_5_tehtavat"),
        ("???", "kysymys"),
        ("Miten arvioitte kuntien ja hyvinvointialueiden välisen työnjaon muuttuvan?", "miten_arvioitte_kuntien_ja"),
    ],
)
def test_a_key_is_made_of_the_words_and_ends_at_a_whole_one(words: str, key: str) -> None:
    assert question_key(words, ()) == key


@pytest.mark.parametrize("words", WORDS)
def test_every_made_key_is_one_that_a_set_may_have(words: str) -> None:
    taken: list[str] = []
    for _ in range(12):
        taken.append(question_key(words, taken))
        assert re.fullmatch(QUESTION_KEY_PATTERN, taken[-1]) and len(taken[-1]) <= LONGEST_KEY
    assert len(set(taken)) == 12
    assert re.fullmatch(SET_KEY_PATTERN, set_key(words)) and len(set_key(words, [set_key(words)])) <= 80


def test_the_same_words_give_the_same_key_and_a_taken_one_a_number() -> None:
    assert question_key("Muuta", ()) == question_key("muuta", ()) == "muuta"
    assert question_key("Muuta", ["muuta"]) == "muuta_2"
    assert set_key("Muuta asiaa", ["muuta-asiaa"]) == "muuta-asiaa-2"
