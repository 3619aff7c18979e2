"""A coordinator takes the statements along in other forms than the workbook."""

from pathlib import Path

from flask import request
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.export.pack import Order
from survey.export.round import Edition
from survey.operations.exports import export_name
from survey.operations.formats import format_of
from survey.store.consultations import consultation_by_key
from survey.web.guards import Permission, coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import page_language
from survey.web.sending import send_made


@pages.get("/coordinate/consultations/<key>/export.<any(csv, json, zip, docx, 'csv-plain'):form>")
@permission(Permission.COORDINATE)
def other_form(key: str, form: str) -> Response:
    """The statements in this form, without contact details; the papers in Word in the ?order that is asked for."""
    return _sent(key, form, internal=False)


@pages.get("/coordinate/consultations/<key>/internal.<any(json, zip):form>")
@permission(Permission.COORDINATE)
def internal_form(key: str, form: str) -> Response:
    """The same with contact details, to be kept or to be taken in elsewhere."""
    return _sent(key, form, internal=True)


def _sent(key: str, form: str, *, internal: bool) -> Response:
    found = consultation_by_key(store_session(), key)
    edition = Edition(page_language(), exported_at=now(), by=coordinator().name, internal=internal)
    wanted = request.args.get("order", "")
    order = Order(wanted) if wanted in set(Order) else Order.QUESTION
    made = format_of(form, found, order=order)

    def write(target: Path) -> None:
        made.write(store_session(), found, target, edition)

    return send_made(write, name=export_name(found, edition, made.ending), media_type=made.media_type)
