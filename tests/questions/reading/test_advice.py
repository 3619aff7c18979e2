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
