"""Dates, numbers, order of names and translated words in Finnish and Swedish."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from survey import languages
from survey.languages import (
    LANGUAGE_NAMES,
    LOCALES,
    MEGABYTE,
    PAGE_LANGUAGES,
    TRANSLATIONS,
    format_date,
    format_number,
    format_size,
    format_time,
    gettext,
    in_helsinki,
    language_name,
    language_of,
    ngettext,
    sort_key,
    sorted_names,
    text_in,
    translations,
)
from survey.questions.details import details_section
from survey.web.language import SWITCH_WORDS


def test_a_date_has_no_leading_zeros() -> None:
    assert format_date(date(2026, 3, 5)) == "5.3.2026"
    assert format_date(date(2026, 11, 24)) == "24.11.2026"


def test_a_year_has_four_digits_always() -> None:
    assert format_date(date(999, 1, 1)) == "1.1.0999"


@pytest.mark.parametrize(
    ("moment", "day", "time"),
    [
        (datetime(2026, 1, 15, 10, 5, tzinfo=UTC), "15.1.2026", "12.05"),  # winter: two hours ahead of UTC
        (datetime(2026, 7, 15, 10, 5, tzinfo=UTC), "15.7.2026", "13.05"),  # summer: three
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29.3.2026", "2.59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29.3.2026", "4.00"),  # from 3 to 4 there is no time
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25.10.2026", "3.30"),  # half past three comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25.10.2026", "3.30"),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "25.10.2026", "4.00"),
        (datetime(2026, 12, 31, 21, 59, tzinfo=UTC), "31.12.2026", "23.59"),
        (datetime(2026, 12, 31, 22, 0, tzinfo=UTC), "1.1.2027", "0.00"),  # the day changes in Helsinki
        (datetime(2026, 6, 30, 20, 59, 59, tzinfo=UTC), "30.6.2026", "23.59"),  # cut to the minute, never rounded up
        (datetime(2026, 6, 30, 21, 0, tzinfo=UTC), "1.7.2026", "0.00"),
        (datetime(2026, 6, 30, 23, 0, tzinfo=timezone(timedelta(hours=3))), "30.6.2026", "23.00"),
    ],
)
def test_a_moment_is_shown_as_the_clock_in_helsinki(moment: datetime, day: str, time: str) -> None:
    assert (format_date(moment), format_time(moment)) == (day, time)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001  # what is refused
    for show in (in_helsinki, format_date, format_time):
        with pytest.raises(ValueError, match="time zone"):
            show(naive)


def test_numbers_have_no_break_spaces_between_thousands() -> None:
    assert [format_number(number) for number in (0, 999, 1000, 100_000, -1234567)] == [
        "0",
        "999",
        "1\xa0000",
        "100\xa0000",
        "-1\xa0234\xa0567",
    ]


def test_a_decimal_number_has_a_comma_and_every_digit() -> None:
    assert [format_number(Decimal(number)) for number in ("1234.5", "-0.10", f"{10**40}.{'9' * 40}")] == [
        "1\xa0234,5",
        "-0,10",
        format_number(10**40) + f",{'9' * 40}",
    ]


def test_letters_with_rings_and_dots_come_last() -> None:
    names = ["Öja", "Äänekoski", "Åland", "Zürich", "Alajärvi", "Ylivieska", "Aura"]
    assert sorted_names(names) == ["Alajärvi", "Aura", "Ylivieska", "Zürich", "Åland", "Äänekoski", "Öja"]


def test_order_passes_over_case_and_other_accents() -> None:
    assert sorted_names(["orimattila", "Oulu", "ORIVESI", "Orléans", "Orleansin yhdistys"]) == [
        "orimattila",
        "ORIVESI",
        "Orléans",
        "Orleansin yhdistys",
        "Oulu",
    ]


def test_order_is_the_same_for_composed_and_decomposed_letters() -> None:
    composed, decomposed = "Ähtäri", "A\u0308hta\u0308ri"
    assert sort_key(composed)[0] == sort_key(decomposed)[0]
    assert sorted_names([decomposed, "Zoo", "Öja"]) == ["Zoo", decomposed, "Öja"]


def test_order_does_not_depend_on_the_order_given() -> None:
    names = ["vaasa", "Vaasa", "VAASA", "Vasa"]
    assert sorted_names(names) == sorted_names(reversed(names)) == ["VAASA", "Vaasa", "vaasa", "Vasa"]


def test_w_is_a_letter_of_its_own() -> None:
    assert sorted_names(["Waasa", "Vörå", "Vaasa"]) == ["Vaasa", "Vörå", "Waasa"]


def test_a_text_is_given_in_its_language_else_in_the_first_there_is() -> None:
    texts = {"fi": "Kyllä", "sv": "Ja"}
    assert (text_in(texts, "sv"), language_of(texts, "sv")) == ("Ja", "sv")
    assert (text_in({"fi": "Kyllä"}, "sv"), language_of({"fi": "Kyllä"}, "sv")) == ("Kyllä", "fi")
    assert (text_in({}, "sv"), language_of({}, "sv")) == ("", "sv")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1\u00a0kt"),
        (1024, "1\u00a0kt"),
        (1025, "2\u00a0kt"),
        (MEGABYTE - 1, "1\u00a0024\u00a0kt"),
        (MEGABYTE, "1\u00a0Mt"),
        (MEGABYTE + 1, "1,1\u00a0Mt"),
        (10 * MEGABYTE, "10\u00a0Mt"),
        (10 * MEGABYTE + 1, "10,1\u00a0Mt"),
        (200 * MEGABYTE, "200\u00a0Mt"),
    ],
)
def test_a_size_is_said_in_kilobytes_or_megabytes_and_never_too_small(size: int, words: str) -> None:
    assert format_size("fi", size) == words
    assert format_size("sv", size) == words.replace("kt", "kB").replace("Mt", "MB")


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of translations with a small Swedish catalogue."""
    folder = tmp_path / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "No text in %(language)s"\nmsgstr "Ingen text på %(language)s"\n\n'
        'msgid "%(num)s statement"\nmsgid_plural "%(num)s statements"\n'
        'msgstr[0] "%(num)s utlåtande"\nmsgstr[1] "%(num)s utlåtanden"\n\n'
        'msgid "%(date)s at %(time)s"\nmsgstr "%(date)s kl. %(time)s"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(languages, "TRANSLATIONS", tmp_path)
    translations.cache_clear()
    monkeypatch.setattr(languages, "translations", translations.__wrapped__)
    return tmp_path


@pytest.mark.usefixtures("catalogue")
def test_a_message_is_translated_and_its_places_are_filled() -> None:
    assert gettext("sv", "No text in %(language)s", language="fi") == "Ingen text på fi"
    assert ngettext("sv", "%(num)s statement", "%(num)s statements", 1) == "1 utlåtande"
    assert ngettext("sv", "%(num)s statement", "%(num)s statements", 2) == "2 utlåtanden"
    assert languages.format_moment("sv", datetime(2026, 11, 24, 14, 5, tzinfo=UTC)) == "24.11.2026 kl. 16.05"


@pytest.mark.usefixtures("catalogue")
def test_a_language_without_a_catalogue_has_the_english_words() -> None:
    assert gettext("se", "No text in %(language)s", language="fi") == "No text in fi"
    assert ngettext("se", "%(num)s statement", "%(num)s statements", 2) == "2 statements"


def test_a_message_without_places_may_have_a_percent_sign() -> None:
    assert gettext("se", "100 %") == "100 %"


@pytest.mark.parametrize(
    ("code", "name"),
    [("fi", "Suomi"), ("se", "Davvisámegiella"), ("smn", "Anarâškielâ"), ("et", "Eesti"), ("xx", "xx"), ("qqq", "qqq")],
)
def test_a_language_has_its_own_name_or_at_least_its_code(code: str, name: str) -> None:
    assert language_name(code) == name


def lacks(language: str) -> list[str]:
    """What the product lacks in a language that its pages are to be in."""
    checks = {
        "its own name in LANGUAGE_NAMES": language in LANGUAGE_NAMES,
        "its tag in LOCALES": language in LOCALES,
        "a catalogue in translations/": (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").exists(),
        "the words of its switch in web/language.py": language in SWITCH_WORDS,
        "the details' texts in questions/details.yaml": all(
            language in texts for question in details_section().questions for _path, texts in question.texts_within()
        ),
    }
    return [words for words, there in checks.items() if not there]


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_a_language_of_pages_has_all_that_it_needs(language: str) -> None:
    assert lacks(language) == []


def test_what_another_language_of_pages_would_need_is_named() -> None:
    assert len(lacks("et")) == 5
