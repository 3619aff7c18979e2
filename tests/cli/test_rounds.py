"""One round from the terminal."""

from pathlib import Path

from tests.cli.processes import run


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
