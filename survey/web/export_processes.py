"""Making export files outside the request, in separate processes, which end when the present process ends."""

import atexit
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import survey
from survey.settings import Settings

TIME_TO_END = 5
"""How many seconds a process has for cleaning up before it is killed."""

_started: set["subprocess.Popen[bytes]"] = set()
"""The processes that are still running. They end when the pipe to their standard input is closed."""


def start_export_process(settings: Settings, export_id: int) -> None:
    """Start making this export. It is a process and not a thread, so that pages do not become slower.

    The new process gets the database's URL through its environment, because other users of the machine can read command
    lines. It ends when its standard input is closed, which happens in whatever way the present process ends.
    """
    for each in [each for each in _started if each.poll() is not None]:
        _close(each)
        _started.discard(each)
    root = str(Path(survey.__file__).parents[1])
    paths = os.pathsep.join(path for path in (root, os.environ.get("PYTHONPATH", "")) if path)
    environment = {**os.environ, "SURVEY_DATABASE_URL": settings.database_url, "PYTHONPATH": paths}
    command = [sys.executable, "-m", "survey", "make-export", str(export_id), "--data", str(settings.folder.resolve())]
    _started.add(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment))  # noqa: S603  # our own command, and a number


def stop_making() -> None:
    """End every process that is still making a file. The file is then listed as not finished."""
    for each in _started:
        _close(each)
    for each in _started:
        try:
            each.wait(TIME_TO_END)
        except subprocess.TimeoutExpired:
            each.kill()
            each.wait()
    _started.clear()


def _close(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin:
        with suppress(OSError):  # the process has ended already
            process.stdin.close()


atexit.register(stop_making)
