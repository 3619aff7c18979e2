"""Pasted text is tidied: what a page has broken is joined, and what somebody has meant stays."""

import textwrap

import pytest

from survey.questions.pasted_text import tidied
from tests.nasty_texts import NASTY

FIRST = (
    "Kaupunki pitää tavoitteita oikeina ja kannattaa esitystä pääosin. Uudistus selkeyttää työnjakoa kuntien ja "
    "hyvinvointialueiden välillä, mutta rahoituksen riittävyys jää esityksessä avoimeksi. Kustannuksia tulisi arvioida "
    "ennen lain voimaantuloa, koska palvelun kysyntä kasvaa ensimmäisinä vuosina todennäköisesti nopeasti."
)
SECOND = (
    "Toimeenpanoon tarvitaan siirtymäaika. Sen aikana kunnat voivat kilpailuttaa palvelunsa uudelleen ja kouluttaa "
    "henkilöstönsä. Lisäksi tietojärjestelmien muutokset vievät kokemuksen mukaan vähintään puolitoista vuotta."
)
PARAGRAPHS = (FIRST, SECOND)
HEADING = "Palvelujen järjestäminen"


def broken(width: int, *paragraphs: str) -> str:
    """Paragraphs as a page of this width breaks them, with a blank at each line's end, as minutes have it."""
    return "\n\n".join(" \n".join(textwrap.wrap(each, width, break_on_hyphens=False)) for each in paragraphs)


@pytest.mark.parametrize("width", [55, 64, 72, 90, 110])
def test_broken_lines_become_paragraphs_and_the_blank_line_between_them_stays(width: int) -> None:
    found = tidied(broken(width, *PARAGRAPHS))
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert found.joined == broken(width, *PARAGRAPHS).count(" \n")


def test_headings_stay_on_lines_of_their_own_also_without_a_blank_line() -> None:
    found = tidied(f"{HEADING}\n{broken(72, PARAGRAPHS[0])}\n\n{HEADING} \n\n{broken(72, PARAGRAPHS[1])}")
    assert found.text == f"{HEADING}\n{PARAGRAPHS[0]}\n\n{HEADING}\n\n{PARAGRAPHS[1]}"


@pytest.mark.parametrize("mark", ["– ", "- ", "• ", "\uf0b7\t", "1) ", "1. ", "a) ", "(1) ", "o ", "II. "])
def test_lists_stay_and_their_own_broken_lines_are_joined(mark: str) -> None:
    items = [f"{mark}Kunnat ja kuntayhtymät, joiden tehtävät muuttuvat uudistuksessa kaikkein eniten", f"{mark}Valtio"]
    text = "\n".join(
        [
            broken(72, PARAGRAPHS[0]),
            *["\n".join(textwrap.wrap(each, 72, expand_tabs=False, replace_whitespace=False)) for each in items],
        ]
    )
    assert tidied(text).text == "\n".join([PARAGRAPHS[0], *items])


@pytest.mark.parametrize("mark", ["– ", "• ", "1) ", "a) ", "o "])
def test_an_entry_that_fills_its_line_is_not_joined_with_the_next(mark: str) -> None:
    items = [
        f"{mark}{text}" for text in ("kunnat, kuntayhtymät ja hyvinvointialueet sekä niiden liikelaitokset", "valtio")
    ]
    text = "\n".join([broken(72, PARAGRAPHS[0]), *items])
    assert len(items[0]) > 0.9 * 72, "as long as a line that a page broke"
    assert tidied(text).text == "\n".join([PARAGRAPHS[0], *items])


def test_short_lines_that_somebody_ended_on_purpose_stay() -> None:
    address = "Kaupunginkanslia\nPL 1\n00099 Esimerkkilä"
    assert tidied(f"{broken(72, PARAGRAPHS[0])}\n\n{address}").text.endswith(f"\n\n{address}")
    assert not tidied(address).is_changed


def test_sentences_that_each_stand_on_a_line_of_their_own_stay() -> None:
    typed = "Kannatamme esitystä lämpimästi ja kiitämme siitä.\nRahoitus on kuitenkin turvattava kokonaan.\nKiitos."
    assert tidied(typed).text == typed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("työ-\nja elinkeinoministeriö", "työ- ja elinkeinoministeriö"),
        ("kommun-\noch välfärdsområden", "kommun- och välfärdsområden"),
        ("työvoima-\npalvelut", "työvoimapalvelut"),
        ("välfärds-\nområdet", "välfärdsområdet"),
        ("gemen-\nsamt", "gemensamt"),
        ("EU-\nlainsäädäntö", "EU-lainsäädäntö"),
        ("2020-\nluvulla", "2020-luvulla"),
        ("linja-\nautot", "linja-autot"),
        ("A-\nluokka", "A-luokka"),
        ("Itä-\nSuomi", "Itä-Suomi"),
        ("työvoima\u00ad\npalvelut", "työvoimapalvelut"),
        ("kunta –\nja valtio", "kunta –\nja valtio"),
    ],
)
def test_hyphens_go_where_a_word_was_divided_and_stay_where_they_belong(before: str, after: str) -> None:
    """Behind a broken paragraph, so that it is known that a page has broken the lines."""
    text = broken(72, PARAGRAPHS[0])
    assert tidied(f"{text}\n\n{before}").text == f"{PARAGRAPHS[0]}\n\n{after}"


def test_soft_hyphens_and_double_blanks_go_also_where_no_line_was_broken() -> None:
    found = tidied("  työ\u00advoima  ja\u00a0\u00a0elin\u00adkeino")
    assert found.text == "  työvoima ja elinkeino"
    assert (found.soft_hyphens, found.blanks, found.joined) == (2, 2, 0)


def test_who_has_nothing_to_tidy_gets_the_same_text() -> None:
    for text in ("", "Kannatamme.", "\n\n".join(PARAGRAPHS), "Sarake\tToinen\nArvo\tToinen"):
        assert tidied(text).text == text
        assert not tidied(text).is_changed


def test_what_is_tidied_once_stays_as_it_is_then() -> None:
    once = tidied(f"{HEADING}\n{broken(72, *PARAGRAPHS)}").text
    assert tidied(once).text == once


@pytest.mark.parametrize("text", NASTY)
def test_no_letter_is_lost_of_any_text(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(each for each in of if not each.isspace() and each not in "-\u2010\u00ad")

    assert letters(tidied(text).text) == letters(text)


def test_a_long_text_takes_no_time() -> None:
    assert tidied("- -\n" * 25_000 + "x " * 25_000).text
