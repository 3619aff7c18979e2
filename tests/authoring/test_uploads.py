"""Whatever file somebody brings: a set of it, or what keeps it from being one, and never a traceback."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from survey.authoring.authored import Authored
from survey.authoring.files import write_any
from survey.authoring.uploads import MOST_FAULTS, most_important, not_listed, read_headings, read_upload
from survey.authoring.worksheets import LARGEST_WORKBOOK
from survey.questions.faults.fault import Fault, describe
from survey.questions.freeze import freeze
from survey.questions.load import LARGEST_FILE, load_text
from tests.authoring.templates import QUESTION, filled
from tests.authoring.xlsform.elsewhere import form, workbook
from tests.rounds import ONE_QUESTION, one_question


def codes(raw: bytes, name: str = "set.yaml") -> list[str]:
    authored = read_upload(raw, name)
    assert authored.question_set is None and not authored.is_complete
    assert all(describe(fault, "fi") for fault in authored.faults)
    return [fault.code for fault in authored.faults]


def test_yaml_is_kept_as_its_author_wrote_it() -> None:
    written = f"# oma huomautus\n{ONE_QUESTION}"
    authored = read_upload(f"\ufeff{written}".encode(), "yksi.yaml")
    assert authored.yaml == written
    assert authored.is_complete
    assert [fault.code for fault in authored.faults] == ["no-open-end", "no-position-missing"]


def test_a_template_is_known_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    authored = read_upload(filled(tmp_path, QUESTION), "kysymykset.yaml")
    assert authored.is_complete
    assert load_text(authored.yaml).question_set == authored.question_set


def test_an_xlsform_is_read_too(tmp_path: Path) -> None:
    write_any(one_question(), tmp_path / "yksi.xlsx")
    authored = read_upload((tmp_path / "yksi.xlsx").read_bytes(), "yksi.xlsx")
    assert authored.question_set and freeze(authored.question_set) == freeze(one_question())


def test_a_missing_language_makes_a_draft() -> None:
    authored = read_upload(ONE_QUESTION.replace(", sv: Era synpunkter", "").encode(), "yksi.yaml")
    assert authored.question_set and not authored.is_complete


def test_headings_make_a_set_whose_faults_have_no_lines_and_come_in_order() -> None:
    authored = read_headings({"fi": "Nimi", "sv": "Namn"}, {"fi": "\n".join(f"Kysymys {n}" for n in range(1, 13))})
    assert authored.question_set and not authored.is_complete
    assert {fault.line for fault in authored.faults} == {0}
    missing = [fault.where for fault in authored.faults if "questions" in fault.where]
    assert missing == [f"sections.1.questions.{n}.label" for n in range(1, 13)]
    assert load_text(authored.yaml, draft=True).question_set == authored.question_set


@pytest.mark.parametrize(
    ("raw", "name", "expected"),
    [
        (b"", "x.yaml", ["wrong-type"]),
        (b"", "x.xlsx", ["not-a-workbook"]),
        (b"PK\x03\x04rest", "x.xlsx", ["not-a-workbook"]),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "x.xls", ["not-a-workbook"]),
        (b"\xff\xfe\x00", "x.yaml", ["unreadable"]),
        (b"%PDF-1.7\n1 0 obj", "x.pdf", ["syntax"]),
        (b"a: [", "x.yaml", ["unclosed-bracket"]),
        (b"x" * (LARGEST_FILE + 1), "x.yaml", ["too-large"]),
        (b"PK" + b"x" * LARGEST_WORKBOOK, "x.xlsx", ["not-a-workbook"]),
    ],
)
def test_what_is_no_question_set_is_refused_in_words(raw: bytes, name: str, expected: list[str]) -> None:
    assert codes(raw, name) == expected


def test_another_package_is_no_workbook(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "x.docx", "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    assert codes((tmp_path / "x.docx").read_bytes(), "x.docx") == ["not-a-workbook"]


def test_a_file_with_faults_on_every_row_tells_the_first_ones(tmp_path: Path) -> None:
    rows = [QUESTION | {"kind": "Väärä"}] * (MOST_FAULTS + 1)
    assert len(codes(filled(tmp_path, *rows), "x.xlsx")) == MOST_FAULTS


def test_errors_come_before_warnings_and_all_are_counted() -> None:
    warnings = [Fault(row, 1, "list-not-used", places={"value": "a"}, warning=True) for row in range(1, 700)]
    errors = [Fault(row, 1, "cell-missing", places={"column": "type"}) for row in (800, 900)]
    told = most_important([*warnings, *errors])
    assert len(told) == MOST_FAULTS
    assert [fault for fault in told if not fault.warning] == errors
    assert (told[-1].code, told[-1].places) == ("not-listed", {"errors": "0", "warnings": "202"})
    assert not_listed(Authored(None, "", told)) == 0
    many = most_important([*warnings, *(replace(fault, warning=False) for fault in warnings)])
    assert all(not fault.warning for fault in many)
    assert not_listed(Authored(None, "", many)) == 200
    assert most_important(warnings[:MOST_FAULTS]) == warnings[:MOST_FAULTS]


def test_a_long_list_in_one_language_does_not_hide_what_must_be_mended() -> None:
    options = "".join(f"\nkunnat | k{number} | Kunta {number} |" for number in range(600))
    sheets = form(
        "type | name | label::fi | label::sv\nselect_one kunnat | a | Kunta | Kommun\ngeopoint | b | B | B\n"
        "text | c | C | C\nend_group | | |",
        f"list_name | name | label::fi | label::sv{options}",
    )
    authored = read_upload(workbook(sheets), "kunnat.xlsx")
    assert [fault.at for fault in authored.faults if not fault.warning] == ["survey!A3", "survey!A5"]
