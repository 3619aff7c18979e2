"""Files on pages: what a form brings, what is shown of those that are stored, and how one is sent to a browser."""

from dataclasses import dataclass
from io import BytesIO

from flask import request, send_file, url_for
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.wrappers import Response

from survey.languages import format_size
from survey.operations.attachments import Fetched, FilesSent, Offered
from survey.questions.asked import addressed
from survey.questions.file_kinds import FILE_KINDS
from survey.questions.kinds.attachment import Attachment, files_of
from survey.questions.model import Section
from survey.questions.question import NOTHING, Given, Question
from survey.web.fields import HIGHEST_REVISION, field_name, revision_name
from survey.web.guards import signed_in_coordinator
from survey.web.language import page_language

HARMLESS = frozenset(kind.media_type for kind in FILE_KINDS.values())
"""The media types that a file is sent with; any other is sent as bytes of no known kind."""

NO_KIND = "application/octet-stream"

CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True)
class FileView:
    """A stored file: its name, its size in words, where it is fetched, and what removes it from a form."""

    name: str
    size: str
    address: str
    sha256: str


@dataclass(frozen=True)
class FileField:
    """What the field for files shows: those that are stored, and what can be added."""

    stored: tuple[FileView, ...]
    remove_name: str
    accept: str
    multiple: bool
    full: bool


def files_sent(section: Section, form: MultiDict[str, str], files: MultiDict[str, FileStorage]) -> dict[str, FilesSent]:
    """What a section's page brings for each question that takes files, by address."""
    return {
        address: FilesSent(
            question,
            [
                Offered(file.filename, file.stream)
                for file in files.getlist(field_name(question, "files"))
                if file.filename  # a browser sends a file without a name where none was chosen
            ],
            frozenset(form.getlist(remove_name(question))),
            nothing=bool(form.get(field_name(question, NOTHING))),
            revision=min(max(form.get(revision_name(question), 0, type=int), 0), HIGHEST_REVISION),
        )
        for address, question in addressed(section)
        if isinstance(question, Attachment) and revision_name(question) in form
    }


def remove_name(question: Question) -> str:
    """The name of the boxes that remove stored files."""
    return f"remove-{question.key}"


def file_field(question: Question, given: Given | None) -> FileField | None:
    """The field for files of a question that takes them."""
    if not isinstance(question, Attachment):
        return None
    endings = [ending for kind in question.file_kinds for ending in FILE_KINDS[kind].endings]
    stored = file_views(given)
    return FileField(
        stored=stored,
        remove_name=remove_name(question),
        accept=",".join(f".{ending}" for ending in endings),
        multiple=question.max_files > 1,
        full=len(stored) >= question.max_files,
    )


def file_views(given: Given | None) -> tuple[FileView, ...]:
    """The files that an answer lists; none for an answer of another kind."""
    return tuple(
        FileView(file.name, format_size(page_language(), file.size), _address_of(file.sha256), file.sha256)
        for file in (files_of(given.value) if given else ())
    )


def send_fetched(file: Fetched) -> Response:
    """A file to keep, never to be shown or run as a page of this service, whatever is in it."""
    response = send_file(
        BytesIO(file.content),
        mimetype=file.media_type if file.media_type in HARMLESS else NO_KIND,
        as_attachment=True,
        download_name=file.name,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response


def _address_of(sha256: str) -> str:
    """Where the reader of this page fetches a file: a coordinator from the statement, others from the response."""
    audience = "coordinate" if signed_in_coordinator() else "respond"
    return url_for(f"{audience}.attachment", **{**(request.view_args or {}), "sha256": sha256})
