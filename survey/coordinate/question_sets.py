"""The ways in: an Excel template to fill in, headings to paste, a file to bring. None asks anybody to know YAML."""

import tempfile
from pathlib import Path

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from survey.authoring.authored import Authored
from survey.authoring.template.write import template_name, write_template
from survey.authoring.uploads import read_upload
from survey.coordinate import pages
from survey.operations.question_set_drafts import keep_draft
from survey.web.guards import Permission, coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, page_language
from survey.web.limits import largest_body
from survey.web.sending import WORKBOOK

Answer = str | Response | tuple[str, int]
Errors = list[tuple[str, str]]

LARGEST_UPLOAD = 6 * 1024 * 1024
"""Bytes of a form with a file. A workbook may have 5 MB, which its reader says in its own words."""

LONGEST_NAME = 120
"""Characters of a file's name that are kept."""


@pages.get("/coordinate/question-sets/new")
@permission(Permission.COORDINATE)
def new_question_set() -> Answer:
    """The ways in, those first that need no other programme than what everybody has."""
    return render_template("coordinate/new_question_set.html", errors=[])


@pages.post("/coordinate/question-sets/new")
@permission(Permission.COORDINATE)
@largest_body(LARGEST_UPLOAD)
def upload_question_set() -> Answer:
    """Read a file and keep it, with faults or without. It is parsed before the write lock is taken."""
    brought = brought_file()
    if brought is None:
        return render_template("coordinate/new_question_set.html", errors=[("file", no_file())]), 422
    name, authored = brought
    return _keep(authored, name)


@pages.get("/coordinate/question-sets/template.xlsx")
@permission(Permission.COORDINATE)
def question_set_template() -> Response:
    """The empty template in the language of the address."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, page_language())
        opened = path.open("rb")  # stays readable after its folder is gone
    return send_file(opened, mimetype=WORKBOOK, as_attachment=True, download_name=template_name(page_language()))


def brought_file() -> tuple[str, Authored] | None:
    """The name of the file that the form brings, and what was read from it; None where none was chosen."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    name = " ".join("".join(letter if letter.isprintable() else " " for letter in file.filename).split())
    return name[-LONGEST_NAME:], read_upload(file.read(), name)


def no_file() -> str:
    """What to say where no file was chosen."""
    return _("Choose a file first.")


def _keep(authored: Authored, source_name: str) -> Response:
    draft = keep_draft(store_session(), coordinator(), authored, source_name=source_name, now=now())
    store_session().commit()
    return redirect(url_for("coordinate.question_set_draft", draft_id=draft.id), code=303)
