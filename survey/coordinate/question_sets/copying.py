"""Beginning a consultation with questions that there are: an earlier one's, or a set that comes with the service."""

from flask import redirect, render_template, request, url_for

from survey.coordinate import pages
from survey.operations.question_sets.drafts import begin_with_ready_set, copy_into_draft
from survey.operations.question_sets.ready_sets import ready_sets
from survey.questions.freeze import read_frozen
from survey.store.base import NotFound
from survey.store.members import consultations_of
from survey.store.tables import ConsultationRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

COPIED = "copied"
"""The name of the list of consultations whose questions can be copied."""

READY = "ready"
"""The name of the list of ready question sets."""


@pages.get("/coordinate/question-sets/copy")
@permission(Permission.PREPARE_CONSULTATIONS)
def copying() -> str:
    """Show the consultations whose questions can be copied."""
    return _copying_page([])


@pages.post("/coordinate/question-sets/copy")
@permission(Permission.PREPARE_CONSULTATIONS)
def copy_question_set() -> Reply:
    """Begin a consultation with the questions of an earlier one."""
    chosen = request.form.get(COPIED, "")
    if not chosen:
        return _copying_page([(COPIED, _("Choose a consultation."))]), 422
    earlier = next((each for each in _taking_part() if each.key == chosen), None)
    if earlier is None:
        raise NotFound(chosen)
    draft = copy_into_draft(store_session(), coordinator(), earlier, now=now())
    store_session().commit()
    return redirect(url_for("coordinate.question_set_draft", draft_id=draft.id), code=303)


@pages.get("/coordinate/question-sets/ready")
@permission(Permission.PREPARE_CONSULTATIONS)
def choosing_ready_set() -> str:
    """Show the question sets that come with the service."""
    return _ready_page([])


@pages.post("/coordinate/question-sets/ready")
@permission(Permission.PREPARE_CONSULTATIONS)
def choose_ready_set() -> Reply:
    """Begin a consultation with one of the ready question sets."""
    ready = ready_sets().get(request.form.get(READY, ""))
    if ready is None:
        return _ready_page([(READY, _("Choose a question set."))]), 422
    draft = begin_with_ready_set(store_session(), coordinator(), ready, now=now())
    store_session().commit()
    return redirect(url_for("coordinate.question_set_draft", draft_id=draft.id), code=303)


def _taking_part() -> list[ConsultationRow]:
    """The consultations in which the coordinator takes part: of others nobody learns."""
    return consultations_of(store_session(), coordinator().id)


def _copying_page(errors: Errors) -> str:
    earlier = [(each.key, read_frozen(each.question_set).title) for each in _taking_part()]
    return render_template("coordinate/copy_question_set.html", earlier=earlier, COPIED=COPIED, errors=errors)


def _ready_page(errors: Errors) -> str:
    smallest_first = sorted(ready_sets().values(), key=lambda each: len(each.question_set.numbers()))
    return render_template("coordinate/ready_question_sets.html", ready=smallest_first, READY=READY, errors=errors)
