"""Files beside the answers."""

import pytest

from survey.questions.kinds.attachment import AttachedFile, Attachment, files_of
from survey.questions.question import Problem, State
from tests.questions.written import faults_of, question_of, tiny_question, with_questions

FIRST = AttachedFile("a" * 64, 1234, "Lausunto (1) åäö.pdf")
SECOND = AttachedFile("b" * 64, 3 * 1024 * 1024 + 1, "liite.docx")
LINES = f"{FIRST.line}\n{SECOND.line}"
LABEL = "label: {fi: Liite, sv: Bilaga}"


def attachment() -> Attachment:
    question = tiny_question("attachment")
    assert isinstance(question, Attachment)
    return question


def test_the_files_are_kept_one_a_line_with_what_proves_them() -> None:
    reading = attachment().read({"files": LINES})
    assert (reading.value, reading.state) == ({"files": LINES}, State.ANSWERED)
    assert files_of(reading.value or {}) == [FIRST, SECOND]
    assert FIRST.line == f"{'a' * 64} 1234 Lausunto (1) åäö.pdf"
    assert attachment().problems({"files": LINES}, State.ANSWERED) == []


def test_people_read_names_and_sizes_in_their_language_and_tables_have_the_names() -> None:
    value = {"files": LINES}
    assert attachment().shown(value, State.ANSWERED, "fi") == {
        "files": "Lausunto (1) åäö.pdf (2\u00a0kt)\nliite.docx (3,1\u00a0Mt)"
    }
    assert attachment().shown(value, State.ANSWERED, "sv") == {
        "files": "Lausunto (1) åäö.pdf (2\u00a0kB)\nliite.docx (3,1\u00a0MB)"
    }
    assert attachment().cells(value, State.ANSWERED, "fi") == {"files": "Lausunto (1) åäö.pdf\nliite.docx"}


@pytest.mark.parametrize("typed", ["", " \n ", "\x00"])
def test_no_files_are_no_answer(typed: str) -> None:
    assert attachment().read({"files": typed}).value is None


@pytest.mark.parametrize(
    "line",
    [
        "Lausunto.pdf",
        f"{'a' * 63} 1 a.pdf",
        f"{'A' * 64} 1 a.pdf",
        f"{'a' * 64} 0 a.pdf",
        f"{'a' * 64} -1 a.pdf",
        f"{'a' * 64} 1 ",
        f"{'a' * 64} 1  a.pdf",
        f"{'a' * 64} 1 {'n' * 151}",
        f"{FIRST.line}\n\n{SECOND.line}",
    ],
)
def test_what_is_no_list_of_files_is_kept_and_named(line: str) -> None:
    reading = attachment().read({"files": line})
    assert (reading.value, reading.state) == ({"files": line}, State.MALFORMED)
    assert attachment().problems({"files": line}, State.MALFORMED) == [Problem("files_unreadable", "files")]


def test_more_files_than_can_be_are_named() -> None:
    lines = "\n".join(AttachedFile(f"{number}" * 64, 1, "a.pdf").line for number in range(4))
    assert attachment().problems({"files": lines}, State.ANSWERED) == [Problem("too_many_files", "files", {"most": 3})]


def test_the_limits_are_said_in_words() -> None:
    assert attachment().limits("fi") == "Enintään 3 tiedostoa: pdf, docx, odt, txt. Kunkin koko enintään 1\u00a0Mt."
    assert attachment().limits("sv") == "Högst 3 filer: pdf, docx, odt, txt. Varje fil får vara högst 1\u00a0MB."
    one = question_of(f"- {{key: a, kind: attachment, {LABEL}, file_kinds: [pdf]}}")
    assert isinstance(one, Attachment)
    assert one.limits("fi") == "Yksi tiedosto: pdf. Koko enintään 10\u00a0Mt."
    assert one.limits("sv") == "En fil: pdf. Filen får vara högst 10\u00a0MB."


def test_without_limits_it_takes_one_common_file_of_at_most_10_megabytes() -> None:
    question = question_of(f"- {{key: a, kind: attachment, {LABEL}}}")
    assert isinstance(question, Attachment)
    assert (question.max_files, question.largest) == (1, 10 * 1024 * 1024)
    assert question.file_kinds == ("pdf", "docx", "odt", "xlsx", "ods", "png", "jpg", "txt", "rtf")


def test_a_kind_of_file_that_is_listed_twice_counts_once() -> None:
    question = question_of(f"- {{key: a, kind: attachment, {LABEL}, file_kinds: [pdf, odt, pdf]}}")
    assert isinstance(question, Attachment)
    assert question.file_kinds == ("pdf", "odt")


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("file_kinds: [exe]", "unknown-word"),
        ("file_kinds: []", "too-few"),
        ("file_kinds: pdf", "wrong-type"),
        ("max_size: 0", "out-of-range"),
        ("max_size: 21", "out-of-range"),
        ("max_size: 1.5", "wrong-type"),
        ("max_files: 0", "out-of-range"),
        ("max_files: 11", "out-of-range"),
        ("max_length: 5", "unknown-key"),
        ("options: []", "unknown-key"),
    ],
)
def test_what_an_author_mistypes_is_named(keys: str, code: str) -> None:
    faults = faults_of(with_questions(f"- {{key: a, kind: attachment, {LABEL}, {keys}}}\n"))
    assert [fault.code for fault in faults] == [code]


def test_the_files_of_an_answer_of_another_kind_are_none() -> None:
    assert files_of({"text": LINES}) == []
