"""YAML that has too much in it is refused before it is read, in less than a second; long texts are not."""

from time import process_time

import pytest

from survey.questions.load import LARGEST_FILE, load_bytes, load_text
from survey.questions.reading.bounds import DEEPEST, MOST_WRITTEN
from tests.questions.written import faults_of, with_questions

TOO_MUCH = {
    "brackets": "[" * 1_000_000,
    "brackets that close": "a: " + "[" * 900_000 + "]" * 900_000,
    "braces": "{a: " * 400_000,
    "braces without blanks": '{"a":' * 300_000,
    "many lists within one another": ("- " + "[" * 90 + "]" * 90 + "\n") * 10_000,
    "fewer such lists": ("- " + "[" * 90 + "]" * 90 + "\n") * 500,
    "entries": "- a\n" * 480_000,
    "entries on one line": f"a: [{'a, ' * 600_000}]",
    "entries on lines of their own": "a: [\n" + "a,\n" * 90_000 + "]",
    "keys": "".join(f"k{number}: a\n" for number in range(180_000)),
    "keys within one another": "".join(f"{' ' * depth}a:\n" for depth in range(1_900)),
    "lists within one another": "- " * 900_000,
    "anchors": "".join(f"- &a{number} x\n" for number in range(150_000)),
    "comments": "# a\n" * 450_000,
    "empty lines": "\n" * 1_900_000,
    "questions to a mapping": "? " * 900_000,
    "documents": "---\n" * 450_000,
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_is_refused_within_a_second(name: str) -> None:
    begun = process_time()
    [fault] = faults_of(TOO_MUCH[name])
    assert process_time() - begun < 1
    assert (fault.code, fault.at) == ("too-large", "1:1")


LONG_LINE = "Lain 3 §:n mukaan (ks. HE 5/2025 vp): kunta, hyvinvointialue ja valtio [vastaavat] - kukin osaltaan."


def test_a_set_of_two_megabytes_of_text_is_no_set_of_too_many_values() -> None:
    lines = "".join(f"        {LONG_LINE}\n" for _ in range(8_000))
    questions = f"- key: a\n  kind: note\n  label: {{fi: A, sv: A}}\n  text:\n    fi: |\n{lines}    sv: |\n{lines}"
    raw = with_questions(questions).encode()
    assert LARGEST_FILE * 0.85 < len(raw) < LARGEST_FILE
    assert load_bytes(raw).warnings == []


def test_a_set_of_hundreds_of_questions_is_read() -> None:
    asked = (
        "- {{key: q{0}, kind: text, label: {{fi: Kysymys, sv: Fråga}}, help: {{fi: Ohje, sv: Råd}}, required: true}}"
    )
    whole = with_questions("\n".join(asked.format(number) for number in range(400)) + "\n")
    assert len(list(load_text(whole).question_set.questions())) == 400
    assert whole.count("{") * 8 < MOST_WRITTEN


def test_what_no_question_needs_is_too_deep() -> None:
    assert [fault.code for fault in faults_of(f"key: {'[' * (DEEPEST + 1)}{']' * (DEEPEST + 1)}")] == ["too-large"]
    assert "too-large" not in [fault.code for fault in faults_of(f"key: {'[' * 9}{']' * 9}")]
