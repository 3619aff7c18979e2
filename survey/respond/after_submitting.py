"""What an organisation does with a statement that it has submitted: confirming its decision, and withdrawing it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.operations.mail.occasions import put_confirmation_receipts, put_withdrawal_receipts
from survey.operations.submissions.confirming import (
    DecisionNotWhole,
    NothingToConfirm,
    confirm_statement,
    decision_fingerprint,
)
from survey.operations.submissions.submitting import AnswersChanged, DeadlinePassed, awaited, has_unsent_answers
from survey.operations.submissions.withdrawing import NothingToWithdraw, ReasonLacking, withdraw
from survey.questions.asking.decision import told_decision
from survey.questions.details import DETAILS_KEY
from survey.questions.freeze import read_frozen
from survey.questions.text import clean_text
from survey.respond import pages
from survey.respond.sections import address_of
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.submissions import latest_submission
from survey.store.tables import SubmissionRow
from survey.web.documents.decision import decision_lacking
from survey.web.guards import access, permission
from survey.web.http.nonces import new_nonce, sent_nonce
from survey.web.installation import now, sends_mail, store_session
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.sections.filling import CONFIRM
from survey.web.words.reasons import reason_errors

REASON = "reason"


@pages.get("/responses/<int(max=2147483647):response_id>/confirm")
@permission(Permission.SUBMIT)
def confirming(response_id: int) -> Reply:
    """Show the decision of which the details tell, and the button that confirms the submitted statement with it."""
    submission = latest_submission(store_session(), response_id)
    if submission is None or awaited(submission) is None or not access().is_open(now()):
        return _to("overview")
    return _confirming(submission, nonce=new_nonce())


@pages.post("/responses/<int(max=2147483647):response_id>/confirm")
@permission(Permission.SUBMIT)
def confirm(response_id: int) -> Reply:
    """Confirm the statement and redirect to its receipt. Shows the page again if the decision is not told whole."""
    nonce, checked = sent_nonce(), request.form.get("checked", "")
    try:
        made = confirm_statement(store_session(), access(), nonce=nonce, checked=checked, now=now())
    except (NothingToConfirm, DeadlinePassed):
        notify(Notice.NOTHING_TO_CONFIRM)
        return _to("overview", NOTICES)
    except AnswersChanged:
        notify(Notice.DECISION_CHANGED)
        return _to("confirming", NOTICES)
    except DecisionNotWhole:
        submission = latest_submission(store_session(), response_id)
        if submission is None:
            return _to("overview")
        return _confirming(submission, nonce=nonce, sent=True), 422
    if sends_mail():
        put_confirmation_receipts(store_session(), access(), made.submission, now=now())
    store_session().commit()
    notify(Notice.DECISION_CONFIRMED)
    return _to("receipt", NOTICES)


@pages.get("/responses/<int(max=2147483647):response_id>/withdraw")
@permission(Permission.SUBMIT)
def withdrawing(response_id: int) -> Reply:
    """Ask for the reason, and say what becomes of the statement."""
    submission = latest_submission(store_session(), response_id)
    if submission is None or now() >= access().closing:
        return _to("overview")
    return _withdrawing(submission, nonce=new_nonce())


@pages.post("/responses/<int(max=2147483647):response_id>/withdraw")
@permission(Permission.SUBMIT)
def withdraw_statement(response_id: int) -> Reply:
    """Withdraw the statement and redirect to the receipt, which says so. Shows the page again without a reason."""
    nonce, checked = sent_nonce(), request.form.get("checked", "")
    reason = clean_text(request.form.get(REASON, "")).text.strip()
    try:
        made = withdraw(store_session(), access(), nonce=nonce, checked=checked, reason=reason, now=now())
    except (NothingToWithdraw, DeadlinePassed):
        notify(Notice.NOTHING_TO_WITHDRAW)
        return _to("overview", NOTICES)
    except AnswersChanged:
        notify(Notice.STATEMENT_REPLACED)
        return _to("withdrawing", NOTICES)
    except ReasonLacking:
        submission = latest_submission(store_session(), response_id)
        if submission is None:
            return _to("overview")
        return _withdrawing(submission, nonce=nonce, reason=reason, errors=reason_errors(REASON, reason)), 422
    if sends_mail():
        put_withdrawal_receipts(store_session(), access().invitation, made.submission, now=now())
    store_session().commit()
    return _to("receipt")


def _confirming(submission: SubmissionRow, *, nonce: str, sent: bool = False) -> str:
    answers = given_answers(stored_answers_of(store_session(), access().response.id))
    told, question_set = told_decision(answers), read_frozen(access().consultation.question_set)
    details = f"{address_of(DETAILS_KEY)}?from={CONFIRM}"
    errors = decision_lacking(answers, now(), address=details)
    return render_template(
        "respond/confirm.html",
        access=access(),
        submission=submission,
        told=told,
        errors=errors if sent else [],
        lacking=errors,
        has_other_changes=has_unsent_answers(access(), question_set, answers, submission),
        details=details,
        checked=decision_fingerprint(submission, told),
        nonce=nonce,
    )


def _withdrawing(submission: SubmissionRow, *, nonce: str, reason: str = "", errors: Errors | None = None) -> str:
    return render_template(
        "respond/withdraw.html",
        access=access(),
        submission=submission,
        name=REASON,
        reason=reason,
        nonce=nonce,
        errors=errors or [],
    )


def _to(page: str, place: str | None = None) -> Response:
    return redirect(url_for(f".{page}", response_id=access().response.id, _anchor=place), code=303)
