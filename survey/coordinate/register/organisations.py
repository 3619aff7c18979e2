"""The register: its organisations by filter and page, each by itself, adding and changing one by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.languages import gettext, search_key, text_in
from survey.operations.consultations.following import status_words
from survey.operations.log import event_words
from survey.operations.register.changing import EntryRefused, keep_entry, read_entry, seen
from survey.operations.register.entries import (
    HEADERS,
    LANGUAGES,
    NAMES,
    NOTHING,
    Fault,
    cells_in_words,
    cells_of,
    languages_words,
)
from survey.operations.register.groups import Groups, groups_in
from survey.operations.register.listing import list_register
from survey.operations.register.matching import name_of
from survey.questions.freeze import read_frozen
from survey.questions.text import clean_text, small_number
from survey.store.base import NotFound
from survey.store.register.organisations import (
    ORDERS,
    Registered,
    RegisterFilters,
    asked_in,
    distribution_lists,
    events_of_registered,
    lists_with,
    registered_one,
)
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

ADDRESS = "/coordinate/register/<int(max=2147483647):registered_id>/"
HIGHEST_PAGE = 10_000
LONGEST_SEARCH = 100
LONGEST_FIELD = 4_000


@dataclass(frozen=True)
class RegisterChoice:
    """The list that a page shows, as its address says."""

    typed: str
    filters: RegisterFilters
    order: str
    page: int

    def address(self, **changed: str | int) -> str:
        """The address of the same list with these parameters changed; an empty one is left out, page 1 too."""
        in_use = {None: "", True: "yes", False: "no"}[self.filters.in_use]
        values: dict[str, str | int | None] = {
            "search": self.typed,
            "group": self.filters.group,
            "languages": self.filters.languages,
            "in_use": in_use,
            "on_list": self.filters.list_id,
            "order": self.order if self.order != ORDERS[0] else "",
            **changed,
        }
        if values.get("page") == 1:
            values["page"] = ""
        query = urlencode({name: value for name, value in values.items() if value})
        path = url_for("coordinate.register")
        return f"{path}?{query}#list" if query else f"{path}#list"


@pages.get("/coordinate/register/")
@permission(Permission.READ_CONSULTATIONS)
def register() -> str:
    """Show one page of the organisations of the register."""
    groups, language = groups_in(store_session()), page_language()
    choice = read_register_choice(groups)
    lists = distribution_lists(store_session())
    if choice.filters.list_id is not None and choice.filters.list_id not in {row.id for row, _number in lists}:
        raise NotFound("list")
    shown = list_register(store_session(), choice.filters, language=language, order=choice.order, page=choice.page)
    return render_template(
        "coordinate/register/register.html",
        listed=shown,
        choice=replace(choice, page=shown.page),
        is_filtered=choice.filters != RegisterFilters(),
        orders=[("name", _("By name")), ("group", _("By group"))],
        group_choices=list(groups.names(language).items()),
        language_choices=language_choices(),
        list_choices=[(row.id, text_in(row.name, language)) for row, _number in lists],
        group_names=groups.names(language),
        languages_words=partial(languages_words, language=language),
    )


@pages.get("/coordinate/register/add")
@permission(Permission.RUN_CONSULTATIONS)
def adding_to_register() -> str:
    """Show the empty form for one organisation."""
    return _form(None, {}, [])


@pages.post("/coordinate/register/add")
@permission(Permission.RUN_CONSULTATIONS)
def add_to_register() -> Reply:
    """Add one organisation by hand."""
    typed = typed_cells()
    if is_switching():
        return _form(None, typed, [])
    try:
        entry = read_entry(store_session(), typed)
    except EntryRefused as refused:
        return _form(None, typed, errors_of(refused.faults)), 422
    added = keep_entry(store_session(), entry, by=coordinator().id, now=now())
    store_session().commit()
    notify(Notice.REGISTERED, name=text_in(entry.name, page_language()))
    return redirect(url_for("coordinate.registered", registered_id=added, _anchor=NOTICES), code=303)


@pages.get(ADDRESS, endpoint="registered")
@permission(Permission.READ_CONSULTATIONS)
def registered_organisation(registered_id: int) -> str:
    """Show one organisation, the lists that it is on, and the consultations in which it has been asked."""
    session, language = store_session(), page_language()
    one = registered_one(session, registered_id)
    asked = asked_in(session, registered_id, coordinator().id)
    rounds = [(each, read_frozen(each.consultation.question_set).title) for each in asked]
    events = events_of_registered(session, registered_id)
    return render_template(
        "coordinate/register/registered.html",
        one=one,
        cells=cells_in_words(one, language, groups_in(session)),
        headers={column: gettext(language, words) for column, words in HEADERS.items()},
        lists=lists_with(session, registered_id),
        rounds=rounds,
        events=[(each, event_words(each.what, language), name) for each, name in events],
        status_words=partial(status_words, language=language),
    )


@pages.get(f"{ADDRESS}change")
@permission(Permission.RUN_CONSULTATIONS)
def changing_registered(registered_id: int) -> str:
    """Show the form with what the register has of an organisation."""
    one = registered_one(store_session(), registered_id)
    return _form(one, cells_of(one), [])


@pages.post(f"{ADDRESS}change")
@permission(Permission.RUN_CONSULTATIONS)
def change_registered_organisation(registered_id: int) -> Reply:
    """Change an organisation, unless somebody else has changed it since the form was shown."""
    one, typed = registered_one(store_session(), registered_id), typed_cells()
    if is_switching():
        return _form(one, typed, [], shown=request.form.get("seen", ""))
    try:
        entry = read_entry(store_session(), typed, registered_id=registered_id)
    except EntryRefused as refused:
        return _form(one, typed, errors_of(refused.faults), shown=request.form.get("seen", "")), 422
    if request.form.get("seen", "") != seen(one) and entry != one:
        cells = cells_in_words(one, page_language(), groups_in(store_session()))
        kept = " · ".join(cell for cell in cells.values() if cell)
        message = _(
            "Somebody has changed this organisation meanwhile. The register now has: %(kept)s. "
            "Save again if what you have written here is right.",
            kept=kept,
        )
        return _form(one, typed, [("name_fi", message)]), 422
    if entry == one:
        notify(Notice.NOTHING_CHANGED)
    else:
        keep_entry(store_session(), entry, by=coordinator().id, now=now())
        notify(Notice.REGISTER_CHANGED, name=text_in(entry.name, page_language()))
    store_session().commit()
    return redirect(url_for("coordinate.registered", registered_id=registered_id, _anchor=NOTICES), code=303)


def read_register_choice(groups: Groups) -> RegisterChoice:
    """Read the list's parameters from the address. Raises NotFound for a value that no list has: an unknown filter that
    was passed over would show organisations that nobody asked for.
    """
    given = request.args
    typed = " ".join(clean_text(given.get("search", "")).text.split())[:LONGEST_SEARCH]
    in_use, page, of_list = given.get("in_use", ""), given.get("page", "1"), given.get("on_list", "")
    filters = RegisterFilters(
        search=search_key(typed) if typed else "",
        group=given.get("group", ""),
        languages=given.get("languages", ""),
        in_use={"yes": True, "no": False}.get(in_use),
        list_id=small_number(of_list) if of_list else None,
    )
    order = given.get("order", ORDERS[0])
    known = (
        in_use in {"", "yes", "no"},
        not filters.group or filters.group in groups.labels,
        not filters.languages or filters.languages in LANGUAGES,
        filters.list_id is None or filters.list_id > 0,
        order in ORDERS,
        0 < small_number(page) <= HIGHEST_PAGE,
    )
    if not all(known):
        raise NotFound("list")
    return RegisterChoice(typed, filters, order, int(page))


def language_choices() -> list[tuple[str, str]]:
    """One language or both, in words."""
    return [(codes, capital(languages_words(codes, page_language()))) for codes in LANGUAGES]


def capital(words: str) -> str:
    """The words with a capital first."""
    return words[:1].upper() + words[1:]


def typed_cells() -> dict[str, str]:
    """Return what was typed of an organisation, by column."""
    return {
        column: " ".join(clean_text(request.form.get(column, "")).text.split())[:LONGEST_FIELD] for column in HEADERS
    }


def errors_of(faults: Sequence[tuple[str, Fault]]) -> Errors:
    """The faults of fields in words."""
    language = page_language()
    return [
        (column, gettext(language, message, **{name: _place(each) for name, each in places.items()}))
        for column, (message, places) in faults
    ]


def _place(place: object) -> object:
    return place(page_language()) if callable(place) else place


def _form(one: Registered | None, cells: Mapping[str, str], errors: Errors, *, shown: str | None = None) -> str:
    cells = {**cells_of(NOTHING), "in_use": "", **cells}
    return render_template(
        "coordinate/register/entry.html",
        one=one,
        title=name_of(one) if one else "",
        cells={**cells, "further_emails": "\n".join(cells["further_emails"].replace(",", " ").split())},
        seen=(seen(one) if shown is None else shown) if one else "",
        labels={column: gettext(page_language(), words) for column, words in HEADERS.items()},
        names=NAMES,
        group_choices=groups_in(store_session()).choices(page_language(), kept=one.group if one else ""),
        language_choices=language_choices(),
        use_choices=[("yes", capital(_("yes"))), ("no", capital(_("no")))],
        errors=errors,
    )


def back_to_register() -> Response:
    """Lead to the register, with what the next page says."""
    return redirect(url_for("coordinate.register", _anchor=NOTICES), code=303)
