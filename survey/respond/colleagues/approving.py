"""An approver's page: the draft as it stands, and the button that approves it within the organisation."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.operations.colleagues.approving import approve, take_approval_back
from survey.operations.submissions.submitting import AnswersChanged, fingerprint
from survey.questions.asking.progress import all_findings, language_given
from survey.questions.freeze import read_frozen
from survey.respond import pages
from survey.store.colleagues.approvals import approvals_of
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.open_conflicts import open_conflicts_of
from survey.web.documents.statement import document
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission

ADDRESS = "/responses/<int(max=2147483647):response_id>/approval"


@pages.get(ADDRESS)
@permission(Permission.APPROVE)
def approval(response_id: int) -> str:
    """Show the whole draft, what is missing in it, whether it is approved, and the button for that."""
    question_set = read_frozen(access().consultation.question_set)
    stored_answers = stored_answers_of(store_session(), response_id)
    waiting = open_conflicts_of(store_session(), access())
    answers = given_answers(stored_answers)
    checked = fingerprint(stored_answers, waiting)
    given = approvals_of(store_session(), response_id).get(access().participant.id)
    return render_template(
        "respond/colleagues/approval.html",
        access=access(),
        question_set=question_set,
        sections=document(question_set, answers, with_contact=True),
        answer_language=language_given(answers, access().organisation.language),
        missing=len(all_findings(question_set, answers)) + len(waiting),
        checked=checked,
        given=given,
        is_this=given is not None and given.fingerprint == checked,
    )


@pages.post(ADDRESS)
@permission(Permission.APPROVE)
def approve_draft(response_id: int) -> Response:
    """Approve the draft, or ask the approver to read it again if somebody has changed it meanwhile."""
    try:
        approve(store_session(), access(), checked=request.form.get("checked", ""), now=now())
    except AnswersChanged:
        notify(Notice.CHANGED_BEFORE_APPROVAL)
        return _back()
    store_session().commit()
    notify(Notice.APPROVED)
    return _back()


@pages.post(f"{ADDRESS}/take-back")
@permission(Permission.APPROVE)
def take_back_approval(response_id: int) -> Response:
    """Take one's own approval back."""
    take_approval_back(store_session(), access(), now=now())
    store_session().commit()
    notify(Notice.APPROVAL_TAKEN_BACK)
    return _back()


def _back() -> Response:
    return redirect(url_for(".approval", response_id=access().response.id, _anchor=NOTICES), code=303)
