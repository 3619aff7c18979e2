"""Confirming a joint statement through the link that came by mail. The link opens this page, and nothing else."""

from http import HTTPStatus

from flask import redirect, request

from survey.operations.accounts.tokens import token_digest
from survey.operations.joint.confirming import party_by_token
from survey.public import pages
from survey.store.base import NotFound
from survey.web.documents.joint import answer_joint, joint_page
from survey.web.errors import error_page
from survey.web.guards import permission
from survey.web.installation import store_session
from survey.web.language import LANGUAGE_IN_PATH, _, is_switching
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Reply

JOINT = f"{LANGUAGE_IN_PATH}/joint/<token>"


@pages.get(JOINT)
@permission(Permission.VISIT)
def joint(token: str) -> Reply:
    """Show the statement, and the form. Looking confirms nothing: mail programs look too."""
    try:
        return joint_page(party_by_token(store_session(), token_digest(token)))
    except NotFound:
        return _bad_link()


@pages.post(JOINT)
@permission(Permission.VISIT)
def answer_joint_link(token: str) -> Reply:
    """Store what the organisation says, and show the page with that."""
    try:
        party = party_by_token(store_session(), token_digest(token))
    except NotFound:
        return _bad_link()
    if is_switching():
        return joint_page(party)
    if (wrong := answer_joint(party)) is not None:
        return wrong
    store_session().commit()
    notify(Notice.JOINT_ANSWERED)
    return redirect(f"{request.path}#{NOTICES}", code=303)


def _bad_link() -> Reply:
    return error_page(
        HTTPStatus.NOT_FOUND,
        _("The link does not work"),
        _("It may be incomplete, or the organisation that sent it has taken it back."),
        _("Ask that organisation for a new link."),
        links=True,
    )
