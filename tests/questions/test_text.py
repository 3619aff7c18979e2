"""Typed text becomes the same text everywhere."""

import pytest

from survey.questions.text import can_be_kept, clean_text, length, shortened


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("a\vb", "a\nb"),
        ("a\fb", "a\nb"),
        ("a\x85b", "a\nb"),
        ("a\u2028b", "a\nb"),
        ("a\u2029b", "a\nb"),
        ("a\r\r\n\n\rb", "a\n\n\n\nb"),
        ("a\n\r\nb\r\n", "a\n\nb"),
    ],
)
def test_every_kind_of_line_end_becomes_one_line_feed_and_nothing_counts_as_removed(typed: str, kept: str) -> None:
    cleaned = clean_text(typed)
    assert (cleaned.text, cleaned.removed) == (kept, 0)


@pytest.mark.parametrize(
    "character",
    [
        *(
            "\x00",
            "\x01",
            "\x08",
            "\x0e",
            "\x1b",
            "\x1f",
            "\x7f",
            "\x80",
            "\x9f",
            "\ud800",
            "\udbff",
            "\udc00",
            "\udfff",
        ),
        *("\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0001ffff", "\U000ffffe", "\U0010ffff"),
    ],
)
def test_what_no_file_can_hold_is_removed_and_counted(character: str) -> None:
    cleaned = clean_text(f"{character}ennen{character}{character}jälkeen")
    assert (cleaned.text, cleaned.removed) == ("ennenjälkeen", 3)


@pytest.mark.parametrize(
    "text",
    [
        "  blanks at both ends \t ",
        "line feeds\n\n  \n\nin between",
        "tab\tin between",
        "_x0041_ and _x000D_ as typed",
        "=1+1",
        "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 👍🏽 🇫🇮",
        "\u200e\u200f\u202a\u202e\u2066\u2069 bidirectional marks",
        "soft\xadhyphen, no-break\xa0space, zero\u200bwidth, joiner\u2060, \ufeffmark",
        "e\u0301 stays decomposed, é stays composed",
        "\ufdcf \ufdf0 \ufffd \ue000 \U000f0000 \U0001fffd",
        "< & > ' \" \\ % { }",
        "",
    ],
)
def test_everything_else_stays_character_by_character(text: str) -> None:
    cleaned = clean_text(text)
    assert (cleaned.text, cleaned.removed) == (text, 0)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\n\nteksti\n", "teksti"),
        ("\r\n \t\r\n  teksti  \r\n\N{NO-BREAK SPACE}\r\n", "  teksti  "),
        ("\n \n", ""),
        ("   ", "   "),
        ("a\n\nb", "a\n\nb"),
        ("\u2028a\x0c", "a"),
        ("\n" * 100_000 + "a" + "\n" * 100_000 + "b" + " \n" * 100_000, "a" + "\n" * 100_000 + "b "),
    ],
    ids=lambda text: repr(text[:9]),
)
def test_whole_blank_lines_at_the_ends_go_and_nothing_else(typed: str, kept: str) -> None:
    assert clean_text(typed).text == kept
    assert clean_text(kept).text == kept


def test_every_code_point_is_kept_or_turned_into_a_line_feed_or_removed_and_then_stays() -> None:
    everything = "a" + "".join(map(chr, range(0x110000)))
    cleaned = clean_text(everything)
    assert cleaned.removed == (9 + 18) + (1 + 31) + 2048 + 32 + 34  # C0, DEL and C1, surrogates, non-characters
    assert cleaned.text.count("\n") == 7  # LF, CR, VT, FF, U+0085, U+2028, U+2029
    assert clean_text(cleaned.text).text == cleaned.text
    assert cleaned.text.encode("utf-8").decode("utf-8") == cleaned.text


def test_a_removed_character_between_cr_and_lf_leaves_two_line_ends_as_typed() -> None:
    assert clean_text("a\r\x00\nb").text == "a\n\nb"


def test_a_hundred_thousand_characters_survive() -> None:
    text = "Ä" * 99_999 + "🙂"
    assert clean_text(text).text == text
    assert length(text) == 100_000


def test_length_counts_code_points() -> None:
    assert length("👍🏽") == 2
    assert length("é") == 1
    assert length("a\nb") == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\n\nteksti\n", "teksti"),
        ("\r\n\r\n  sisennetty\r\n\r\n", "  sisennetty"),
        (" \t\n\xa0\n\u3000\nteksti \t\n \n\t", "teksti \t"),
        ("\u200b\n\ufeff\nteksti\n\u2060\xad\n", "teksti"),
        ("\ufeff\u200eteksti\u200f\n", "\ufeff\u200eteksti\u200f"),
        ("\u2028\fteksti\x85\v", "teksti"),
        ("\n\na\n\n\nb\n\n", "a\n\n\nb"),
        ("\n \n\t\r\n", ""),
        ("   ", "   "),
        ("\n-\n", "-"),
    ],
)
def test_whole_blank_lines_at_the_ends_go_and_nothing_else_nor_do_they_count_as_removed(typed: str, kept: str) -> None:
    cleaned = clean_text(typed)
    assert (cleaned.text, cleaned.removed) == (kept, 0)
    assert clean_text(kept).text == kept


def test_a_text_of_an_earlier_version_with_blank_lines_at_its_ends_can_still_be_kept() -> None:
    assert can_be_kept("\n\nteksti\n")
    assert not can_be_kept("teksti\x00")
    assert not can_be_kept("teksti\r\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kannatatteko?", "Kannatatteko?"),
        ("Yksi kaksi\n kolme", "Yksi kaksi kolme"),
        ("Kannatatteko sitä ehdotettua?", "Kannatatteko sitä…"),
        ("Kannatatteko sitä, – ehdotettua?", "Kannatatteko sitä…"),
        ("Yhdenvertaisuussuunnittelu on tärkeää", "Yhdenvertaisuussuun…"),
    ],
)
def test_a_text_that_is_too_long_for_its_place_ends_after_a_word_if_it_can(text: str, shown: str) -> None:
    assert shortened(text, 20) == shown
