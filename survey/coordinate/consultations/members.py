"""Who takes part in a consultation. Who does not take part does not learn that it exists."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.languages import sort_key
from survey.operations.accounts.roles import MEMBER_ROLES
from survey.operations.consultations.members import (
    WHO_MAY_CHANGE,
    MemberRefused,
    can_change,
    change_member,
    remove_member,
    take_in,
)
from survey.questions.freeze import read_frozen
from survey.questions.text import small_number
from survey.store.accounts import account_by_id, open_accounts
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key
from survey.store.members import members_of
from survey.store.tables import ConsultationRow
from survey.web.guards import coordinator, permission, takes_part
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.words.accounts import role_words

ADDRESS = "/coordinate/consultations/<key>/members/"
ONE = f"{ADDRESS}<int(max=2147483647):account_id>/"


@pages.get(ADDRESS)
@permission(Permission.MANAGE_MEMBERS)
def members(key: str) -> str:
    """Show who takes part, in which role, and the form for taking in somebody else."""
    return _page(consultation_by_key(store_session(), key))


@pages.post(ADDRESS)
@permission(Permission.MANAGE_MEMBERS)
def add_member(key: str) -> Reply:
    """Take in an account."""
    found = consultation_by_key(store_session(), key)
    chosen, role = request.form.get("account", ""), request.form.get("role", "")
    if is_switching():
        return _page(found, chosen=chosen, role=role)
    errors = [] if small_number(chosen) > 0 else [("account", _("Choose whom to take in."))]
    errors += [] if role in MEMBER_ROLES else [("role", _("Choose the role in this consultation."))]
    if errors:
        return _page(found, chosen=chosen, role=role, errors=errors), 422
    account = account_by_id(store_session(), small_number(chosen))
    try:
        take_in(store_session(), found, account, role=role, by=coordinator(), now=now())
    except MemberRefused as refused:
        return _page(found, chosen=chosen, role=role, errors=[("role", refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.MEMBER_ADDED, name=account.name)
    return _back(key)


@pages.post(f"{ONE}role")
@permission(Permission.MANAGE_MEMBERS)
def change_role_of_member(key: str, account_id: int) -> Reply:
    """Give somebody who takes part another role in the consultation."""
    found, role = consultation_by_key(store_session(), key), request.form.get("role", "")
    if role not in MEMBER_ROLES:
        raise NotFound(role)
    name = account_by_id(store_session(), account_id).name
    try:
        change_member(store_session(), found, account_id, role=role, by=coordinator(), now=now())
    except MemberRefused as refused:
        return _page(found, errors=[(f"member-{account_id}", refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.MEMBER_CHANGED, name=name)
    return _to_list_or_back(key, account_id)


@pages.post(f"{ONE}remove")
@permission(Permission.MANAGE_MEMBERS)
def remove_from_consultation(key: str, account_id: int) -> Reply:
    """End somebody's part in the consultation."""
    found = consultation_by_key(store_session(), key)
    name = account_by_id(store_session(), account_id).name
    try:
        remove_member(store_session(), found, account_id, by=coordinator(), now=now())
    except NotFound:  # a double click or an old page: the account does not take part any more
        return _back(key)
    except MemberRefused as refused:
        return _page(found, errors=[(f"member-{account_id}", refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.MEMBER_REMOVED, name=name)
    return _to_list_or_back(key, account_id)


def _page(found: ConsultationRow, *, chosen: str = "", role: str = "", errors: Errors | None = None) -> str:
    taking_part = members_of(store_session(), found.id)
    known = {each.coordinator_id for each in taking_part}
    others = [each for each in open_accounts(store_session()) if each.id not in known]
    return render_template(
        "coordinate/members.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        members=sorted(taking_part, key=lambda each: sort_key(each.coordinator.name)),
        can_change=can_change,
        may_be_coordinator=lambda account: account.role in WHO_MAY_CHANGE,
        others=sorted(others, key=lambda each: sort_key(each.name)),
        role_words=role_words,
        takes_part=takes_part(),
        chosen=chosen,
        role=role,
        errors=errors or [],
    )


def _back(key: str) -> Response:
    return redirect(url_for("coordinate.members", key=key, _anchor=NOTICES), code=303)


def _to_list_or_back(key: str, account_id: int) -> Response:
    """Lead to the list whoever has taken away the own right to see the page."""
    if account_id == coordinator().id:
        return redirect(url_for("coordinate.consultation_list", _anchor=NOTICES), code=303)
    return _back(key)
