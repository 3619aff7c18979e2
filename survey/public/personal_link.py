"""Opening a personal link."""

from http import HTTPStatus

from flask import redirect, url_for
from werkzeug.wrappers import Response

from survey.operations.accounts.tokens import token_digest
from survey.public import pages
from survey.store.base import NotFound
from survey.store.personal_links import link_by_token
from survey.web.errors import error_page
from survey.web.guards import permission, remember_link
from survey.web.installation import store_session
from survey.web.language import LANGUAGE_IN_PATH, _
from survey.web.permissions import Permission


@pages.get(f"{LANGUAGE_IN_PATH}/r/<token>")
@permission(Permission.VISIT)
def personal_link(token: str) -> Response | tuple[str, int]:
    """Store a personal link in this browser's session, and redirect at once to an address without the secret token."""
    try:
        link, response = link_by_token(store_session(), token_digest(token))
    except NotFound:
        return error_page(
            HTTPStatus.NOT_FOUND,
            _("The link does not work"),
            _("The address may be incomplete: copy it whole from the request for a statement."),
            _("If the link no longer works, ask for a new one from the authority that sent the request."),
            links=True,
        )
    remember_link(link)
    return redirect(url_for("respond.overview", response_id=response.id), code=303)
