"""A question set in the Excel template: reading the file gives the same set, and what does not fit is said."""

from pathlib import Path

import pytest

from survey.authoring.files import NotInTemplate, load_any, write_as_template
from survey.authoring.template.filled import filled_sheets
from survey.authoring.uploads import read_upload
from survey.authoring.worksheets import WrittenSheet
from survey.questions.freeze import freeze
from survey.questions.load import load_file, load_text
from survey.questions.question_set import QuestionSet
from tests.authoring.templates import saved
from tests.questions.written import FORMS, with_questions
from tests.rounds import SHIPPED

SETS = [
    *((path, language) for path in sorted(SHIPPED.glob("*.yaml")) for language in ("fi", "sv")),
    *((path, "fi") for path in sorted(FORMS.glob("*.yaml")) if path.stem != "four_languages"),
]

CHOICES = """\
- key: syyt
  kind: choices
  label: {fi: Syyt, sv: Skäl}
  options:
    - {key: talous, label: {fi: Talous, sv: Ekonomi}}
    - {key: laatu, label: {fi: Laatu, sv: Kvalitet}}
- {key: muuta, kind: long_text, label: {fi: Muuta, sv: Övrigt}, show_if: {syyt: [talous]}}
"""


def changed(folder: Path, question_set: QuestionSet, old: str, new: str) -> bytes:
    """The set in a template in Finnish, with one text of its questions replaced by another."""
    name, questions, *others = filled_sheets(question_set, "fi")
    rows = [[cell.replace(old, new) for cell in row] for row in questions.rows]
    assert rows != questions.rows
    return saved(folder, [name, WrittenSheet(questions.name, questions.columns, rows), *others])


@pytest.mark.parametrize(("path", "language"), SETS, ids=[f"{path.stem}-{language}" for path, language in SETS])
def test_a_set_comes_back_as_it_was(tmp_path: Path, path: Path, language: str) -> None:
    question_set = load_file(path, draft=True).question_set
    write_as_template(question_set, tmp_path / "set.xlsx", language)
    read = load_any(tmp_path / "set.xlsx", draft=True)
    assert freeze(read.question_set) == freeze(question_set)
    assert not read.keys_are_made


SAID_OTHERWISE = """\
- key: syyt
  kind: choices
  label: {fi: Syyt, sv: Skäl}
  options:
    - {key: talous, label: {fi: Talous, sv: Ekonomi}, specify: true}
    - {key: laatu, label: {fi: Laatu, sv: Kvalitet}, exclusive: true}
    - {key: ei, label: {fi: Ei mitään näistä, sv: Inget av dessa}}
- key: aste
  kind: scale
  label: {fi: Aste, sv: Grad}
  steps:
    - {key: a, label: {fi: Vähän, sv: Lite}}
    - {key: b, label: {fi: Paljon, sv: Mycket}}
    - {key: c, label: {fi: Ei kantaa, sv: Ingen ståndpunkt}}
- key: taso
  kind: scale
  label: {fi: Taso, sv: Nivå}
  steps:
    - {key: a, label: {fi: Vähän, sv: Lite}}
    - {key: b, label: {fi: Paljon, sv: Mycket}}
  no_position: {key: muu, label: {fi: Jokin muu, sv: Något annat}}
- {key: muuta, kind: long_text, label: {fi: "6\u00a0§ ja muuta", sv: "6\u00a0§ och övrigt"}}
"""
"""Options whose words say something else than their flags, and steps whose words say something else than they are."""


def test_what_words_would_be_read_as_is_not_taken_for_what_a_set_says(tmp_path: Path) -> None:
    question_set = load_text(with_questions(SAID_OTHERWISE)).question_set
    write_as_template(question_set, tmp_path / "set.xlsx", "fi")
    assert freeze(load_any(tmp_path / "set.xlsx").question_set) == freeze(question_set)


def test_a_set_in_other_languages_is_refused_with_the_reason_and_nothing_is_written(tmp_path: Path) -> None:
    question_set = load_file(FORMS / "four_languages.yaml", draft=True).question_set
    with pytest.raises(NotInTemplate, match="Finnish and Swedish only"):
        write_as_template(question_set, tmp_path / "set.xlsx", "fi")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("label", ["- Viiva alussa", "Kaksi\n  riviä"])
def test_what_the_template_would_change_is_refused(tmp_path: Path, label: str) -> None:
    question_set = load_text(with_questions(CHOICES)).question_set
    [section] = question_set.sections
    first, *others = section.questions
    option = first.choosable[0].model_copy(update={"label": {"fi": label, "sv": "Ekonomi"}})
    asked = (first.model_copy(update={"options": (option, first.choosable[1])}), *others)
    other = question_set.model_copy(update={"sections": (section.model_copy(update={"questions": asked}),)})
    with pytest.raises(NotInTemplate, match="would change them"):
        write_as_template(other, tmp_path / "set.xlsx", "fi")
    assert not list(tmp_path.iterdir())


def test_words_that_are_changed_in_it_keep_their_keys_and_conditions(tmp_path: Path) -> None:
    question_set = load_text(with_questions(CHOICES)).question_set
    raw = changed(tmp_path, question_set, "Talous", "Kunnan talous")
    read = read_upload(raw, "set.xlsx").question_set
    assert read and freeze(read).structure_digest == freeze(question_set).structure_digest
    assert next(read.questions()).choosable[0].label["fi"] == "Kunnan talous"


def test_an_option_without_a_code_is_told_and_without_any_codes_they_are_made(tmp_path: Path) -> None:
    question_set = load_text(with_questions(CHOICES)).question_set
    found = read_upload(changed(tmp_path, question_set, "talous\nlaatu", "talous"), "set.xlsx")
    told = [(fault.code, fault.line, fault.places["heading"]) for fault in found.faults if not fault.warning]
    assert told == [("codes-differ", 2, "Vaihtoehtojen tunnukset")]
    made = read_upload(changed(tmp_path, question_set, "talous\nlaatu", ""), "set.xlsx")
    assert made.question_set and [each.key for each in next(made.question_set.questions()).choosable] == [
        "talous",
        "laatu",
    ]


def test_further_data_that_cannot_be_read_is_told_at_its_cell(tmp_path: Path) -> None:
    question_set = load_text(with_questions(CHOICES)).question_set
    found = read_upload(changed(tmp_path, question_set, '{"show_if"', "show_if"), "set.xlsx")
    told = [(fault.code, fault.line, fault.places["heading"]) for fault in found.faults if not fault.warning]
    assert told == [("further-data-unreadable", 3, "Kysymyksen muut tiedot")]


def test_further_data_that_says_what_another_column_says_is_told(tmp_path: Path) -> None:
    question_set = load_text(with_questions(CHOICES)).question_set
    found = read_upload(changed(tmp_path, question_set, '{"show_if"', '{"kind": "text", "show_if"'), "set.xlsx")
    assert [fault.code for fault in found.faults if not fault.warning] == ["two-values"]


def test_the_instructions_say_what_the_further_columns_are_for() -> None:
    sheets = filled_sheets(load_text(with_questions(CHOICES)).question_set, "sv")
    assert [row for row in sheets[2].rows if row and "Frågans kod" in row[0]]
