"""Materials to read before answering: addresses on the web, and files, with a title in each language."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.consultation_drafts.loading import ADDRESS, load_draft
from survey.languages import AUTHOR_LANGUAGES, MEGABYTE, format_size
from survey.operations.consultation_drafts.materials import (
    LARGEST_FILE,
    MaterialRefused,
    SentFile,
    add_material,
    fetch_material,
    read_material,
    remove_material,
)
from survey.operations.log import record
from survey.operations.question_sets.drafts import authored_in
from survey.store.consultation_drafts import materials_of
from survey.store.tables import ConsultationDraftRow
from survey.web.files import send_fetched, sent_name
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.limits import largest_body
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

PREFIX = "opening-"
LARGEST = 2 * LARGEST_FILE + MEGABYTE
"""Bytes: a file in each language, and the texts."""


@pages.get(f"{ADDRESS}materials")
@permission(Permission.PREPARE_CONSULTATIONS)
def draft_materials(draft_id: int) -> str:
    """Show the materials, and the form for one more."""
    return _page(load_draft(draft_id), {}, [])


@pages.post(f"{ADDRESS}materials")
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST)
def add_draft_material(draft_id: int) -> Reply:
    """Add a material. Its files are read before the write lock is taken."""
    typed = {name: request.form.get(PREFIX + name, "") for name in _names()}
    files = {
        language: SentFile(sent_name(file), file.stream)
        for language in AUTHOR_LANGUAGES
        if (file := request.files.get(f"{PREFIX}file-{language}")) and file.filename
    }
    if is_switching():
        return _page(load_draft(draft_id), typed, [])
    try:
        given = read_material(typed, files)
        draft = load_draft(draft_id)
        add_material(store_session(), draft, given, now=now())
    except MaterialRefused as refused:
        errors = [(PREFIX + name, fault.words(page_language())) for name, fault in refused.faults]
        if files:
            errors.append((f"{PREFIX}file-{next(iter(files))}", _("Choose the file again.")))
        return _page(load_draft(draft_id), typed, errors), 422
    record(store_session(), "material added", now=now(), coordinator_id=coordinator().id)
    store_session().commit()
    notify(Notice.MATERIAL_ADDED)
    return _back(draft_id)


@pages.post(f"{ADDRESS}materials/<int(max=2147483647):material_id>/remove")
@permission(Permission.PREPARE_CONSULTATIONS)
def remove_draft_material(draft_id: int, material_id: int) -> Response:
    """Remove a material with its files."""
    remove_material(store_session(), load_draft(draft_id), material_id)
    record(store_session(), "material removed", now=now(), coordinator_id=coordinator().id)
    store_session().commit()
    notify(Notice.MATERIAL_REMOVED)
    return _back(draft_id)


@pages.get(f"{ADDRESS}materials/<int(max=2147483647):file_id>")
@permission(Permission.PREPARE_CONSULTATIONS)
def draft_material(draft_id: int, file_id: int) -> Response:
    """Send a file of the draft."""
    load_draft(draft_id)
    return send_fetched(fetch_material(store_session(), file_id, draft_id=draft_id))


def _names() -> list[str]:
    return [f"{name}-{language}" for name in ("title", "url") for language in AUTHOR_LANGUAGES]


def _back(draft_id: int) -> Response:
    return redirect(url_for("coordinate.draft_materials", draft_id=draft_id, _anchor=NOTICES), code=303)


def _page(draft: ConsultationDraftRow, typed: dict[str, str], errors: Errors) -> str:
    question_set = authored_in(draft).question_set
    told = question_set.consultation.materials if question_set and question_set.consultation else None
    return render_template(
        "coordinate/drafts/materials.html",
        draft=draft,
        question_set=question_set,
        of_the_set=told or (),
        materials=materials_of(store_session(), draft.id),
        typed=typed,
        PREFIX=PREFIX,
        titles={"fi": _("Title in Finnish"), "sv": _("Title in Swedish")},
        addresses={"fi": _("Address of the Finnish one on the web"), "sv": _("Address of the Swedish one on the web")},
        files={"fi": _("Or the Finnish one as a file"), "sv": _("Or the Swedish one as a file")},
        size=lambda number: format_size(page_language(), number),
        largest=format_size(page_language(), LARGEST_FILE),
        errors=errors,
    )
