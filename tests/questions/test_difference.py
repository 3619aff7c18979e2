"""What differs between two wordings, word by word."""

from time import process_time

import pytest

from survey.questions.difference import MOST_PAIRS, MOST_TOKENS, Mark, Piece, difference, nearest

BEFORE = "Palvelu on järjestettävä kuukauden kuluessa hakemuksesta."


def marked(before: str, after: str) -> str:
    """The difference with [-…-] round what goes and {+…+} round what comes."""
    signs = {Mark.KEPT: "%s", Mark.REMOVED: "[-%s-]", Mark.ADDED: "{+%s+}"}
    return "".join(signs[piece.mark] % piece.text for piece in difference(before, after))


def test_an_exchanged_word_stands_beside_the_one_it_takes_the_place_of() -> None:
    assert marked(BEFORE, BEFORE.replace("kuukauden", "vuoden")) == (
        "Palvelu on järjestettävä [-kuukauden -]{+vuoden +}kuluessa hakemuksesta."
    )


def test_words_exchanged_one_after_another_are_one_change() -> None:
    assert marked("yksi kaksi kolme neljä", "yksi viisi kuusi neljä") == "yksi [-kaksi kolme -]{+viisi kuusi +}neljä"


def test_an_added_and_a_removed_sentence_are_marked_alone() -> None:
    but_the_stop = BEFORE.removesuffix(".")
    assert marked(BEFORE, f"{BEFORE} Muuten ei.") == f"{but_the_stop}{{+. Muuten ei+}}."
    assert marked(f"{BEFORE} Muuten ei.", BEFORE) == f"{but_the_stop}[-. Muuten ei-]."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE, BEFORE),
        (BEFORE, "Aivan muuta."),
        ("a b c d", "d c b a"),
        ("", "uusi"),
        ("vanha", ""),
        ("yksi\n\nkaksi  kolme", "yksi\nkaksi kolme 👩‍👧"),
        ("sana " * MOST_TOKENS, "toinen"),
    ],
)
def test_the_pieces_make_both_texts_character_by_character(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED) == after
    assert all(piece.text for piece in pieces)


def test_a_wording_is_compared_with_the_language_that_it_was_written_over() -> None:
    swedish = "Servicen ska ordnas inom en månad."
    versions = {"fi": BEFORE, "sv": swedish}
    assert nearest("Servicen ska ordnas inom två månader.", versions, "fi") == swedish
    assert nearest("Palvelu on järjestettävä heti.", versions, "sv") == BEFORE


def test_a_wording_that_shares_no_word_is_compared_with_the_language_of_the_statement() -> None:
    versions = {"fi": BEFORE, "sv": "Servicen ska ordnas inom en månad."}
    assert nearest("Stryks.", versions, "sv") == versions["sv"]
    assert nearest("Poistetaan.", versions, "fi") == BEFORE
    assert nearest("Poistetaan.", versions) == BEFORE


def test_texts_without_a_change_are_one_piece() -> None:
    assert difference(BEFORE, BEFORE) == (Piece(Mark.KEPT, BEFORE),)


def test_texts_too_long_for_words_are_compared_by_sentences() -> None:
    before = "".join(f"Virke numero {number} on pitkä ja siinä on monta sanaa. " for number in range(400))
    after = before.replace("numero 200 on", "numero 200 ei ole")
    changed = [piece.text for piece in difference(before, after) if piece.mark is not Mark.KEPT]
    assert changed == [
        "Virke numero 200 on pitkä ja siinä on monta sanaa. ",
        "Virke numero 200 ei ole pitkä ja siinä on monta sanaa. ",
    ]


@pytest.mark.parametrize("filling", ["x ", ". ", "sana0 ", " ", "sana0 x ", "ja. "])
def test_no_text_keeps_the_server_busy(filling: str) -> None:
    before = " ".join(f"sana{number}" for number in range(300))
    began = process_time()
    difference(before, filling * (100_000 // len(filling)))
    difference(before, " ".join(reversed(before.split())) * 15)
    difference(before * 5, filling * (MOST_PAIRS // 300))
    assert process_time() - began < 2
