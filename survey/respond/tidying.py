"""Tidying pasted text: a page with the text before and after, and a button that accepts it. Until then nothing is
changed.
"""

from flask import redirect, render_template, request, url_for

from survey.languages import format_time
from survey.operations.answers.drafts import open_draft
from survey.operations.answers.tidying import save_tidied, tidied_parts
from survey.questions.text import small_number
from survey.respond import pages
from survey.respond.sections import own_filling
from survey.store.responses.answers import NEVER_ANSWERED, StoredAnswer, stored_answers_of
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.language import _
from survey.web.notices import Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.sections.one_question import OneQuestion, one_question
from survey.web.sections.tidying import tidied_views

ADDRESS = "/responses/<int(max=2147483647):response_id>/tidied/<path:address>"


@pages.get(ADDRESS)
@permission(Permission.CHANGE_RESPONSE)
def tidied(response_id: int, address: str) -> Reply:
    """Show an answer before and after tidying; a redirect to its field if there is nothing to tidy."""
    stored_answers = stored_answers_of(store_session(), response_id)
    found = one_question(own_filling(), address, stored_answers)
    stored = stored_answers.get(address, NEVER_ANSWERED)
    if not access().is_open(now()):
        return redirect(url_for(".overview", response_id=response_id), code=303)
    if not tidied_parts(found.question, stored.given):
        notify(Notice.NOTHING_TO_TIDY)
        return redirect(found.field, code=303)
    return _page(found, address, stored)


@pages.post(ADDRESS)
@permission(Permission.CHANGE_RESPONSE)
def accept_tidied(response_id: int, address: str) -> Reply:
    """Save the tidied text, and redirect to its field. Shows the page again if somebody has changed the answer."""
    if not access().is_open(now()):
        return redirect(url_for(".overview", response_id=response_id), code=303)
    draft = open_draft(store_session(), access())
    found = one_question(own_filling(), address, draft.stored_answers)
    over = small_number(request.form.get("over", ""))
    saved = save_tidied(draft, address, found.question, over=over, now=now())
    store_session().commit()
    stored = draft.stored_answers.get(address, NEVER_ANSWERED)
    if saved.conflicts and tidied_parts(found.question, stored.given):
        return _page(found, address, stored, is_refused=True), 409
    if saved.conflicts:
        notify(Notice.CHANGED_MEANWHILE)
    elif saved.changed:
        notify(Notice.TEXT_TIDIED, time=format_time(now()))
    return redirect(found.field, code=303)


def _page(found: OneQuestion, address: str, stored: StoredAnswer, *, is_refused: bool = False) -> str:
    changed = _("Somebody has changed the answer since you opened this page. This is the answer as it is now.")
    return render_template(
        "respond/tidied.html",
        access=access(),
        found=found,
        address=address,
        parts=tidied_views(found.question, stored.given),
        over=stored.revision,
        errors=[("tidied", changed)] if is_refused else [],
    )
