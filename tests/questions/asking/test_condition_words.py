"""Conditions in words that people read."""

from collections.abc import Mapping
from typing import Any, get_args

import pytest

from survey.languages import text_in
from survey.questions.asking.condition_words import Pieces, condition_words, numbered_questions
from survey.questions.conditions import Requirement, requirements
from survey.questions.load import load_text

QUESTIONS = load_text(
    """
schema: 1
key: ehdot
languages: [fi, sv]
title: {fi: Ehdot, sv: Villkor}
sections:
  - key: osio
    title: {fi: Osio, sv: Avsnitt}
    questions:
      - key: kanta
        kind: choice
        label: {fi: Kannatatteko esitystä?, sv: Understöder ni förslaget?}
        options:
          - {key: kylla, label: {fi: Kyllä, sv: Ja}}
          - {key: osin, label: {fi: Osittain, sv: Delvis}}
          - {key: ei, label: {fi: Ei, sv: Nej}}
      - key: keinot
        kind: choices
        label: {fi: Millä keinoilla?, sv: Med vilka medel?}
        options:
          - {key: raha, label: {fi: Rahalla, sv: Med pengar}}
          - {key: laki, label: {fi: Lailla, sv: Genom lag}}
      - {key: perustelut, kind: long_text, label: {fi: Perustelut, sv: Motivering}}
      - key: pykalat
        kind: group
        label: {fi: Pykälät, sv: Paragrafer}
        entry: {fi: Pykälä, sv: Paragraf}
        questions:
          - {key: saannos, kind: text, label: {fi: Säännös, sv: Bestämmelse}}
      - key: kantoja
        kind: matrix
        label:
          fi: >-
            Mitä mieltä olette seuraavista väitteistä, jotka koskevat esityksen tavoitteita, keinoja, vaikutuksia,
            kustannuksia ja aikataulua?
          sv: Vad anser ni om följande påståenden om propositionens mål och medel och dess konsekvenser?
        short: {fi: Väitteet, sv: Påståenden}
        scale: kanta
        rows: [{key: eka, label: {fi: Eka, sv: Första}}]
scales:
  kanta:
    steps: [{key: a, label: {fi: A, sv: A}}, {key: b, label: {fi: B, sv: B}}]
"""
).question_set

YES = "kysymyksen 1 ”Kannatatteko esitystä?” vastaus on ”Kyllä”"
MEANS = "kysymyksessä 2 ”Millä keinoilla?” on valittu ”Rahalla” tai ”Lailla”"
GROUNDS = "kysymykseen 3 ”Perustelut” on vastattu"

ALL, ANY = "Kysytään vain, jos kaikki nämä toteutuvat:", "Kysytään vain, jos ainakin yksi näistä toteutuu:"


def text_of(pieces: Pieces, language: str) -> str:
    words = "".join(piece if isinstance(piece, str) else text_in(piece, language) for piece in pieces)
    return words.replace("\N{NO-BREAK SPACE}", " ")


def told(condition: Mapping[str, Any], language: str = "fi", *, asks: bool = True) -> list[str]:
    words = condition_words(condition, numbered_questions(QUESTIONS), language, asks=asks)
    return [text_of(pieces, language) for pieces in (words.sentence, *words.items)]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"kanta": ["kylla"]}, [f"Kysytään vain, jos {YES}."]),
        ({"kanta": ["ei", "osin", "kylla"]}, [f"Kysytään vain, jos {YES}, ”Osittain” tai ”Ei”."]),
        ({"keinot": ["raha", "laki"]}, [f"Kysytään vain, jos {MEANS}."]),
        ({"perustelut": "answered"}, [f"Kysytään vain, jos {GROUNDS}."]),
        ({"pykalat": "answered"}, ["Kysytään vain, jos kysymykseen 4 ”Pykälät” on vastattu."]),
        ({"saannos": "answered"}, ["Kysytään vain, jos kysymykseen 4.1 ”Säännös” on vastattu."]),
        ({"perustelut": "answered", "kanta": ["kylla"]}, [ALL, YES, GROUNDS]),
        ({"any_of": [{"kanta": ["kylla"]}, {"perustelut": "answered"}]}, [ANY, YES, GROUNDS]),
        ({"any_of": [{"kanta": ["kylla"]}]}, [f"Kysytään vain, jos {YES}."]),
        (
            {"any_of": [{"kanta": ["kylla"], "perustelut": "answered"}, {"keinot": ["raha", "laki"]}]},
            [ANY, f"{YES} ja lisäksi {GROUNDS}", MEANS],
        ),
        (
            {"any_of": [{"kanta": ["kylla"]}, {"keinot": ["raha", "laki"]}], "perustelut": "answered"},
            [ALL, GROUNDS, f"ainakin yksi näistä: {YES}; {MEANS}"],
        ),
    ],
)
def test_a_condition_names_its_questions_and_options(condition: dict[str, Any], words: list[str]) -> None:
    assert told(condition) == words


def test_a_label_of_more_than_two_lines_gives_way_to_the_short_one() -> None:
    assert told({"kantoja": "answered"}) == ["Kysytään vain, jos kysymykseen 5 ”Väitteet” on vastattu."]
    assert "”Vad anser ni om följande påståenden om propositionens mål" in told({"kantoja": "answered"}, "sv")[0]


def test_a_note_is_shown_and_not_asked() -> None:
    assert told({"kanta": ["kylla"]}, asks=False) == [f"Näytetään vain, jos {YES}."]


def test_swedish_readers_get_swedish_words_and_labels() -> None:
    assert told({"any_of": [{"kanta": ["kylla", "osin"]}, {"keinot": ["raha"]}, {"perustelut": "answered"}]}, "sv") == [
        "Ställs bara om minst en av dessa punkter stämmer:",
        "svaret på fråga 1 ”Understöder ni förslaget?” är ”Ja” eller ”Delvis”",
        "”Med pengar” har valts i fråga 2 ”Med vilka medel?”",
        "fråga 3 ”Motivering” har besvarats",
    ]


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("sort", get_args(Requirement))
def test_every_sort_of_requirement_has_words_in_every_language(sort: type, language: str) -> None:
    conditions: list[dict[str, Any]] = [
        {"kanta": ["ei"]},
        {"perustelut": "answered"},
        {"any_of": [{"kanta": ["ei"]}, {"perustelut": "answered"}]},
    ]
    [condition] = [each for each in conditions if isinstance(requirements(each)[0], sort)]

    assert told(condition, language) != told(condition, "en"), "words that are not the English ones"


@pytest.mark.parametrize("wanted", ["unanswered", {"not": ["ei"]}, [], 5])
def test_a_sort_without_words_is_an_error_and_not_left_out(wanted: object) -> None:
    with pytest.raises(ValueError, match="kanta"):
        told({"kanta": wanted})
