"""The command that the service runs to make a file apart from its requests. Nobody types it."""

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

import click

from survey.cli.options import data_option, opened_database
from survey.operations.exports.files import ExportRemoved, MakerStopped, make_export
from survey.settings import chosen_folder
from survey.store.base import NotFound


@click.command("make-export", hidden=True)
@click.argument("export_id", type=int)
@data_option
def make_export_(export_id: int, data: Path | None) -> None:
    """Make the file that a coordinator has asked for; stop when standard input ends, as it does with the service."""
    stopping = threading.Event()
    threading.Thread(target=_wait_for_end, args=(stopping,), daemon=True).start()
    database = opened_database(data)
    with suppress(ExportRemoved, MakerStopped, NotFound):
        make_export(database, chosen_folder(os.environ, data), export_id, stopping=stopping)
    database.close()


def _wait_for_end(stopping: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 1):  # not sys.stdin.read(): its lock would be held when this process ends
        pass
    stopping.set()
