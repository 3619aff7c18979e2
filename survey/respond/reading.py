"""Reading what was submitted, and the draft: the receipt, the statement, and pages for printing."""

from flask import redirect, render_template, request, url_for

from survey.operations.submissions.documents import submitted_of
from survey.operations.submissions.snapshots import public_answers, question_set_of
from survey.operations.submissions.submitting import awaited, has_unsent_changes
from survey.questions.asking.progress import language_given
from survey.questions.freeze import read_frozen
from survey.respond import pages
from survey.store.base import NotFound
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.submissions import counting_number, latest_of_each, numbered, submissions_of
from survey.web.documents.consultation import consultation_view
from survey.web.documents.paper import paper_sections
from survey.web.documents.statement import document
from survey.web.guards import access, caller_may, permission
from survey.web.installation import now, store_session
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.words.second_language import (
    is_choosing_second_language,
    offer_second_language,
    remember_second_language,
)


@pages.get("/responses/<int(max=2147483647):response_id>/receipt")
@permission(Permission.READ_RESPONSE)
def receipt(response_id: int) -> Reply:
    """Show when the statement was received, its reference, and the earlier submissions. Raises NotFound if there are
    none.
    """
    submissions = submissions_of(store_session(), response_id)
    if not submissions:
        raise NotFound("submission")
    counting = counting_number(store_session(), response_id)
    return render_template(
        "respond/receipt.html",
        access=access(),
        question_set=read_frozen(access().consultation.question_set),
        submission=submissions[0],
        earlier=submissions[1:],
        counting=counting,
        told=submitted_of(store_session(), submissions[0], latest=counting),
        is_open=access().is_open(now()),
        may_withdraw=caller_may(Permission.SUBMIT) and counting > 0 and now() < access().closing,
        pending=awaited(submissions[0]) if counting else None,
        only_decides=access().only_decides(now()),
    )


@pages.get("/responses/<int(max=2147483647):response_id>/statement")
@permission(Permission.READ_RESPONSE)
def statement(response_id: int) -> Reply:
    """Show a submitted statement for reading and printing: the latest, or the one in the parameter `number`."""
    number = request.args.get("number", type=int)
    submissions = submissions_of(store_session(), response_id)
    submission = numbered(submissions, number)
    question_set = question_set_of(store_session(), access().consultation, submission.snapshot)
    return render_template(
        "respond/statement.html",
        access=access(),
        question_set=question_set,
        submission=submission,
        told=submitted_of(store_session(), submission, latest=counting_number(store_session(), response_id)),
        sections=document(question_set, public_answers(submission.snapshot)),
    )


@pages.get("/responses/<int(max=2147483647):response_id>/questions")
@permission(Permission.READ_RESPONSE)
def questions(response_id: int) -> Reply:
    """Show every question with its options and space for an answer, to print and prepare on paper or with a board."""
    question_set = read_frozen(access().consultation.question_set)
    offer_second_language(question_set.languages)
    if is_choosing_second_language():
        remember_second_language()
        return redirect(url_for(".questions", response_id=response_id), code=303)
    return render_template(
        "respond/questions.html",
        access=access(),
        question_set=question_set,
        about=consultation_view(access().consultation, question_set),
        sections=paper_sections(question_set),
    )


@pages.get("/responses/<int(max=2147483647):response_id>/draft")
@permission(Permission.READ_RESPONSE)
def draft(response_id: int) -> Reply:
    """Show the draft as it is now, for reading and printing. Works also after the deadline."""
    question_set = read_frozen(access().consultation.question_set)
    answers = given_answers(stored_answers_of(store_session(), response_id))
    submission = latest_of_each(store_session(), response_id).own
    return render_template(
        "respond/draft.html",
        access=access(),
        question_set=question_set,
        sections=document(question_set, answers),
        answer_language=language_given(answers, access().organisation.language),
        submission=submission,
        unsent=submission is not None and has_unsent_changes(access(), question_set, answers, submission),
    )
