"""Bringing a file, or pasted rows, into the register: looked at first, then all of it or nothing. And its files."""

from collections.abc import Sequence

from flask import Response as FlaskResponse
from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.register.organisations import back_to_register, language_choices
from survey.languages import MEGABYTE, format_number, gettext, pgettext
from survey.operations.exports.formats import WORKBOOK
from survey.operations.register.entries import HEADERS, cells_in_words
from survey.operations.register.files import register_csv, write_register
from survey.operations.register.groups import groups_in
from survey.operations.register.planning import ImportPlan, apply_import, plan_import
from survey.operations.register.row_files import LARGEST_FILE, RowFault, RowsRefused
from survey.store.register.organisations import Registered, RegisterFilters, registered
from survey.web.guards import coordinator, permission
from survey.web.installation import installation, now, store_session
from survey.web.language import _, is_switching, ngettext, page_language
from survey.web.limits import largest_body
from survey.web.notices import Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.sending import send_made

MOST_AT_ONCE = 2_000
"""Rows that are brought at a time: all that they add and change stands on the page on which it is looked at."""

LARGEST_ROWS = 4 * MEGABYTE
"""Bytes of so many rows with long names, percent-encoded."""

MOST_FAULTS = 50
"""How many faults a page lists; it says how many more there are."""

ADDRESS = "/coordinate/register/import"


@pages.get(ADDRESS)
@permission(Permission.RUN_CONSULTATIONS)
def importing() -> str:
    """Show the form for a file or pasted rows."""
    return _form("", [])


@pages.post(ADDRESS)
@permission(Permission.RUN_CONSULTATIONS)
@largest_body(LARGEST_FILE + LARGEST_ROWS, fields=LARGEST_ROWS)
def look_at_import() -> Reply:
    """Read the rows, and show what they would add and change, or every fault. Nothing is changed by this.

    No write lock is taken while a file is read.
    """
    pasted = request.form.get("rows", "")
    if is_switching() or "change" in request.form:
        return _form(pasted, [])
    file = request.files.get("file")
    content = file.read() if file and file.filename else b""
    if not content and not pasted.strip():
        return _form(pasted, [("file", _("Choose a file, or paste rows."))]), 422
    if content and pasted.strip():
        return _form(pasted, [("rows", _("Choose either a file or pasted rows, not both."))]), 422
    return _look(content, pasted)


@pages.post(f"{ADDRESS}/do")
@permission(Permission.RUN_CONSULTATIONS)
@largest_body(LARGEST_ROWS, fields=LARGEST_ROWS)
def import_rows() -> Reply:
    """Do all that was looked at. If the register has changed since then, what it would do now is shown instead."""
    rows = request.form.get("rows", "")
    if "change" in request.form:
        return _form(rows, [])
    try:
        plan = plan_import(store_session(), rows.encode())
    except RowsRefused as refused:
        return _form(rows, _error("rows", refused.faults), refused.faults), 422
    if plan.faults:
        return _form(rows, _error("rows", plan.faults), plan.faults, plan), 422
    if is_switching():
        return _looked_at(plan)
    return _do(plan)


@pages.get("/coordinate/register/template.xlsx")
@permission(Permission.READ_CONSULTATIONS)
def register_template() -> Response:
    """Send an empty workbook with the columns; groups and languages are chosen from lists."""
    return _workbook([], pgettext(page_language(), "file name", "register-template"))


@pages.get("/coordinate/register/template.csv")
@permission(Permission.READ_CONSULTATIONS)
def register_template_csv() -> Response:
    """Send the columns as an empty CSV file."""
    return _csv([], pgettext(page_language(), "file name", "register-template"))


@pages.get("/coordinate/register/register.xlsx")
@permission(Permission.READ_CONSULTATIONS)
def register_file() -> Response:
    """Send the whole register as a workbook, which can be changed and brought back."""
    return _workbook(_everything(), pgettext(page_language(), "file name", "register-of-organisations"))


@pages.get("/coordinate/register/register.csv")
@permission(Permission.READ_CONSULTATIONS)
def register_file_csv() -> Response:
    """Send the whole register as CSV for Excel in Finland."""
    return _csv(_everything(), pgettext(page_language(), "file name", "register-of-organisations"))


def _look(content: bytes, pasted: str) -> Reply:
    where = "file" if content else "rows"
    try:
        with installation().database.reading() as store:
            plan = plan_import(store, content or pasted.encode())
    except RowsRefused as refused:
        return _form(pasted, _error(where, refused.faults), refused.faults), 422
    if plan.faults:
        return _form(pasted, _error(where, plan.faults), plan.faults, plan), 422
    number = len(plan.added) + len(plan.changed) + plan.same
    if number > MOST_AT_ONCE:
        return _form(pasted, [(where, _too_many(number))]), 422
    return _looked_at(plan)


def _do(plan: ImportPlan) -> Reply:
    if not plan.added and not plan.changed:  # also a double click: the first request has done it
        notify(Notice.REGISTER_SAME)
        return back_to_register()
    if plan.digest != request.form.get("plan", ""):
        return _looked_at(plan, is_another=True), 409
    apply_import(store_session(), plan, by=coordinator().id, now=now())
    store_session().commit()
    notify(Notice.REGISTER_IMPORTED, added=len(plan.added), changed=len(plan.changed))
    return back_to_register()


def _everything() -> list[Registered]:
    return registered(store_session(), RegisterFilters(), language=page_language())


def _workbook(entries: Sequence[Registered], name: str) -> Response:
    language, groups = page_language(), groups_in(store_session())
    return send_made(
        lambda target: write_register(target, entries, language, groups), name=f"{name}.xlsx", media_type=WORKBOOK
    )


def _csv(entries: Sequence[Registered], name: str) -> Response:
    text = register_csv(entries, page_language(), groups_in(store_session()))
    answer = FlaskResponse(text.encode("utf-8-sig"), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return answer


def _too_many(number: int) -> str:
    return _(
        "There are %(number)s organisations. At most %(most)s can be brought at a time: bring them in several parts.",
        number=format_number(number),
        most=format_number(MOST_AT_ONCE),
    )


def _error(field: str, faults: Sequence[RowFault]) -> Errors:
    """One error of the field, however many faults its rows have: they stand in a list of their own."""
    number = len(faults)
    words = ngettext(
        "%(num)s fault was found. Nothing was changed.", "%(num)s faults were found. Nothing was changed.", number
    )
    return [(field, words)]


def told_faults(faults: Sequence[RowFault]) -> list[str]:
    """Return the faults in words, at most MOST_FAULTS, and how many more there are."""
    told = [fault.words(page_language()) for fault in faults[:MOST_FAULTS]]
    left = len(faults) - len(told)
    return told + ([_("And %(number)s more.", number=left)] if left else [])


def _form(pasted: str, errors: Errors, faults: Sequence[RowFault] = (), plan: ImportPlan | None = None) -> str:
    with installation().database.reading() as store:  # a request for a file takes no write lock
        groups = groups_in(store)
    return render_template(
        "coordinate/register/import.html",
        pasted=pasted,
        errors=errors,
        faults=told_faults(faults),
        plan=plan,
        columns={column: gettext(page_language(), words) for column, words in HEADERS.items()},
        groups=groups.choices(page_language()),
        languages=language_choices(),
    )


def _looked_at(plan: ImportPlan, *, is_another: bool = False) -> str:
    language = page_language()
    return render_template(
        "coordinate/register/look_at_import.html",
        plan=plan,
        is_another=is_another,
        added=[cells_in_words(each, language, plan.groups) for each in plan.added],
        changed=[(each, each.fields(language, plan.groups)) for each in plan.changed],
        headers={column: gettext(language, words) for column, words in HEADERS.items()},
        form_address=url_for("coordinate.import_rows"),
    )
