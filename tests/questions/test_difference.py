"""What differs between two wordings, word by word."""

import pytest

from survey.questions.difference import LONGEST_COMPARED, Mark, Piece, difference, nearest

BEFORE = "Palvelu on järjestettävä kuukauden kuluessa hakemuksesta."


def marked(before: str, after: str) -> str:
    """The difference with [-…-] round what goes and {+…+} round what comes."""
    signs = {Mark.KEPT: "%s", Mark.REMOVED: "[-%s-]", Mark.ADDED: "{+%s+}"}
    return "".join(signs[piece.mark] % piece.text for piece in difference(before, after))


def test_an_exchanged_word_stands_beside_the_one_it_takes_the_place_of() -> None:
    assert marked(BEFORE, BEFORE.replace("kuukauden", "vuoden")) == (
        "Palvelu on järjestettävä [-kuukauden-]{+vuoden+} kuluessa hakemuksesta."
    )


def test_words_exchanged_one_after_another_are_one_change() -> None:
    assert marked("yksi kaksi kolme neljä", "yksi viisi kuusi neljä") == "yksi [-kaksi kolme-]{+viisi kuusi+} neljä"


def test_an_added_and_a_removed_sentence_are_marked_alone() -> None:
    assert marked(BEFORE, f"{BEFORE} Muuten ei.") == f"{BEFORE}{{+ Muuten ei.+}}"
    assert marked(f"{BEFORE} Muuten ei.", BEFORE) == f"{BEFORE}[- Muuten ei.-]"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE, BEFORE),
        (BEFORE, "Aivan muuta."),
        ("a b c d", "d c b a"),
        ("", "uusi"),
        ("vanha", ""),
        ("yksi\n\nkaksi  kolme", "yksi\nkaksi kolme 👩‍👧"),
        ("sana " * LONGEST_COMPARED, "toinen"),
    ],
)
def test_the_pieces_make_both_texts_character_by_character(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.mark is not Mark.REMOVED) == after
    assert all(piece.text for piece in pieces)


def test_a_wording_is_compared_with_the_language_that_it_was_written_over() -> None:
    swedish = "Servicen ska ordnas inom en månad."
    assert nearest("Servicen ska ordnas inom två månader.", [BEFORE, swedish]) == swedish
    assert nearest("Palvelu on järjestettävä heti.", [BEFORE, swedish]) == BEFORE


def test_texts_without_a_change_are_one_piece() -> None:
    assert difference(BEFORE, BEFORE) == [Piece(Mark.KEPT, piece.text) for piece in difference(BEFORE, BEFORE)]
    assert len(difference(BEFORE, BEFORE)) == 1
