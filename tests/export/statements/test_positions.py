"""Which positions the options of a question are."""

import pytest

from survey.authoring.ready_scales import ready_scale
from survey.export.statements.positions import POSITIONS, positions_of
from survey.questions.load import load_text
from survey.questions.question import Question
from tests.questions.written import with_questions

SUPPORTS, WITH_CHANGES, DOES_NOT, NONE = POSITIONS


def choice(label: str, *options: str) -> Question:
    """A choice in Finnish; the Swedish label of every option is written after a slash."""
    pairs = [option.split("/") for option in options]
    written = ", ".join(
        f"{{key: o{n}, label: {{fi: '{fi}', sv: '{sv}'}}{', specify: true' if 'mikä' in fi else ''}}}"
        for n, (fi, sv) in enumerate(pairs)
    )
    text = f"- {{key: a, kind: choice, label: {{fi: '{label}', sv: 'Fråga'}}, options: [{written}]}}\n"
    return load_text(with_questions(text)).question_set.sections[0].question("a")


def scale(name: str) -> Question:
    steps = ready_scale(name)
    options = [f"{each['label']['fi']}/{each['label']['sv']}" for each in (*steps["steps"], steps["no_position"])]
    return choice("Vastaako kuvaus käsitystänne?", *options)


@pytest.mark.parametrize(
    ("name", "positions"),
    [
        ("kannatus", [SUPPORTS, WITH_CHANGES, DOES_NOT, NONE]),
        ("samaa_mielta", [SUPPORTS, WITH_CHANGES, NONE, DOES_NOT, DOES_NOT, NONE]),
        ("kylla_ei", [SUPPORTS, WITH_CHANGES, DOES_NOT, DOES_NOT, NONE]),
        ("tarkeys", []),
        ("vaikutus", []),
    ],
)
def test_the_ready_scales_that_are_positions_have_them(name: str, positions: list[str]) -> None:
    assert list(positions_of(scale(name)).values()) == positions


def test_yes_is_support_only_where_support_was_asked_for() -> None:
    assert list(positions_of(choice("Kannatatteko ehdotusta?", "Kyllä/Ja", "Ei/Nej")).values()) == [SUPPORTS, DOES_NOT]
    assert positions_of(choice("Aiheutuuko ehdotuksesta kustannuksia?", "Kyllä/Ja", "Ei/Nej")) == {}


def test_what_else_there_is_to_choose_has_no_position_and_an_option_that_nobody_knows_undoes_all() -> None:
    other = choice("Kanta?", "Kannatamme/Vi understöder", "Emme kannata/Vi understöder inte", "Muu, mikä?/Annat, vad?")
    strange = choice("Kanta?", "Kannatamme/Vi understöder", "Emme kannata/Vi understöder inte", "Sininen/Blå")

    assert list(positions_of(other)) == ["o0", "o1"]
    assert positions_of(strange) == {}


def test_words_that_two_languages_read_differently_are_no_position() -> None:
    assert positions_of(choice("Kanta?", "Kannatamme/Vi understöder inte", "Emme kannata/Vi understöder inte")) == {}


def test_a_question_for_words_has_none() -> None:
    text = "- {key: a, kind: long_text, label: {fi: 'Kannatatteko?', sv: 'Understöder ni?'}}\n"
    assert positions_of(load_text(with_questions(text)).question_set.sections[0].question("a")) == {}
