"""An installation from nothing to a restored workbook."""

from pathlib import Path

import openpyxl

from tests.cli.processes import KEY, ROOT, call, run


def test_an_installation_from_nothing_to_a_restored_workbook(tmp_path: Path) -> None:
    data = ("--data", tmp_path / "data")
    assert "upgrade" in run("serve", *data, status=1).stderr
    run("upgrade", *data)
    account = ("--name", "Maija", "--role", "coordinator", "--password", "correct horse battery")
    made = call("create-coordinator", "maija@example.fi", *account, *data)
    assert "Nobody can manage accounts yet" in made.stdout
    assert "no account" in call("set-role", "x@example.fi", "--role", "reader", *data, status=1).stderr
    assert "administrator" in call("set-role", "maija@example.fi", "--role", "administrator", *data).stdout
    assert "only administrator" in call("set-role", "maija@example.fi", "--role", "reader", *data, status=1).stderr
    easy = call("create-coordinator", "l@example.fi", "--name", "Liisa", "--password", "Salasana2026!", *data, status=1)
    assert "easy to guess" in easy.stderr
    assert (
        "coordinator"
        in call("create-coordinator", "x@example.fi", *account, "--role", "nobody", *data, status=2).stderr
    )
    opened = run(
        "open",
        ROOT / "forms" / f"{KEY}.yaml",
        *("--key", "kierros-1", "--issuer-fi", "Ministeriö", "--issuer-sv", "Ministeriet"),
        *("--diary-number", "VN/1/2026", "--contact-name", "Ville", "--contact-email", "ville@example.fi"),
        *("--deadline", "2099-01-15T16:00", "--coordinator", "maija@example.fi"),
        *data,
    )
    assert "15.1.2099" in opened.stdout and "Nobody takes part" not in opened.stdout
    invited = tmp_path / "invited.csv"
    invited.write_text("name_fi,name_sv,group,language,email\nNärpiö,Närpes,municipality,sv,k@example.fi\n")
    links = call("invite", "kierros-1", "--organisations", invited, "--base-url", "https://x.example.fi", *data)
    assert "https://x.example.fi/sv/r/" in links.stdout
    run("backup", tmp_path / "copy.sqlite3", *data)
    assert "exists" in call("backup", tmp_path / "copy.sqlite3", *data, status=1).stderr
    (tmp_path / "data" / "survey.sqlite3").unlink()
    call("restore", tmp_path / "copy.sqlite3", *data)
    same = ("--language", "sv", "--at", "2027-01-30T09:00", "--by", "Maija", *data)
    first = run("export", "kierros-1", "--to", tmp_path / "out.xlsx", *same).stdout.splitlines()
    again = call("export", "kierros-1", "--to", tmp_path / "again.xlsx", *same).stdout.splitlines()
    assert first[1] == again[1] and first[1].startswith("sha256 of the contents: ")
    assert (tmp_path / "out.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames[0] == "Sammandrag"


def test_a_service_needs_a_secret_of_its_own(tmp_path: Path) -> None:
    assert "SURVEY_SECRET_KEY" in run("serve", "--data", tmp_path, status=1, SURVEY_SECRET_KEY="").stderr
