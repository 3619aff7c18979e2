"""A real server for tests: `python -m survey serve` as a process of its own, on a free port."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tests.cli.processes import ENVIRONMENT, ROOT, end


@dataclass
class Server:
    """A running server: the URL that it has announced, and the file to which it writes its log."""

    process: subprocess.Popen[str]
    base: str
    log: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return urlsplit(self.base).port or 0

    def answer(self, path: str, method: str = "GET", source: str = "127.0.0.1", **headers: str) -> tuple[int, str]:
        """The status and the text of one request, sent from the address `source` of this machine."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(source, 0))
        try:
            connection.request(method, path, headers={name.replace("_", "-"): words for name, words in headers.items()})
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def written(self) -> str:
        """What the server has written to its terminal."""
        return self.log.read_text(encoding="utf-8")


@contextmanager
def serving(folder: Path, *words: str, **environment: str) -> Iterator[Server]:
    """Serve the installation in `folder`, which has a database, until the block ends."""
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(  # noqa: S603  # our own command
            [sys.executable, "-m", "survey", "serve", "--port", "0", "--data", str(folder), *words],
            cwd=ROOT,
            env={**ENVIRONMENT, **environment},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    with process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            started = re.fullmatch(r"The service is running at (\S+)/\.\n", said)
            assert started, said + log.read_text(encoding="utf-8")
            yield Server(process, started[1], log)
        finally:
            end(process)
