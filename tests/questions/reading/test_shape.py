"""What is wrong with the shape of a set is said in an author's words."""

import pytest

from survey.questions.faults.fault import describe
from tests.questions.written import ONE_QUESTION, faults_of, with_questions

LABEL = "label: {fi: Muuta, sv: Övrigt}"


@pytest.mark.parametrize(
    ("wrong", "found", "expected"),
    [
        ("required: 1", "a number", "true or false"),
        ("required: true!", "a text", "true or false"),
        ("required: [true]", "a list", "true or false"),
        ("max_length: many", "a text", "a whole number"),
        ("max_length: 1.5", "a number", "a whole number"),
        ("max_length: true", "true or false", "a whole number"),
        ("max_length: {}", "keys with values", "a whole number"),
        ("help: Ohje", "a text", "a text in each language, such as {fi: …, sv: …}"),
        ("help: [Ohje]", "a list", "a text in each language, such as {fi: …, sv: …}"),
        ("help: {fi: 2026, sv: Hjälp}", "a number", "a text"),
        ("help: {fi: , sv: Hjälp}", "empty", "a text"),
        ("help: {fi: 2026-01-01, sv: Hjälp}", "something else", "a text"),
    ],
)
def test_a_value_of_the_wrong_type_is_named_with_what_is_expected(wrong: str, found: str, expected: str) -> None:
    [fault] = faults_of(with_questions(f"- key: muuta\n  kind: text\n  {LABEL}\n  {wrong}\n"))
    assert (fault.line, fault.code) == (12, "wrong-type")
    assert (fault.places["found"], fault.places["expected"]) == (found, expected)
    assert f"is {found}, and should be {expected}." in describe(fault, "en")


@pytest.mark.parametrize(
    ("yaml", "where"),
    [
        (with_questions().replace("sections:\n", "sections:\n  - kysymys\n"), "sections.1"),
        (with_questions("- kysymys\n"), "sections.1.questions.1"),
        (with_questions("- {key: a, kind: choice, label: {fi: A, sv: A}, options: [a, b]}\n"), "options.2"),
        (with_questions().split("sections:")[0] + "sections: {a: b}\n", "sections"),
        (with_questions().replace("languages: [fi, sv]", "languages: fi"), "languages"),
        (with_questions().replace("key: lausunto", "key: 2026"), "key"),
        (with_questions().replace("title: {fi: Lausunto, sv: Utlåtande}", "title:"), "title"),
    ],
)
def test_what_stands_where_keys_or_a_list_belong_is_a_wrong_type(yaml: str, where: str) -> None:
    faults = faults_of(yaml)
    assert {fault.code for fault in faults} == {"wrong-type"}
    assert faults[-1].where.endswith(where)


def test_an_entry_at_fault_does_not_make_its_list_too_short() -> None:
    assert [fault.code for fault in faults_of(with_questions("- {key: a, kind: teksti, label: {fi: A, sv: A}}\n"))] == [
        "unknown-kind"
    ]
    options = "options: [{key: A, label: {fi: A, sv: A}}, {key: b, label: {fi: B, sv: B}}]"
    choice = f"- {{key: a, kind: choice, {LABEL}, {options}}}\n"
    assert [fault.code for fault in faults_of(with_questions(choice))] == ["bad-key"]


def test_a_question_of_an_unknown_kind_still_has_its_other_faults() -> None:
    faults = faults_of(with_questions("- kind: teksti\n  label: Muuta\n  options: []\n  lable: {}\n"))
    assert [(fault.line, fault.code) for fault in faults] == [
        (9, "missing-key"),
        (9, "unknown-kind"),
        (10, "wrong-type"),
        (12, "unknown-key"),
    ]


def test_a_question_without_a_kind_lacks_just_that() -> None:
    [fault] = faults_of(with_questions(f"- key: muuta\n  {LABEL}\n"))
    assert (fault.code, fault.places["key"]) == ("missing-key", "kind")


@pytest.mark.parametrize("key", ["options", "reason"])
def test_a_key_of_another_kind_is_unknown(key: str) -> None:
    [fault] = faults_of(with_questions(f"- key: muuta\n  kind: text\n  {LABEL}\n  {key}: none\n"))
    assert (fault.line, fault.code) == (12, "unknown-key")


@pytest.mark.parametrize("value", ["ei", "no", "0", "null", "{}"])
def test_a_word_that_does_not_say_whether_an_answer_is_published_is_an_error(value: str) -> None:
    [fault] = faults_of(with_questions(f"- key: muuta\n  kind: text\n  {LABEL}\n  public: {value}\n"))
    assert (fault.line, fault.column, fault.code) == (12, 9, "wrong-type")


@pytest.mark.parametrize(
    ("yaml", "nearest"),
    [
        (with_questions().replace("languages:", "language:"), "languages"),
        (with_questions().replace("schema:", "shema:"), "schema"),
        (with_questions().replace("    title:", "    titel:"), "title"),
        (with_questions(ONE_QUESTION.replace("label:", "lable:")), "label"),
        (with_questions(ONE_QUESTION.replace("}\n", ", max-length: 5}\n")), "max_length"),
        (
            with_questions(
                f"- {{key: a, kind: choice, {LABEL}, options: [{{key: a, lable: {{}}}}, {{key: b, {LABEL}}}]}}\n"
            ),
            "label",
        ),
    ],
)
def test_the_key_that_was_meant_is_suggested_wherever_keys_stand(yaml: str, nearest: str) -> None:
    assert [fault.nearest for fault in faults_of(yaml) if fault.code == "unknown-key"] == [nearest]


def test_the_word_that_was_meant_is_suggested() -> None:
    options = "options: [{key: a, label: {fi: A, sv: A}}, {key: b, label: {fi: B, sv: B}}]"
    [fault] = faults_of(with_questions(f"- {{key: a, kind: choice, {LABEL}, {options}, reason: Optional}}\n"))
    assert (fault.nearest, fault.places["expected"]) == ("optional", "none, optional, required")


@pytest.mark.parametrize(("key", "code"), [("a" * 40, None), ("a" * 41, "key-too-long"), ("a-b", "bad-key")])
def test_a_question_key_has_at_most_forty_characters_and_no_hyphen(key: str, code: str | None) -> None:
    faults = faults_of(with_questions(f"- {{key: {key}, kind: text, {LABEL}}}\n"))
    assert [fault.code for fault in faults] == ([code] if code else [])


@pytest.mark.parametrize(
    ("key", "code"),
    [("a" * 80, None), ("a" * 81, "key-too-long"), ("a_b", "bad-key"), ("a--b", "bad-key"), ("2-luku", None)],
)
def test_the_key_of_a_set_has_at_most_eighty_characters_and_no_underscore(key: str, code: str | None) -> None:
    faults = faults_of(with_questions().replace("key: lausunto", f"key: {key}"))
    assert [fault.code for fault in faults] == ([code] if code else [])


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ("a", "wrong-type"),
        ("true", "wrong-type"),
        ("1e400", "not-valid"),
        ("1e16", "out-of-range"),
        ("9" * 400, "not-valid"),
    ],
)
def test_a_limit_of_a_number_is_a_number_that_can_be_told_from_its_neighbours(limit: str, code: str) -> None:
    assert [
        fault.code for fault in faults_of(with_questions(f"- {{key: a, kind: number, {LABEL}, minimum: {limit}}}\n"))
    ] == [code]


def test_the_limit_of_a_limit_is_written_in_full() -> None:
    [fault] = faults_of(with_questions(f"- {{key: a, kind: number, {LABEL}, maximum: -1e16}}\n"))
    assert fault.places["limit"] == "-1000000000000000"


@pytest.mark.parametrize("version", [0, 2, -1])
def test_the_schema_is_version_one(version: int) -> None:
    assert [fault.code for fault in faults_of(with_questions().replace("schema: 1", f"schema: {version}"))] == [
        "out-of-range"
    ]


OPTIONS = "[{{key: b, label: {{fi: B, sv: B}}, {wrong}}}, {{key: c, label: {{fi: C, sv: C}}}}]"


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("kind: choice, options: " + OPTIONS.format(wrong="specfy: true"), "specify"),
        ("kind: scale, steps: " + OPTIONS.format(wrong="exclsive: true"), "exclusive"),
        ("kind: group, entry: {fi: E, sv: E}, repeat: {maximun: 3}, questions: []", "maximum"),
    ],
)
def test_a_key_mistyped_within_a_question_brings_to_mind_what_can_stand_there(question: str, nearest: str) -> None:
    found = faults_of(with_questions(f"- {{key: a, label: {{fi: A, sv: A}}, {question}}}\n"))
    assert nearest in [fault.nearest for fault in found if fault.code == "unknown-key"]


@pytest.mark.parametrize("nothing", ["\u200b", "\u00ad", "\u2060\ufeff", " \u2800"])
def test_a_text_that_shows_nothing_is_empty(nothing: str) -> None:
    [fault] = faults_of(with_questions(f'- {{key: a, kind: text, label: {{fi: "{nothing}", sv: A}}}}\n'))
    assert fault.code == "empty-text"
