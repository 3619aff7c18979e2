"""Signing in through the identity provider of the operator, where the settings name one."""

import logging

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.accounts.signing_in import signed_in
from survey.languages import PAGE_LANGUAGES, text_in
from survey.operations.accounts.identities import account_of
from survey.operations.accounts.provider import (
    Begun,
    IdentityRefused,
    ProviderUnreachable,
    begin_at_provider,
    identity_from,
)
from survey.settings import IdentityProvider
from survey.store.base import NotFound
from survey.web.guards import permission
from survey.web.installation import installation, now
from survey.web.language import _, page_language
from survey.web.permissions import Permission

BEGUN = "at_provider"
"""In the session: what was begun, and the language of the page where it was."""

REASONS = ("unknown", "refused", "unreachable")

_log = logging.getLogger(__name__)


@pages.get("/sign-in/provider")
@permission(Permission.VISIT)
def begin_elsewhere() -> Response:
    """Send the browser to the provider. By a link, because pages send forms to this service alone."""
    try:
        begun = begin_at_provider(_provider(), _return_address(), page_language())
    except ProviderUnreachable as error:
        return _refused("unreachable", error, page_language())
    session[BEGUN] = [page_language(), begun.state, begun.nonce, begun.verifier]
    return redirect(begun.address, code=303)


@pages.get("/sign-in/provider/return")
@permission(Permission.VISIT)
def come_back() -> Response:
    """Sign in whoever comes back from the provider, if the account is known here."""
    provider = _provider()
    language, state, nonce, verifier = session.pop(BEGUN, ["", "", "", ""])
    if language not in PAGE_LANGUAGES:
        return _refused("refused", IdentityRefused("nothing was begun"), page_language())
    try:
        identity = identity_from(provider, _return_address(), Begun("", state, nonce, verifier), request.full_path)
        with installation().database.writing() as store:
            account = account_of(store, identity, now=now())
            return signed_in(store, account, language=language, by_provider=True)
    except IdentityRefused as error:
        return _refused("refused", error, language)
    except ProviderUnreachable as error:
        return _refused("unreachable", error, language)
    except NotFound as error:
        return _refused("unknown", error, language)


@pages.get(f"/sign-in/provider/<any({', '.join(REASONS)}):reason>")
@permission(Permission.VISIT)
def not_signed_in(reason: str) -> tuple[str, int]:
    """Say why signing in through the provider did not work."""
    name = text_in(_provider().name, page_language())
    words = {
        "unknown": _(
            "Your sign-in in %(provider)s is not that of an account in use in this service. "
            "Ask the administrator of the service.",
            provider=name,
        ),
        "refused": _("%(provider)s did not confirm who you are. Try again.", provider=name),
        "unreachable": _("%(provider)s does not answer now. Try again in a moment.", provider=name),
    }
    return render_template("coordinate/not_signed_in.html", words=words[reason]), 403


def _provider() -> IdentityProvider:
    provider = installation().settings.provider
    if provider is None:
        raise NotFound("provider")
    return provider


def _return_address() -> str:
    """One address for all languages, which the provider must know."""
    path = url_for("coordinate.come_back", language=PAGE_LANGUAGES[0])
    return f"{installation().settings.base_url}{path}"


def _refused(reason: str, error: Exception, language: str) -> Response:
    _log.warning("Signing in through the provider: %s (%s)", reason, error)
    return redirect(url_for("coordinate.not_signed_in", reason=reason, language=language), code=303)
