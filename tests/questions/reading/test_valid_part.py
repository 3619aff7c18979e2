"""One run tells every mistake: those of reference too, in all that is sound."""

import pytest

from tests.questions.written import faults_of, with_questions

TWENTY_FAULTS = """\
schema: 1
key: Jätelaki
languages: [fi, sv]
title: {fi: Jätelaki}
introdution: {fi: Johdanto, sv: Inledning}
scales:
  kanta:
    steps:
      - {key: kylla, label: {fi: Kyllä, sv: Ja}}
      - {key: kylla, label: {fi: Ei, sv: Nej}}
sections:
  - key: alku
    title: {fi: Alku, sv: "", en: Start}
    questions:
      - {key: yksi, kind: long_text, label: {fi: Yksi, sv: Ett}, show_if: {kaksi: answered}}
      - {key: kaksi, kind: chioce, label: {fi: Kaksi, sv: Två}}
      - {key: yksi, kind: long_text, label: {fi: Kolme, sv: Tre}}
      - key: nelja
        kind: text
        label: {fi: Neljä, sv: Fyra}
        max_length: 999999
      - key: viisi
        kind: scale
        scale: kanat
        label: {fi: Viisi, sv: Fem}
      - key: kuusi
        kind: choice
        label: {fi: Kuusi, sv: Sex}
        options:
          - {key: a, label: {fi: A, sv: A}}
          - {key: b, label: {fi: B, sv: B}, exclusive: true}
      - key: seitseman
        kind: number
        label: {fi: Seitsemän, sv: Sju}
        minimum: 5
        maximum: 1
      - key: kahdeksan
        kind: text
        label: {fi: Kahdeksan, sv: Åtta}
        show_if: {kuusi: [c]}
      - key: yhdeksan
        kind: long_text
        label: {fi: Yhdeksän, sv: Nio}
        required: kyllä
  - key: details
    title: {fi: Tiedot, sv: Uppgifter}
    show_if: {ei_ole: answered}
    questions:
      - key: Kymmenen
        kind: date
        label: {fi: Kymmenen, sv: Tio}
      - key: yksitoista
        kind: long_text
        label:
          fi: Kysymys, jossa on enemmän kuin kuusikymmentä merkkiä eikä lyhyttä muotoa
          sv: Elva
  - key: alku
    title: {fi: Loppu, sv: Slut}
    questions:
      - {key: kaksitoista, kind: long_text, label: {fi: Kaksitoista, sv: Tolv}, show_if: [yksi]}
"""


def test_a_set_with_twenty_different_mistakes_gets_twenty_messages_each_on_its_line() -> None:
    assert [(fault.line, fault.code) for fault in faults_of(TWENTY_FAULTS)] == [
        (2, "bad-key"),
        (4, "language-missing"),
        (5, "unknown-key"),
        (10, "repeated-option"),
        (13, "empty-text"),
        (15, "condition-forwards"),
        (16, "unknown-kind"),
        (17, "repeated-question"),
        (21, "out-of-range"),
        (24, "unknown-scale"),
        (31, "unknown-key"),
        (36, "limits-crossed"),
        (40, "unknown-option"),
        (44, "wrong-type"),
        (45, "reserved-section"),
        (47, "unknown-question"),
        (49, "bad-key"),
        (55, "short-missing"),
        (57, "repeated-section"),
        (60, "bad-condition"),
    ]


def test_nothing_is_said_of_what_stands_in_for_something_faulty() -> None:
    faults = faults_of(
        with_questions(
            "- {key: a, kind: chioce, label: {fi: A}, options: []}\n"
            "- {key: b, kind: text, label: {fi: B, sv: B}, show_if: {a: [kylla]}}\n"
        )
    )
    assert [fault.code for fault in faults] == ["unknown-kind"]


def test_a_question_that_cannot_be_read_still_has_its_key() -> None:
    questions = "- {key: a, kind: chioce, label: {fi: A, sv: A}}\n- {key: a, kind: text, label: {fi: A, sv: A}}\n"
    assert [fault.code for fault in faults_of(with_questions(questions))] == ["unknown-kind", "repeated-question"]


def test_without_readable_scales_no_name_of_one_is_unknown() -> None:
    written = with_questions("- {key: a, kind: scale, scale: kanta, label: {fi: A, sv: A}}\n")
    faults = faults_of(written.replace("sections:", "scales: [kanta]\nsections:"))
    assert [fault.code for fault in faults] == ["wrong-type"]


def test_a_section_without_questions_leaves_the_others_to_be_checked() -> None:
    more = "  - key: toinen\n    title: {fi: Toinen, sv: Andra}\n  - 5\n"
    faults = faults_of(with_questions("- {key: a, kind: text, label: {fi: A}}\n") + more)
    assert [fault.code for fault in faults] == ["language-missing", "missing-key", "wrong-type"]


def test_without_languages_only_the_shape_is_checked() -> None:
    faults = faults_of(with_questions("- {key: a, kind: text, label: {fi: A}}\n").replace("[fi, sv]", "suomi"))
    assert [fault.code for fault in faults] == ["wrong-type"]


LONG = "Kysymys, jossa on enemmän kuin kuusikymmentä merkkiä eikä lyhyttä muotoa"


def codes(questions: str) -> list[tuple[int, str]]:
    written = with_questions(questions)
    first = written[: written.index("- {key: a")].count("\n")
    return [(fault.line - first, fault.code) for fault in faults_of(written)]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("required: kyllä", "wrong-type"),
        ("max_length: 999999", "out-of-range"),
        ("requierd: true", "unknown-key"),
        ("show_if: [a]", "bad-condition"),
        ("reason: ehkä", "unknown-word"),
        ("help: Ohje", "wrong-type"),
        ("nothing_to_state: ei", "wrong-type"),
    ],
)
@pytest.mark.parametrize("before", ["", "- {key: b, kind: note, label: {fi: B, sv: B}, text: {fi: B, sv: B}}\n"])
def test_a_value_at_fault_does_not_hide_the_other_mistakes_of_its_question(wrong: str, code: str, before: str) -> None:
    question = f"- {{key: a, kind: choice, label: {{fi: '{LONG}'}}, options: [{{key: x, label: {{fi: X, sv: X}}}}, "
    question += "{key: x, label: {fi: Y}}]"
    found = [code for _, code in codes(f"{question}, {wrong}}}\n{before}")]
    assert sorted(found) == sorted([code, "language-missing", "language-missing", "repeated-option", "short-missing"])


def test_a_text_at_fault_does_not_hide_that_another_language_is_missing() -> None:
    assert codes("- {key: a, kind: text, label: {fi: ''}}\n") == [(1, "language-missing"), (1, "empty-text")]


def test_a_missing_label_is_told_alone() -> None:
    assert codes("- {key: a, kind: text, short: 5}\n") == [(1, "missing-key"), (1, "wrong-type")]


def test_a_value_at_fault_in_an_option_or_in_a_group_does_not_hide_the_others() -> None:
    found = codes(
        "- {key: a, kind: choice, label: {fi: A, sv: A}, options: [{key: x, label: {fi: X}, specify: joo}, "
        "{key: y, label: {fi: Y, sv: Y}}]}\n"
        "- {key: g, kind: group, label: {fi: G, sv: G}, entry: {fi: E, sv: E}, questions: "
        "[{key: h, kind: text, label: {fi: H}, required: kyllä}]}\n"
    )
    assert sorted(found) == [
        (1, "language-missing"),
        (1, "wrong-type"),
        (2, "language-missing"),
        (2, "wrong-type"),
    ]
