"""What makes a poor consultation is said at its place, and never as an error."""

from datetime import UTC, datetime, timedelta

import pytest

from survey.languages import PAGE_LANGUAGES
from survey.questions.faults.advice_words import ADVICE
from survey.questions.faults.fault import Fault, describe
from survey.questions.load import load_text
from survey.questions.reading.advice import LEAST_TIME, LONGEST_QUESTION, time_advice
from tests.questions.written import ONE_QUESTION, unmarked, with_questions

LABEL = "label: {fi: Kanta, sv: Ståndpunkt}"
YES, NO = "{key: kylla, label: {fi: Kyllä, sv: Ja}}", "{key: ei, label: {fi: Ei, sv: Nej}}"
LONG = "P" * (LONGEST_QUESTION + 1)

MARKED = {
    "no-open-end": with_questions(f"- ‹key: a\n  kind: text\n  {LABEL}\n"),
    "no-position-missing": with_questions(
        f"- ‹{{key: a, kind: choice, {LABEL}, options: [{YES}, {NO}]}}\n" + ONE_QUESTION
    ),
    "long-question": with_questions(
        f"- key: a\n  kind: long_text\n  label:\n    fi: Lyhyt\n    ‹sv: {LONG}\n  short: {{fi: L, sv: K}}\n"
    ),
    "unused-block": with_questions().replace("sections:", f"blocks:\n  ‹b:\n    {ONE_QUESTION}sections:"),
    "personal-data": with_questions(
        "- key: a\n  kind: text\n  ‹label: {fi: Yhteyshenkilö, sv: Kontaktperson}\n" + ONE_QUESTION
    ),
    "asked-in-details": with_questions(
        "- key: a\n  kind: text\n  ‹label: {fi: Organisaation nimi, sv: Organisationens namn}\n" + ONE_QUESTION
    ),
    "two-questions": with_questions(
        "- key: a\n  kind: long_text\n  label:\n    ‹fi: Miksi? Ja miten?\n    sv: Varför? Och hur?\n"
    ),
}


def advice_of(yaml: str) -> list[Fault]:
    loaded = load_text(yaml)
    assert loaded.warnings == []
    return loaded.advice


@pytest.mark.parametrize("code", MARKED)
def test_each_piece_of_advice_has_its_line_and_column_and_is_no_error(code: str) -> None:
    yaml, place = unmarked(MARKED[code])
    [fault] = advice_of(yaml)
    assert (fault.code, (fault.line, fault.column), fault.warning) == (code, place, True)
    for language in [*PAGE_LANGUAGES, "en"]:
        assert "%(" not in describe(fault, language)


def test_every_code_has_a_set_that_gives_it() -> None:
    assert MARKED.keys() | {"short-time"} == ADVICE.keys()


@pytest.mark.parametrize(
    "option",
    [
        "{key: ei_kantaa, label: {fi: X, sv: X}}",
        "{key: no_position, label: {fi: X, sv: X}}",
        "{key: en_osaa_sanoa, label: {fi: X, sv: X}}",
        "{key: x, label: {fi: Ei kantaa asiaan, sv: X}}",
        "{key: x, label: {fi: X, sv: Ingen ståndpunkt}}",
        "{key: x, label: {fi: En osaa sanoa, sv: X}}",
    ],
)
def test_no_position_is_known_by_its_key_or_its_label_in_any_language(option: str) -> None:
    choice = f"- {{key: a, kind: choice, {LABEL}, options: [{YES}, {NO}, {option}]}}\n"
    assert advice_of(with_questions(choice + ONE_QUESTION)) == []


def test_a_scale_says_itself_what_its_no_position_is() -> None:
    separate = "no_position: {key: x, label: {fi: Muu, sv: Annat}}"
    scale = f"- {{key: a, kind: scale, {LABEL}, steps: [{YES}, {NO}], {separate}}}\n"
    assert advice_of(with_questions(scale + ONE_QUESTION)) == []
    assert [fault.code for fault in advice_of(with_questions(scale.replace(f", {separate}", "") + ONE_QUESTION))] == [
        "no-position-missing"
    ]


@pytest.mark.parametrize("label", ["Miksi??", "Miksi ja miten?", "Miksi, sekä miten"])
def test_one_question_mark_asks_one_thing(label: str) -> None:
    assert advice_of(with_questions(f'- {{key: a, kind: long_text, label: {{fi: "{label}", sv: Varför}}}}\n')) == []


def test_a_question_of_exactly_the_longest_length_is_not_too_long() -> None:
    text = f"- {{key: a, kind: long_text, label: {{fi: {LONG[1:]}, sv: A}}, short: {{fi: A, sv: A}}}}\n"
    assert advice_of(with_questions(text)) == []


def test_six_weeks_by_the_calendar_are_enough_and_a_day_less_is_not() -> None:
    now = datetime(2027, 3, 1, 15, tzinfo=UTC)
    assert time_advice(now, now + LEAST_TIME - timedelta(hours=3)) == []
    [fault] = time_advice(now, now + LEAST_TIME - timedelta(days=1))
    assert "41" in describe(fault, "en")
    assert "41" in describe(fault, "sv")


def test_files_may_be_asked_for_after_the_open_question() -> None:
    files = "- {key: liite, kind: attachment, label: {fi: Liitteet, sv: Bilagor}}\n"
    assert advice_of(with_questions(ONE_QUESTION + files)) == []
    assert [fault.code for fault in advice_of(with_questions(files))] == ["no-open-end"]


def codes_of(question: str) -> set[str]:
    return {fault.code for fault in advice_of(with_questions(question + "\n" + ONE_QUESTION))}


@pytest.mark.parametrize(
    "question",
    [
        "- {key: a, kind: email, label: {fi: Osoite, sv: Adress}}",
        "- {key: a, kind: phone, label: {fi: Mihin voimme soittaa?, sv: Vart kan vi ringa?}}",
        "- {key: a, kind: text, label: {fi: Nimenne, sv: Ert namn}}",
        "- {key: a, kind: text, label: {fi: X, sv: Telefonnummer}}",
        "- {key: a, kind: text, label: {fi: Lisätiedot, sv: Mera}, short: {fi: Sähköpostiosoite, sv: E-post}}",
        "- {key: a, kind: text, label: {fi: Postiosoite, sv: X}}",
        "- {key: a, kind: long_text, label: {fi: Vastuuhenkilön yhteystiedot, sv: Kontaktuppgifter}}",
        "- {key: a, kind: text, label: {fi: Kuka on yhteyshenkilönne?, sv: Vem är er kontaktperson?}}",
        "- {key: vastaajan_puhelin, kind: text, label: {fi: X, sv: Y}}",
        "- {key: a, kind: text, label: {fi: Vastaajan henkilötunnus, sv: X}}",
    ],
)
def test_a_question_for_personal_data_is_told_unless_its_answer_is_not_published(question: str) -> None:
    assert codes_of(question) == {"personal-data"}
    assert codes_of(f"{question[:-1]}, public: false}}") == set()


@pytest.mark.parametrize(
    "question",
    [
        "- {key: a, kind: phone, label: {fi: Organisaation puhelinvaihde, sv: Organisationens telefonväxel}}",
        "- {key: a, kind: text, label: {fi: Hankkeen nimi, sv: Projektets namn}}",
        "- {key: a, kind: text, label: {fi: Verkko-osoite, sv: Webbadress}}",
        "- {key: a, kind: long_text, label: {fi: Onko yhteystietojen käsittely selkeää?, sv: Är det klart?}}",
        "- {key: a, kind: long_text, label: {fi: Puhelinpalvelu, sv: Telefontjänst}}",
        "- {key: a, kind: long_text, label: {fi: Osoitettu rahoitus, sv: Anvisad finansiering}}",
    ],
)
def test_a_question_about_a_matter_or_an_office_is_not_taken_for_one_for_personal_data(question: str) -> None:
    assert codes_of(question) == set()
