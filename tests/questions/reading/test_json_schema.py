"""The schema for editors is fresh, takes every set that loads, and refuses what an author mistypes."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from survey.questions.kinds import KINDS, known_keys
from survey.questions.reading.json_schema import DIALECT, json_schema
from tests.questions.test_guide import EXAMPLES, WHOLE_SETS
from tests.questions.written import FORMS, with_questions

COMMITTED = FORMS.parents[1] / "forms" / "schema.json"
SETS = [*sorted(FORMS.glob("*.yaml")), *sorted(COMMITTED.parent.glob("*.yaml"))]
VALIDATOR = Draft202012Validator(json_schema())
LABEL = "label: {fi: Muuta, sv: Övrigt}"


def read(yaml: str) -> Any:
    return YAML(typ="safe", pure=True).load(yaml)


def faults(yaml: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(read(yaml))]


def test_the_committed_schema_is_fresh() -> None:
    committed = json.loads(COMMITTED.read_text(encoding="utf-8"))
    assert committed == json_schema(), "Write it anew: python -m survey schema --to forms/schema.json"


def test_the_schema_is_one_of_its_dialect() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"] == DIALECT


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_every_set_that_we_have_is_valid(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("example", range(len(EXAMPLES)))
def test_every_example_of_the_guide_is_valid(example: int) -> None:
    yaml = EXAMPLES[example]
    assert faults(yaml if yaml in WHOLE_SETS else with_questions(yaml)) == []


@pytest.mark.parametrize(
    "question",
    [
        f"- {{key: a, kind: longtext, {LABEL}}}",
        f"- {{key: a, kind: date, {LABEL}, max_length: 5}}",
        f"- {{key: a, kind: text, {LABEL}, hepl: {{fi: A, sv: B}}}}",
        f"- {{key: a, kind: text, {LABEL}, public: ei}}",
        f"- {{key: A, kind: text, {LABEL}}}",
        f"- {{kind: text, {LABEL}}}",
        f"- {{key: a, {LABEL}}}",
        "- {key: a, kind: text, label: Muuta}",
        "- {key: a, kind: text, label: {Suomi: Muuta}}",
        f"- {{key: a, kind: choice, {LABEL}}}",
        f"- {{key: a, kind: text, {LABEL}, max_length: 0}}",
        f"- {{key: a, kind: text, {LABEL}, show_if: {{b: yes}}}}",
        f"- {{key: a, kind: text, {LABEL}, show_if: {{any_of: {{b: answered}}}}}}",
        "- {block: saannos, prefix: P}",
        "- {block: saannos, prefx: p_}",
        f"- {{block: saannos, key: a, kind: text, {LABEL}}}",
    ],
)
def test_what_an_author_mistypes_is_not_valid(question: str) -> None:
    assert faults(with_questions(f"{question}\n"))


@pytest.mark.parametrize("condition", ["{b: answered}", "{b: [x, y]}", "{any_of: [{b: answered}, {c: [x]}]}"])
def test_a_condition_is_valid_in_each_form(condition: str) -> None:
    assert faults(with_questions(f"- {{key: a, kind: text, {LABEL}, show_if: {condition}}}\n")) == []


def test_every_kind_offers_its_own_keys_and_the_schema_speaks_to_authors() -> None:
    defined = json_schema()["$defs"]
    offered = {name for kind in KINDS for name in defined[f"question_{kind}"]["properties"]}
    assert offered == known_keys()
    assert "scales.py" not in json.dumps(defined)
