"""Distribution lists: organisations of the register that are asked together."""

from dataclasses import dataclass
from functools import partial

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.register.importing import told_faults
from survey.coordinate.register.organisations import HIGHEST_PAGE, LONGEST_SEARCH
from survey.languages import AUTHOR_LANGUAGES, MEGABYTE
from survey.operations.register.entries import languages_words
from survey.operations.register.groups import groups_in
from survey.operations.register.listing import list_register
from survey.operations.register.lists import (
    ListRefused,
    add_to_list,
    make_list,
    read_list_name,
    remove_distribution_list,
    rename_list,
    take_off_list,
)
from survey.operations.register.row_files import RowsRefused
from survey.questions.text import clean_text, small_number
from survey.store.base import NotFound
from survey.store.register.organisations import RegisterFilters, distribution_list, distribution_lists
from survey.store.tables import DistributionListRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, ngettext, page_language
from survey.web.limits import largest_body
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

LISTS = "/coordinate/register/lists/"
ADDRESS = f"{LISTS}<int(max=2147483647):list_id>/"
LARGEST_NAMES = 2 * MEGABYTE
"""Bytes of pasted names, percent-encoded."""


@pages.get(LISTS)
@permission(Permission.READ_CONSULTATIONS)
def register_lists() -> str:
    """Show every distribution list, and the form for a new one."""
    return _lists_page({}, [])


@pages.post(LISTS)
@permission(Permission.RUN_CONSULTATIONS)
def make_register_list() -> Reply:
    """Make a distribution list."""
    typed = _typed_name()
    if is_switching():
        return _lists_page(typed, [])
    try:
        name = read_list_name(store_session(), typed)
    except ListRefused as refused:
        return _lists_page(typed, [(f"name-{refused.about}", refused.words(page_language()))]), 422
    made = make_list(store_session(), name, by=coordinator().id, now=now())
    store_session().commit()
    notify(Notice.LIST_MADE)
    return _to_list(made.id)


@pages.get(ADDRESS)
@permission(Permission.READ_CONSULTATIONS)
def register_list(list_id: int) -> str:
    """Show the organisations of one list by page, and the forms that add some and take some off."""
    return _list_page(distribution_list(store_session(), list_id), {}, [])


@pages.post(f"{ADDRESS}add")
@permission(Permission.RUN_CONSULTATIONS)
@largest_body(LARGEST_NAMES, fields=LARGEST_NAMES)
def add_to_register_list(list_id: int) -> Reply:
    """Add organisations by group, by part of the name or by pasted names."""
    row = distribution_list(store_session(), list_id)
    typed = {
        "add-group": request.form.get("add-group", ""),
        "add-search": " ".join(clean_text(request.form.get("add-search", "")).text.split())[:LONGEST_SEARCH],
        "names": clean_text(request.form.get("names", "")).text,
    }
    if is_switching():
        return _list_page(row, typed, [])
    group, search, names = typed.values()
    if group and group not in groups_in(store_session()).labels:
        raise NotFound("group")
    if not group and not search and not names.strip():
        return _list_page(row, typed, [("add-group", _("Say whom to add: by group, part of the name or names."))]), 422
    try:
        found, new = add_to_list(
            store_session(), row, group=group, search=search, pasted=names, by=coordinator().id, now=now()
        )
    except RowsRefused as refused:
        number = len(refused.faults)
        message = ngettext(
            "%(num)s name was not found. Nobody was added.", "%(num)s names were not found. Nobody was added.", number
        )
        return _list_page(row, typed, [("names", message)], told_faults(refused.faults)), 422
    if not found:
        return _list_page(row, typed, [("add-search", _("No organisation in use fits this. Nobody was added."))]), 422
    store_session().commit()
    notify(Notice.LIST_GREW, count=new, found=found)
    return _to_list(list_id)


@pages.post(f"{ADDRESS}take-off")
@permission(Permission.RUN_CONSULTATIONS)
def take_off_register_list(list_id: int) -> Reply:
    """Take the ticked organisations off the list."""
    row = distribution_list(store_session(), list_id)
    ticked = [number for each in request.form.getlist("organisation") if (number := small_number(each)) > 0]
    if not ticked:
        return _list_page(row, {}, [("list", _("Tick those whom you want to take off the list."))]), 422
    removed = take_off_list(store_session(), row, ticked, by=coordinator().id, now=now())
    store_session().commit()
    notify(Notice.LIST_SHRANK, count=removed)
    return _to_list(list_id)


@pages.get(f"{ADDRESS}name")
@permission(Permission.RUN_CONSULTATIONS)
def naming_register_list(list_id: int) -> str:
    """Show the form for the name of a list."""
    row = distribution_list(store_session(), list_id)
    return _name_page(row, row.name, [])


@pages.post(f"{ADDRESS}name")
@permission(Permission.RUN_CONSULTATIONS)
def name_register_list(list_id: int) -> Reply:
    """Give a list another name."""
    row, typed = distribution_list(store_session(), list_id), _typed_name()
    if is_switching():
        return _name_page(row, typed, [])
    try:
        name = read_list_name(store_session(), typed, list_id=list_id)
    except ListRefused as refused:
        return _name_page(row, typed, [(f"name-{refused.about}", refused.words(page_language()))]), 422
    rename_list(store_session(), row, name, by=coordinator().id, now=now())
    store_session().commit()
    notify(Notice.LIST_RENAMED)
    return _to_list(list_id)


@pages.get(f"{ADDRESS}remove")
@permission(Permission.RUN_CONSULTATIONS)
def removing_register_list(list_id: int) -> str:
    """Ask whether a list is to be removed."""
    return render_template("coordinate/register/remove_list.html", row=distribution_list(store_session(), list_id))


@pages.post(f"{ADDRESS}remove")
@permission(Permission.RUN_CONSULTATIONS)
def remove_register_list(list_id: int) -> Response:
    """Remove a list. Its organisations stay in the register."""
    row = distribution_list(store_session(), list_id)
    remove_distribution_list(store_session(), row, by=coordinator().id, now=now())
    store_session().commit()
    notify(Notice.LIST_REMOVED)
    return redirect(url_for("coordinate.register_lists", _anchor=NOTICES), code=303)


def _typed_name() -> dict[str, str]:
    return {
        each: " ".join(clean_text(request.form.get(f"name-{each}", "")).text.split())[:1_000]
        for each in AUTHOR_LANGUAGES
    }


def _to_list(list_id: int) -> Response:
    return redirect(url_for("coordinate.register_list", list_id=list_id, _anchor=NOTICES), code=303)


def _lists_page(typed: dict[str, str], errors: Errors) -> str:
    return render_template(
        "coordinate/register/lists.html",
        lists=distribution_lists(store_session()),
        typed=typed,
        errors=errors,
    )


def _name_page(row: DistributionListRow, typed: dict[str, str], errors: Errors) -> str:
    return render_template("coordinate/register/name_list.html", row=row, typed=typed, errors=errors)


def _list_page(row: DistributionListRow, typed: dict[str, str], errors: Errors, faults: list[str] | None = None) -> str:
    page = request.args.get("page", "1") if request.method == "GET" else "1"
    if not 0 < small_number(page) <= HIGHEST_PAGE:
        raise NotFound("list")
    members, names = RegisterFilters(list_id=row.id), groups_in(store_session()).names(page_language())
    return render_template(
        "coordinate/register/list.html",
        row=row,
        listed=list_register(store_session(), members, language=page_language(), page=int(page)),
        choice=_Pages(row.id),
        typed=typed,
        errors=errors,
        faults=faults or [],
        group_choices=list(names.items()),
        group_names=names,
        languages_words=partial(languages_words, language=page_language()),
    )


@dataclass(frozen=True)
class _Pages:
    """The pages of a list's members."""

    list_id: int

    def address(self, page: int) -> str:
        """The address of one of them."""
        of_page = page if page > 1 else None
        return url_for("coordinate.register_list", list_id=self.list_id, page=of_page, _anchor="list")
