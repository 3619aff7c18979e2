"""Pasted text: lines that a template has broken are joined, and no others."""

import pytest

from survey.statement_texts.blocks import MOST_CHARACTERS, TextRefused
from survey.statement_texts.pasted import joined_lines, read_pasted


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        ("Kunta pitää esitystä\nperusteltuna.", "Kunta pitää esitystä perusteltuna."),
        ("palvelukokonai-\nsuudeksi", "palvelukokonaisuudeksi"),
        ("työ- \nja elinkeinopalvelut", "työ- ja elinkeinopalvelut"),
        ("sysselsättnings-\noch näringstjänster", "sysselsättnings- och näringstjänster"),
        ("Esitämme seuraavaa:\n- kunnasta\n- rahasta", "Esitämme seuraavaa:\n- kunnasta\n- rahasta"),
        ("1. yksi\n2. kaksi", "1. yksi\n2. kaksi"),
        ("Lyhyt.\nTästä alkaa uusi kappale.", "Lyhyt.\nTästä alkaa uusi kappale."),
        ("x" * 150 + "\nuusi rivi", "x" * 150 + "\nuusi rivi"),
        ("kaksi  väliä", "kaksi väliä"),
    ],
)  # fmt: skip
def test_lines_are_joined_where_a_template_broke_them(broken: str, joined: str) -> None:
    assert joined_lines(broken) == joined


def test_a_paste_with_long_lines_has_a_paragraph_a_line() -> None:
    text = read_pasted(f"Otsikko\n{'sana ' * 40}\nToinen kappale.")
    assert [block.text[:10] for block in text.blocks] == ["Otsikko", "sana sana ", "Toinen kap"]


@pytest.mark.parametrize(
    ("pasted", "reason"), [(" \n\N{SOFT HYPHEN}\n", "it has no text"), ("x" * (MOST_CHARACTERS + 1), "it is too large")]
)
def test_what_cannot_be_read_is_refused(pasted: str, reason: str) -> None:
    with pytest.raises(TextRefused) as refused:
        read_pasted(pasted)
    assert refused.value.reason == reason
