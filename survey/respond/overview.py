"""Opening a personal link, and the overview page to which it leads."""

from http import HTTPStatus

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from survey.operations.accounts.tokens import token_digest
from survey.operations.submissions.submitting import has_unsent_changes
from survey.questions.asking.progress import Progress, section_progress
from survey.questions.asking.visibility import asked_sections
from survey.questions.details import details_section
from survey.questions.freeze import read_frozen
from survey.respond import pages
from survey.respond.sections import own_filling
from survey.store.base import NotFound
from survey.store.colleagues.comments import count_of_open_comments
from survey.store.personal_links import link_by_token
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.open_conflicts import open_conflicts_of
from survey.store.responses.submissions import latest_of_each
from survey.web.documents.consultation import consultation_view
from survey.web.errors import error_page
from survey.web.guards import access, permission, remember_link
from survey.web.installation import now, store_session
from survey.web.language import _
from survey.web.permissions import Permission
from survey.web.sections.filling import choices_to_make


@pages.get("/r/<token>")
@permission(Permission.VISIT)
def personal_link(token: str) -> Response | tuple[str, int]:
    """Store a personal link in this browser's session, and redirect at once to an address without the secret token."""
    try:
        link, response = link_by_token(store_session(), token_digest(token))
    except NotFound:
        return error_page(
            HTTPStatus.NOT_FOUND,
            _("The link does not work"),
            _("The address may be incomplete: copy it whole from the request for a statement."),
            _("If the link no longer works, ask for a new one from the authority that sent the request."),
            links=True,
        )
    remember_link(link)
    return redirect(url_for("respond.overview", response_id=response.id), code=303)


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
    details = section_progress(details_section(question_set.languages), answers)
    sections = [section_progress(section, answers) for section in asked_sections(question_set, answers)[1:]]
    return render_template(
        "respond/overview.html",
        access=access(),
        question_set=question_set,
        about=consultation_view(access().consultation, question_set),
        details=details,
        sections=sections,
        ready=sum(each.progress is Progress.READY for each in sections),
        submission=submission,
        entered=latest.entered,
        counting=latest.counting,
        unsent=submission is not None and has_unsent_changes(access(), question_set, answers, submission),
        is_open=access().is_open(now()),
        is_late=access().is_late(now()),
        choices=choices_to_make(own_filling(), answers, waiting),
        open_comments=count_of_open_comments(store_session(), response_id) if access().has_colleagues else 0,
    )
