"""What a cell can hold, and how a text is written into it and read back."""

from itertools import product

import pytest

from survey.export.xlsx.cell_text import (
    LONGEST_CELL,
    MOST_LINE_FEEDS,
    MOST_LINES,
    escape,
    estimated_lines,
    fits_cell,
    fits_page,
    unescape,
    utf16_length,
)

EMOJI = "😀"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("tavallinen – vanlig 😀\t\n", "tavallinen – vanlig 😀\t\n"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x00e4_x0041_", "_x005F_x00e4_x005F_x0041_"),
        ("_x005F_", "_x005F_x005F_"),
        ("a\x0bb", "a_x000B_b"),
        ("a\rb", "a_x000D_b"),
        ("\ud800", "_xD800_"),
        ("\ufffe\uffff", "_xFFFE__xFFFF_"),
        ("_x0041\x01", "_x005F_x0041_x0001_"),
        ("_x004_ _X0041_", "_x004_ _X0041_"),
    ],
)
def test_what_xml_cannot_hold_is_escaped_and_what_looks_escaped_is_kept_apart(text: str, written: str) -> None:
    assert escape(text) == written
    assert unescape(written) == text


def test_every_heap_of_tricky_pieces_comes_back_as_it_was() -> None:
    pieces = ("_", "x0041", "x005F", "\x01", "\ufffe", "a")

    for heap in product(pieces, repeat=5):
        text = "".join(heap)
        assert unescape(escape(text)) == text


def test_an_emoji_counts_twice() -> None:
    assert utf16_length(f"a{EMOJI}ä") == 4


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a" * (LONGEST_CELL - 1), True),
        ("a" * LONGEST_CELL, True),
        ("a" * (LONGEST_CELL + 1), False),
        (EMOJI * (LONGEST_CELL // 2), True),
        (EMOJI * (LONGEST_CELL // 2) + "a", True),
        (EMOJI * (LONGEST_CELL // 2) + EMOJI, False),
        ("_x0041_" + "a" * (LONGEST_CELL - 13), True),
        ("_x0041_" + "a" * (LONGEST_CELL - 12), False),
        ("\x01" * (LONGEST_CELL // 7), True),
        ("\x01" * (LONGEST_CELL // 7 + 1), False),
        ("\n" * MOST_LINE_FEEDS, True),
        ("\n" * (MOST_LINE_FEEDS + 1), False),
    ],
)
def test_a_cell_holds_just_so_much_after_escaping(text: str, fits: bool) -> None:
    assert fits_cell(text) is fits


def test_a_page_shows_just_so_many_lines() -> None:
    assert fits_page("rivi\n" * (MOST_LINES - 1) + "rivi", width=62)
    assert not fits_page("rivi\n" * MOST_LINES + "rivi", width=62)
    assert not fits_page("a" * (LONGEST_CELL + 1), width=LONGEST_CELL)


def test_each_paragraph_takes_a_line_at_least() -> None:
    assert estimated_lines("", 62) == 1
    assert estimated_lines("a\n\nb\n", 62) == 4


def test_a_long_word_in_a_narrow_column_takes_lines_of_its_own() -> None:
    assert estimated_lines("Etujärjestö tai työmarkkinajärjestö", 14) == 3
    assert estimated_lines("Kunta", 14) == 1


@pytest.mark.parametrize("letter", ["M", "W", "漢", EMOJI, "\t"])
def test_broad_letters_take_more_lines_than_narrow_ones(letter: str) -> None:
    assert estimated_lines(letter * 100, 62) > estimated_lines("a" * 100, 62) > estimated_lines("i" * 100, 62)
