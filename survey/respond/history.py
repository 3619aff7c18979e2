"""The earlier texts of one answer: who wrote them and when, what changed, and putting one of them back."""

from flask import redirect, render_template, request, url_for

from survey.languages import format_time
from survey.operations.answers.drafts import open_draft
from survey.operations.answers.history import Version, history_of, put_back, text_in_revision
from survey.questions.text import small_number
from survey.respond import pages
from survey.respond.sections import own_filling
from survey.store.base import NotFound
from survey.store.responses.answers import NEVER_ANSWERED, StoredAnswer, stored_answers_of
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.language import _
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.sections.history import VersionView, version_view
from survey.web.sections.one_question import OneQuestion, one_question

ADDRESS = "/responses/<int(max=2147483647):response_id>/history/<path:address>"
EVERY, FROM = "every", "from"
"""The parameters of the page: every saved text, and the revision with which it begins."""


@pages.get(ADDRESS)
@permission(Permission.READ_RESPONSE)
def history(response_id: int, address: str) -> Reply:
    """Show the texts of an answer, the latest first."""
    stored_answers = stored_answers_of(store_session(), response_id)
    found = one_question(own_filling(), address, stored_answers)
    return _page(found, address, stored_answers.get(address, NEVER_ANSWERED))


@pages.post(ADDRESS)
@permission(Permission.CHANGE_RESPONSE)
def put_back_earlier(response_id: int, address: str) -> Reply:
    """Put an earlier text back. Shows both texts instead if somebody has changed the answer meanwhile; redirects to the
    overview after the deadline.
    """
    if not access().is_open(now()):
        return redirect(url_for(".overview", response_id=response_id), code=303)
    revision, over = (small_number(request.form.get(name, "")) for name in ("revision", "over"))
    draft = open_draft(store_session(), access())
    found = one_question(own_filling(), address, draft.stored_answers)
    if found.question.takes_files:
        raise NotFound(address)  # files that were removed are not there any more
    saved = put_back(draft, address, revision, over=over, now=now())
    store_session().commit()
    if saved.conflicts:
        return _page(found, address, draft.stored_answers[address], refused=revision), 409
    notify(Notice.TEXT_PUT_BACK if saved.changed else Notice.NOTHING_CHANGED, time=format_time(now()))
    return redirect(url_for(".history", response_id=response_id, address=address, _anchor=NOTICES), code=303)


def _page(found: OneQuestion, address: str, present: StoredAnswer, *, refused: int = 0) -> str:
    every, first = EVERY in request.args, small_number(request.args.get(FROM, ""))
    shown = history_of(store_session(), access().response.id, address, every=every, first=first or None)
    return render_template(
        "respond/history.html",
        access=access(),
        found=found,
        address=address,
        history=shown,
        versions=[version_view(found.question, each) for each in shown.versions],
        every=every,
        present=present.revision,
        can_put_back=access().is_open(now()) and not found.question.takes_files,
        refused=_refused(found, address, present, refused) if refused else None,
        errors=[("refused", _("Somebody has changed the answer since you opened this page."))] if refused else [],
    )


def _refused(found: OneQuestion, address: str, present: StoredAnswer, revision: int) -> VersionView:
    """The text that was to be put back, with what differs between it and what is stored now."""
    wanted = text_in_revision(store_session(), access().response.id, address, revision)
    written = history_of(store_session(), access().response.id, address, every=True, first=revision).versions[0].written
    return version_view(found.question, Version(written, wanted, present.given, is_present=False))
