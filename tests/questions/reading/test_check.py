"""What must hold between the parts of a set whose shape is right."""

import pytest

from survey.questions.faults.places import words_for
from survey.questions.load import load_text
from survey.questions.reading.check import all_texts
from tests.questions.written import FORMS, faults_of, tiny_set, with_questions

FINNISH_ONLY = """\
schema: 1
key: lausunto
languages: [fi, sv]
title: {fi: Lausunto}
introduction: {fi: Johdanto}
sections:
  - key: kysymykset
    title: {fi: Kysymykset}
    introduction: {fi: Johdanto}
    questions:
      - key: kanta
        kind: choice
        label: {fi: Kanta}
        short: {fi: Kanta}
        help: {fi: Ohje}
        options:
          - {key: kylla, label: {fi: Kyllä}}
          - {key: ei, label: {fi: Ei, sv: Nej}}
"""


def test_a_missing_language_is_an_error_at_each_text() -> None:
    faults = faults_of(FINNISH_ONLY)
    assert [(fault.line, fault.where) for fault in faults] == [
        (4, "title"),
        (5, "introduction"),
        (8, "sections.1.title"),
        (9, "sections.1.introduction"),
        (13, "sections.1.questions.1.label"),
        (14, "sections.1.questions.1.short"),
        (15, "sections.1.questions.1.help"),
        (17, "sections.1.questions.1.options.1.label"),
    ]
    assert {(fault.code, fault.places["language"], fault.warning) for fault in faults} == {
        ("language-missing", "sv", False)
    }


def test_in_a_draft_a_missing_language_is_a_warning_and_the_set_loads() -> None:
    loaded = load_text(FINNISH_ONLY, draft=True)
    assert loaded.question_set.title == {"fi": "Lausunto"}
    assert len(loaded.warnings) == 8
    assert all(fault.warning and fault.code == "language-missing" for fault in loaded.warnings)


def test_in_a_draft_every_other_fault_is_still_an_error_beside_the_warnings() -> None:
    faults = faults_of(FINNISH_ONLY.replace("key: ei", "key: kylla"), draft=True)
    assert [fault.code for fault in faults if not fault.warning] == ["repeated-option"]
    assert len(faults) == 9


def test_all_faults_of_reference_come_in_one_run() -> None:
    questions = (
        "- {key: a, kind: text, label: {fi: A, sv: A, en: A}}\n"
        "- {key: a, kind: text, label: {fi: A}}\n"
        f"- {{key: b, kind: text, label: {{fi: {'B' * 61}, sv: B}}}}\n"
        f"- {{key: c, kind: text, label: {{fi: C, sv: C}}, short: {{fi: {'C' * 61}, sv: C}}}}\n"
        '- {key: d, kind: text, label: {fi: "D\\a", sv: D}}\n'
    )
    yaml = with_questions(questions).replace("[fi, sv]", "[fi, sv, fi]").replace("kysymykset", "details")
    assert {(fault.line, fault.code) for fault in faults_of(yaml)} == {
        (3, "repeated-language"),
        (6, "reserved-section"),
        (9, "language-not-listed"),
        (10, "repeated-question"),
        (10, "language-missing"),
        (11, "short-missing"),
        (12, "short-too-long"),
        (13, "control-character"),
    }


def test_a_question_key_is_used_once_in_the_whole_set_and_the_first_line_is_named() -> None:
    yaml = with_questions() + (
        "  - key: muuta\n    title: {fi: Muuta, sv: Övrigt}\n    questions:\n"
        "      - {key: muuta, kind: text, label: {fi: Muuta, sv: Övrigt}}\n"
    )
    [fault] = faults_of(yaml)
    assert (fault.line, fault.code, fault.places["line"]) == (13, "repeated-question", "9")


def test_option_keys_are_unique_within_their_question_only() -> None:
    assert faults_of(with_questions()) == []
    assert len(list(tiny_set("shared_options").questions())) == 2


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_label_of_sixty_characters_needs_no_short_form_and_one_more_does(language: str) -> None:
    label = {"fi": "Muuta", "sv": "Övrigt", language: "Ä" * 60}
    yaml = with_questions(f"- {{key: a, kind: text, label: {{fi: {label['fi']}, sv: {label['sv']}}}}}\n")
    assert faults_of(yaml) == []
    [fault] = faults_of(yaml.replace("Ä" * 60, "Ä" * 61))
    assert (fault.code, fault.places["language"]) == ("short-missing", language)


def test_a_short_label_has_sixty_characters_at_most() -> None:
    yaml = with_questions("- {key: a, kind: text, label: {fi: A, sv: A}, short: {fi: %s, sv: A}}\n")
    assert faults_of(yaml % ("Ä" * 60)) == []
    assert [fault.code for fault in faults_of(yaml % ("Ä" * 61))] == ["short-too-long"]


def test_every_text_of_a_set_is_visited_once() -> None:
    question_set = load_text(FINNISH_ONLY, draft=True).question_set
    assert [words_for(path) for path, _ in all_texts(question_set)] == [
        "title",
        "introduction",
        "sections.1.title",
        "sections.1.introduction",
        "sections.1.questions.1.label",
        "sections.1.questions.1.short",
        "sections.1.questions.1.help",
        "sections.1.questions.1.options.1.label",
        "sections.1.questions.1.options.2.label",
    ]


def test_row_keys_are_unique_within_their_matrix() -> None:
    matrix = (FORMS / "matrix.yaml").read_text(encoding="utf-8")
    [fault] = faults_of(matrix.replace("key: keinot", "key: tavoitteet"))
    assert (fault.code, fault.where) == ("repeated-option", "sections.1.questions.1.rows.2.key")


def test_a_group_that_only_tells_asks_too_little() -> None:
    note = "{key: a, kind: note, label: {fi: A, sv: A}, text: {fi: A, sv: A}}"
    group = f"- {{key: g, kind: group, label: {{fi: G, sv: G}}, entry: {{fi: E, sv: E}}, questions: [{note}]}}\n"
    assert [fault.code for fault in faults_of(with_questions(group))] == ["too-few"]
