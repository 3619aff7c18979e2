"""The commands, run as a person runs them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import openpyxl
import pytest

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "SURVEY_SECRET_KEY": "x" * 40}
KEY = "tyovoimapalvelujen-kehittaminen"


def run(*words: str | Path, status: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "survey", *map(str, words)],
        cwd=ROOT,
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@contextmanager
def running(*words: str | Path, ready: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a command until the block ends; the block begins when the file `ready` is there."""
    with subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "survey", *map(str, words)],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            deadline = time.monotonic() + 60
            while not ready.exists():
                assert process.poll() is None, process.stdout and process.stdout.read()
                assert time.monotonic() < deadline
                time.sleep(0.1)
            yield process
        finally:
            process.kill()


def _demonstration(folder: Path, *words: str | Path) -> Any:
    return running("demo", "--port", "0", "--links", folder / "links.json", *words, ready=folder / "links.json")


def test_the_demonstration_serves_writes_its_links_and_stops_on_a_signal(tmp_path: Path) -> None:
    with _demonstration(tmp_path) as process:
        links = json.loads((tmp_path / "links.json").read_text())
        assert set(links) == {"base", "coordinator", "consultation", "organisations"}
        assert set(links["coordinator"]) == {"url", "email", "password"}
        assert links["consultation"] == {"key": KEY}
        assert len(links["organisations"]) >= 12
        assert {each["status"] for each in links["organisations"]} == {
            "not_opened",
            "draft",
            "submitted",
            "nothing_to_state",
        }
        assert {each["language"] for each in links["organisations"]} == {"fi", "sv"}
        for organisation in links["organisations"]:
            with build_opener(HTTPCookieProcessor()).open(organisation["url"]) as page:
                assert "/responses/" in page.url
        with urlopen(f"{links['base']}/health") as page:  # noqa: S310  # our own server
            assert page.read() == b"ok\n"
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=20)
        assert process.returncode == 0
        assert links["coordinator"]["password"] in said
        assert sum("/r/" in line for line in said.splitlines()) == 2
    host, port = links["base"].removeprefix("http://").split(":")
    assert host == "127.0.0.1"
    with socket.socket() as probe:
        assert probe.connect_ex((host, int(port))) != 0, "something still listens"


def test_what_is_written_is_for_its_owner_alone(tmp_path: Path) -> None:
    planted = tmp_path / "links.json.unfinished"
    planted.touch()
    planted.chmod(0o666)
    with _demonstration(tmp_path, "--data", tmp_path / "kept"):
        for path in (tmp_path / "links.json", tmp_path / "kept" / "survey.sqlite3"):
            assert path.stat().st_mode & 0o077 == 0, path


def test_a_kept_demonstration_keeps_its_content_and_renews_its_links(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    with _demonstration(tmp_path, "--data", kept):
        before = json.loads((tmp_path / "links.json").read_text())
    (tmp_path / "links.json").unlink()
    with _demonstration(tmp_path, "--data", kept):
        after = json.loads((tmp_path / "links.json").read_text())
        assert [each["name"] for each in after["organisations"]] == [each["name"] for each in before["organisations"]]
        assert after["coordinator"]["password"] != before["coordinator"]["password"]
        old = before["organisations"][0]["url"].replace(before["base"], after["base"])
        with pytest.raises(HTTPError, match="404"):
            urlopen(old)  # noqa: S310  # our own server


def test_a_taken_port_is_said_plainly(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("demo", "--port", str(taken.getsockname()[1]), status=1)
    assert "taken" in done.stderr


def test_an_installation_from_nothing_to_a_restored_workbook(tmp_path: Path) -> None:
    data = ("--data", tmp_path / "data")
    assert "upgrade" in run("serve", *data, status=1).stderr
    run("upgrade", *data)
    run("create-coordinator", "maija@example.fi", "--name", "Maija", "--password", "correct horse battery", *data)
    opened = run(
        "open",
        ROOT / "forms" / f"{KEY}.yaml",
        *("--key", "kierros-1", "--issuer-fi", "Ministeriö", "--issuer-sv", "Ministeriet"),
        *("--diary-number", "VN/1/2026", "--contact-name", "Ville", "--contact-email", "ville@example.fi"),
        *("--deadline", "2099-01-15T16:00"),
        *data,
    )
    assert "15.1.2099" in opened.stdout
    invited = tmp_path / "invited.csv"
    invited.write_text("name_fi,name_sv,group,language,email\nNärpiö,Närpes,municipality,sv,k@example.fi\n")
    links = run("invite", "kierros-1", "--organisations", invited, "--base-url", "https://x.example.fi", *data)
    assert "https://x.example.fi/sv/r/" in links.stdout
    run("backup", tmp_path / "copy.sqlite3", *data)
    assert "exists" in run("backup", tmp_path / "copy.sqlite3", *data, status=1).stderr
    (tmp_path / "data" / "survey.sqlite3").unlink()
    run("restore", tmp_path / "copy.sqlite3", *data)
    run("export", "kierros-1", "--language", "sv", "--to", tmp_path / "out.xlsx", *data)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames[0] == "Sammandrag"


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


def test_a_service_needs_a_secret_of_its_own(tmp_path: Path) -> None:
    assert "SURVEY_SECRET_KEY" in run("serve", "--data", tmp_path, status=1, SURVEY_SECRET_KEY="").stderr


def test_checking_says_every_fault_with_its_place_and_exits_with_1(tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("schema: 1\nkey: Bad Key\ntittle: x\n")
    done = run("check", faulty, ROOT / "forms" / f"{KEY}.yaml", "--language", "sv", status=1)
    assert f"{faulty}:2:1:" in done.stdout and "bad-key" in done.stdout and "unknown-key" in done.stdout


def test_every_shipped_set_is_without_faults() -> None:
    run("check", *sorted((ROOT / "forms").glob("*.yaml")))


def test_a_missing_language_is_an_error_and_in_a_draft_a_warning(tmp_path: Path) -> None:
    text = (ROOT / "tests" / "forms" / "text.yaml").read_text(encoding="utf-8")
    draft = tmp_path / "draft.yaml"
    draft.write_text(text.replace(", sv: Kort svar}", "}", 1), encoding="utf-8")
    assert "language-missing" in run("check", draft, status=1).stdout
    assert "warning language-missing" in run("check", "--draft", draft, "--language", "en").stdout
