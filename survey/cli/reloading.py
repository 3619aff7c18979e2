"""For developers: starting the server again after every change of the product's files.

The server runs in a separate process, so that it imports the changed modules again. The socket belongs to the present
process: requests that arrive while the server is starting wait for it.
"""

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from survey.cli.options import set_up_logging
from survey.cli.terminal_language import in_own_language, terminal_language
from survey.languages import mark as _
from survey.serving.server import end_on_sigterm

ROOT = Path(__file__).resolve().parents[2]
WATCHED = (ROOT / "survey", ROOT / "translations", ROOT / "forms")
INTERVAL = 0.3
"""Seconds between two checks of the files. One check takes some milliseconds."""
TIME_TO_END = 10
"""How many seconds the server has to finish the requests that it is handling."""

Start = TypeVar("Start")
Serve = Callable[[Start, socket.socket], None]
"""The function that serves, called with everything it needs to start, and the socket. It must be a function on module
level, because the new process imports it.
"""


def serve_and_reload(serve: Serve[Start], start: Start, listening: socket.socket, also: Path) -> NoReturn:
    """Serve until Ctrl-C or SIGTERM. Start the server again after each change of a watched file or of `also`.

    If the server has ended with an error, for example because a module is only half written, it is started again at the
    next change.
    """
    end_on_sigterm()
    try:
        while True:
            _serve_until_changed(serve, start, listening, also)
    except KeyboardInterrupt:
        sys.exit(0)


def _serve_until_changed(serve: Serve[Start], start: Start, listening: socket.socket, also: Path) -> None:
    before = _files(also)
    process = _started(serve, start, listening)
    try:
        changed = _next_change(before, also, process)
        click.echo(in_own_language(_("%(file)s has changed: the server starts again."), file=changed))
    finally:
        _end(process)


def _started(serve: Serve[Start], start: Start, listening: socket.socket) -> SpawnProcess:
    """Start a new process that serves. Ctrl-C reaches only the present process, which then ends the new one; one that
    comes while the new process is started waits for that, and is not lost.
    """
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(serve, start, listening))
    unblocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # the new process begins with it blocked too
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, unblocked)
    return process


def _serve(serve: Serve[Start], start: Start, listening: socket.socket) -> None:
    """Runs in the new process: serve, and end when the watching process ends, for whatever reason."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    set_up_logging()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with terminal_language():
        try:
            serve(start, listening)
        except click.ClickException as refusal:
            refusal.show()
            sys.exit(refusal.exit_code)


def _end_with_parent() -> None:
    watching = multiprocessing.parent_process()
    assert watching is not None  # noqa: S101  # this is its child
    watching.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _next_change(before: dict[Path, int], also: Path, process: SpawnProcess) -> str:
    """Wait until a file has changed, and return its path. Prints a message once if the server has ended meanwhile."""
    told = False
    while not (changed := _differing(before, _files(also))):
        if not told and not process.is_alive():
            told = True
            click.echo(in_own_language(_("The server has ended. It starts again when a file changes.")), err=True)
        time.sleep(INTERVAL)
    return str(min(changed))


def _differing(before: dict[Path, int], after: dict[Path, int]) -> set[Path]:
    return {path for path, _changed in before.items() ^ after.items()}


def _files(also: Path) -> dict[Path, int]:
    """Return every watched file with the time of its last change, in nanoseconds."""
    found: dict[Path, int] = {}
    for path in _watched(also):
        try:
            found[path] = path.stat().st_mtime_ns
        except FileNotFoundError:  # an editor is just replacing the file
            continue
    return found


def _watched(also: Path) -> Iterable[Path]:
    yield also
    for folder in WATCHED:
        for parent, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if name != "__pycache__"]
            yield from (Path(parent, name) for name in names if not name.startswith("."))


def _end(process: SpawnProcess) -> None:
    process.terminate()
    process.join(TIME_TO_END)
    if process.is_alive():
        process.kill()
        process.join()
