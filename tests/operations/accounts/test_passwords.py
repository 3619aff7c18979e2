"""Which passwords are refused: short ones, and what is guessed at once, in Finnish and in Swedish."""

import pytest

from survey.operations.accounts.passwords import PasswordRefused, hash_password, is_easy_to_guess

MAIJA = ("Maija Valmistelija", "maija.valmistelija@ministerio.example", "Lausuntopalvelu")


@pytest.mark.parametrize(
    "password",
    [
        *("Salasana2026!", "salasana12345", "TalviTurku2027", "Kesäkuu2026!!", "Lösenord2026!", "Välkommen123!"),
        *("passwordpassword", "Password123456", "qwertyuiopåas", "asdfghjklöäasdf", "123456789012", "098765432109"),
        *("aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "abcdefghijklm", "1qaz2wsx3edc4rfv", "q1w2e3r4t5y6"),
        *("maija-valmistelija", "Maija.Valmistelija1", "valmistelija2026", "Lausuntopalvelu1", "maijamaijamaija"),
        *("ministerio.example", "kuulollakuulolla", "SuomiFinland100", "administrator"),
    ],
)
def test_what_is_guessed_at_once_is_refused(password: str) -> None:
    assert is_easy_to_guess(password, MAIJA)
    with pytest.raises(PasswordRefused, match="easy to guess"):
        hash_password(password, about=MAIJA)


@pytest.mark.parametrize(
    "password",
    [
        *("correct horse battery", "mansikka jakkara pilvi", "tuoli-kaarna-hylje", "blåbär trumma fönster"),
        *("vR7#kq2Lw9!zX", "8f3a-91bc-77de-02f4", "kissa söi 3 omenaa", "salasana on kaarnan alla"),
        *("🙂🐟🌲🚲🧀🎻🪵🧦🍋🛶🧭🪁",),
    ],
)
def test_words_that_have_nothing_to_do_with_one_another_are_taken(password: str) -> None:
    assert not is_easy_to_guess(password, MAIJA)


@pytest.mark.parametrize("password", ["", "vR7#kq2Lw9!", "x" * 1_001])
def test_the_length_is_bounded(password: str) -> None:
    with pytest.raises(PasswordRefused, match="12 to 1"):
        hash_password(password)


def test_the_longest_password_is_checked_in_no_time() -> None:
    assert is_easy_to_guess("ab" * 500)
    assert is_easy_to_guess("qwerty" * 160)
    assert not is_easy_to_guess("".join(chr(0x4E00 + each * 7 % 997) for each in range(1_000)))


def test_short_parts_of_a_name_are_not_looked_for() -> None:
    assert not is_easy_to_guess("kaarna on tuoli", ("Bo Ek", "bo@ek.fi"))
