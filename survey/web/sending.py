"""Sending a file that is made for one request. It is complete before the first byte is sent, and deleted afterwards."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import send_file
from werkzeug.wrappers import Response


def send_made(write: Callable[[Path], object], *, name: str, media_type: str) -> Response:
    """Return a response with the file that `write` writes to the path it is given; the browser saves it as `name`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made"
        write(path)
        opened = path.open("rb")  # an open file can still be read after its folder is deleted
    return send_file(opened, mimetype=media_type, as_attachment=True, download_name=name)
