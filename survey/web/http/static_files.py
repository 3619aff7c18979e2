"""Style sheets and the icon: read once, packed once, and sent so that browsers ask for each version only once.

WhiteNoise, which does this for many applications, needs packed copies on disk: beside the originals, where a copy may
be older than what it was made of, or in a folder that must be writable. These files are few and small enough for
memory.

Only these files are packed. Pages are not: they have a secret (the form's token) beside text that others can choose
(what is in an address), and the length of what is packed then tells the secret (the BREACH attack).
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, abort, request
from werkzeug.wrappers import Response

FOLDER = Path(__file__).parents[2] / "static"
KEPT_FOR_GOOD = "public, max-age=31536000, immutable"
ASKED_FOR_AGAIN = "public, no-cache"


@dataclass(frozen=True)
class StaticFile:
    """A file as it is sent: `packed` with gzip, or None where that would hardly be smaller; `version` is a digest."""

    content: bytes
    packed: bytes | None
    media_type: str
    version: str


def set_up_static_files(app: Flask) -> None:
    """Serve the files of the folder `static`; `url_for("static", filename=…, v=version_of(…))` is the URL of one."""
    files = _static_files()

    def static(filename: str) -> Response:
        if filename not in files:
            abort(404)
        return _send(files[filename])

    app.add_url_rule("/static/<path:filename>", "static", static)


def version_of(name: str) -> str:
    """Return what the URL of a static file contains, so that it is another URL when the file has changed."""
    return _static_files()[name].version


def _send(file: StaticFile) -> Response:
    """Answer with the file, packed if the browser takes that; 304 without it if the browser has it already.

    A URL with another version than the file's may be an old page's: nobody may keep the new file for good under it.
    """
    is_packed = file.packed is not None and request.accept_encodings["gzip"] > 0
    response = Response(file.packed if is_packed else file.content, mimetype=file.media_type)
    response.set_etag(f"{file.version}-gzip" if is_packed else file.version)
    response.headers["Cache-Control"] = KEPT_FOR_GOOD if request.args.get("v") == file.version else ASKED_FOR_AGAIN
    if file.packed is not None:
        response.vary.add("Accept-Encoding")
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
    return response.make_conditional(request)


@cache
def _static_files() -> Mapping[str, StaticFile]:
    paths = (path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): _read(path) for path in paths}


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    packed = gzip.compress(content, mtime=0)
    return StaticFile(
        content,
        packed if len(packed) < 0.9 * len(content) else None,
        mimetypes.guess_type(path.name)[0] or "text/plain",
        hashlib.sha256(content).hexdigest()[:12],
    )
