"""Who takes part in preparing a consultation: only they see it before it opens."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.consultation_drafts.loading import ADDRESS, load_draft
from survey.languages import sort_key
from survey.operations.consultation_drafts.changing import LastMember, add_member, remove_member
from survey.operations.question_sets.drafts import authored_in
from survey.questions.text import small_number
from survey.store.accounts import open_accounts
from survey.store.consultation_drafts import members_of
from survey.store.tables import ConsultationDraftRow, CoordinatorRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission, may
from survey.web.replies import Reply

MEMBER = "member"
LIST = "members"
"""Where the list of those who take part stands on the page: what is wrong with it leads there."""


@pages.get(f"{ADDRESS}members")
@permission(Permission.PREPARE_CONSULTATIONS)
def draft_members(draft_id: int) -> str:
    """Show who prepares the consultation, and who of the others could."""
    return _page(load_draft(draft_id), [])


@pages.post(f"{ADDRESS}members")
@permission(Permission.PREPARE_CONSULTATIONS)
def add_draft_member(draft_id: int) -> Reply:
    """Let a colleague take part."""
    draft = load_draft(draft_id)
    chosen = _chosen(draft)
    if chosen is None:
        return _page(draft, [(MEMBER, _("Choose a colleague."))]), 422
    add_member(store_session(), draft, chosen, by=coordinator(), now=now())
    store_session().commit()
    notify(Notice.DRAFT_MEMBER_ADDED, name=chosen.name)
    return _back(draft_id)


@pages.post(f"{ADDRESS}members/<int(max=2147483647):coordinator_id>/remove")
@permission(Permission.PREPARE_CONSULTATIONS)
def remove_draft_member(draft_id: int, coordinator_id: int) -> Reply:
    """Let a colleague, or oneself, take part no more."""
    draft = load_draft(draft_id)
    try:
        remove_member(store_session(), draft, coordinator_id, by=coordinator(), now=now())
    except LastMember as refused:
        return _page(draft, [(LIST, refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.DRAFT_MEMBER_REMOVED)
    if coordinator_id == coordinator().id:
        return redirect(url_for("coordinate.consultation_list", _anchor=NOTICES), code=303)
    return _back(draft_id)


def _chosen(draft: ConsultationDraftRow) -> CoordinatorRow | None:
    number = small_number(request.form.get(MEMBER, ""))
    members = members_of(store_session(), draft.id)
    return next((each for each in _others(members) if each.id == number), None)


def _others(members: Sequence[CoordinatorRow]) -> list[CoordinatorRow]:
    known = {each.id for each in members}
    everybody = sorted(open_accounts(store_session()), key=lambda each: sort_key(each.name))
    return [each for each in everybody if each.id not in known and may(each.role, Permission.PREPARE_CONSULTATIONS)]


def _back(draft_id: int) -> Response:
    return redirect(url_for("coordinate.draft_members", draft_id=draft_id, _anchor=NOTICES), code=303)


def _page(draft: ConsultationDraftRow, errors: list[tuple[str, str]]) -> str:
    members = members_of(store_session(), draft.id)
    return render_template(
        "coordinate/drafts/members.html",
        draft=draft,
        question_set=authored_in(draft).question_set,
        members=members,
        others=_others(members),
        me=coordinator().id,
        errors=errors,
    )
