"""Trying the consultation before it opens: beginning and removing one's trial, and the workbook of what was tried.

The pages on which it is filled in are the respondents' own, registered a second time (`TRIAL` in web/guards.py).
"""

from functools import partial

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.consultation_drafts.loading import ADDRESS, load_draft
from survey.languages import pgettext
from survey.operations.consultation_drafts.trials import (
    begin_trial,
    open_trial,
    remove_trial,
    state_of_trial,
    write_trial_workbook,
)
from survey.operations.exports.formats import WORKBOOK
from survey.operations.question_sets.drafts import authored_in
from survey.store.base import NotFound
from survey.web.guards import TRIAL, coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.sending import send_made

RESPONSE_ID = 1
"""The number of the only response in a trial's database."""


@pages.get(f"{ADDRESS}try")
@permission(Permission.PREPARE_CONSULTATIONS)
def trying(draft_id: int) -> Reply:
    """Show what a trial is, and the own one if there is one: going on with it, its workbook, removing it."""
    draft = load_draft(draft_id)
    question_set = authored_in(draft).question_set
    if question_set is None:
        raise NotFound(str(draft_id))
    return render_template(
        "coordinate/drafts/trial.html",
        draft=draft,
        question_set=question_set,
        trial=state_of_trial(store_session(), draft, coordinator().id),
        overview=url_for(f"{TRIAL}.overview", draft_id=draft_id, response_id=RESPONSE_ID),
    )


@pages.post(f"{ADDRESS}try")
@permission(Permission.PREPARE_CONSULTATIONS)
def begin_to_try(draft_id: int) -> Response:
    """Begin a trial, in place of an earlier one, and go to its first page."""
    draft = load_draft(draft_id, also_waiting=True)
    response_id = begin_trial(store_session(), draft, by=coordinator(), language=page_language(), now=now())
    store_session().commit()
    return redirect(url_for(f"{TRIAL}.overview", draft_id=draft_id, response_id=response_id), code=303)


@pages.post(f"{ADDRESS}try/remove")
@permission(Permission.PREPARE_CONSULTATIONS)
def remove_what_was_tried(draft_id: int) -> Response:
    """Delete the own trial with everything that was filled in."""
    draft = load_draft(draft_id, also_waiting=True)
    if remove_trial(store_session(), draft, by=coordinator(), now=now()):
        store_session().commit()
        notify(Notice.TRIAL_REMOVED)
    return redirect(url_for("coordinate.trying", draft_id=draft_id, _anchor=NOTICES), code=303)


@pages.get(f"{ADDRESS}try/workbook.xlsx")
@permission(Permission.PREPARE_CONSULTATIONS)
def tried_workbook(draft_id: int) -> Response:
    """Send the committee's workbook of what was handed in in the own trial."""
    trial = open_trial(store_session(), draft_id, coordinator(), now=now(), writes=False)
    try:
        write = partial(write_trial_workbook, trial, language=page_language(), by=coordinator().name, now=now())
        name = f"{trial.access.consultation.key}-{pgettext(page_language(), 'file name', 'statements')}.xlsx"
        return send_made(write, name=name, media_type=WORKBOOK)
    finally:
        trial.close()
