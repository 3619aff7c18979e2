"""Files of any format, by the ending of their names."""

from pathlib import Path

import pytest

from survey.authoring.files import load_any, load_named, write_any
from survey.questions.faults.fault import Fault, QuestionSetFaulty, describe
from survey.questions.load import load_file, load_text
from tests.authoring.xlsform.elsewhere import form, workbook
from tests.questions.written import FORMS, with_questions

ASKED = form("type | name | label\ntext | a | Mitä?")


def faults_of(raw: bytes, name: str) -> list[Fault]:
    with pytest.raises(QuestionSetFaulty) as raised:
        load_named(raw, name)
    return raised.value.faults


@pytest.mark.parametrize("name", ["set.xlsx", "SET.XLSX", "set.xlsm"])
def test_a_workbook_is_read_whatever_way_its_ending_is_written(name: str) -> None:
    assert load_named(workbook(ASKED), name).question_set.key == "kysely"


@pytest.mark.parametrize("name", ["set.yaml", "set.yml", "set"])
def test_anything_else_is_yaml(name: str) -> None:
    raw = (FORMS / "text.yaml").read_bytes()
    assert load_named(raw, name).question_set == load_file(FORMS / "text.yaml").question_set


@pytest.mark.parametrize("name", ["set.xlsx", "set.xls", "set.ods"])
def test_a_spreadsheet_that_is_no_workbook_says_why(name: str) -> None:
    [fault] = faults_of(b"type,name,label\n", name)
    assert (fault.code, fault.at) == ("not-a-workbook", "1:1")
    assert describe(fault, "fi").startswith("Tiedostoa ei voi lukea Excel-työkirjana: se on muussa tiedostomuodossa.")
    [fault] = faults_of(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), name)
    assert ".xls" in describe(fault, "sv")


def test_a_workbook_named_yaml_is_no_yaml() -> None:
    assert [fault.code for fault in faults_of(workbook(ASKED), "set.yaml")] == ["unreadable"]


def test_a_workbook_that_is_not_there_says_so(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.xlsx", "no-such-file"), (tmp_path, "unreadable")):
        with pytest.raises(QuestionSetFaulty) as raised:
            load_any(path)
        assert [fault.code for fault in raised.value.faults] == [code]


def test_a_text_that_fits_no_cell_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    question_set = load_text(
        with_questions(f"- {{key: a, kind: text, label: {{fi: A, sv: A}}, help: {{fi: {'a' * 33_000}, sv: B}}}}\n")
    ).question_set
    with pytest.raises(QuestionSetFaulty) as raised:
        write_any(question_set, tmp_path / "set.xlsx")
    assert [(fault.code, fault.at) for fault in raised.value.faults] == [("cell-too-small", "survey!E3")]
    assert list(tmp_path.iterdir()) == []
