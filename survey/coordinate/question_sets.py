"""The ways in: an Excel template to fill in, headings to paste, a file to bring. None needs YAML to be known."""

import tempfile
from pathlib import Path

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from survey.authoring.authored import Authored
from survey.authoring.headings import HeadingsRefused
from survey.authoring.template import template_name, write_template
from survey.authoring.uploads import read_headings as pasted_headings
from survey.authoring.uploads import read_upload
from survey.coordinate import pages
from survey.coordinate.consultations import WORKBOOK
from survey.languages import LANGUAGES
from survey.operations.question_set_drafts import keep_draft
from survey.web.guards import Permission, coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.limits import largest_body

Answer = str | Response | tuple[str, int]
Errors = list[tuple[str, str]]

LARGEST_UPLOAD = 6 * 1024 * 1024
"""Bytes of a form with a file. A workbook may have 5 MB, which its reader says in its own words."""

LARGEST_PASTE = 1024 * 1024
"""Bytes. 500 headings of 1,000 characters in two languages are refused before they fill it."""

LONGEST_TITLE = 300
LONGEST_NAME = 120
"""Characters of a file's name that are kept."""

HEADINGS = ("headings-title-fi", "headings-title-sv", "headings-fi", "headings-sv")
"""The fields of the page for headings."""


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


@pages.get("/coordinate/question-sets/headings")
@permission(Permission.COORDINATE)
def headings() -> Answer:
    """The page to paste headings on."""
    return _headings_page({}, [])


@pages.post("/coordinate/question-sets/headings")
@permission(Permission.COORDINATE)
@largest_body(LARGEST_PASTE)
def read_headings() -> Answer:
    """Make a question set of pasted headings, and keep it."""
    typed = {name: request.form.get(name, "") for name in HEADINGS}
    if is_switching():
        return _headings_page(typed, [])
    title = {language: typed[f"headings-title-{language}"] for language in LANGUAGES}
    errors = _title_errors(title)
    try:
        authored = pasted_headings(title, {language: typed[f"headings-{language}"] for language in LANGUAGES})
    except HeadingsRefused as refused:
        return _headings_page(typed, [*errors, (f"headings-{refused.language}", refused.words(page_language()))]), 422
    if errors:
        return _headings_page(typed, errors), 422
    return _keep(authored, next(filter(None, title.values())).strip())


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


def _title_errors(title: dict[str, str]) -> Errors:
    if not any(words.strip() for words in title.values()):
        return [("headings-title-fi", _("Write the name of the question set in Finnish or in Swedish."))]
    return [
        (f"headings-title-{language}", _("At most %(longest)s characters fit here.", longest=LONGEST_TITLE))
        for language, words in title.items()
        if len(words) > LONGEST_TITLE
    ]


def _headings_page(typed: dict[str, str], errors: Errors) -> str:
    return render_template("coordinate/headings.html", typed=typed, errors=errors)
