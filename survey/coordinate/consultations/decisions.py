"""Until when pending decisions can be confirmed, and withdrawing a statement for an organisation that asks for it."""

from flask import redirect, render_template, request, url_for

from survey.coordinate import pages
from survey.coordinate.consultations.deadline_fields import deadline_faults
from survey.languages import format_date, format_time
from survey.operations.consultations.deadlines import DeadlineRefused, set_decision_time
from survey.operations.consultations.typed_moments import read_moment
from survey.operations.mail.occasions import put_withdrawal_receipts
from survey.operations.submissions.submitting import AnswersChanged
from survey.operations.submissions.withdrawing import NothingToWithdraw, ReasonLacking, withdraw_for
from survey.questions.freeze import read_frozen
from survey.questions.text import clean_text
from survey.store.consultations import consultation_by_key
from survey.store.following import Followed, followed_one
from survey.store.tables import ConsultationRow
from survey.web.guards import coordinator, permission
from survey.web.http.nonces import new_nonce, sent_nonce
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.words.reasons import reason_errors

DATE, TIME, REASON = "decisions-date", "decisions-time", "reason"
USUAL_TIME = "16.00"
LONGEST_TYPED = 100
OF_ONE = "/coordinate/consultations/<key>/organisations/<int(max=2147483647):invitation_id>/withdraw"


@pages.get("/coordinate/consultations/<key>/decision-time")
@permission(Permission.RUN_CONSULTATIONS)
def decision_time(key: str) -> str:
    """Show until when decisions can be confirmed, for changing it."""
    found = consultation_by_key(store_session(), key)
    until = found.decisions_until
    typed = {DATE: format_date(until), TIME: format_time(until)} if until else {TIME: USUAL_TIME}
    return _decision_time(found, typed, [])


@pages.post("/coordinate/consultations/<key>/decision-time")
@permission(Permission.RUN_CONSULTATIONS)
def change_decision_time(key: str) -> Reply:
    """Change it; without a day, decisions cannot be confirmed after the closing."""
    found = consultation_by_key(store_session(), key)
    typed = {name: clean_text(request.form.get(name, "")).text.strip()[:LONGEST_TYPED] for name in (DATE, TIME)}
    if is_switching():
        return _decision_time(found, typed, [])
    faults = deadline_faults(typed[DATE], typed[TIME]) if typed[DATE] else ("", "")
    errors = [(name, fault) for name, fault in zip((DATE, TIME), faults, strict=True) if fault]
    if errors:
        return _decision_time(found, typed, errors), 422
    until = read_moment(typed[DATE], typed[TIME]) if typed[DATE] else None
    try:
        set_decision_time(store_session(), found, until, by=coordinator(), now=now())
    except DeadlineRefused as refused:
        return _decision_time(found, typed, [(DATE, refused.words(page_language()))]), 422
    store_session().commit()
    if until:
        notify(Notice.DECISION_TIME_SET, date=format_date(until), time=format_time(until))
    else:
        notify(Notice.NO_DECISION_TIME)
    return redirect(url_for("coordinate.consultation", key=key, _anchor=NOTICES), code=303)


def _decision_time(found: ConsultationRow, typed: dict[str, str], errors: Errors) -> str:
    return render_template(
        "coordinate/decision_time.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        typed=typed,
        names={"date": DATE, "time": TIME},
        errors=errors,
    )


@pages.get(OF_ONE)
@permission(Permission.RUN_CONSULTATIONS)
def withdrawing_for(key: str, invitation_id: int) -> Reply:
    """Ask for the reason for which an organisation wants to withdraw its statement."""
    found, one = _load(key, invitation_id)
    if one.submission is None:
        return redirect(url_for("coordinate.organisation", key=key, invitation_id=invitation_id), code=303)
    return _withdrawing(found, one, nonce=new_nonce())


@pages.post(OF_ONE)
@permission(Permission.RUN_CONSULTATIONS)
def withdraw_for_organisation(key: str, invitation_id: int) -> Reply:
    """Withdraw the statement, also after the response time: the organisation has asked for it."""
    found, one = _load(key, invitation_id)
    nonce, checked = sent_nonce(), request.form.get("checked", "")
    reason = clean_text(request.form.get(REASON, "")).text.strip()
    if is_switching() and one.submission:
        return _withdrawing(found, one, nonce=nonce, reason=reason)
    try:
        made = withdraw_for(
            store_session(), one.invitation, nonce=nonce, checked=checked, reason=reason, by=coordinator(), now=now()
        )
    except ReasonLacking:
        return _withdrawing(found, one, nonce=nonce, reason=reason, errors=reason_errors(REASON, reason)), 422
    except (AnswersChanged, NothingToWithdraw):
        notify(Notice.STATEMENT_CHANGED_MEANWHILE)
        return redirect(
            url_for("coordinate.organisation", key=key, invitation_id=invitation_id, _anchor=NOTICES), code=303
        )
    if sends_mail():
        put_withdrawal_receipts(store_session(), one.invitation, made.submission, now=now())
    store_session().commit()
    notify(Notice.WITHDRAWN_FOR, reference=made.submission.reference)
    return redirect(url_for("coordinate.organisation", key=key, invitation_id=invitation_id, _anchor=NOTICES), code=303)


def _load(key: str, invitation_id: int) -> tuple[ConsultationRow, Followed]:
    found = consultation_by_key(store_session(), key)
    return found, followed_one(store_session(), found.id, invitation_id)


def _withdrawing(
    found: ConsultationRow, one: Followed, *, nonce: str, reason: str = "", errors: Errors | None = None
) -> str:
    return render_template(
        "coordinate/withdraw_for.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        one=one,
        name=REASON,
        reason=reason,
        nonce=nonce,
        sends_mail=sends_mail(),
        errors=errors or [],
    )
