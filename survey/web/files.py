"""Attached files on pages: what is shown of stored files, and how a file is sent to a browser."""

import codecs
import re
from dataclasses import dataclass
from io import BytesIO

from flask import request, send_file, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from survey.languages import format_size
from survey.operations.answers.attachments import Fetched
from survey.questions.file_kinds import FILE_KINDS
from survey.questions.kinds.attachment import files_of
from survey.questions.question import Given
from survey.store.tables import SubmissionRow
from survey.web.guards import signed_in_coordinator
from survey.web.language import page_language

HARMLESS = frozenset(kind.media_type for kind in FILE_KINDS.values())
"""The media types with which files are sent. A file of any other type is sent as bytes of unknown type."""

NO_KIND = "application/octet-stream"

CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True)
class FileView:
    """A stored file: its name, its size as text, the URL for downloading it, and the digest that a form sends to remove
    it.
    """

    name: str
    size: str
    address: str
    sha256: str


def file_views(given: Given | None) -> tuple[FileView, ...]:
    """Return the files that an answer lists; none if the answer is of another kind."""
    return tuple(
        FileView(file.name, format_size(page_language(), file.size), _address_of(file.sha256), file.sha256)
        for file in (files_of(given.value) if given else ())
    )


def extract_of(submission: SubmissionRow) -> FileView | None:
    """Return the extract of the minutes with which a decision was confirmed afterwards, or None."""
    file = submission.confirmation.extract if submission.confirmation else None
    if file is None:
        return None
    return FileView(file.name, format_size(page_language(), file.size), _address_of(file.sha256), file.sha256)


_QUOTED_NAME = re.compile(r'filename="((?:[^"\\]|\\.)*)"', re.IGNORECASE)


def sent_name(file: FileStorage) -> str:
    """The name of an uploaded file as it was sent, an empty text where no file was chosen.

    Some clients send the whole path on their disk; Werkzeug takes each backslash of it for an escape and leaves it
    out, so that C:\\Users\\x\\y.pdf would become C:Usersxy.pdf (RFC 9110, 5.6.4: only quotes need the escape).
    """
    quoted = _QUOTED_NAME.search(file.headers.get("Content-Disposition", ""))
    written = quoted[1].replace('\\"', '"') if quoted else ""
    return written if file.filename and "\\" in written else file.filename or ""


def send_fetched(file: Fetched) -> Response:
    """Send a file as a download. Whatever it contains, a browser must never show or run it as a page of this
    service.
    """
    response = send_file(
        BytesIO(file.content),
        mimetype=file.media_type if file.media_type in HARMLESS else NO_KIND,
        as_attachment=True,
        download_name=file.name,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    if (response.mimetype or "").startswith("text/"):
        response.headers["Content-Type"] = f"{response.mimetype}{_charset(file.content)}"
    return response


def _charset(content: bytes) -> str:
    """The parameter for the encoding that a text is in; none where it is not known. Werkzeug would say UTF-8 of all."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "; charset=utf-16"
    for encoding in ("utf-8", "windows-1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return f"; charset={encoding}"
    return ""


def _address_of(sha256: str) -> str:
    """Return the URL of a file: for a coordinator below the statement, also one that is being entered; for others below
    the response, in a trial below the trial's. Empty on the page of a joint statement, which opens nothing else.
    """
    place = request.view_args or {}
    if "token" in place or "party_id" in place:
        return ""
    if signed_in_coordinator() and "invitation_id" in place:
        return url_for(
            "coordinate.entered_attachment", key=place["key"], invitation_id=place["invitation_id"], sha256=sha256
        )
    return url_for(".attachment", **{**place, "sha256": sha256})
