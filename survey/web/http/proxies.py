"""Reverse proxies in front of the service: whose address a request comes from, and whether that can be told."""

import logging
from ipaddress import ip_address

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from survey.settings import Settings
from survey.web.installation import installation

log = logging.getLogger(__name__)

FORWARDED = ("X-Forwarded-For", "Forwarded")
WHAT_TO_DO = (
    "If a reverse proxy is in front of this service, set SURVEY_TRUSTED_PROXIES to the number of proxies, usually 1. "
    "Until then everybody seems to come from the proxy's address, and failed sign-ins of all count together."
)


def set_up_proxies(app: Flask, settings: Settings) -> None:
    """Take the client's address and the scheme from as many proxies as the settings trust.

    Where they trust none, but something shows that there is one, the log says what to set: at start if people reach the
    service over https, which it does not speak itself; once while it runs if a proxy's header arrives.
    """
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # how Flask documents wrapping an application
            app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies
        )
        return
    if settings.over_https:
        log.warning("SURVEY_BASE_URL begins with https://, and SURVEY_TRUSTED_PROXIES is not set. %s", WHAT_TO_DO)
    told = False

    @app.before_request
    def tell_of_unexpected_proxy() -> None:
        nonlocal told
        if not told and _comes_from_untrusted_proxy():
            told = True
            log.warning("A request with X-Forwarded-For has arrived, and no proxy is trusted. %s", WHAT_TO_DO)


def address_is_shared() -> bool:
    """Return whether the address of this request may be a proxy's, so that many people have it.

    That is so where no proxy is trusted, and one forwarded the request or it comes from this machine or network.
    Anybody can send such a header and gains little by it: see MOST_FAILURES in operations/accounts/coordinators.py.
    """
    if installation().settings.trusted_proxies:
        return False
    try:
        return _comes_from_untrusted_proxy() or ip_address(request.remote_addr or "").is_private
    except ValueError:
        return True


def _comes_from_untrusted_proxy() -> bool:
    return any(name in request.headers for name in FORWARDED)
