"""YAML as authors write it: what is written reads as the same set, and reads well."""

from pathlib import Path

import pytest

from survey.authoring.yaml_text import write_yaml
from survey.questions.freeze import freeze
from survey.questions.load import load_file, load_text, set_files
from tests.questions.written import FORMS, with_questions

SETS = [*set_files(FORMS), *set_files(FORMS.parents[1] / "forms")]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_set_that_is_written_loads_as_the_same_set(path: Path) -> None:
    question_set = load_file(path).question_set
    assert freeze(load_text(write_yaml(question_set)).question_set) == freeze(question_set)


def test_short_texts_stand_on_one_line_and_paragraphs_in_blocks() -> None:
    written = write_yaml(
        load_text(
            with_questions(
                """\
- key: kanta
  kind: choice
  label:
    fi: Kannatatteko?
    sv: "Understöder ni, ja eller nej?"
  help: {fi: "Eka.\\n\\nToka: näin.", sv: Ett.}
  options:
    - key: kylla
      label: {fi: Kyllä, sv: Ja}
    - {key: muu, label: {fi: "Muu, mikä?", sv: "Annat, vad?"}, specify: true}
  reason: none
- {key: miksi, kind: long_text, show_if: {any_of: [{kanta: [kylla, muu]}]}, label: {fi: "No: niin", sv: "true"}}
"""
            )
        ).question_set
    )
    assert written == (
        """\
schema: 1
key: lausunto
languages: [fi, sv]
title: {fi: Lausunto, sv: Utlåtande}
sections:
  - key: kysymykset
    title: {fi: Kysymykset, sv: Frågor}
    questions:
      - key: kanta
        kind: choice
        label: {fi: Kannatatteko?, sv: "Understöder ni, ja eller nej?"}
        help:
          fi: |
            Eka.

            Toka: näin.
          sv: Ett.
        options:
          - {key: kylla, label: {fi: Kyllä, sv: Ja}}
          - {key: muu, label: {fi: "Muu, mikä?", sv: "Annat, vad?"}, specify: true}
      - key: miksi
        kind: long_text
        label: {fi: "No: niin", sv: "true"}
        show_if: {any_of: [{kanta: [kylla, muu]}]}
"""
    )


def test_steps_that_several_questions_have_are_a_named_scale() -> None:
    steps = "steps: [{key: a, label: {fi: A, sv: A}}, {key: b, label: {fi: B, sv: B}}]"
    question = "- {{key: {key}, kind: scale, label: {{fi: {key}, sv: {key}}}, {steps}}}\n"
    written = write_yaml(
        load_text(with_questions("".join(question.format(key=key, steps=steps) for key in "xy"))).question_set
    )
    assert written.count("steps:") == 1
    assert written.count("scale: scale_1\n") == 2


def test_a_long_text_stands_on_a_line_of_its_own() -> None:
    words = "pitkä " * 40
    written = write_yaml(
        load_text(
            with_questions(f"- {{key: a, kind: text, label: {{fi: A, sv: A}}, help: {{fi: {words}, sv: B}}}}\n")
        ).question_set
    )
    assert f"        help:\n          fi: {words.strip()}\n          sv: B\n" in written
