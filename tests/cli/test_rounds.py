"""One round from the terminal."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey.cli import main
from tests.cli.processes import KEY, ROOT, run


def test_a_wrong_line_of_invited_organisations_invites_nobody(tmp_path: Path) -> None:
    data = ("--data", tmp_path / "data")
    run("upgrade", *data)
    missing = tmp_path / "missing.csv"
    missing.write_text("name,email\nx,y\n")
    assert "name_fi" in run("invite", "x", "--organisations", missing, *data, status=1).stderr
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("name_fi,name_sv,group,language,email\nA,B,village,fi,k@example.fi\n")
    assert "no consultation" in run("invite", "x", "--organisations", wrong, *data, status=1).stderr


def test_exporting_what_does_not_exist_says_so(tmp_path: Path) -> None:
    run("upgrade", "--data", tmp_path)
    done = run("export", "none", "--language", "fi", "--to", tmp_path / "x.xlsx", "--data", tmp_path, status=1)
    assert "no consultation" in done.stderr
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize(("days", "advised"), [(20, True), (50, False)])
def test_a_consultation_with_less_than_six_weeks_to_answer_is_opened_with_advice(
    tmp_path: Path, days: int, advised: bool
) -> None:
    commands = CliRunner(env={"LC_ALL": "sv_FI.UTF-8"})
    assert commands.invoke(main, ["upgrade", "--data", str(tmp_path)]).exit_code == 0
    deadline = (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
    words = ["--issuer-fi", "M", "--issuer-sv", "M", "--diary-number", "1", "--contact-name", "V"]
    words += ["--contact-email", "v@example.fi", "--deadline", deadline, "--data", str(tmp_path)]
    done = commands.invoke(main, ["open", str(ROOT / "forms" / f"{KEY}.yaml"), *words])
    assert done.exit_code == 0
    assert ("varning short-time: Svarstid i dagar: 20." in done.stderr) is advised


def test_a_set_that_tells_of_its_consultation_is_opened_with_a_deadline_alone(tmp_path: Path) -> None:
    run("upgrade", "--data", tmp_path)
    words: list[str | Path] = ["--deadline", "2099-01-29T16:00", "--data", tmp_path]
    assert "open until" in run("open", ROOT / "forms" / f"{KEY}.yaml", *words).stdout
    text = ROOT / "tests" / "forms" / "text.yaml"
    assert "issuer's name is missing in: fi, sv" in run("open", text, *words, status=1).stderr
    named: list[str | Path] = ["--issuer-fi", "M", "--issuer-sv", "M", *words]
    assert "Missing: diary number, contact" in run("open", text, *named, status=1).stderr
