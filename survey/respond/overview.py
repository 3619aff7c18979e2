"""The overview page, to which a personal link leads."""

from flask import render_template

from survey.operations.earlier_statements.offers import offered_statements
from survey.operations.handling.counting import decision_of
from survey.operations.handling.versions import decided_words
from survey.operations.submissions.submitting import awaited, has_unsent_changes
from survey.questions.asking.progress import Progress, section_progress
from survey.questions.asking.visibility import asked_sections
from survey.questions.details import details_on_page
from survey.questions.freeze import read_frozen
from survey.respond import pages
from survey.respond.sections import own_filling
from survey.store.colleagues.comments import count_of_open_comments
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.joint import named_with
from survey.store.responses.open_conflicts import open_conflicts_of
from survey.store.responses.submissions import latest_of_each, latest_withdrawal
from survey.web.documents.consultation import consultation_view
from survey.web.guards import access, caller_may, permission
from survey.web.installation import now, store_session
from survey.web.permissions import Permission
from survey.web.sections.filling import choices_to_make


@pages.get("/responses/<int(max=2147483647):response_id>/")
@permission(Permission.READ_RESPONSE)
def overview(response_id: int) -> str:
    """Show who asks and why, the deadline, what was submitted and what was changed since, and the sections as a task
    list. Only the set's own sections are counted, as on their pages; the respondent's details stand before them.
    """
    question_set = read_frozen(access().consultation.question_set)
    latest = latest_of_each(store_session(), response_id)
    submission = latest.own
    answers = given_answers(stored_answers_of(store_session(), response_id))
    waiting = open_conflicts_of(store_session(), access())
    decision = decision_of(store_session(), response_id)
    details = section_progress(details_on_page(question_set, decided=decision is not None), answers)
    is_written = access().is_open(now()) and caller_may(Permission.CHANGE_RESPONSE)
    sections = [section_progress(section, answers) for section in asked_sections(question_set, answers)[1:]]
    return render_template(
        "respond/overview.html",
        access=access(),
        question_set=question_set,
        about=consultation_view(access().consultation, question_set),
        details=details,
        decided=decided_words(decision) if decision else "",
        sections=sections,
        ready=sum(each.progress is Progress.READY for each in sections),
        submission=submission,
        entered=latest.entered,
        earlier=offered_statements(store_session(), access()) if is_written and not access().has_no_draft else [],
        counting=latest.counting,
        withdrawal=None if latest.counting else latest_withdrawal(store_session(), response_id),
        may_withdraw=caller_may(Permission.SUBMIT) and latest.counting is not None and now() < access().closing,
        pending=awaited(latest.counting),
        only_decides=access().only_decides(now()),
        named_with=named_with(store_session(), access().invitation.id),
        unsent=submission is not None and has_unsent_changes(access(), question_set, answers, submission),
        is_open=access().is_open(now()),
        is_late=access().is_late(now()),
        choices=choices_to_make(own_filling(), answers, waiting),
        open_comments=count_of_open_comments(store_session(), response_id) if access().has_colleagues else 0,
    )
