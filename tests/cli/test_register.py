"""The register from the terminal."""

from pathlib import Path

import openpyxl
from click.testing import CliRunner, Result

from survey.cli import main
from tests.cli.processes import call
from tests.operations.register.registers import HEADER, KOUVOLA, ROWS


def run(data: Path, *words: str | Path, status: int = 0) -> Result:
    """Call `register` on this installation."""
    command = ["register", *map(str, words), "--data", str(data)]
    done = CliRunner().invoke(main, command, env={"LC_ALL": "fi.UTF-8"})
    assert done.exit_code == status, done.output
    return done


def test_organisations_are_brought_and_written_again(tmp_path: Path) -> None:
    call("upgrade", "--data", tmp_path)
    source, book, text = tmp_path / "in.csv", tmp_path / "out.xlsx", tmp_path / "out.csv"
    source.write_text(ROWS, encoding="utf-8")
    assert "Lisätty: 3. Muutettu: 0. Ennallaan: 0." in run(tmp_path, "--import", source, "--export", book).output
    assert openpyxl.load_workbook(book).worksheets[0].max_row == 4
    run(tmp_path, "--export", text)
    assert "Lisätty: 0. Muutettu: 0. Ennallaan: 3." in run(tmp_path, "--import", text).output


def test_a_fault_changes_nothing(tmp_path: Path) -> None:
    call("upgrade", "--data", tmp_path)
    source = tmp_path / "in.csv"
    source.write_text(f"{HEADER}\n{KOUVOLA}\nX;;Kunnat;;x@example.fi;;fi;\n", encoding="utf-8")
    refused = run(tmp_path, "--import", source, status=1)
    assert "Rivi 3, sarake ”Ryhmä”" in refused.stderr and "Mitään ei muutettu" in refused.stderr
    source.write_text(f"{HEADER}\n{KOUVOLA}\n", encoding="utf-8")
    assert "Lisätty: 1." in run(tmp_path, "--import", source).output
    run(tmp_path, status=2)
