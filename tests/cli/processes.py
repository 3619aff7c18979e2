"""Commands run as a person runs them, each in a process of its own, or quicker in this one."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from click.testing import CliRunner, Result

from survey.cli import main

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", "SURVEY_SECRET_KEY": "x" * 40}
KEY = "tyovoimapalvelujen-kehittaminen"


def run(
    *words: str | Path, status: int = 0, stdout: IO[str] | int = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; what it prints goes to `stdout`."""
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "survey", *map(str, words)],
        cwd=ROOT,
        env={**ENVIRONMENT, **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == status, f"{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr
    return done


def call(*words: str | Path, status: int = 0) -> Result:
    """Run a command to its end in this process, which takes a hundredth of the time: a new one imports everything.

    For what a command does. That it does so as a process is tested by `run`, once for each module of commands.
    """
    done = CliRunner(env=ENVIRONMENT, catch_exceptions=False).invoke(main, [str(word) for word in words])
    assert done.exit_code == status, done.output
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
            end(process)


def end(process: subprocess.Popen[str]) -> None:
    """Ask a process to end, and see that it does. One that does not is killed: waiting for it would never end."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
