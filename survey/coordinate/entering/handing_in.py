"""Checking a typed statement and entering it, or entering that the organisation has nothing to state."""

import secrets
from typing import Final

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.entering.found import (
    ADDRESS,
    Found,
    NothingIsEntered,
    load_entering,
    load_organisation,
    to_organisation,
)
from survey.operations.mail.occasions import put_receipts, receipt_addresses
from survey.operations.submissions.entering import enter_statement, in_the_way, made_before, would_count
from survey.operations.submissions.submitting import (
    AlreadySubmitted,
    AnswersChanged,
    NotReady,
    fingerprint,
)
from survey.questions.asking.displayed import displayed_sections
from survey.questions.asking.progress import all_findings, language_given
from survey.questions.question import Answers
from survey.questions.text import clean_text
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.open_conflicts import open_conflicts_of
from survey.store.responses.submissions import latest_of_each
from survey.store.tables import SubmissionRow
from survey.web.documents.review import review_sections
from survey.web.documents.statement import summary_of
from survey.web.guards import coordinator, permission
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.sections.filling import choices_to_make

LONGEST_NONCE: Final = 64
RECEIPT: Final = "receipt"


@pages.get(f"{ADDRESS}review")
@permission(Permission.RUN_CONSULTATIONS)
def review_entered(key: str, invitation_id: int) -> str:
    """Show every answer with a link for changing it, what is not answered, and what cannot be entered as it is."""
    found = load_entering(key, invitation_id)
    access = found.entering.access
    stored_answers = stored_answers_of(store_session(), access.response.id)
    answers = given_answers(stored_answers)
    findings = all_findings(found.question_set, answers)
    stopping = in_the_way(findings)
    waiting = open_conflicts_of(store_session(), access)
    numbers = found.question_set.numbers()
    return render_template(
        "coordinate/review_entered.html",
        found=found,
        sections=review_sections(
            displayed_sections(found.question_set, answers, language=page_language(), with_contact=True),
            stopping,  # what is only missing is shown as not answered
            address_of=found.address_of,
            answer_language=language_given(answers, access.organisation.language),
            set_digest=access.consultation.set_digest,
            history={},
        ),
        errors=summary_of(stopping, numbers, found.address_of),
        left=summary_of([each for each in findings if each not in stopping], numbers, found.address_of),
        choices=choices_to_make(found.filling, answers, waiting),
        checked=fingerprint(stored_answers, waiting),
        **_what_it_does(found, answers),
    )


@pages.post(f"{ADDRESS}review")
@permission(Permission.RUN_CONSULTATIONS)
def enter(key: str, invitation_id: int) -> Reply:
    """Enter the statement, and lead to the organisation's page."""
    return _enter(key, invitation_id, nothing=False)


@pages.get(f"{ADDRESS}nothing-to-state")
@permission(Permission.RUN_CONSULTATIONS)
def entered_nothing_to_state(key: str, invitation_id: int) -> str:
    """Ask whether the organisation has told that it has nothing to state on the complete request."""
    found = load_entering(key, invitation_id)
    stored_answers = stored_answers_of(store_session(), found.entering.access.response.id)
    waiting = open_conflicts_of(store_session(), found.entering.access)
    return render_template(
        "coordinate/nothing_entered.html",
        found=found,
        checked=fingerprint(stored_answers, waiting),
        **_what_it_does(found, given_answers(stored_answers)),
    )


@pages.post(f"{ADDRESS}nothing-to-state")
@permission(Permission.RUN_CONSULTATIONS)
def enter_nothing_to_state(key: str, invitation_id: int) -> Reply:
    """Enter that the organisation has nothing to state."""
    return _enter(key, invitation_id, nothing=True)


def _enter(key: str, invitation_id: int, *, nothing: bool) -> Response:
    nonce = clean_text(request.form.get("nonce", "")).text[:LONGEST_NONCE] or _new_nonce()
    try:
        found = load_entering(key, invitation_id, saves=True)
    except NothingIsEntered:
        _consultation, one = load_organisation(key, invitation_id)
        if made := made_before(store_session(), one.invitation, nonce):  # a double click
            return _entered(made, key, invitation_id)
        raise
    checked = request.form.get("checked", "")
    try:
        made = enter_statement(
            store_session(), found.entering, nonce=nonce, checked=checked, nothing=nothing, by=coordinator(), now=now()
        )
    except AnswersChanged:
        notify(Notice.ENTERED_ANSWERS_CHANGED)
        return redirect(f"{request.path}#{NOTICES}", code=303)
    except NotReady:
        return redirect(found.address("review_entered"), code=303)
    except AlreadySubmitted:
        notify(Notice.ENTERED_BEFORE)
        return redirect(f"{found.address('entering')}#{NOTICES}", code=303)
    if request.form.get(RECEIPT) and sends_mail():
        put_receipts(store_session(), found.entering.access, made, now=now())
    store_session().commit()
    return _entered(made, key, invitation_id)


def _entered(made: SubmissionRow, key: str, invitation_id: int) -> Response:
    notify(Notice.STATEMENT_ENTERED, reference=made.reference)
    return to_organisation(key, invitation_id)


def _what_it_does(found: Found, answers: Answers) -> dict[str, object]:
    """What entering does: whether it will count beside the organisation's own, and where a receipt would go."""
    latest = latest_of_each(store_session(), found.entering.own.id)
    return {
        "submitted": latest.own,
        "counts": would_count(found.entering.statement, latest.own),
        "entered": latest.entered,
        "addresses": receipt_addresses(found.entering.access, answers) if sends_mail() else [],
        "receipt": RECEIPT,
        "nonce": _new_nonce(),
    }


def _new_nonce() -> str:
    return secrets.token_urlsafe(24)
