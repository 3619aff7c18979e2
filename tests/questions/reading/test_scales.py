"""Named scales are put into the questions that name them, so that a set in use stands alone."""

import json

import pytest

from survey.questions.freeze import freeze
from survey.questions.load import load_text
from tests.questions.written import faults_of, with_questions

STEPS = "[{key: hyva, label: {fi: Hyvä, sv: Bra}}, {key: huono, label: {fi: Huono, sv: Dålig}}]"
NO_POSITION = "{key: ei_kantaa, label: {fi: Ei kantaa, sv: Ingen ståndpunkt}}"
SCALES = f"scales:\n  arvio:\n    steps: {STEPS}\n    no_position: {NO_POSITION}\n"
NAMED = "- {key: q, kind: scale, label: {fi: Q, sv: Q}, scale: arvio}\n"
INLINE = NAMED.replace("scale: arvio", f"steps: {STEPS}, no_position: {NO_POSITION}")


def with_scales_written(questions: str = NAMED, scales: str = SCALES) -> str:
    return with_questions(questions).replace("sections:\n", f"{scales}sections:\n", 1)


def test_a_named_scale_gives_the_same_frozen_set_as_one_written_out() -> None:
    named = freeze(load_text(with_scales_written()).question_set)
    assert named == freeze(load_text(with_questions(INLINE)).question_set)
    assert named == freeze(load_text(with_scales_written().replace("arvio", "arviot")).question_set)
    assert "scales" not in json.loads(named.json)
    assert "scale" not in json.loads(named.json)["sections"][0]["questions"][0]


def test_a_scale_that_no_question_names_is_no_fault_and_leaves_no_trace() -> None:
    unused = load_text(with_scales_written(INLINE))
    assert unused.warnings == []
    assert freeze(unused.question_set) == freeze(load_text(with_questions(INLINE)).question_set)


def test_the_scale_that_was_meant_is_suggested() -> None:
    [fault] = faults_of(with_scales_written(NAMED.replace("arvio", "arvoi")))
    assert (fault.code, fault.nearest, fault.places["expected"]) == ("unknown-scale", "arvio", "arvio")


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("sv: Dålig", "en: Bad", "language-missing", "scales.arvio.steps.2.label"),
        ("key: huono", "key: hyva", "repeated-option", "scales.arvio.steps.2.key"),
        ("key: ei_kantaa", "key: huono", "repeated-option", "scales.arvio.no_position.key"),
        ("key: huono", "exclusive: true, key: huono", "unknown-key", "scales.arvio.steps.2.exclusive"),
        ("steps:", "stepz:", "missing-key", "scales.arvio.steps"),
        ("no_position: {key", "no_position: {kye", "missing-key", "scales.arvio.no_position.key"),
        ("  arvio:", "  Hyvä arvio:", "bad-key", "scales.Hyvä arvio"),
    ],
)
def test_what_is_wrong_in_a_scale_is_said_once_and_there(old: str, new: str, code: str, where: str) -> None:
    faults = faults_of(with_scales_written(NAMED + NAMED.replace("key: q", "key: r"), SCALES.replace(old, new)))
    assert (faults[0].code, faults[0].where) == (code, where)
    assert [fault.code for fault in faults].count(code) == 1


def test_scales_are_keys_with_values() -> None:
    [fault] = faults_of(with_scales_written(INLINE, "scales: [a]\n"))
    assert (fault.code, fault.places["expected"]) == ("wrong-type", "keys with values")


def test_a_misspelled_key_of_a_scale_has_its_nearest_word() -> None:
    faults = faults_of(with_scales_written(scales=SCALES.replace("steps:", "stesp:").replace("{fi: Ei", "{if: Ei")))
    assert [fault.nearest for fault in faults if fault.code == "unknown-key"] == ["steps"]


@pytest.mark.parametrize("extra", [f", steps: {STEPS}", f", no_position: {NO_POSITION}"])
def test_a_name_and_steps_exclude_one_another(extra: str) -> None:
    faults = faults_of(with_scales_written(NAMED.replace("scale: arvio", f"scale: arvio{extra}")))
    assert [fault.code for fault in faults] == ["scale-or-steps"]


def test_a_condition_may_look_at_a_named_scale() -> None:
    follow_up = "- {key: r, kind: text, label: {fi: R, sv: R}, show_if: {q: [huono]}}\n"
    assert faults_of(with_scales_written(NAMED + follow_up)) == []
