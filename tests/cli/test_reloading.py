"""The demonstration that starts again after a change, run in a copy of the product whose files the test changes."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from tests.cli.processes import ENVIRONMENT, ROOT

PATIENCE = 60
FORM = "forms/yleinen-lausunto.yaml"
HEADERS = "survey/web/headers.py"


@dataclass
class Developer:
    """Somebody who changes the copy in `tree`, with a browser on the demonstration that runs from it."""

    tree: Path
    process: subprocess.Popen[bytes]
    browser: OpenerDirector

    def links(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.tree / "links.json").read_text(encoding="utf-8"))
        return content

    def terminal(self) -> str:
        return (self.tree / "terminal").read_text(encoding="utf-8")

    def page(self, path: str) -> str:
        """The page; empty where there is none just now."""
        try:
            with self.browser.open(f"{self.links()['base']}{path}", timeout=PATIENCE) as answer:
                read: bytes = answer.read()
        except HTTPError:
            return ""
        return read.decode()

    def changes(self, file: str, old: str, new: str) -> None:
        path = self.tree / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def sees(self, words: str, path: str) -> None:
        wait_until(lambda: words in self.page(path))

    def is_told(self, words: str) -> None:
        wait_until(lambda: words in self.terminal())

    def server_listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", int(self.links()["base"].rpartition(":")[2]))) == 0


@pytest.fixture
def developer(tmp_path: Path) -> Iterator[Developer]:
    """The copy's demonstration, started with --reload. What is compiled is copied too, which saves it seconds."""
    for folder in ("survey", "translations", "forms"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    command = [sys.executable, "-m", "survey", "demo", "--reload", "--port", "0", "--links", "links.json"]
    with (
        (tmp_path / "terminal").open("wb") as terminal,
        subprocess.Popen(  # noqa: S603  # our own command
            [*command, "--form", FORM], cwd=tmp_path, env=ENVIRONMENT, stdout=terminal, stderr=terminal
        ) as process,
    ):
        try:
            wait_until(lambda: (tmp_path / "links.json").exists() or process.poll() is not None)
            yield Developer(tmp_path, process, build_opener(HTTPCookieProcessor()))
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_change_is_seen_and_the_link_stays_open_and_ctrl_c_ends_it(developer: Developer) -> None:
    with developer.browser.open(developer.links()["organisations"][0]["url"]) as opened:
        response = opened.url.removeprefix(developer.links()["base"])

    developer.changes("survey/templates/base.html", "</body>", "<p>A new template</p></body>")
    developer.sees("A new template", response)

    developer.changes(HEADERS, '"""', 'def half_written(\n"""')
    developer.is_told("SyntaxError")
    developer.is_told("The server has ended.")
    developer.changes(HEADERS, "def half_written(\n", "")
    developer.changes(FORM, "Lausunto asiasta", "Kanta asiaan")
    developer.sees("Kanta asiaan", f"{response}sections/lausunto")

    ends_with_nothing_left(developer, signal.SIGINT)
    assert "KeyboardInterrupt" not in developer.terminal()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_it_ends_on_a_signal(developer: Developer, number: signal.Signals) -> None:
    ends_with_nothing_left(developer, number)


def ends_with_nothing_left(developer: Developer, number: signal.Signals) -> None:
    assert developer.page("/health") == "ok\n"
    developer.process.send_signal(number)
    assert developer.process.wait(timeout=PATIENCE) == (0 if number != signal.SIGKILL else -number)
    wait_until(lambda: not developer.server_listens())
