"""Languages as headers name them."""

import pytest

from survey.authoring.language_names import language_code, language_header


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
        ("Suami", ""),
        ("default", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_its_finnish_swedish_and_english_names(words: str, code: str) -> None:
    assert language_code(words) == code
