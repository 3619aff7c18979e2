"""A consultation from the terminal."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.languages import HELSINKI
from survey.settings import sqlite_url
from survey.store.database import Database
from tests.cli.processes import KEY, ROOT, call, run
from tests.operations.register.registers import add_own_group
from tests.words import WordFile

HEADER = "name_fi,name_sv,group,language,email\n"


def invite_from(file: Path, data: Path, status: int = 0, language: str = "fi") -> Result:
    """Call `invite` for the shipped consultation."""
    command = ["invite", KEY, "--organisations", str(file), "--data", str(data)]
    done = CliRunner().invoke(main, command, env={"LC_ALL": f"{language}.UTF-8"})
    assert done.exit_code == status, done.output
    return done


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    """The folder of an installation with an open consultation."""
    call("upgrade", "--data", tmp_path)
    call("open", ROOT / "forms" / f"{KEY}.yaml", "--deadline", "2099-01-29T16:00", "--data", tmp_path)
    return tmp_path


def test_a_file_as_excel_saves_it_in_finland_invites_everybody_once(opened: Path) -> None:
    file = opened / "kutsuttavat.csv"
    file.write_bytes((HEADER + "Åbo stad,,municipality,sv,r@abo.fi\n").replace(",", ";").encode("windows-1252"))
    (line,) = invite_from(file, opened).stdout.splitlines()
    assert line.startswith("Åbo stad,,r@abo.fi,http://127.0.0.1:8000/sv/r/")
    assert "on jo pyydetty" in invite_from(file, opened, status=1).stderr


def test_whoever_cannot_be_given_their_link_is_not_invited(opened: Path) -> None:
    """A disk that is full, and a terminal that has not the letters of a name."""
    file = opened / "kutsuttavat.csv"
    file.write_text(f"{HEADER}Sääʹmteʹǧǧ,,municipality,fi,a@b.fi\n", encoding="utf-8")
    words: list[str | Path] = ["invite", KEY, "--organisations", file, "--data", opened]
    refused = run(*words, status=1, PYTHONIOENCODING="ascii")
    assert "so nobody was invited" in refused.stderr and not refused.stdout
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        assert "so nobody was invited" in run(*words, status=1, stdout=full).stderr
    assert len(invite_from(file, opened).stdout.splitlines()) == 1


def test_a_name_never_runs_as_a_formula_where_the_links_are_opened(opened: Path) -> None:
    file = opened / "kutsuttavat.csv"
    file.write_text(f"{HEADER}=Yhtälö ry,,organisation,fi,a@b.fi\n", encoding="utf-8")
    (line,) = invite_from(file, opened).stdout.splitlines()
    assert line.startswith("'=Yhtälö ry,")


@pytest.mark.parametrize(("language", "words"), [("fi", "Rivi 3: Ryhmää"), ("sv", "Rad 3: Det finns ingen grupp")])
def test_a_wrong_line_invites_nobody_and_prints_no_link(opened: Path, language: str, words: str) -> None:
    file = opened / "kutsuttavat.csv"
    file.write_text(f"{HEADER}A,,municipality,fi,a@b.fi\nB,,village,fi,b@b.fi\n", encoding="utf-8")
    refused = invite_from(file, opened, status=1, language=language)
    assert words in refused.stderr and not refused.stdout
    file.write_text(f"{HEADER}A,,municipality,fi,a@b.fi\n", encoding="utf-8")
    assert len(invite_from(file, opened).stdout.splitlines()) == 1, "A was not invited before"


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        ("2027-01-29", "no time of day. Write it like 2027-01-29T16:00"),
        ("20270129", "no time of day"),
        ("2027-03-28T03:30", "The clock in Finland skips 2027-03-28T03:30"),
        ("2027-10-31T03:30", "2027-10-31T03:30+03:00 or 2027-10-31T03:30+02:00"),
        ("1.2.2027", "no moment"),
    ],
)
def test_a_deadline_that_is_not_one_moment_is_refused(tmp_path: Path, deadline: str, words: str) -> None:
    call("upgrade", "--data", tmp_path)
    file = ROOT / "forms" / f"{KEY}.yaml"
    assert words in call("open", file, "--deadline", deadline, "--data", tmp_path, status=1).stderr


def test_a_deadline_that_comes_twice_is_taken_with_its_offset(tmp_path: Path) -> None:
    call("upgrade", "--data", tmp_path)
    file = ROOT / "forms" / f"{KEY}.yaml"
    assert KEY in call("open", file, "--deadline", "2099-10-25T03:30+02:00", "--data", tmp_path).stdout


def test_exporting_what_does_not_exist_says_so(tmp_path: Path) -> None:
    call("upgrade", "--data", tmp_path)
    done = call("export", "none", "--language", "fi", "--to", tmp_path / "x.xlsx", "--data", tmp_path, status=1)
    assert "no consultation" in done.stderr
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize(("days", "advised"), [(20, True), (50, False)])
def test_a_consultation_with_less_than_six_weeks_to_answer_is_opened_with_advice(
    tmp_path: Path, days: int, advised: bool
) -> None:
    commands = CliRunner(env={"LC_ALL": "sv_FI.UTF-8"})
    assert commands.invoke(main, ["upgrade", "--data", str(tmp_path)]).exit_code == 0
    deadline = (datetime.now(HELSINKI) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
    words = ["--issuer-fi", "M", "--issuer-sv", "M", "--diary-number", "1", "--contact-name", "V"]
    words += ["--contact-email", "v@example.fi", "--deadline", deadline, "--data", str(tmp_path)]
    done = commands.invoke(main, ["open", str(ROOT / "forms" / f"{KEY}.yaml"), *words])
    assert done.exit_code == 0
    assert ("varning short-time: Svarstid i dagar: 20." in done.stderr) is advised


def test_a_set_that_tells_of_its_consultation_is_opened_with_a_deadline_alone(tmp_path: Path) -> None:
    call("upgrade", "--data", tmp_path)
    words: list[str | Path] = ["--deadline", "2099-01-29T16:00", "--data", tmp_path]
    assert "open until" in call("open", ROOT / "forms" / f"{KEY}.yaml", *words).stdout
    text = ROOT / "tests" / "forms" / "text.yaml"
    assert "missing in these languages: Finnish, Swedish" in call("open", text, *words, status=1).stderr
    named: list[str | Path] = ["--issuer-fi", "M", "--issuer-sv", "M", *words]
    assert "Missing: diary number, contact" in call("open", text, *named, status=1).stderr


@pytest.mark.parametrize(
    ("format_", "ending"), [("csv", "csv"), ("csv-plain", "csv"), ("json", "json"), ("docx", "docx")]
)
def test_other_formats_are_written_with_a_digest_and_the_json_is_taken_in_elsewhere(
    tmp_path: Path, format_: str, ending: str
) -> None:
    here, there, target = tmp_path / "here", tmp_path / "there", tmp_path / f"lausunnot.{ending}"
    for data in (here, there):
        call("upgrade", "--data", data)
    call("open", ROOT / "forms" / f"{KEY}.yaml", "--deadline", "2099-01-29T16:00", "--data", here)
    done = call("export", KEY, "--language", "sv", "--format", format_, "--to", target, "--data", here)
    assert f"sha256: {hashlib.sha256(target.read_bytes()).hexdigest()}" in done.stdout
    if format_ == "json":
        imported = call("import", target, "--data", there).stdout
        assert f"{KEY}: 0 organisations" in imported and "Nobody takes part in it yet" in imported
        assert "already" in call("import", target, "--data", there, status=1).stderr
        target.write_text("{}")
        assert "no consultation of this product" in call("import", target, "--data", there, status=1).stderr


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_a_file_for_a_committee_says_in_its_language_who_made_it_when_no_name_is_given(
    opened: Path, format_: str
) -> None:
    target = opened / f"lausunnot.{format_}"
    call("export", KEY, "--language", "sv", "--format", format_, "--to", target, "--data", opened)
    if format_ == "docx":
        assert WordFile(target).facts["Filen skapad av"] == "tjänstens underhåll"
    else:
        book = openpyxl.load_workbook(target)
        assert ("Filen skapad av", "tjänstens underhåll") in [row[:2] for row in book.worksheets[0].values]
        assert book.properties.lastModifiedBy == "tjänstens underhåll"


def test_the_table_alone_is_written_with_the_digest_of_its_contents(tmp_path: Path) -> None:
    target = tmp_path / "taulukko.xlsx"
    run("upgrade", "--data", tmp_path)
    run("open", ROOT / "forms" / f"{KEY}.yaml", "--deadline", "2099-01-29T16:00", "--data", tmp_path)
    done = run("export", KEY, "--language", "sv", "--format", "table", "--to", target, "--data", tmp_path)

    assert "sha256 of the contents: " in done.stdout
    assert openpyxl.load_workbook(target).sheetnames == ["Svaren i tabellform", "Långa svar", "Frågorna"]


def test_several_files_need_a_name_that_says_so_and_a_zip_is_taken_in_elsewhere(tmp_path: Path) -> None:
    here, there, key = tmp_path / "here", tmp_path / "there", "hallituksen-esitys-pykalittain"
    for data in (here, there):
        call("upgrade", "--data", data)
    call("open", ROOT / "forms" / f"{key}.yaml", "--deadline", "2099-01-29T16:00", "--data", here)
    words: list[str | Path] = ["export", key, "--language", "fi", "--data", here]
    assert "ends in .zip" in call(*words, "--format", "csv", "--to", tmp_path / "x.csv", status=1).stderr
    call(*words, "--format", "csv", "--to", tmp_path / "csv.zip")
    call(*words, "--format", "zip", "--internal", "--to", tmp_path / "all.zip")
    assert f"{key}: 0 organisations" in run("import", tmp_path / "all.zip", "--data", there).stdout
    assert "no archive" in call("import", tmp_path / "csv.zip", "--data", there, status=1).stderr


def test_the_full_workbook_is_written_on_request_and_nothing_else_is_full(tmp_path: Path) -> None:
    call("upgrade", "--data", tmp_path)
    call("open", ROOT / "forms" / f"{KEY}.yaml", "--deadline", "2099-01-29T16:00", "--data", tmp_path)
    words: list[str | Path] = ["export", KEY, "--language", "fi", "--full", "--data", tmp_path]
    call(*words, "--to", tmp_path / "a.xlsx")
    assert "Arvot" in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    internal = [*(word for word in words if word != "--full"), "--internal", "--format", "csv"]
    assert "no contact details" in call(*internal, "--to", tmp_path / "a.csv", status=1).stderr
    assert "Only the workbook" in call(*words, "--format", "csv", "--to", tmp_path / "a.csv", status=1).stderr


def test_a_group_of_the_installation_is_invited_by_its_name_and_an_unknown_one_is_told_with_all_that_there_are(
    opened: Path,
) -> None:
    database = Database(sqlite_url(opened))
    with database.writing() as session:
        add_own_group(session, datetime.now(HELSINKI))
    database.close()
    file = opened / "kutsuttavat.csv"
    file.write_text(f"{HEADER}Kuhmon seutu,,Seutukunta,fi,k@a.fi\nToinen,,Seutu,fi,t@a.fi\n", encoding="utf-8")
    refused = invite_from(file, opened, status=1, language="sv").stderr
    assert "”Seutu”" in refused and "Ekonomisk region" in refused and "Kuhmon" not in refused
    file.write_text(f"{HEADER}Kuhmon seutu,,Ekonomisk region,fi,k@a.fi\n", encoding="utf-8")
    assert invite_from(file, opened).stdout.startswith("Kuhmon seutu,")
    call("export", KEY, "--language", "fi", "--to", opened / "a.xlsx", "--data", opened)
    sheet = openpyxl.load_workbook(opened / "a.xlsx")["Lausunnonantajat"]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Seutukunta"]
