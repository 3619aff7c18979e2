"""What is not YAML is said in words of our own, in each language."""

import pytest

from survey.languages import PAGE_LANGUAGES, translations
from survey.questions.faults.fault import describe
from survey.questions.reading.yaml_syntax import _REASONS
from tests.questions.written import faults_of

WRITTEN = {
    "a: b: c\n": "a text has a colon in it",
    "a: {fi: Huom: x, sv: y}\n": "a text has a colon in it",
    "a:\n\tb: 1\n": "a tab stands where blanks belong",
    "a: @b\n": "a text begins with a sign that has a meaning of its own",
    "a: *\n": "a text begins with a sign that has a meaning of its own",
    'a: "b" c\n': "something stands after a closing quotation mark or bracket",
    "a: {b: not [e]}\n": "a text has a bracket in it",
    "a: {fi: x}}\n": "a closing bracket has no opening one",
    "a:\n    b: 1\n  c: 2\n": "the indentation does not fit the lines above",
    "a: 1\nb\nc: 2\n": "a colon is missing after a key",
    "a: *b\n": "the name after * is not given before it with &",
    "a: 1\n---\nb: 2\n": "the line --- begins a second document",
    'a: "c:\\work"\n': "a backslash inside quotation marks has a meaning of its own",
    'a: "\\xZZ"\n': "a backslash inside quotation marks has a meaning of its own",
    "a: - b\n": "a hyphen begins a list where none belongs",
    "a: | x\n": "a text must begin on the line after | or >",
    "a:\n  <<: 3\n": "<< needs keys with values",
    "a: 2026-02-30\n": "there is no such day",
    "a: !!bool perhaps\n": "a value cannot be read",
}


@pytest.mark.parametrize("yaml", WRITTEN)
def test_each_mistake_has_its_reason(yaml: str) -> None:
    [fault] = faults_of(yaml)
    assert fault.code == "syntax"
    assert describe(fault, "en").startswith(f"This is not valid YAML: {WRITTEN[yaml]}.")


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
@pytest.mark.parametrize("yaml", WRITTEN)
def test_no_english_reason_stands_in_a_finnish_or_swedish_sentence(yaml: str, language: str) -> None:
    [fault] = faults_of(yaml)
    reason = translations(language).ugettext(WRITTEN[yaml])
    assert reason != WRITTEN[yaml]
    assert reason in describe(fault, language)


def test_every_reason_has_a_mistake_that_gives_it() -> None:
    assert {reason for _part, reason in _REASONS} <= set(WRITTEN.values())
