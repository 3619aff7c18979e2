"""Every fault has its code, its place in the file, what is wrong and what to do."""

from pathlib import Path

import pytest

from survey.languages import PAGE_LANGUAGES
from survey.questions.faults.fault import (
    LONGEST_QUOTE,
    MESSAGES,
    Fault,
    QuestionSetFaulty,
    column_letters,
    describe,
    nearest_word,
)
from survey.questions.load import load_file
from survey.questions.question import LONGEST_KEY, LONGEST_SHORT
from tests.questions.written import FORMS, ONE_QUESTION, faults_of, unmarked, with_questions

LABEL = "label: {fi: Muuta, sv: Övrigt}"
OPTIONS = "options: [{key: a, label: {fi: A, sv: A}}, {key: b, label: {fi: B, sv: B}}]"

TOLD = with_questions().replace("{", "{{").replace("}", "}}").replace("sections:", "consultation:\n  {}\nsections:")

MARKED = {
    "too-large": "‹" + "[" * 500,
    "syntax": "schema: 1\ntitle: Lausunto‹: luonnos\n",
    "unclosed-bracket": with_questions("- key: muuta\n  label: ‹{fi: Muuta, sv: Övrigt\n  kind: text\n"),
    "unclosed-quote": with_questions('- key: muuta\n  kind: text\n  label: {fi: Muuta, sv: ‹"Övrigt}\n'),
    "comma-in-braces": with_questions("- key: muuta\n  kind: text\n  label: {fi: Muuta, ‹jos on, sv: Övrigt}\n"),
    "repeated-key": "schema: 1\nkey: a\n‹key: b\n",
    "wrong-type": with_questions(f"- key: muuta\n  kind: text\n  ‹required: kyllä\n  {LABEL}\n"),
    "unknown-key": with_questions(f"- key: muuta\n  kind: text\n  {LABEL}\n  ‹hepl: {{fi: A, sv: A}}\n"),
    "missing-key": with_questions("‹- key: muuta\n  kind: text\n").replace("‹- ", "- ‹"),
    "unknown-kind": with_questions(f"- key: muuta\n  ‹kind: longtext\n  {LABEL}\n"),
    "unknown-word": with_questions(f"- key: muuta\n  kind: choice\n  {LABEL}\n  {OPTIONS}\n  ‹reason: option\n"),
    "bad-key": with_questions(f"- ‹key: Mitä muuta\n  kind: text\n  {LABEL}\n"),
    "bad-language": with_questions("- key: muuta\n  kind: text\n  label: {fi: Muuta, sv: Övrigt, ‹Suomi: Muuta}\n"),
    "key-too-long": with_questions(f"- ‹key: {'a' * (LONGEST_KEY + 1)}\n  kind: text\n  {LABEL}\n"),
    "empty-text": with_questions('- key: muuta\n  kind: text\n  label: {fi: Muuta, ‹sv: "  "}\n'),
    "too-few": with_questions(f"- key: muuta\n  kind: choice\n  {LABEL}\n  ‹options: [{{key: a, {LABEL}}}]\n"),
    "out-of-range": with_questions(f"- key: muuta\n  kind: text\n  ‹max_length: 0\n  {LABEL}\n"),
    "bad-email": TOLD.format("contacts: [{name: A, ‹email: a at b}]"),
    "bad-web-address": TOLD.format("materials: [{title: {fi: A, sv: A}, url: {‹fi: www.example.fi}}]"),
    "number-in-two-ways": with_questions(f"- key: muuta\n  kind: number\n  {LABEL}\n  ‹maximum: 10.000\n"),
    "repeated-question": with_questions(ONE_QUESTION + ONE_QUESTION.replace("key:", "‹key:", 1)),
    "repeated-section": with_questions() + "  - ‹key: kysymykset\n    title: {fi: A, sv: A}\n    questions:\n"
    f"      {ONE_QUESTION.replace('muuta', 'viela')}",
    "repeated-option": with_questions(
        f"- key: muuta\n  kind: choice\n  {LABEL}\n  {OPTIONS.replace('{key: b', '{‹key: a')}\n"
    ),
    "repeated-language": with_questions().replace("[fi, sv]", "[fi, sv, ‹fi]"),
    "reserved-section": with_questions().replace("key: kysymykset", "‹key: details"),
    "language-missing": with_questions("- key: muuta\n  kind: text\n  ‹label: {fi: Muuta}\n"),
    "language-not-listed": with_questions("- key: muuta\n  kind: text\n  label: {fi: Muuta, sv: Övrigt, ‹en: Other}\n"),
    "short-missing": with_questions(
        f"- key: muuta\n  kind: text\n  label:\n    ‹fi: {'M' * (LONGEST_SHORT + 1)}\n    sv: Övrigt\n"
    ),
    "short-too-long": with_questions(
        f"- key: muuta\n  kind: text\n  {LABEL}\n  short: {{fi: Muu, ‹sv: {'Ö' * (LONGEST_SHORT + 1)}}}\n"
    ),
    "bad-condition": with_questions(f"- key: muuta\n  kind: text\n  {LABEL}\n  show_if: {{‹aiempi: kyllä}}\n"),
    "unknown-question": with_questions(f"- key: muuta\n  kind: text\n  {LABEL}\n  show_if: {{‹aiempi: answered}}\n"),
    "condition-forwards": with_questions(f"- key: muuta\n  kind: text\n  {LABEL}\n  show_if: {{‹muuta: answered}}\n"),
    "condition-out-of-reach": with_questions(
        f"- key: tausta\n  kind: note\n  {LABEL}\n  text: {{fi: A, sv: Å}}\n"
        f"- key: muuta\n  kind: text\n  {LABEL}\n  show_if: {{‹tausta: answered}}\n"
    ),
    "kind-in-group": with_questions(
        f"- key: ryhma\n  kind: group\n  {LABEL}\n  entry: {{fi: A, sv: Å}}\n  questions:\n"
        f"    - key: sisempi\n      ‹kind: group\n      {LABEL}\n      entry: {{fi: A, sv: Å}}\n"
        f"      questions: [{{key: a, kind: text, {LABEL}}}]\n"
    ),
    "condition-unpublished": with_questions(
        f"- key: kanta\n  kind: text\n  {LABEL}\n  public: false\n"
        f"- key: muuta\n  kind: text\n  {LABEL}\n  show_if: {{‹kanta: answered}}\n"
    ),
    "attachment-published": with_questions(f"- key: muuta\n  kind: attachment\n  {LABEL}\n  ‹public: false\n"),
    "group-unpublished": with_questions(
        f"- key: ryhma\n  kind: group\n  {LABEL}\n  entry: {{fi: A, sv: Å}}\n"
        f"  questions: [{{key: a, kind: text, public: false, {LABEL}}}]\n"
    )
    .replace("- key", "- ‹key", 2)
    .replace("- ‹key: kysymykset", "- key: kysymykset"),
    "group-too-large": with_questions(
        f"- key: ryhma\n  kind: group\n  {LABEL}\n  entry: {{fi: A, sv: Å}}\n"
        "  repeat: {‹maximum: 100}\n  questions:\n"
        + "".join(f"    - {{key: a{n}, kind: text, {LABEL}}}\n" for n in range(11))
    ),
    "unknown-option": with_questions(
        f"- key: kanta\n  kind: choice\n  {LABEL}\n  {OPTIONS}\n"
        f"- key: muuta\n  kind: text\n  {LABEL}\n  show_if: {{any_of: [{{‹kanta: [a, c]}}]}}\n"
    ),
    "condition-without-options": with_questions(
        f"- key: kanta\n  kind: text\n  {LABEL}\n- key: muuta\n  kind: text\n  {LABEL}\n  show_if: {{‹kanta: [a]}}\n"
    ),
    "limits-crossed": with_questions(f"- key: muuta\n  kind: number\n  {LABEL}\n  minimum: 2\n  ‹maximum: 1\n"),
    "more-than-there-are": with_questions(f"- key: muuta\n  kind: choices\n  {LABEL}\n  {OPTIONS}\n  ‹at_most: 3\n"),
    "specified-twice": with_questions(
        f"- key: muuta\n  kind: choice\n  {LABEL}\n  "
        f"{OPTIONS.replace('{key: a', '{specify: true, key: a').replace('{key: b', '{‹specify: true, key: b')}\n"
    ),
    "unknown-block": with_questions("- {‹block: pykala}\n"),
    "block-in-block": with_questions("- {block: a}\n").replace(
        "sections:", f"blocks:\n  a:\n    - {{‹block: a}}\n    {ONE_QUESTION}sections:"
    ),
    "unknown-scale": with_questions(f"- key: muuta\n  kind: scale\n  {LABEL}\n  ‹scale: mielipide\n"),
    "scale-or-steps": with_questions(f"- {{key: muuta, kind: scale, {LABEL}}}\n").replace(
        "- {key: muuta", "- ‹{key: muuta"
    ),
    "control-character": with_questions("- key: muuta\n  kind: text\n  label: {fi: Muuta, sv: Öv‹\x0brigt}\n"),
    "not-valid": with_questions('- key: muuta\n  kind: text\n  label: {fi: Muuta, ‹sv: "\\ud83d\\ude42"}\n'),
}
"""A set for each code, with a mark before the place of its only fault."""

OF_FILES = {"not-listed", "no-such-file", "unreadable"}
"""Codes that only a file can have."""


@pytest.mark.parametrize("code", MARKED)
def test_each_code_is_given_at_its_line_and_column(code: str) -> None:
    yaml, place = unmarked(MARKED[code])
    assert [(fault.code, (fault.line, fault.column)) for fault in faults_of(yaml)] == [(code, place)]


def test_a_place_is_said_as_line_and_column_or_as_a_cell() -> None:
    assert [Fault(9, 39, "syntax").at, Fault(9, 3, "syntax", sheet="survey").at] == ["9:39", "survey!C9"]
    assert [column_letters(column) for column in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_every_code_has_a_set_that_gives_it() -> None:
    assert MARKED.keys() | OF_FILES == MESSAGES.keys()


def _fault_of(path: Path) -> Fault:
    with pytest.raises(QuestionSetFaulty) as raised:
        load_file(path)
    [fault] = raised.value.faults
    return fault


def test_a_file_that_does_not_exist_says_so_and_what_to_do() -> None:
    fault = _fault_of(FORMS / "no such file.yaml")
    assert (fault.line, fault.column, fault.code) == (1, 1, "no-such-file")
    assert describe(fault, "en") == "There is no such file. Look at its name and at the folder."


def test_a_file_that_cannot_be_read_is_said_so_in_the_authors_language(tmp_path: Path) -> None:
    assert (fault := _fault_of(tmp_path)).code == "unreadable"
    assert "it is a folder" in describe(fault, "en")
    assert "kansio" in describe(fault, "fi")
    (tmp_path / "latin.yaml").write_bytes("schema: 1\nkey: a\ntitle: {fi: Äiti}\n".encode("latin-1"))
    fault = _fault_of(tmp_path / "latin.yaml")
    assert (fault.line, fault.code) == (3, "unreadable")
    assert "UTF-8" in describe(fault, "sv")


@pytest.mark.parametrize(
    "yaml",
    ["a: {fi: Kyllä, sv: Ja", "a: [fi, sv\nb: 1\n", "s:\n  - {fi: A, sv: B\n  - {fi: C}\n", "a: {fi: A]\n"],
)
def test_a_bracket_that_is_not_closed_is_told_where_it_opens_with_the_marks_that_help(yaml: str) -> None:
    [fault] = faults_of(yaml)
    assert fault.code == "unclosed-bracket"
    assert yaml.splitlines()[fault.line - 1][fault.column - 1] in "{["
    for language, word in {"en": "quotation marks", "fi": "lainausmerk", "sv": "citattecken"}.items():
        assert "}" in describe(fault, language)
        assert word in describe(fault, language)


@pytest.mark.parametrize("text", ["Kyllä, pääosin", "Kyllä, no", "Kyllä, ehkä ", "Kyllä, jos, niin"])
def test_a_comma_inside_braces_is_told_with_the_quotation_marks_that_help(text: str) -> None:
    faults = faults_of(with_questions(f"- {{key: a, kind: text, label: {{fi: {text}, sv: Ja}}}}\n"))
    assert {fault.code for fault in faults} == {"comma-in-braces"}
    assert "quotation marks" in describe(faults[0], "en")


@pytest.mark.parametrize("code", MARKED)
@pytest.mark.parametrize("language", [*PAGE_LANGUAGES, "en"])
def test_each_fault_can_be_described_in_each_language(code: str, language: str) -> None:
    for fault in faults_of(unmarked(MARKED[code])[0]):
        words = describe(fault, language)
        assert words.endswith(".")
        assert "%(" not in words


def test_a_description_says_what_is_wrong_what_was_meant_and_what_to_do() -> None:
    [fault] = faults_of(unmarked(MARKED["unknown-key"])[0])
    assert describe(fault, "en") == (
        "“hepl” is not known here. Did you mean “help”? Remove it or correct its spelling."
    )
    [fault] = faults_of(unmarked(MARKED["language-missing"])[0])
    assert describe(fault, "en") == (
        "“section 1 (kysymykset), question 1 (muuta): label” has no text in “sv”. "
        "Every text is needed in every language of the set before the consultation opens."
    )


def test_a_description_stays_on_one_line_whatever_the_author_wrote() -> None:
    [fault] = faults_of(with_questions(f'- key: "{"A" * 30}\\x1b[31m\\x00"\n  kind: text\n  {LABEL}\n'))
    assert fault.code == "bad-key"
    assert describe(fault, "en").startswith(f"“{'A' * 30}[31m” cannot be used as a key.")
    [fault] = faults_of(with_questions(f"- key: {'a' * 10_000}\n  kind: text\n  {LABEL}\n"))
    assert len(describe(fault, "en")) < LONGEST_QUOTE + 200


@pytest.mark.parametrize(
    ("word", "known", "nearest"),
    [
        ("lable", ["label", "key", "kind"], "label"),
        ("Long-Text", ["text", "long_text"], "long_text"),
        ("maxlength", ["max_length", "label"], "max_length"),
        ("kysymykset", ["label", "key", "kind"], ""),
        ("label", [], ""),
    ],
)
def test_the_nearest_known_word_is_suggested_or_none(word: str, known: list[str], nearest: str) -> None:
    assert nearest_word(word, known) == nearest


def test_faults_come_in_the_order_of_the_file_and_name_themselves_in_the_exception() -> None:
    faulty = QuestionSetFaulty([Fault(9, 1, "syntax"), Fault(2, 5, "bad-key", "key"), Fault(2, 1, "too-few")])
    assert [fault.line for fault in faulty.faults] == [2, 2, 9]
    assert str(faulty) == "2:1 too-few ; 2:5 bad-key key; 9:1 syntax "
