"""Sending a file that is made for the request: whole before its first byte goes out, and gone from disk with it."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import send_file
from werkzeug.wrappers import Response


def send_made(write: Callable[[Path], object], *, name: str, media_type: str) -> Response:
    """The file that `write` makes at the path it is given, for saving under `name`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made"
        write(path)
        opened = path.open("rb")  # stays readable after its folder is gone
    return send_file(opened, mimetype=media_type, as_attachment=True, download_name=name)
