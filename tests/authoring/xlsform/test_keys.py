"""Names of forms made elsewhere as keys."""

import pytest

from survey.authoring.xlsform.keys import as_key, as_set_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("kunta_1", "kunta_1"),
        ("Q1", "q1"),
        ("firstName", "firstname"),
        ("q.1-a", "q_1_a"),
        ("Älykäs Åäö", "alykas_aao"),
        ("1", "option_1"),
        ("_x", "x"),
        ("???", "option"),
        ("A" * 60, "a" * 40),
    ],
)
def test_a_name_becomes_a_key_that_says_the_same(name: str, key: str) -> None:
    assert as_key(name, "option") == key


@pytest.mark.parametrize(
    ("name", "key"), [("kuntakysely-2026", "kuntakysely-2026"), ("Kunta_kysely 2026", "kunta-kysely-2026"), ("?", "")]
)
def test_a_name_becomes_the_key_of_a_set_or_a_section(name: str, key: str) -> None:
    assert as_set_key(name) == key
