"""Files made from the statements: asking for them, listing them with who asked and when, downloading and
removing them.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.export.documents.committee_pack import Order
from survey.languages import LANGUAGE_NAMES, PAGE_LANGUAGES
from survey.operations.exports.files import (
    KEPT,
    State,
    TooManyAtOnce,
    Wanted,
    ask_for_export,
    is_small,
    make_export,
    path_of,
    remove_export,
    state_of,
    wanted_of,
)
from survey.operations.exports.formats import FORMATS, format_of
from survey.questions.freeze import read_frozen
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key
from survey.store.exports import export_by_id, exports_of
from survey.store.tables import ConsultationRow, ExportRow
from survey.web.export_processes import start_export_process
from survey.web.guards import coordinator, permission
from survey.web.installation import installation, now, store_session
from survey.web.language import _, page_language
from survey.web.notices import Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

ADDRESS = "/coordinate/consultations/<key>/exports/"
ONE = f"{ADDRESS}<int(max=2147483647):export_id>/"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Choice:
    """One kind of file that the page offers: a format and its options."""

    format: str
    order: Order = Order.QUESTION
    full: bool = False


CHOICES: Mapping[str, Choice] = {
    "xlsx": Choice("xlsx"),
    "xlsx-full": Choice("xlsx", full=True),
    "table": Choice("table"),
    "docx-question": Choice("docx", Order.QUESTION),
    "docx-group": Choice("docx", Order.GROUP),
    "docx-organisation": Choice("docx", Order.ORGANISATION),
    "csv": Choice("csv"),
    "csv-plain": Choice("csv-plain"),
    "zip": Choice("zip"),
    "json": Choice("json"),
}


def words_of_choice(name: str) -> tuple[str, str]:
    """Return the name of a kind of file and a sentence about its use, in the page's language. `name`: a key
    of CHOICES.
    """
    return {
        "xlsx": (_("Excel file"), _("By question, by respondent, as a table and as distributions.")),
        "xlsx-full": (
            _("Full Excel file"),
            _("Also charts, one row per value for pivot tables, a column for each option, and superseded statements."),
        ),
        "table": (
            _("Excel file with the table of answers alone"),
            _("For statistics, and for rounds of tens of thousands of statements: a row for each statement."),
        ),
        "docx-question": (
            _("Word file by question"),
            _("The committee's papers: every answer word for word, with a table of contents and the distributions."),
        ),
        "docx-group": (_("Word file by group"), ""),
        "docx-organisation": (_("Word file by respondent"), ""),
        "csv": (
            _("CSV for Excel (semicolons)"),
            _("A text that Excel could run as a formula begins with an apostrophe."),
        ),
        "csv-plain": (_("Plain CSV (commas)"), _("For other programmes. Every text is as it was written.")),
        "zip": (
            _("Everything in a zip"),
            _("To be kept: the statements in Word, also replaced ones, the attached files, and a list with digests."),
        ),
        "json": (_("Everything as JSON"), _("To be kept or moved: the consultation can be made again from it.")),
    }[name]


@pages.get(ADDRESS)
@permission(Permission.READ_CONSULTATIONS)
def exports(key: str) -> str:
    """Show the files that are being made and those that have been made, and the form for asking for a file."""
    return _page(consultation_by_key(store_session(), key), {"format": "xlsx", "language": page_language()}, [])


@pages.post(ADDRESS)
@permission(Permission.EXPORT)
def ask_for_file(key: str) -> Reply:
    """Make a file: within this request if it can be made quickly, otherwise in a separate process."""
    consultation = consultation_by_key(store_session(), key)
    wanted, errors = _read_wanted(request.form)
    if wanted is None:
        return _page(consultation, request.form, errors), 422
    folder = installation().settings.folder
    try:
        row, is_new = ask_for_export(store_session(), folder, consultation, wanted, coordinator(), now=now())
    except TooManyAtOnce:
        notify(Notice.TOO_MANY_EXPORTS)
        return _to_list(key)
    at_once = is_small(store_session(), consultation)
    store_session().commit()
    if is_new and not at_once:
        start_export_process(installation().settings, row.id)
    if not is_new or not at_once:
        return _to_list(key)
    try:
        make_export(installation().database, folder, row.id)
    except Exception:
        _log.exception("Export %s failed.", row.id)
        return _to_list(key)
    return redirect(url_for("coordinate.file", key=key, export_id=row.id), code=303)


@pages.get(f"{ONE}file")
@permission(Permission.READ_CONSULTATIONS)
def file(key: str, export_id: int) -> Response:
    """Send the file. Raises NotFound if it is not made or no longer in the folder."""
    row = _row(key, export_id)
    folder = installation().settings.folder
    if state_of(row, folder, now=now()) is not State.MADE:
        raise NotFound(str(export_id))
    made = format_of(row.format, row.consultation)
    return send_file(
        path_of(row, folder).resolve(), mimetype=made.media_type, as_attachment=True, download_name=row.name
    )


@pages.post(f"{ONE}remove")
@permission(Permission.EXPORT)
def remove_file(key: str, export_id: int) -> Response:
    """Remove a file, which can be made again, or stop making it."""
    try:
        row = _row(key, export_id)
    except NotFound:  # a double click or an old page: the file is already removed
        return _to_list(key)
    remove_export(store_session(), installation().settings.folder, row, coordinator(), now=now())
    store_session().commit()
    notify(Notice.EXPORT_REMOVED)
    return _to_list(key)


def _read_wanted(form: Mapping[str, str]) -> tuple[Wanted | None, Errors]:
    """Return which file is asked for, or None and the errors: (id of the field, message)."""
    choice, language = CHOICES.get(form.get("format", "")), form.get("language", "")
    errors = []
    if choice is None:
        errors.append(("format", _("Choose which file you want.")))
    if language not in PAGE_LANGUAGES:
        errors.append(("language", _("Choose the language of the file.")))
    if choice and form.get("internal") and not FORMATS[choice.format].has_contact:
        errors.append(
            ("internal", _("This file has no contact details. Choose the Excel file, the full one, zip or JSON."))
        )
    if choice is None or errors:
        return None, errors
    return Wanted(choice.format, language, choice.order, bool(form.get("internal")), choice.full), []


def _row(key: str, export_id: int) -> ExportRow:
    return export_by_id(store_session(), consultation_by_key(store_session(), key).id, export_id)


def _to_list(key: str) -> Response:
    return redirect(url_for("coordinate.exports", key=key, _anchor="files"), code=303)


def _page(consultation: ConsultationRow, chosen: Mapping[str, str], errors: Errors) -> str:
    folder = installation().settings.folder
    listed = [(row, state_of(row, folder, now=now())) for row in exports_of(store_session(), consultation.id)]
    return render_template(
        "coordinate/exports.html",
        consultation=consultation,
        question_set=read_frozen(consultation.question_set),
        making=[row for row, state in listed if state is State.MAKING],
        ended=[(row, state) for row, state in listed if state is not State.MAKING],
        kind_of=_kind_of,
        choices={name: words_of_choice(name) for name in CHOICES},
        languages={code: LANGUAGE_NAMES[code] for code in PAGE_LANGUAGES},
        chosen=chosen,
        errors=errors,
        days=KEPT.days,
        moment=int(now().timestamp()),
    )


def _kind_of(row: ExportRow) -> str:
    """Return the name of the kind of file; the key of its format if the page no longer offers that kind."""
    wanted = wanted_of(row)
    made = Choice(wanted.format, wanted.order, wanted.full)
    return next((words_of_choice(name)[0] for name, choice in CHOICES.items() if choice == made), wanted.format)
