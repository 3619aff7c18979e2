"""Checking the answers and submitting them, or submitting that there is nothing to state."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.languages import format_date, format_time, text_in
from survey.operations.colleagues.approving import NotApproved, missing_approvals, submit_approved
from survey.operations.colleagues.undoing import tell_writers
from survey.operations.joint.handing_in import BehindAnother, check_not_behind_another, put_all_behind
from survey.operations.joint.texts import draft_text
from survey.operations.mail.occasions import put_receipts
from survey.operations.submissions.submitting import (
    STATEMENT,
    AlreadySubmitted,
    AnswersChanged,
    DeadlinePassed,
    NotReady,
    ReplacesStatement,
    StillPending,
    draft_fingerprint,
    fingerprint,
    submit_nothing_to_state,
)
from survey.questions.asking.decision import told_decision
from survey.questions.asking.displayed import displayed_sections
from survey.questions.asking.progress import all_findings, language_given
from survey.questions.freeze import read_frozen
from survey.questions.question import Answers
from survey.questions.question_set import QuestionSet
from survey.questions.text import small_number
from survey.respond import pages
from survey.respond.decision_fields import DECISION, EXPECTED, decision_choices, read_said, typed_said
from survey.respond.sections import address_of, own_filling
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.joint import confirmed_elsewhere, parties_of
from survey.store.responses.open_conflicts import open_conflicts_of
from survey.store.responses.submissions import latest_submission
from survey.store.tables import SubmissionRow
from survey.web.documents.decision import decision_to_check
from survey.web.documents.review import review_sections
from survey.web.documents.statement import summary_of
from survey.web.guards import access, permission
from survey.web.http.nonces import new_nonce, sent_nonce
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import _, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.sections.filling import choices_to_make, histories
from survey.web.words.texts import words

PASSED_OVER = "passed_over"
"""The name of the box that agrees to submitting without approvals; its value is the numbers of the approvers."""

REPLACES = "replaces"
"""The name of the box that agrees to undoing a submitted statement; its value is the statement's reference."""


@pages.get("/responses/<int(max=2147483647):response_id>/review")
@permission(Permission.CHANGE_RESPONSE)
def review(response_id: int) -> Reply:
    """Show every answer with a link for changing it, what is missing, and what could not be read."""
    if not access().is_open(now()):
        return _to("overview")
    stored_answers = stored_answers_of(store_session(), response_id)
    answers = given_answers(stored_answers)
    findings = all_findings(_question_set(), answers)
    waiting = open_conflicts_of(store_session(), access())
    sections = displayed_sections(_question_set(), answers, language=page_language(), with_contact=True)
    return render_template(
        "respond/review.html",
        access=access(),
        sections=review_sections(
            sections,
            findings,
            address_of=address_of,
            answer_language=language_given(answers, access().organisation.language),
            set_digest=access().consultation.set_digest,
            history=histories(own_filling(), stored_answers),
        ),
        errors=summary_of(findings, _question_set().numbers(), address_of),
        doubts=decision_to_check(answers, now(), address_of=address_of),
        checked=fingerprint(stored_answers, waiting),
        choices=choices_to_make(own_filling(), answers, waiting),
        is_late=access().is_late(now()),
    )


@pages.get("/responses/<int(max=2147483647):response_id>/submit")
@permission(Permission.SUBMIT)
def submit(response_id: int) -> Reply:
    """Show what becomes public and what does not, which approvals are missing, and the button that submits."""
    if not access().is_open(now()):
        return _to("overview")
    stored_answers = stored_answers_of(store_session(), response_id)
    waiting = open_conflicts_of(store_session(), access())
    if waiting or all_findings(_question_set(), given_answers(stored_answers)):
        return _to("review")
    checked = request.args.get("checked", fingerprint(stored_answers, waiting))
    return _asking_for_decision(given_answers(stored_answers), checked=checked, nonce=new_nonce())


@pages.post("/responses/<int(max=2147483647):response_id>/submit")
@permission(Permission.SUBMIT)
def hand_in(response_id: int) -> Reply:
    """Submit the statement and redirect to the receipt.

    Asks again if it is not said whether the organisation has decided, or approvals are missing of which the person has
    not said that they are passed over. Redirects to the overview after the deadline, to the review if something is
    missing or an answer was changed meanwhile, and to the earlier receipt if nothing has changed since the latest
    submission.
    """
    nonce, checked = sent_nonce(), request.form.get("checked", "")
    said, errors = read_said(access(), now())
    if said is None:
        return _asking_again(checked, nonce, errors)
    try:
        check_not_behind_another(store_session(), access())
        submission = submit_approved(
            *(store_session(), access()), nonce=nonce, checked=checked, passed_over=_passed_over(), now=now(), said=said
        )
    except (NotApproved, BehindAnother) as refused:
        approvals = _("Tick that the statement is submitted without the approvals, or wait for them.")
        behind = isinstance(refused, BehindAnother)
        return _asking_again(checked, nonce, [("behind", _behind_words()) if behind else (PASSED_OVER, approvals)])
    except (DeadlinePassed, StillPending):
        return _to("overview")
    except (AnswersChanged, NotReady) as refused:
        if isinstance(refused, AnswersChanged):
            notify(Notice.ANSWERS_CHANGED)
        return _to("review")
    except AlreadySubmitted as refused:
        return _earlier_receipt(refused.submission)
    put_all_behind(store_session(), access(), submission, by_mail=sends_mail(), now=now())
    return _received(submission)


@pages.get("/responses/<int(max=2147483647):response_id>/nothing-to-state")
@permission(Permission.SUBMIT)
def nothing_to_state(response_id: int) -> Reply:
    """Ask whether the organisation really has nothing to state on the complete request, and name the submitted
    statement that this would undo.
    """
    if not access().is_open(now()):
        return _to("overview")
    return _asking_for_nothing(latest_submission(store_session(), response_id))


@pages.post("/responses/<int(max=2147483647):response_id>/nothing-to-state")
@permission(Permission.SUBMIT)
def tell_nothing_to_state(response_id: int) -> Reply:
    """Submit that there is nothing to state. The draft is kept. Asks again if a statement would be undone by it, which
    the person has not agreed to by its reference.
    """
    nonce, checked, replaces = sent_nonce(), request.form.get("checked", ""), request.form.get(REPLACES, "")
    latest = latest_submission(store_session(), response_id)
    try:
        check_not_behind_another(store_session(), access())
        submission = submit_nothing_to_state(
            store_session(), access(), nonce=nonce, checked=checked, now=now(), replaces=replaces
        )
    except BehindAnother:
        return _asking_for_nothing(latest, nonce=nonce, errors=[("behind", _behind_words())]), 422
    except DeadlinePassed:
        return _to("overview")
    except AnswersChanged:
        notify(Notice.DRAFT_CHANGED)
        return _to("nothing_to_state", NOTICES)
    except AlreadySubmitted as refused:
        return _earlier_receipt(refused.submission)
    except ReplacesStatement as refused:
        error = _("Tick that the statement no longer counts, or go back to the draft.")
        return _asking_for_nothing(refused.submission, nonce=nonce, errors=[(REPLACES, error)]), 422
    if sends_mail() and latest and latest.kind == STATEMENT and latest.id != submission.id:
        tell_writers(store_session(), access(), latest, now=now())
    return _received(submission)


def _asking_again(checked: str, nonce: str, errors: Errors) -> Reply:
    if not access().is_open(now()):
        return _to("overview")
    answers = given_answers(stored_answers_of(store_session(), access().response.id))
    return _asking_for_decision(answers, checked=checked, nonce=nonce, errors=errors), 422


def _behind_words() -> str:
    return _(
        "Your organisation has confirmed a joint statement of another organisation. Leave that first: the way to it is "
        "on the overview."
    )


def _asking_for_decision(answers: Answers, *, checked: str, nonce: str, errors: Sequence[tuple[str, str]] = ()) -> str:
    return render_template(
        "respond/submit.html",
        access=access(),
        checked=checked,
        nonce=nonce,
        unpublished=[(number, words(question.label)) for number, question in _question_set().unpublished()],
        is_late=access().is_late(now()),
        only_decides=access().only_decides(now()),
        choices=decision_choices(access(), now()),
        typed=typed_said(),
        told=told_decision(answers),
        names={"decision": DECISION, "expected": EXPECTED},
        missing=missing_approvals(store_session(), access(), checked) if access().has_colleagues else [],
        name=PASSED_OVER,
        behind=confirmed_elsewhere(store_session(), access().invitation.id),
        parties=_parties(),
        sends_mail=sends_mail(),
        errors=errors,
    )


def _parties() -> list[tuple[str, bool]]:
    """The other organisations that are named behind the statement, and whether they have confirmed the draft."""
    named = [each for each in parties_of(store_session(), access().response.id) if each.left_at is None]
    if not named:
        return []
    digest = draft_text(store_session(), access(), now=now()).digest
    return [(text_in(each.name, page_language()), each.confirmed_digest == digest) for each in named]


def _asking_for_nothing(
    latest: SubmissionRow | None, *, nonce: str = "", errors: Sequence[tuple[str, str]] = ()
) -> str:
    return render_template(
        "respond/nothing_to_state.html",
        access=access(),
        nonce=nonce or new_nonce(),
        checked=draft_fingerprint(store_session(), access()),
        replaced=latest if latest and latest.kind == STATEMENT else None,
        name=REPLACES,
        errors=errors,
    )


def _earlier_receipt(submission: SubmissionRow) -> Response:
    at = submission.submitted_at
    notify(Notice.ALREADY_SUBMITTED, date=format_date(at), time=format_time(at))
    return _to("receipt")


def _received(submission: SubmissionRow) -> Response:
    if sends_mail():
        put_receipts(store_session(), access(), submission, now=now())
    store_session().commit()
    return _to("receipt")


def _question_set() -> QuestionSet:
    return read_frozen(access().consultation.question_set)


def _passed_over() -> set[int]:
    """The numbers of the approvers of whom the person has said that they are passed over."""
    return {small_number(each) for each in request.form.get(PASSED_OVER, "").split()}


def _to(page: str, place: str | None = None) -> Response:
    return redirect(url_for(f".{page}", response_id=access().response.id, _anchor=place), code=303)
