"""Saving a page of questions while it is written. The script of the page (`static/autosave.js`) sends what has changed,
and gets an answer in JSON: `fields`, values of hidden fields that the page has from now on; `conflicts`, the revision
fields of the answers between which is to be chosen; `said`, what the page tells the person.

It is the page's own way of saving, with revisions: nothing is overwritten. Files are left to the page's buttons.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import TypeVar

from flask import current_app, jsonify, request
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response

from survey.operations.answers.drafts import Draft, open_draft
from survey.operations.answers.saving import Change
from survey.operations.answers.section_pages import PageInput, Typed, page_section, save_page
from survey.questions.kinds.group import Group
from survey.questions.question_set import Section
from survey.store.base import NotFound
from survey.store.personal_links import Access
from survey.store.responses.answers import NEVER_ANSWERED
from survey.store.responses.open_conflicts import open_conflicts_of
from survey.web.guards import CodesNeeded, DraftDeleted, LinkNeeded, NotAllowed, SignInNeeded
from survey.web.installation import now, store_session
from survey.web.language import _
from survey.web.questions.names import SECTION_REVISION, conflict_name, kept_name, revision_name
from survey.web.sections.filling import AUTOSAVED
from survey.web.sections.page_input import TextTooLong, read_page

MARK = "autosaves"
View = TypeVar("View", bound=Callable[..., object])
Refusal = tuple[Response, int]

log = logging.getLogger(__name__)


def autosaves(view: View) -> View:
    """Mark a view that the script of a page calls: what goes wrong is then told in JSON too."""
    setattr(view, MARK, True)
    return view


def is_autosaving() -> bool:
    """Return whether the script of a page has sent this request."""
    return hasattr(current_app.view_functions.get(request.endpoint or ""), MARK)


def autosave_section(access: Access, section: Section, *, is_open: bool = True) -> Response:
    """Save the answers that the script has sent, and answer with what the page must know. `is_open`: whether they can
    still be submitted.
    """
    draft = open_draft(store_session(), access)
    section = _only_sent(page_section(section, draft.given))
    page = replace(read_page(section, request.form, MultiDict()), files={}, pressed=None)
    saved = save_page(draft, section, page, now=now())
    conflicts = {address: page.typed[address] for address in saved.conflicts if address in page.typed}
    fields = _revisions(draft, page) | (_kept(draft, conflicts) if conflicts else {})
    if saved.changed:
        fields[AUTOSAVED] = 1
    store_session().commit()
    names = [revision_name(each.question) for each in conflicts.values()]
    return jsonify(fields=fields, conflicts=names, said=_said(is_open=is_open, is_open_choice=bool(conflicts)))


def _only_sent(section: Section) -> Section:
    """Return the section without the questions that were not sent: making their fields takes longer than all else."""
    sent = tuple(each for each in section.questions if isinstance(each, Group) or revision_name(each) in request.form)
    return section.model_copy(update={"questions": sent})


def _revisions(draft: Draft, page: PageInput) -> dict[str, int]:
    """Return the revision of each answer that is stored as the page has it: the next change is a change of that one.

    Where a colleague has written something else since, the page keeps the revision of what it shows.
    """
    found = {}
    for address, typed in page.typed.items():
        stored = draft.stored_answers.get(address, NEVER_ANSWERED)
        if Change(typed.question.answer(typed.parts), typed.revision).given == stored.given:
            found[revision_name(typed.question)] = stored.revision
    for address, whole in page.whole_section.items():
        stored = draft.stored_answers.get(address, NEVER_ANSWERED)
        if Change(whole.reading, whole.revision).given == stored.given:
            found[SECTION_REVISION] = stored.revision
    return found


def _kept(draft: Draft, conflicts: Mapping[str, Typed]) -> dict[str, int]:
    """Return the numbers by which the page names the texts that wait now, so that a newer form of one replaces it."""
    waiting = open_conflicts_of(draft.session, draft.access)
    return {
        (conflict_name if typed.conflict_shown else kept_name)(typed.question): each.id
        for address, typed in conflicts.items()
        for each in waiting.get(address, ())
        if dict(each.parts) == dict(typed.parts)
    }


def _said(*, is_open: bool, is_open_choice: bool) -> str:
    if is_open_choice:
        return _("The same question has been given another answer meanwhile. Both are kept until one of you chooses.")
    if not is_open:
        return _("The response time has ended. What you write is saved in the draft, which is not submitted.")
    return _("Saved. What you write is saved as you go.")


def autosave_refusal(error: Exception) -> Refusal:
    """Return the answer to the script if nothing was saved: what the person can do. The page keeps what is typed.

    If the form's token has run out, the answer has a new one: only a page of this service can read it.
    """
    if isinstance(error, CSRFError):
        return jsonify(token=generate_csrf(), said=_not_saved_yet()), HTTPStatus.BAD_REQUEST
    status, said = _refused(error)
    return jsonify(said=said), status


def _sign_in_again() -> str:
    return _("Not saved. Sign in again in another tab. Then saving goes on. The text stays on this page.")


def _too_long() -> str:
    return _("Not saved: the text is too long. Shorten it.")


def _out_of_date() -> str:
    return _("Not saved: this page is out of date. Copy what you wrote, and load the page again.")


_REFUSALS: Mapping[type[Exception], tuple[HTTPStatus, Callable[[], str]]] = {
    LinkNeeded: (
        HTTPStatus.FORBIDDEN,
        lambda: _(
            "Not saved. Open your personal link again in another tab. Then saving goes on. The text stays on this page."
        ),
    ),
    SignInNeeded: (HTTPStatus.FORBIDDEN, _sign_in_again),
    CodesNeeded: (HTTPStatus.FORBIDDEN, _sign_in_again),
    NotAllowed: (
        HTTPStatus.FORBIDDEN,
        lambda: f"{_('Your role does not include this')}. {_('Copy what you wrote, if you need it.')}",
    ),
    DraftDeleted: (
        HTTPStatus.GONE,
        lambda: _("Not saved: the draft has been deleted. Copy what you wrote, if you need it."),
    ),
    TextTooLong: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_long),
    RequestEntityTooLarge: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_long),
    NotFound: (HTTPStatus.NOT_FOUND, _out_of_date),
}
"""What is no fault of ours: the status and what the page tells."""


def _refused(error: Exception) -> tuple[int, str]:
    for kind, (status, words) in _REFUSALS.items():
        if isinstance(error, kind):
            return status, words()
    code = error.code if isinstance(error, HTTPException) else None
    if code and code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return code, _out_of_date()
    # The traceback contains code and no answers: SQLAlchemy hides parameters (store/database.py).
    log.error("Unexpected error at %s", request.endpoint, exc_info=error)
    return code or HTTPStatus.INTERNAL_SERVER_ERROR, _not_saved_yet()


def _not_saved_yet() -> str:
    return _("Not saved yet. It is tried again, and what you wrote stays on this page.")
