"""Texts in parts that join to the very same text."""

import time
from itertools import pairwise

import pytest

from survey.export.xlsx import long_texts
from survey.export.xlsx.cell_text import fits_page
from survey.export.xlsx.long_texts import TextDamaged, parts_of

WIDTH = 98
SENTENCE = "Rahoituksen on seurattava tehtäviä. "
PARAGRAPH = SENTENCE * 12 + "\n\n"
FAMILY = "👩‍👩‍👧‍👦"
FLAG = "🇫🇮"

TEXTS = {
    "paragraphs": PARAGRAPH * 120,
    "one paragraph": SENTENCE * 400,
    "no sentences": "sana " * 4_000,
    "no blanks": "sana" * 5_000,
    "only no-break blanks": "sana\N{NO-BREAK SPACE}" * 4_000,
    "line feeds": "\n" * 300,
    "short lines": "rivi\n" * 5_000,
    "tabs": "\t" * 3_000,
    "emoji": "😀" * 5_000,
    "looks escaped": "_x0041_" * 4_000,
    "controls": "\x01" * 4_000,
    "one blank first": " " + "a" * 5_000,
    "blanks": " " * 10_000,
}


@pytest.mark.parametrize("width", [14, 40, 62, 98])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_parts_join_to_the_text_and_each_fits_a_page(text: str, width: int) -> None:
    parts = parts_of(text, width)

    assert "".join(parts) == text
    assert all(part and fits_page(part, width) for part in parts)
    assert len(parts) > 1


def test_a_text_that_fits_is_one_part() -> None:
    assert parts_of(SENTENCE, WIDTH) == (SENTENCE,)


def test_a_part_ends_where_a_paragraph_ends() -> None:
    assert all(part.endswith("\n\n") for part in parts_of(TEXTS["paragraphs"], WIDTH))


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    assert all(part.endswith(". ") for part in parts_of(TEXTS["one paragraph"], WIDTH))


def test_a_long_sentence_is_cut_at_a_blank() -> None:
    assert all(part.endswith("sana ") for part in parts_of(TEXTS["no sentences"], WIDTH))


def test_a_blank_far_back_is_better_than_a_cut_word() -> None:
    first, second, *_ = parts_of("lyhyt " + "a" * 3_000, WIDTH)

    assert first == "lyhyt "
    assert set(second) == {"a"}


@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize("whole", [FAMILY, FLAG, "e\u0301", "👍🏽", "❤\ufe0f"])
def test_a_hard_cut_leaves_accents_and_emoji_whole(whole: str, shift: int) -> None:
    parts = parts_of("a" * shift + whole * 3_000, WIDTH)

    assert len(parts) > 1
    assert all(part.lstrip("a").replace(whole, "") == "" for part in parts)


def test_a_heap_of_accents_without_end_is_cut_all_the_same() -> None:
    heap = "\u0301" * 5_000

    assert "".join(parts_of(heap, WIDTH)) == heap


@pytest.mark.parametrize("name", ["paragraphs", "one paragraph", "no sentences", "no blanks"])
def test_parts_are_not_needlessly_small(name: str) -> None:
    parts = parts_of(TEXTS[name], WIDTH)

    assert all(not fits_page(one + two, WIDTH) for one, two in pairwise(parts))


def test_a_split_that_loses_a_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_texts, "_split", lambda text, width: iter([text[:-1]]))

    with pytest.raises(TextDamaged):
        parts_of("sana", WIDTH)


def test_a_part_that_would_not_print_whole_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_texts, "_split", lambda text, width: iter([text]))

    with pytest.raises(TextDamaged):
        parts_of("rivi\n" * 100, WIDTH)


@pytest.mark.parametrize(
    "text", ["a" + "\n" * 99_998 + "b", "\U0001f1eb" * 100_000], ids=["line feeds", "flag letters"]
)
def test_a_text_made_to_be_slow_is_split_in_seconds(text: str) -> None:
    began = time.process_time()
    assert "".join(parts_of(text, 98)) == text
    assert time.process_time() - began < 8
