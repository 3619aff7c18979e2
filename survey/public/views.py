"""Pages that need neither a personal link nor an account."""

from http import HTTPStatus

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from survey.operations.consultation_drafts.materials import fetch_material
from survey.operations.consultations.joining import can_join
from survey.public import pages
from survey.questions.freeze import read_frozen
from survey.store.consultations import consultation_by_key, consultations
from survey.web.documents.consultation import consultation_view, publication_words, who_may_answer_words
from survey.web.files import send_fetched
from survey.web.guards import permission
from survey.web.installation import installation, now, sends_mail, store_session
from survey.web.language import LANGUAGE_IN_PATH, page_language
from survey.web.permissions import Permission


@pages.get("/")
@permission(Permission.VISIT)
def root() -> Response:
    """Redirect to the front page in the language of the browser."""
    return redirect(url_for("public.front", language=page_language()), code=302)


@pages.get(f"{LANGUAGE_IN_PATH}/")
@permission(Permission.VISIT)
def front() -> str:
    """Show the consultations that are open now."""
    open_now = [
        (consultation, read_frozen(consultation.question_set))
        for consultation in consultations(store_session())
        if now() < consultation.closing
    ]
    return render_template(
        "public/front.html",
        consultations=open_now,
        is_late=lambda each: each.deadline <= now() < each.closing,
        can_join=lambda each: can_join(each, now()),
    )


@pages.get(f"{LANGUAGE_IN_PATH}/consultations/<key>")
@permission(Permission.VISIT)
def consultation(key: str) -> str:
    """Show what a consultation is about and what it asks."""
    found = consultation_by_key(store_session(), key)
    question_set = read_frozen(found.question_set)
    return render_template(
        "public/consultation.html",
        consultation=found,
        question_set=question_set,
        about=consultation_view(found, question_set),
        is_open=now() < found.deadline,
        is_late=found.deadline <= now() < found.closing,
        publication_words=publication_words(),
        who_may_answer_words=who_may_answer_words(),
        can_join=can_join(found, now()),
        sends_mail=sends_mail(),
    )


@pages.get(f"{LANGUAGE_IN_PATH}/consultations/<key>/materials/<int(max=2147483647):file_id>/<name>")
@permission(Permission.VISIT)
def material(key: str, file_id: int, name: str) -> Response:
    """Send a file that was given as material. `name` makes the address readable; the number says which file it is."""
    return send_fetched(fetch_material(store_session(), file_id, key=key))


@pages.get(f"{LANGUAGE_IN_PATH}/privacy")
@permission(Permission.VISIT)
def privacy() -> str:
    """What personal data the service has, why and how long (GDPR, articles 13 and 14)."""
    return render_template("public/privacy.html")


@pages.get(f"{LANGUAGE_IN_PATH}/contact")
@permission(Permission.VISIT)
def contact() -> str:
    """Who runs the service and where to write."""
    return render_template("public/contact.html")


@pages.get("/health")
@permission(Permission.VISIT)
def health() -> Response:
    """Answer the operator's monitoring: 200 and "ok" if what somebody saves now would be stored, otherwise 503 and the
    reason.
    """
    problem = installation().health.problem()
    status = HTTPStatus.SERVICE_UNAVAILABLE if problem else HTTPStatus.OK
    return Response(f"{problem or 'ok'}\n", status, mimetype="text/plain")
