"""Reading a question set: whole, faulty, or nothing like one."""

from pathlib import Path

import pytest

from survey.questions import load
from survey.questions.faults.fault import QuestionSetFaulty, describe
from survey.questions.load import LARGEST_FILE, MOST_VALUES, load_file, load_text, set_files
from survey.questions.question import State
from survey.questions.question_set import QuestionSet
from tests.questions.written import FORMS, faults_of, tiny_set, with_questions

ALL_SETS = [*set_files(FORMS), *set_files(FORMS.parents[1] / "forms")]

ALIAS_BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 10)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)

NOT_A_SET = {
    "empty": "",
    "blanks": "  \n\n",
    "only comments": "# lausunto\n# utlåtande\n",
    "one word": "lausunto",
    "a list": "- schema: 1",
    "null": "~",
    "byte order mark in the middle": "schema: 1\n\ufeff\ufeffkey: a\n",
    "tabs": "schema: 1\nsections:\n\t- key: a\n",
    "control characters": "schema: 1\nkey: \x07\n",
    "NUL": "\x00",
    "escaped NUL": 'key: "\\0"',
    "lone surrogate": "key: \ud800",
    "escaped lone surrogate": 'key: "\\ud800"',
    "non-character": "key: \uffff",
    "a date that is none": "title: {fi: 2026-02-30}",
    "a time that is none": "title: {fi: 2026-01-01T99:00:00Z}",
    "a huge number": f"schema: {'9' * 5000}",
    "a huge hexadecimal number": f"schema: 0x{'f' * 5000}",
    "a huge number where a word belongs": with_questions(f"- {{key: a, kind: choice, reason: 0x{'f' * 5000}}}\n"),
    "a huge number as a key": f"? 0x{'f' * 5000}\n: 1\n",
    "infinity": "schema: .inf",
    "no number": "schema: .nan",
    "a number with a point": "schema: 1.0",
    "numbers as keys": '1: a\n"1": b\n',
    "a list as a key": "? [a, b]\n: c\n",
    "keys with values as a key": "? {a: b}\n: c\n",
    "null as a key": "~: a\n",
    "true as a key": "true: a\n",
    "a day as a key": "2026-01-01: a\n",
    "a key twice": "schema: 1\nschema: 1\n",
    "merged keys": "<<: {schema: 1, foo: 2}\nkey: a\n",
    "merged keys that are none": "<<: 3\n",
    "merged keys that are a list of words": "<<: [a, b]\n",
    "several documents": "schema: 1\n---\nschema: 1\n",
    "several empty documents": "---\n---\n",
    "a tag of Python": "!!python/object/apply:os.system ['true']",
    "a tag of Python inside": "key: !!python/name:os.system a",
    "a tag of its own": "!set {schema: 1}",
    "a tag that does not fit: bool": "a: !!bool perhaps",
    "a tag that does not fit: int": "a: !!int perhaps",
    "a tag that does not fit: empty int": "a: !!int",
    "a tag that does not fit: float": "a: !!float",
    "a tag that does not fit: set": "!!set",
    "a tag that does not fit: ordered map": "!!omap",
    "an ordered map": "!!omap [schema: 1]",
    "a set": "!!set {a, b}",
    "binary": 'a: !!binary "%%%"',
    "an alias of nothing": "a: *b",
    "an anchor used twice": "a: &x 1\nb: &x 2\n",
    "an alias of itself": "a: &a [*a]",
    "an alias of itself in the sections": "&a\nschema: 1\nsections: *a\n",
    "an alias of itself as a key": "&a {? *a : 1}",
    "a bomb of aliases": ALIAS_BOMB,
    "a bomb of aliases of one text": f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 50_000)}]",
    "3,000 lists in one another": "- " * 3000,
    "3,000 brackets": "[" * 3000 + "]" * 3000,
    "3,000 keys in one another": "\n".join(" " * depth + "a:" for depth in range(3000)),
    "3,000 braces": "{a: " * 3000 + "}" * 3000,
    "300 brackets under a key": f"key: {'[' * 300}{']' * 300}",
    "more values than there may be": f"a: &a [{'1, ' * 400}]\nb: [{'*a, ' * (MOST_VALUES // 400)}]",
    "an open quotation": 'title: {fi: "Lausunto}\n',
    "an open brace": "title: {fi: Lausunto\n",
    "an unknown escape": 'title: "\\q"',
    "an impossible escape": 'title: "\\U00110000"',
    "a colon in a text": "title: Lausunto: luonnos\n",
    "uneven indentation": "schema: 1\n  key: a\n languages: [fi]\n",
    "an older YAML": "%YAML 1.1\n---\nschema: yes\n",
    "a newer YAML": "%YAML 3.0\n---\nschema: 1\n",
    "a number of an older YAML": "%YAML 1.1\n---\nschema: 1e5\n",
    "JSON": '{"schema": 1, "key": null, "sections": [{"questions": [[], 5, null, "a", {}]}]}',
    "strings everywhere": "schema: a\nkey: b\nlanguages: c\ntitle: d\nsections: e\n",
    "lists everywhere": "schema: []\nkey: []\nlanguages: [[]]\ntitle: []\nsections: [[[]]]\n",
    "nothing everywhere": "schema:\nkey:\nlanguages:\ntitle:\nintroduction:\nsections:\n",
}


@pytest.mark.parametrize("yaml", NOT_A_SET.values(), ids=NOT_A_SET)
def test_no_text_whatever_ends_in_anything_but_faults_that_can_be_described(yaml: str) -> None:
    with pytest.raises(QuestionSetFaulty) as raised:
        load_text(yaml)
    assert raised.value.faults
    lines = yaml.count("\n") + 1
    for fault in raised.value.faults:
        assert 1 <= fault.line <= lines
        assert fault.column >= 1
        assert describe(fault, "sv").encode("utf-8")


NOT_TEXT = {
    "binary": bytes(range(256)),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "a workbook": b"PK\x03\x04\x14\x00\x08\x08\x08\x00",
    "UTF-16": "schema: 1\nkey: a\n".encode("utf-16"),
    "UTF-16 without a mark": "schema: 1\nkey: a\n".encode("utf-16-le"),
    "Latin-1": "title: Utlåtande\n".encode("latin-1"),
    "empty": b"",
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbfschema: 1",
    "too large": b"#" * (LARGEST_FILE + 1),
}


@pytest.mark.parametrize("raw", NOT_TEXT.values(), ids=NOT_TEXT)
def test_no_file_whatever_ends_in_anything_but_faults(raw: bytes, tmp_path: Path) -> None:
    file = tmp_path / "set.yaml"
    file.write_bytes(raw)
    with pytest.raises(QuestionSetFaulty):
        load_file(file)


def test_a_folder_is_no_question_set(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetFaulty) as raised:
        load_file(tmp_path)
    assert [fault.code for fault in raised.value.faults] == ["unreadable"]


def test_a_file_that_is_larger_than_may_be_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "LARGEST_FILE", 20_000)  # two megabytes take minutes where every line read is traced
    file = tmp_path / "set.yaml"
    whole = with_questions()
    file.write_text(whole + "#" * (20_000 - len(whole.encode())), encoding="utf-8")
    assert load_file(file).question_set.key == "lausunto"
    with file.open("a", encoding="utf-8") as opened:
        opened.write("#")
    with pytest.raises(QuestionSetFaulty) as raised:
        load_file(file)
    assert [fault.code for fault in raised.value.faults] == ["too-large"]


@pytest.mark.parametrize("file", ALL_SETS, ids=lambda file: file.name)
def test_each_set_that_comes_with_the_product_loads_without_a_fault(file: Path) -> None:
    loaded = load_file(file)
    assert loaded.warnings == []
    assert loaded.question_set.key == file.stem.replace("_", "-")


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_windows_and_old_macs_and_a_byte_order_mark_make_no_difference(
    line_end: str, tmp_path: Path
) -> None:
    file = tmp_path / "set.yaml"
    text = (FORMS / "introduction.yaml").read_text(encoding="utf-8")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", line_end).encode())
    assert load_file(file).question_set == tiny_set("introduction")


def test_a_fault_in_a_file_with_windows_line_ends_is_on_its_line(tmp_path: Path) -> None:
    file = tmp_path / "set.yaml"
    file.write_bytes(with_questions("- {key: a, kind: textt, label: {fi: A, sv: A}}\n").replace("\n", "\r\n").encode())
    with pytest.raises(QuestionSetFaulty) as raised:
        load_file(file)
    assert [(fault.line, fault.code) for fault in raised.value.faults] == [(9, "unknown-kind")]


def test_no_and_yes_are_words_as_anybody_reads_them() -> None:
    question_set = load_text(
        with_questions(
            "- key: on\n  kind: choice\n  label: {fi: On, sv: Off}\n"
            "  options: [{key: y, label: {fi: Yes, sv: No}}, {key: n, label: {fi: no, sv: yes}}]\n"
        )
    ).question_set
    [question] = question_set.questions()
    assert question.label == {"fi": "On", "sv": "Off"}
    assert question.shown({"option": "n"}, State.ANSWERED, "sv") == {"option": "yes"}


def test_blanks_at_the_ends_of_texts_go_and_paragraphs_stay() -> None:
    introduction = tiny_set("introduction").introduction
    assert introduction is not None
    assert introduction["fi"].split("\n\n")[1] == "Voitte vastata kaikkiin kysymyksiin tai vain osaan niistä."


def test_options_written_once_are_the_same_in_each_question() -> None:
    first, second = tiny_set("shared_options").questions()
    assert first.model_dump()["options"] == second.model_dump()["options"]


def test_keys_merged_from_elsewhere_are_the_questions_own_and_their_faults_have_a_place() -> None:
    merged = with_questions(
        "- &first {key: a, kind: text, max_length: 50, label: {fi: A, sv: A}}\n- {<<: *first, key: b, foo: 1}\n"
    )
    assert [(fault.line, fault.code) for fault in faults_of(merged)] == [(10, "unknown-key")]
    a, b = load_text(merged.replace(", foo: 1", "")).question_set.questions()
    assert (b.key, b.model_dump()["max_length"]) == ("b", 50)
    faulty = merged.replace(", foo: 1", "").replace("kind: text", "kind: txt")
    assert {(fault.line, fault.code) for fault in faults_of(faulty)} == {(9, "unknown-kind"), (10, "unknown-kind")}
    assert a.key == "a"


def test_the_sets_of_a_folder_come_by_name(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "README.md", "c.yml"):
        (tmp_path / name).touch()
    assert [file.name for file in set_files(tmp_path)] == ["a.yaml", "b.yaml"]


TWELVE_FAULTS = """\
schema: 2
key: Lausunto
languages: [fi, SV]
titel: {fi: Lausunto, sv: Utlåtande}
sections:
  - key: kysymykset
    title: {fi: Kysymykset, sv: ""}
    questions:
      - key: kanta
        kind: chioce
        label: {fi: Kanta, sv: Ståndpunkt}
      - key: 2_perustelu
        kind: text
        label: {Finnish: Perustelu}
        max_length: 20000
      - key: muuta
        kind: choice
        label: Muuta
        options: [{key: a, label: {fi: A, sv: A}}]
        reason: maybe
      - kind: date
        label: {fi: Päivä, sv: Datum}
        required: kyllä
  - key: tyhja
    title: {fi: Tyhjä, sv: Tom}
    questions: []
"""


def test_all_faults_of_shape_come_in_one_run_each_on_its_line() -> None:
    assert [(fault.line, fault.column, fault.code, fault.nearest) for fault in faults_of(TWELVE_FAULTS)] == [
        (1, 1, "missing-key", ""),  # title
        (1, 1, "out-of-range", ""),
        (2, 1, "bad-key", ""),
        (3, 17, "bad-language", ""),
        (4, 1, "unknown-key", "title"),
        (7, 29, "empty-text", ""),
        (10, 9, "unknown-kind", "choice"),
        (12, 9, "bad-key", ""),
        (14, 17, "bad-language", ""),
        (15, 9, "out-of-range", ""),
        (18, 9, "wrong-type", ""),
        (19, 9, "too-few", ""),
        (20, 9, "unknown-word", ""),
        (21, 9, "missing-key", ""),  # key
        (23, 9, "wrong-type", ""),
        (26, 5, "too-few", ""),
    ]


def test_a_loaded_set_cannot_be_changed() -> None:
    question_set = tiny_set("text")
    assert isinstance(question_set, QuestionSet)
    with pytest.raises(Exception, match="frozen"):
        question_set.key = "other"  # type: ignore[misc]  # what is refused
