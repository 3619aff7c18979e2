"""Messages speak to those who write no YAML: words for values, languages by name, no file that they do not have."""

import pytest

from survey.authoring.uploads import read_headings
from survey.languages import PAGE_LANGUAGES, gettext
from survey.questions.faults.advice_words import ADVICE
from survey.questions.faults.fault import MESSAGES, describe
from survey.questions.faults.place_words import place_words
from survey.questions.faults.template_words import OF_TEMPLATES
from survey.questions.faults.workbook_words import OF_WORKBOOKS
from survey.questions.load import load_text
from tests.questions.written import faults_of, with_questions

SCALES = "scales:\n  {0}:\n    steps: [{{key: a, label: {{fi: A, sv: A}}}}, {{key: b, label: {{fi: B, sv: B}}}}]\n"
ON_SCALE = "- {{key: q{1}, kind: scale, scale: {0}, label: {{fi: Q, sv: Q}}}}\n"


def on_scale(name: str) -> str:
    questions = "".join(ON_SCALE.format(name, number) for number in range(4))
    return with_questions(questions).replace("sections:\n", SCALES.format(name) + "sections:\n", 1)


def test_pasted_headings_without_swedish_are_told_in_words_with_the_language_by_its_name() -> None:
    authored = read_headings({"fi": "Laki"}, {"fi": "# yksi\nkaksi"})
    said = {describe(fault, "fi") for fault in authored.faults if fault.code == "language-missing"}
    assert any("osio 1 (yksi), kysymys 1 (kaksi): teksti" in words for words in said)
    assert any("osio 1 (yksi): otsikko" in words for words in said)
    assert all("Ruotsi" in words and "sv" not in words and "label" not in words for words in said)


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_no_message_sends_anybody_to_a_file_of_the_source_code(language: str) -> None:
    every = {**MESSAGES, **OF_WORKBOOKS, **OF_TEMPLATES, **ADVICE}
    said = [gettext(language, sentence) for sentences in every.values() for sentence in sentences]
    assert not [words for words in said if "README" in words or ".md" in words]


@pytest.mark.parametrize("name", ["kylla-ei", "kylla_ei", "k2"])
def test_the_name_of_a_scale_may_have_a_hyphen(name: str) -> None:
    assert load_text(on_scale(name)).question_set.scales is None


def test_a_scales_wrong_name_is_told_once() -> None:
    [fault] = faults_of(on_scale("Kylla Ei"))
    assert (fault.code, fault.where) == ("bad-key", "scales.Kylla Ei")


def test_a_value_in_a_file_is_called_as_its_key() -> None:
    assert place_words("sections.1.questions.2.label", ["a", "b"], "en") == "section 1 (a), question 2 (b): label"


@pytest.mark.parametrize("condition", ["{a: not [e]}", "{a: not {e: f}}"])
def test_a_bracket_inside_a_text_is_called_that(condition: str) -> None:
    [fault] = faults_of(with_questions(f"- {{key: b, kind: text, label: {{fi: B, sv: B}}, show_if: {condition}}}\n"))
    assert fault.code == "syntax"
    assert "has a bracket in it" in describe(fault, "en")
