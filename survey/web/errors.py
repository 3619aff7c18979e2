"""Error pages, in the page's language. They say what to do, and contain everything that the person had typed."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Flask, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response

from survey.languages import format_number, format_size
from survey.operations.consultation_drafts.opening import DraftIsWaiting
from survey.operations.consultation_drafts.trials import TrialOver
from survey.store.base import NotFound
from survey.web.guards import CodesNeeded, DraftDeleted, LinkNeeded, NotAllowed, SignInNeeded, access, audience_at
from survey.web.installation import sends_mail
from survey.web.language import _, page_language
from survey.web.limits import is_multipart, room_for_files
from survey.web.permissions import Audience
from survey.web.sections.autosaving import Refusal, autosave_refusal, is_autosaving
from survey.web.sections.field_labels import FIELD_LABELS, labels_of
from survey.web.sections.page_input import LONGEST_PART, TextTooLong
from survey.web.unsaved_input import TYPED, chose_files, typed_fields

log = logging.getLogger(__name__)
ErrorPage = tuple[str, int]
Handler = Callable[[Any], ErrorPage | Refusal | Response | HTTPException]


def set_up_errors(app: Flask) -> None:
    """Register the pages for all exceptions."""
    app.register_error_handler(CSRFError, _or_for_script(_form_expired))
    app.register_error_handler(LinkNeeded, _or_for_script(_link_needed))
    app.register_error_handler(DraftDeleted, _or_for_script(_draft_deleted))
    app.register_error_handler(SignInNeeded, _or_for_script(_sign_in_needed))
    app.register_error_handler(CodesNeeded, _or_for_script(_codes_needed))
    app.register_error_handler(NotAllowed, _or_for_script(_not_allowed))
    app.register_error_handler(DraftIsWaiting, _or_for_script(_draft_is_waiting))
    app.register_error_handler(TrialOver, _or_for_script(_trial_over))
    app.register_error_handler(NotFound, _or_for_script(_not_found))
    app.register_error_handler(TextTooLong, _or_for_script(_text_too_long))
    app.register_error_handler(HTTPException, _or_for_script(_http_error))
    app.register_error_handler(SecurityError, _or_for_script(_untrusted_host))
    app.register_error_handler(Exception, _or_for_script(_unexpected))


def _or_for_script(page: Handler) -> Handler:
    """Return a handler that answers with the page, or in JSON to the script that saves what is being written."""

    def answer(error: Exception) -> Any:
        return autosave_refusal(error) if is_autosaving() else page(error)

    return answer


def error_page(status: HTTPStatus, title: str, *paragraphs: str, links: bool = False, overview: str = "") -> ErrorPage:
    """Return a page that says what happened and what to do. It contains the typed texts in a form, ready to be sent
    again. `links`: whether it also leads to where a new personal link can be ordered. `overview`: the address of an
    organisation's overview, to which it leads.
    """
    typed = typed_fields()
    if typed and chose_files():
        paragraphs += (_("The files that you had chosen are not on this page. Choose them again after saving."),)
    page = render_template(
        "error.html",
        title=title,
        paragraphs=paragraphs,
        typed=typed,
        typed_names=TYPED,
        orders_links=links and sends_mail(),
        overview=overview,
        labels=labels_of(dict(typed).get(FIELD_LABELS, "")),
        again=request.path,
    )
    return page, status


def _form_expired(error: CSRFError) -> ErrorPage:
    if typed_fields():
        return error_page(
            HTTPStatus.BAD_REQUEST,
            _("The page had been open too long"),
            _("What you wrote has not been saved yet. It is whole on this page. Press Save again."),
        )
    return error_page(
        HTTPStatus.BAD_REQUEST,
        _("The page had been open too long"),
        _("Nothing was changed. Go back, reload the page and try again."),
    )


def _link_needed(error: LinkNeeded) -> ErrorPage:
    if typed_fields():
        return error_page(
            HTTPStatus.FORBIDDEN,
            _("Open your personal link again"),
            _("What you wrote has not been saved yet. It is whole on this page."),
            _("Open the personal link in another tab, come back to this page and press Save again."),
        )
    return error_page(
        HTTPStatus.FORBIDDEN,
        _("Open your personal link"),
        _("This page opens with the personal link in the request for a statement that was sent to you."),
        _("If the link no longer works, ask for a new one from the authority that sent the request."),
        links=True,
    )


def _draft_deleted(error: DraftDeleted) -> ErrorPage:
    typed = [_("What you wrote just now is whole on this page: copy it, if you need it.")] if typed_fields() else []
    return error_page(
        HTTPStatus.GONE,
        _("The draft has been deleted"),
        _("The consultation has ended, and its drafts have been deleted after their time. Nothing can be saved."),
        *typed,
        overview=url_for("respond.overview", response_id=access().response.id),
    )


def _sign_in_needed(error: SignInNeeded) -> ErrorPage | Response:
    if typed_fields():
        return error_page(
            HTTPStatus.FORBIDDEN,
            _("Sign in again"),
            _("What you wrote has not been saved yet. It is whole on this page."),
            _("Sign in in another tab, come back to this page and press Save again."),
        )
    return redirect(url_for("coordinate.sign_in"), code=303)


def _codes_needed(error: CodesNeeded) -> ErrorPage | Response:
    if typed_fields():
        return error_page(
            HTTPStatus.FORBIDDEN,
            _("Take one-time codes into use first"),
            _("What you wrote has not been saved yet. It is whole on this page."),
            _("Take the codes into use in another tab, under My account, come back to this page and press Save again."),
        )
    return redirect(url_for("coordinate.codes"), code=303)


def _not_allowed(error: NotAllowed) -> ErrorPage:
    return error_page(
        HTTPStatus.FORBIDDEN,
        _("Your role does not include this"),
        _("Nothing was changed. Ask the person who gave you access to the service for a role that includes this."),
    )


def _draft_is_waiting(error: DraftIsWaiting) -> ErrorPage:
    return error_page(HTTPStatus.CONFLICT, _("This cannot be changed now"), error.words(page_language()))


def _trial_over(error: TrialOver) -> ErrorPage | Response:
    if not typed_fields():
        return redirect(url_for("coordinate.trying", draft_id=error.draft_id), code=303)
    return error_page(
        HTTPStatus.GONE,
        _("The trial is over"),
        _("It was removed, the question set has been changed, or the consultation has opened. Nothing was saved."),
        _("What you wrote just now is whole on this page: copy it, if you need it."),
    )


def _not_found(error: NotFound | HTTPException) -> ErrorPage:
    return error_page(
        HTTPStatus.NOT_FOUND, _("The page was not found"), _("Check the address, or go to the front page.")
    )


def _untrusted_host(error: SecurityError) -> Response:
    # Plain text, because the links of a page cannot be built for a host name that is not the service's own.
    return Response(_("This is not the address of the service."), HTTPStatus.BAD_REQUEST, mimetype="text/plain")


def _text_too_long(error: TextTooLong) -> ErrorPage:
    return error_page(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("The text is too long"),
        _("At most %(longest)s characters can be saved at a time.", longest=format_number(LONGEST_PART)),
        _("What you wrote has not been saved yet. It is whole on this page. Shorten it and press Save again."),
    )


def _form_too_large() -> ErrorPage:
    return error_page(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("The text is too large to be saved at once"),
        _("It was not saved. Go back with the browser's Back button: what you wrote is still on that page."),
        _("Shorten the text, or save it in smaller parts."),
    )


def _files_too_large() -> ErrorPage:
    room = room_for_files()
    most = _("The files of this page can be at most %(most)s together.", most=format_size(page_language(), room))
    return error_page(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("The files are too large to be sent at once"),
        _("Nothing was saved. Go back with the browser's Back button: what you wrote is still on that page."),
        *([most] if room else []),
        _("Choose smaller files or fewer at a time, and press Save again."),
    )


def _is_for_coordinators() -> bool:
    return audience_at(request.endpoint) is Audience.COORDINATOR


def _question_set_too_large() -> ErrorPage:
    return error_page(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("The file is too large"),
        _("It was not read. A question set takes less than 5 MB, also as an Excel file."),
        _("Remove pictures and other sheets from the file, or check that it is the right one."),
    )


def _http_error(error: HTTPException) -> ErrorPage | HTTPException:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if code < HTTPStatus.BAD_REQUEST:
        return error
    match code:
        case HTTPStatus.NOT_FOUND:
            return _not_found(error)
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            if not is_multipart():
                return _form_too_large()
            return _question_set_too_large() if _is_for_coordinators() else _files_too_large()
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return error_page(
                HTTPStatus.METHOD_NOT_ALLOWED,
                _("The address cannot be used like that"),
                _("Check the address, or go to the front page."),
            )
        case _:
            return error_page(
                HTTPStatus(code), _("This could not be done"), _("Go back, reload the page and try again.")
            )


def _unexpected(error: Exception) -> ErrorPage:
    # The traceback contains code and no answers: SQLAlchemy hides parameters (store/database.py).
    log.error("Unexpected error at %s", request.endpoint, exc_info=error)
    return error_page(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        _("Something went wrong"),
        _("The fault is ours. If you were writing, what you wrote is on this page: press Save again in a moment."),
    )
