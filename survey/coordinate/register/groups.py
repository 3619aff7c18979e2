"""Groups of the installation's own, which are offered beside the built-in ones wherever a group is chosen."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.register.organisations import capital, errors_of
from survey.languages import PAGE_LANGUAGES, text_in
from survey.operations.register.changing import EntryRefused
from survey.operations.register.groups import as_own_group
from survey.operations.register.own_groups import (
    GroupIsUsed,
    add_group,
    change_group,
    id_before,
    listed_groups,
    read_group_name,
    remove_group,
)
from survey.questions.details import group_labels
from survey.questions.text import clean_text, small_number
from survey.store.base import NotFound
from survey.store.register.own_groups import has_organisations, own_group_row, own_group_rows
from survey.store.tables import OwnGroupRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

GROUPS = "/coordinate/register/groups/"
ADDRESS = f"{GROUPS}<int(max=2147483647):group_id>/"

AFTER, IN_USE = "after", "in_use"
"""The names of the fields for the place in the order, and for the use."""


@pages.get(GROUPS)
@permission(Permission.READ_CONSULTATIONS)
def own_groups() -> str:
    """Show the groups of the installation's own, the built-in ones, and the form for a new one."""
    return _groups_page({}, [])


@pages.post(GROUPS)
@permission(Permission.RUN_CONSULTATIONS)
def add_own_group() -> Reply:
    """Add a group."""
    typed = _typed_name()
    if is_switching():
        return _groups_page(typed, [])
    try:
        name = read_group_name(store_session(), typed)
    except EntryRefused as refused:
        return _groups_page(typed, errors_of(refused.faults)), 422
    add_group(store_session(), name, by=coordinator().id, now=now())
    return _done(Notice.GROUP_ADDED, name)


@pages.get(ADDRESS)
@permission(Permission.RUN_CONSULTATIONS)
def changing_own_group(group_id: int) -> str:
    """Show the form with the names, the place and the use of a group."""
    row = own_group_row(store_session(), group_id)
    return _group_page(row, as_own_group(row).name, id_before(store_session(), row), row.in_use, [])


@pages.post(ADDRESS)
@permission(Permission.RUN_CONSULTATIONS)
def change_own_group(group_id: int) -> Reply:
    """Change a group."""
    row, typed = own_group_row(store_session(), group_id), _typed_name()
    after, in_use = small_number(request.form.get(AFTER, "")), request.form.get(IN_USE, "")
    if after < 0 or in_use not in {"yes", "no"}:
        raise NotFound("group")
    if is_switching():
        return _group_page(row, typed, after, in_use == "yes", [])
    try:
        name = read_group_name(store_session(), typed, row=row)
    except EntryRefused as refused:
        return _group_page(row, typed, after, in_use == "yes", errors_of(refused.faults)), 422
    by = coordinator().id
    changed = change_group(store_session(), row, name, after=after, in_use=in_use == "yes", by=by, now=now())
    return _done(Notice.GROUP_CHANGED if changed else Notice.NOTHING_CHANGED, name)


@pages.get(f"{ADDRESS}remove")
@permission(Permission.RUN_CONSULTATIONS)
def removing_own_group(group_id: int) -> str:
    """Ask whether a group is to be removed, or say why it cannot be."""
    row = own_group_row(store_session(), group_id)
    return render_template(
        "coordinate/register/remove_group.html",
        row=row,
        name=as_own_group(row).name,
        is_used=has_organisations(store_session(), row.key),
    )


@pages.post(f"{ADDRESS}remove")
@permission(Permission.RUN_CONSULTATIONS)
def remove_own_group(group_id: int) -> Response:
    """Remove a group, unless an organisation has it."""
    row = own_group_row(store_session(), group_id)
    name = as_own_group(row).name
    try:
        remove_group(store_session(), row, by=coordinator().id, now=now())
    except GroupIsUsed:
        return _done(Notice.GROUP_STAYS, name)
    return _done(Notice.GROUP_REMOVED, name)


def _typed_name() -> dict[str, str]:
    return {
        each: " ".join(clean_text(request.form.get(f"name_{each}", "")).text.split())[:1_000] for each in PAGE_LANGUAGES
    }


def _done(notice: Notice, name: Mapping[str, str]) -> Response:
    store_session().commit()
    notify(notice, name=text_in(name, page_language()))
    return redirect(url_for("coordinate.own_groups", _anchor=NOTICES), code=303)


def _groups_page(typed: Mapping[str, str], errors: Errors) -> str:
    return render_template(
        "coordinate/register/groups.html",
        listed=[(each, as_own_group(each.row).name) for each in listed_groups(store_session())],
        built_in=[text_in(texts, page_language()) for texts in group_labels(()).values()],
        typed=typed,
        errors=errors,
    )


def _group_page(row: OwnGroupRow, typed: Mapping[str, str], after: int, in_use: bool, errors: Errors) -> str:  # noqa: FBT001  # a field
    others = [each for each in own_group_rows(store_session()) if each.id != row.id]
    places = [
        (each.id, _("After “%(name)s”", name=text_in(as_own_group(each).name, page_language()))) for each in others
    ]
    return render_template(
        "coordinate/register/group.html",
        row=row,
        name=as_own_group(row).name,
        typed=typed,
        after=after,
        in_use="yes" if in_use else "no",
        places=[(0, _("The first")), *places],
        use_choices=[("yes", capital(_("yes"))), ("no", capital(_("no")))],
        errors=errors,
    )
