"""The demonstration: what it serves, writes, keeps and leaves behind."""

import json
import signal
import socket
import time
from pathlib import Path
from typing import Any
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

from tests.cli.processes import KEY, run, running


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


def test_a_kept_demonstration_keeps_its_content_and_its_links_and_shows_its_mail(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    with _demonstration(tmp_path, "--data", kept):
        before = json.loads((tmp_path / "links.json").read_text())
    (tmp_path / "links.json").unlink()
    with _demonstration(tmp_path, "--data", kept, "--language", "sv") as process:
        after = json.loads((tmp_path / "links.json").read_text())
        assert [each["name"] for each in after["organisations"]] == [each["name"] for each in before["organisations"]]
        assert after["coordinator"]["password"] != before["coordinator"]["password"]
        old = before["organisations"][0]["url"].replace(before["base"], after["base"])
        with build_opener(HTTPCookieProcessor()).open(old) as page:
            assert "/responses/" in page.url  # as in a mail of the first start, which is kept
        assert _mails(after["base"]) == len(after["organisations"])
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=20)
        assert f"Beredare: {after['base']}/sv/sign-in\n" in said


def test_a_taken_port_is_said_plainly(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("demo", "--port", str(taken.getsockname()[1]), status=1)
    assert "taken" in done.stderr


def _mails(base: str) -> int:
    """How many mails the demonstration shows, once it has sent them all."""
    number, before, ends = 0, -1, time.monotonic() + 30
    while number != before or not number:
        assert time.monotonic() < ends, "no mail has come"
        time.sleep(1)
        before = number
        with urlopen(f"{base}/fi/outgoing-mail") as page:  # noqa: S310  # our own server
            number = page.read().decode().count('class="k-card"')
    return number
