"""How accessible the service is, and feedback on that (Act on the Provision of Digital Services 306/2019)."""

from typing import Any

from flask import redirect, render_template, request, url_for

from survey.languages import format_date
from survey.operations.feedback.giving import Feedback, Lack, TooMuchFeedback, give_feedback
from survey.operations.mail.occasions import put_feedback_notice
from survey.public import pages
from survey.web.about import about
from survey.web.guards import permission
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import LANGUAGE_IN_PATH, _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply


@pages.get(f"{LANGUAGE_IN_PATH}/accessibility")
@permission(Permission.VISIT)
def accessibility() -> str:
    """Show the accessibility statement, which the same act demands."""
    return render_template("public/accessibility.html")


@pages.get(f"{LANGUAGE_IN_PATH}/accessibility/feedback")
@permission(Permission.VISIT)
def feedback() -> str:
    """The form for feedback on accessibility."""
    return _page({"page": request.args.get("page", "")[:300]}, [])


@pages.post(f"{LANGUAGE_IN_PATH}/accessibility/feedback")
@permission(Permission.VISIT)
def send_feedback() -> Reply:
    """Store the feedback, and say by which day it is answered."""
    if is_switching():
        return _page(request.form, [])
    given = Feedback.read(request.form)
    errors = [(field, _words(lack)) for field, lack in given.lacks().items()]
    if errors:
        return _page(request.form, errors), 422
    try:
        row = give_feedback(store_session(), given, language=page_language(), now=now())
    except TooMuchFeedback:
        return _page(request.form, [("text", _("So much feedback has come today that no more can be sent here."))]), 429
    operator = about().contact_email
    if operator and sends_mail():
        put_feedback_notice(store_session(), row, operator, now=now())
    store_session().commit()
    notify(Notice.FEEDBACK_RECEIVED, date=format_date(row.answer_by))
    return redirect(url_for("public.accessibility", _anchor=NOTICES), code=303)


def _words(lack: Lack) -> str:
    match lack:
        case Lack.TEXT_MISSING:
            return _("Write what does not work or what is hard to use.")
        case Lack.TEXT_TOO_LONG:
            return _("The feedback can have at most 5,000 characters.")
        case Lack.PAGE_TOO_LONG:
            return _("The name or address of the page can have at most 300 characters.")
        case Lack.NOT_AN_ADDRESS:
            return _("The e-mail address is not whole. Correct it, or leave the field empty.")


def _page(typed: Any, errors: Errors) -> str:
    return render_template("public/feedback.html", typed=typed, errors=errors)
