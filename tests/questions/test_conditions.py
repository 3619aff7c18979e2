"""When something is asked."""

from collections.abc import Mapping
from typing import Any

import pytest

from survey.questions.asking.progress import all_findings
from survey.questions.asking.visibility import asked_sections
from survey.questions.conditions import holds, references
from survey.questions.load import load_file
from survey.questions.question import Given
from tests.questions.written import FORMS

CHOSEN: Mapping[str, frozenset[str]] = {"a": frozenset({"x"}), "b": frozenset({"y", "z"}), "words": frozenset()}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"a": ["x"]}, True),
        ({"a": ["y"]}, False),
        ({"a": ["y", "x"]}, True),
        ({"b": ["z"]}, True),
        ({"words": "answered"}, True),
        ({"words": ["x"]}, False),
        ({"nobody": "answered"}, False),
        ({"a": ["x"], "b": ["y"]}, True),
        ({"a": ["x"], "b": ["x"]}, False),
        ({"any_of": [{"a": ["y"]}, {"b": ["y"]}]}, True),
        ({"any_of": [{"a": ["y"]}, {"b": ["x"]}]}, False),
        ({"a": ["x"], "any_of": [{"b": ["x"]}]}, False),
    ],
)
def test_all_entries_must_hold_and_any_named_option_will_do(conditions: dict[str, Any], expected: bool) -> None:
    assert holds(conditions, CHOSEN.get) is expected


def test_a_condition_tells_what_it_looks_at_and_where() -> None:
    conditions = {"a": ["x"], "any_of": [{"b": "answered"}, {"c": ["y", "z"]}]}
    assert list(references(conditions)) == [
        (("a",), "a", ["x"]),
        (("any_of", 0, "b"), "b", []),
        (("any_of", 1, "c"), "c", ["y", "z"]),
    ]


def _asked(**answers: dict[str, str]) -> list[str]:
    question_set = load_file(FORMS / "show_if.yaml").question_set
    given = {key: Given(value) for key, value in answers.items()}
    return [question.key for section in asked_sections(question_set, given)[1:] for question in section.questions]


def test_a_question_is_asked_when_its_condition_holds() -> None:
    assert _asked() == ["saantely"]
    assert _asked(saantely={"option": "ei"}) == ["saantely", "saantely_miten"]
    assert _asked(saantely={"option": "kylla"}) == ["saantely", "voimaantulo"]


def test_conditions_build_on_one_another() -> None:
    no, how = {"option": "ei"}, {"text": "Ohjeella."}
    assert _asked(saantely=no, saantely_miten=how) == [
        "saantely",
        "saantely_miten",
        "saantely_milloin",
        "voimaantulo",
    ]


def test_a_hidden_answer_opens_nothing() -> None:
    assert _asked(saantely={"option": "kylla"}, saantely_miten={"text": "Vanha."}) == ["saantely", "voimaantulo"]
    assert _asked(saantely_miten={"text": "Vanha."}) == ["saantely"]


def test_what_is_not_asked_is_not_missing() -> None:
    question_set = load_file(FORMS / "show_if.yaml").question_set
    answers = {"saantely": Given({"option": "ei"})}
    assert "saantely_milloin" not in [finding.address for finding in all_findings(question_set, answers)]
    answers["saantely_miten"] = Given({"text": "Ohjeella."})
    assert "saantely_milloin" in [finding.address for finding in all_findings(question_set, answers)]
