"""What the commands tell those who write question sets."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from survey.authoring.worksheets import read_sheets
from survey.cli import main
from survey.questions.freeze import freeze
from survey.questions.load import load_file
from tests.authoring.templates import QUESTION, filled
from tests.authoring.xlsform.elsewhere import form as elsewhere_form
from tests.authoring.xlsform.elsewhere import workbook
from tests.cli.processes import KEY, ROOT, run
from tests.questions.written import with_questions

SHIPPED = sorted((ROOT / "forms").glob("*.yaml"))


def told(*words: str | Path, status: int = 0) -> str:
    """What a command says, in this process; it must end with `status`."""
    done: Result = CliRunner(env={"LC_ALL": "C.UTF-8"}).invoke(main, [str(word) for word in words])
    assert done.exit_code == status, done.output
    return done.output


def told_as_json(*words: str | Path, status: int = 0) -> Any:
    return json.loads(told(*words, "--format", "json", status=status))


def written(folder: Path, text: str, name: str = "set.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_checking_says_every_fault_with_its_place_and_exits_with_1(tmp_path: Path) -> None:
    faulty = written(tmp_path, "schema: 1\nkey: Bad Key\ntittle: x\n")
    done = run("check", faulty, SHIPPED[0], "--language", "sv", status=1)
    assert f"{faulty}:2:1:" in done.stdout and "bad-key" in done.stdout and "unknown-key" in done.stdout


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_set_is_without_errors(path: Path) -> None:
    told("check", path)


def test_a_missing_language_is_an_error_and_in_a_draft_a_warning(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "forms" / "text.yaml").read_text(encoding="utf-8")
    draft = written(tmp_path, text.replace(", sv: Kort svar}", "}", 1))
    assert "language-missing" in told("check", draft, status=1)
    assert "warning language-missing" in told("check", "--draft", draft, "--language", "en")


def test_a_place_is_said_in_words_and_in_json_as_a_path(tmp_path: Path) -> None:
    draft = written(tmp_path, with_questions("- {key: muuta, kind: long_text, label: {fi: Muuta}}\n"))
    said = told("check", draft, "--language", "fi", status=1)
    assert "”osio 1 (kysymykset), kysymys 1 (muuta): label”" in said
    [fault] = told_as_json("check", draft, "--language", "sv", status=1)
    assert "avsnitt 1 (kysymykset), fråga 1 (muuta): label" in fault.pop("message")
    assert fault == {
        "file": str(draft),
        "sheet": "",
        "line": 9,
        "column": 39,
        "code": "language-missing",
        "level": "error",
        "where": "sections.1.questions.1.label",
        "nearest": "",
    }


def test_json_is_one_array_for_all_files_and_names_levels_and_nearest_words(tmp_path: Path) -> None:
    first = written(tmp_path, with_questions("- {key: a, kind: longtext, label: {fi: A, sv: B}}\n"), "a.yaml")
    second = written(tmp_path, with_questions("- {key: a, kind: long_text, label: {fi: A}}\n"), "b.yaml")
    faults = told_as_json("check", first, second, "--draft", status=1)
    assert [(Path(fault["file"]).name, fault["level"], fault["nearest"]) for fault in faults] == [
        ("a.yaml", "error", "long_text"),
        ("b.yaml", "warning", ""),
    ]
    assert told_as_json("check", ROOT / "tests" / "forms" / "long_text.yaml") == []


def test_a_file_that_does_not_exist_is_said_plainly(tmp_path: Path) -> None:
    said = told("check", tmp_path / "none.yaml", "--language", "fi", status=1)
    assert "no-such-file" in said
    assert "Errno" not in said
    assert KEY not in said


def test_advice_is_a_warning_and_exits_with_0(tmp_path: Path) -> None:
    poor = written(tmp_path, with_questions("- {key: a, kind: text, label: {fi: Miksi? Miten?, sv: Varför? Hur?}}\n"))
    assert [(fault["code"], fault["level"]) for fault in told_as_json("check", poor)] == [
        ("no-open-end", "warning"),
        ("two-questions", "warning"),
    ]
    assert "varoitus no-open-end" in told("check", poor, "--language", "fi")


def test_the_schema_for_editors_is_printed_or_written(tmp_path: Path) -> None:
    committed = (ROOT / "forms" / "schema.json").read_text(encoding="utf-8")
    assert told("schema") == committed
    assert str(tmp_path) in told("schema", "--to", tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == committed


@pytest.mark.parametrize(("language", "sheet"), [("fi", "2 Kysymykset"), ("sv", "2 Frågor")])
def test_the_template_is_written_in_either_language(tmp_path: Path, language: str, sheet: str) -> None:
    assert told("template", "--to", tmp_path / "new.xlsx", "--language", language).strip() == str(tmp_path / "new.xlsx")
    assert sheet in [each.name for each in read_sheets(tmp_path / "new.xlsx")]


def test_a_terminal_in_english_gets_the_template_in_finnish(tmp_path: Path) -> None:
    told("template", "--to", tmp_path / "new.xlsx")
    assert "2 Kysymykset" in [each.name for each in read_sheets(tmp_path / "new.xlsx")]


def test_a_template_is_written_over_no_file(tmp_path: Path) -> None:
    (tmp_path / "mine.xlsx").write_text("täytetty", encoding="utf-8")
    assert "mine.xlsx" in told("template", "--to", tmp_path / "mine.xlsx", status=1)
    assert (tmp_path / "mine.xlsx").read_text(encoding="utf-8") == "täytetty"


def test_every_command_that_takes_a_set_takes_a_filled_in_template(tmp_path: Path) -> None:
    (tmp_path / "set.xlsx").write_bytes(filled(tmp_path, QUESTION | {"kind": "Valinta"}))
    said = told("check", tmp_path / "set.xlsx", "--language", "fi", status=1)
    assert "set.xlsx:2 Kysymykset!F2: virhe empty-cell: Solu ”Vaihtoehdot suomeksi” on tyhjä." in said


def test_a_set_is_converted_to_a_workbook_and_back(tmp_path: Path) -> None:
    form, again = tmp_path / "form.xlsx", tmp_path / "again.yaml"
    assert told("convert", SHIPPED[0], "--to", form) == f"{form}\n"
    told("convert", form, "--to", again)
    assert freeze(load_file(again).question_set) == freeze(load_file(SHIPPED[0]).question_set)
    assert "no faults" in told("check", form, "--language", "en")


def test_a_conversion_writes_over_nothing_and_knows_its_endings(tmp_path: Path) -> None:
    there = written(tmp_path, "omat muistiinpanot")
    assert "on jo olemassa" in told("convert", SHIPPED[0], "--to", there, "--language", "fi", status=1)
    assert there.read_text(encoding="utf-8") == "omat muistiinpanot"
    assert ".yaml eller .xlsx" in told(
        "convert", SHIPPED[0], "--to", tmp_path / "set.docx", "--language", "sv", status=2
    )
    nowhere = tmp_path / "none" / "set.yaml"
    assert f"Mappen {nowhere.parent} finns inte" in told(
        "convert", SHIPPED[0], "--to", nowhere, "--language", "sv", status=1
    )


def test_what_a_form_says_beyond_a_set_is_listed_at_sheet_row_and_column(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    survey = "type | name | label | default\ntext | Nimi | Nimi? | Maija\ntext | a | Mitä? |"
    form.write_bytes(workbook(elsewhere_form(survey)))
    said = told("convert", form, "--to", tmp_path / "set.yaml", "--language", "en")
    assert f"{form}:survey!B2: warning name-changed: The name “Nimi” becomes the key “nimi”." in said
    assert f"{form}:survey!D2: warning cell-not-used" in said
    form.write_bytes(workbook(elsewhere_form(survey.replace("text | a", "geopoint | a"))))
    said = told("convert", form, "--to", tmp_path / "other.yaml", "--language", "fi", status=1)
    assert f"{form}:survey!A3: virhe type-not-said" in said
    assert not (tmp_path / "other.yaml").exists()
    [*_, fault] = told_as_json("check", form, status=1)
    assert (fault["sheet"], fault["line"], fault["column"], fault["code"]) == ("survey", 3, 1, "type-not-said")


def test_a_draft_is_converted_with_its_missing_language_as_a_warning(tmp_path: Path) -> None:
    draft = written(tmp_path, with_questions("- {key: muuta, kind: long_text, label: {fi: Muuta}}\n"))
    assert "language-missing" in told("convert", draft, "--to", tmp_path / "a.xlsx", status=1)
    assert "language-missing" in told("convert", "--draft", draft, "--to", tmp_path / "a.xlsx")
    told("convert", "--draft", tmp_path / "a.xlsx", "--to", tmp_path / "b.yaml")
    assert "label: {fi: Muuta}" in (tmp_path / "b.yaml").read_text(encoding="utf-8")
