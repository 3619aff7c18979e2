"""Creating a question set: by an Excel template, or by uploading a file. Neither requires knowing YAML."""

import tempfile
from pathlib import Path

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from survey.authoring.authored import Authored
from survey.authoring.files import write_any
from survey.authoring.template.write import template_name, write_template
from survey.authoring.uploads import is_document, read_upload, why_not_read
from survey.coordinate import pages
from survey.coordinate.consultation_drafts.loading import load_draft
from survey.coordinate.question_sets.filled_templates import send_in_template
from survey.operations.exports.formats import WORKBOOK
from survey.operations.question_sets.drafts import authored_in, keep_draft
from survey.questions.faults.fault import describe
from survey.questions.file_kinds import clean_file_name
from survey.store.base import NotFound
from survey.web.files import sent_name
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, page_language
from survey.web.limits import largest_body
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.sending import send_made

LARGEST_UPLOAD = 6 * 1024 * 1024
"""The largest form with a file, in bytes. A workbook can have 5 MB; its reader has its own message for larger ones."""

SHOWN = "shown"
"""The hidden field with the version of the set that the page shows."""

LONGEST_NAME = 120
"""How many characters of a file's name are stored: the last ones."""


@pages.get("/coordinate/question-sets/new")
@permission(Permission.PREPARE_CONSULTATIONS)
def new_question_set() -> Reply:
    """Show the ways to create a question set. Those that need no special software come first."""
    return render_template("coordinate/new_question_set.html", errors=[])


@pages.post("/coordinate/question-sets/new")
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST_UPLOAD)
def upload_question_set() -> Reply:
    """Read an uploaded file and store it, with or without faults. It is parsed before the write lock is taken."""
    brought = uploaded_file()
    if isinstance(brought, str):
        return render_template("coordinate/new_question_set.html", errors=[("file", brought)]), 422
    name, authored = brought
    return _keep(authored, name)


@pages.get("/coordinate/question-sets/template.xlsx")
@permission(Permission.PREPARE_CONSULTATIONS)
def question_set_template() -> Response:
    """Send the empty Excel template in the language of the page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, page_language())
        opened = path.open("rb")  # an open file can still be read after its folder is deleted
    return send_file(opened, mimetype=WORKBOOK, as_attachment=True, download_name=template_name(page_language()))


@pages.get("/coordinate/question-sets/<int(max=2147483647):draft_id>/question-set.xlsx")
@permission(Permission.PREPARE_CONSULTATIONS)
def question_set_xlsform(draft_id: int) -> Response:
    """Send the set of a consultation that is being prepared as an XLSForm, for those who work in Excel."""
    question_set = authored_in(load_draft(draft_id)).question_set
    if question_set is None:
        raise NotFound(str(draft_id))
    return send_made(
        lambda target: write_any(question_set, target), name=f"{question_set.key}.xlsx", media_type=WORKBOOK
    )


@pages.get("/coordinate/question-sets/<int(max=2147483647):draft_id>/filled-template.xlsx")
@permission(Permission.PREPARE_CONSULTATIONS)
def question_set_in_template(draft_id: int) -> Reply:
    """Send the set of a consultation that is being prepared in the Excel template, for those who fill that in."""
    question_set = authored_in(load_draft(draft_id)).question_set
    if question_set is None:
        raise NotFound(str(draft_id))
    return send_in_template(question_set, question_set.key)


def uploaded_file() -> tuple[str, Authored] | str:
    """Return the uploaded file's name and what was read from it; or a message that says why there is nothing
    to store.
    """
    file = request.files.get("file")
    if file is None or not file.filename:
        return _("Choose a file first.")
    name = " ".join("".join(letter if letter.isprintable() else " " for letter in sent_name(file)).split())
    name = clean_file_name(name).name
    if is_document(name):
        return _not_from_a_document()
    authored = read_upload(file.read(), name)
    if fault := why_not_read(authored):
        return describe(fault, page_language())
    return name[-LONGEST_NAME:], authored


def _not_from_a_document() -> str:
    return _(
        "Questions cannot be read from a Word or PDF file. Fill in the Excel template, or copy the headings of the "
        "questions from your file and paste them."
    )


def _keep(authored: Authored, source_name: str) -> Response:
    draft = keep_draft(store_session(), coordinator(), authored, source_name=source_name, now=now())
    store_session().commit()
    return redirect(url_for("coordinate.question_set_draft", draft_id=draft.id), code=303)
