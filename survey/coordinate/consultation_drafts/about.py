"""What is told of a consultation beside its questions: a form that keeps what cannot be read yet, too."""

from flask import redirect, render_template, request, url_for

from survey.coordinate import pages
from survey.coordinate.consultation_drafts.about_fields import (
    contact_fields,
    issuer_fields,
    moment_fields,
    texts_told,
)
from survey.coordinate.consultation_drafts.loading import ADDRESS, load_draft
from survey.operations.consultation_drafts.about import (
    CHECKED,
    CONTACTS,
    IS_LARGE,
    PUBLICATION,
    WHO_MAY_ANSWER,
    cleaned,
    told_languages,
    typed_faults,
)
from survey.operations.consultation_drafts.changing import DraftChanged, save_about
from survey.operations.question_sets.drafts import authored_in
from survey.questions.text import small_number
from survey.store.tables import ConsultationDraftRow
from survey.web.documents.consultation import publication_words, who_may_answer_words
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.limits import largest_body
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

PREFIX = "opening-"
"""The names (and ids) of the fields begin with this text. Text typed in such fields is kept when the session has
expired.
"""

VERSION = "version"
"""The hidden field with the version of the draft that the page shows."""

LARGEST = 1024 * 1024
"""Bytes: four texts of 20,000 characters, percent-encoded."""


@pages.get(f"{ADDRESS}about")
@permission(Permission.PREPARE_CONSULTATIONS)
def draft_about(draft_id: int) -> Reply:
    """Show what is told of the consultation, with what is wrong with it."""
    draft = load_draft(draft_id)
    return _page(draft, draft.about, _faults(draft, draft.about))


@pages.post(f"{ADDRESS}about")
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST, fields=LARGEST)
def save_draft_about(draft_id: int) -> Reply:
    """Store everything that was typed. What cannot be read is stored too, and named."""
    draft = load_draft(draft_id)
    form = {name.removeprefix(PREFIX): text for name, text in request.form.items()}
    typed = cleaned(form, told_languages(authored_in(draft).question_set))
    if is_switching():
        return _page(draft, typed, [], request.form.get(VERSION, ""))
    shown = small_number(request.form.get(VERSION, ""))
    try:
        changed = save_about(store_session(), draft, typed, shown=shown, by=coordinator(), now=now())
    except DraftChanged as refused:
        return _page(draft, typed, _changed_errors(refused)), 409
    store_session().commit()
    if errors := _faults(draft, typed):
        return _page(draft, typed, errors, saved=True), 422
    notify(Notice.SAVED_DRAFT if changed else Notice.NOTHING_CHANGED)
    return redirect(url_for("coordinate.draft", draft_id=draft_id, _anchor=NOTICES), code=303)


def _faults(draft: ConsultationDraftRow, typed: dict[str, str]) -> Errors:
    faults = typed_faults(typed, told_languages(authored_in(draft).question_set))
    return [(PREFIX + name, fault.words(page_language())) for name, fault in faults]


def _changed_errors(refused: DraftChanged) -> Errors:
    """For each field that a colleague has changed meanwhile, what stands there now."""
    words = _("A colleague has changed this meanwhile. It says now: “%(text)s”. If you save again, yours stays.")
    empty = _("A colleague has emptied this meanwhile. If you save again, yours stays.")
    return [(PREFIX + name, words % {"text": text} if text else empty) for name, text in refused.theirs.items()]


def _page(
    draft: ConsultationDraftRow, typed: dict[str, str], errors: Errors, version: str = "", *, saved: bool = False
) -> str:
    question_set = authored_in(draft).question_set
    languages = told_languages(question_set)
    return render_template(
        "coordinate/drafts/about.html",
        draft=draft,
        question_set=question_set,
        issuers=issuer_fields(languages),
        texts=texts_told(languages),
        contacts=[(number, contact_fields(number)) for number in CONTACTS],
        moments=moment_fields(),
        who_may_answer=[(each, who_may_answer_words()[each]) for each in WHO_MAY_ANSWER],
        publication=[(each, publication_words()[each]) for each in PUBLICATION],
        typed=typed,
        version=version or draft.version,
        PREFIX=PREFIX,
        VERSION=VERSION,
        IS_LARGE=IS_LARGE,
        CHECKED=CHECKED,
        errors=errors,
        saved=saved,
    )
