"""HTML that is drawn once: the values of each request stand in its slots, escaped."""

from functools import partial

from markupsafe import Markup

from survey.web.drawn_once import MOST_DRAWN, Drawings, drawing_of, slot


def test_values_stand_in_their_slots_escaped() -> None:
    drawing = drawing_of(f'<p id="{slot(1)}">{slot(0)}</p>{slot(1)}')
    assert drawing.filled_with(["a < b & c", 'x"']) == '<p id="x&#34;">a &lt; b &amp; c</p>x&#34;'


def test_html_without_slots_is_as_it_was_drawn() -> None:
    assert drawing_of("<p>Hei</p>").filled_with([]) == Markup("<p>Hei</p>")


def test_a_value_that_looks_like_a_slot_is_text() -> None:
    assert drawing_of(slot(0)).filled_with([slot(0)]) == slot(0)


def test_the_same_key_is_drawn_once_and_another_anew() -> None:
    drawings, made = Drawings[str](), []

    def make(words: str) -> str:
        made.append(words)
        return words

    assert [drawings.get(key, partial(make, key)) for key in ("a", "b", "a")] == ["a", "b", "a"]
    assert made == ["a", "b"]


def test_only_the_latest_drawings_are_kept() -> None:
    drawings = Drawings[int]()
    for number in range(MOST_DRAWN + 1):
        drawings.get(number, partial(int, number))
    assert drawings.get(0, lambda: -1) == -1
    assert drawings.get(MOST_DRAWN, lambda: -1) == MOST_DRAWN
