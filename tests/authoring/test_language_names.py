"""Languages as headers name them."""

import pytest
from babel import Locale

from survey.authoring.language_names import language_code, language_header, languages_named


@pytest.mark.parametrize(
    ("code", "header"),
    [("fi", "Suomi (fi)"), ("sv", "Svenska (sv)"), ("se", "Davvisámegiella (se)"), ("smn", "Anarâškielâ (smn)")],
)
def test_a_language_is_written_by_its_own_name_and_read_back(code: str, header: str) -> None:
    assert language_header(code) == header
    assert language_code(header) == code


def test_a_language_without_a_known_name_is_its_code() -> None:
    assert language_header("zzz") == "zzz"
    assert language_code("zzz") == "zzz"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("English", "en"),
        ("finnish", "fi"),
        ("Ruotsi", "sv"),
        ("pohjoissaame", "se"),
        ("Inari Sami", "smn"),
        ("Finska (FI)", "fi"),
        ("English (en-GB)", "en"),
        ("FI", "fi"),
        ("sv-FI", "sv"),
        ("sv_FI", "sv"),
        ("SV-FI", "sv"),
        ("sv-Latn-FI", "sv"),
        ("(sv)", "sv"),
        ("[sv]", "sv"),
        ("Suomi(fi)", "fi"),
        ("Suomi (fin)", "fi"),
        ("swe", "sv"),
        ("eesti", "et"),
        ("Saame (smn)", "smn"),
        ("Norja (nb)", "nb"),
        ("Norwegian (nn)", "nn"),
        ("Selkosuomi (fi)", "fi"),
        ("Kieli 2 (sv)", "sv"),
        ("Suami", ""),
        ("default", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_finnish_swedish_and_english_names(words: str, code: str) -> None:
    assert language_code(words) == code


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("Svenska (se)", ("sv", "se")),
        ("Ruotsi (sw)", ("sv", "sw")),
        ("Suomi (sv)", ("fi", "sv")),
        ("Finnish (sv-FI)", ("fi", "sv")),
        ("På svenska (se)", ("sv", "se")),
        ("svensk (se)", ("sv", "se")),
        ("English (uk)", ("en", "uk")),
        ("Eesti (ee)", ("et", "ee")),
        ("Viro (fi)", ("et", "fi")),
        ("Pohjoissaame (sv)", ("se", "sv")),
        ("Danska [da-DK]", ("da",)),
        ("Japani (jp)", ("ja", "jp")),
        ("fi (sv)", ("fi", "sv")),
        ("Norja (fi)", ("nb", "fi")),
    ],
)
def test_a_name_and_a_code_that_contradict_each_other_are_both_read(words: str, readings: tuple[str, ...]) -> None:
    assert languages_named(words) == readings
    assert language_code(words) == (readings[0] if len(readings) == 1 else "")


def test_no_language_that_is_written_contradicts_itself() -> None:
    known = map(str, Locale.parse("fi").languages)
    codes = [code for code in known if code.isalpha() and len(code) <= 3]
    assert [code for code in codes if language_code(language_header(code), [code]) != code] == []


def test_a_code_of_three_letters_that_a_set_lists_stays_as_it_is() -> None:
    assert language_code("Suomi (fin)", ["fin"]) == "fin"
    assert language_code("fin", ["fin"]) == "fin"
