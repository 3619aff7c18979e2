"""One-time codes of one's own account: taking them into use and out of use, and recovery codes."""

import segno
from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.operations.accounts.coordinators import TooManyTries
from survey.operations.accounts.one_time_codes import (
    address_for_app,
    begin_codes,
    code_is_right,
    confirm_codes,
    end_codes,
    note_code_try,
    recovery_codes_left,
    renew_recovery_codes,
)
from survey.store.accounts import account_by_id
from survey.store.tables import CoordinatorRow
from survey.web.about import about
from survey.web.guards import coordinator, permission
from survey.web.installation import installation, now, store_session
from survey.web.language import _, is_switching
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

ADDRESS = "/coordinate/account/codes"


@pages.get(ADDRESS)
@permission(Permission.OWN_ACCOUNT)
def codes() -> str:
    """Show how to take one-time codes into use, or what can be done where they are."""
    return _page(store_session(), coordinator(), [])


@pages.post(f"{ADDRESS}/begin")
@permission(Permission.OWN_ACCOUNT)
def begin_one_time_codes() -> Response:
    """Make a secret for the app, which counts once a code has confirmed it."""
    begin_codes(store_session(), account_by_id(store_session(), coordinator().id))
    store_session().commit()
    return redirect(url_for("coordinate.codes"), code=303)


@pages.post(ADDRESS)
@permission(Permission.OWN_ACCOUNT)
def confirm_one_time_codes() -> Reply:
    """Take one-time codes into use by the first code, and show the recovery codes, once."""
    account = account_by_id(store_session(), coordinator().id)
    if is_switching() or account.totp_secret is None or account.totp_at is not None:  # an old page: see how it is now
        return _page(store_session(), account, [])
    made = confirm_codes(store_session(), account, request.form.get("code", ""), now=now())
    if made is None:
        error = _(
            "This is not the code of this moment. See that the clock of the device is right, and write the next one."
        )
        return _page(store_session(), account, [("code", error)]), 422
    store_session().commit()
    return _page(store_session(), account, [], made)


@pages.post(f"{ADDRESS}/change")
@permission(Permission.OWN_ACCOUNT)
def change_codes() -> Reply:
    """Make new recovery codes, or take one-time codes out of use, by a code: whoever sits down at a computer that was
    left open has none.
    """
    try:
        with installation().database.writing() as store:
            account = account_by_id(store, coordinator().id)
            if is_switching() or account.totp_at is None:
                return _page(store, account, [])
            note_code_try(store, account, client=request.remote_addr or "", now=now())
            if not code_is_right(store, account, request.form.get("code", ""), now=now()):
                error = _("The code is wrong, or it was used already. Wait for the next one, or use a recovery code.")
                # Counted all the same: returning from the block commits.
                return _page(store, account, [("code", error)]), 422
            if "end" not in request.form or installation().settings.demands_codes:
                return _page(store, account, [], renew_recovery_codes(store, account, now=now()))
            end_codes(store, account, by=account, now=now())
    except TooManyTries:
        error = _("A wrong code was given too many times. Wait 15 minutes.")
        return _page(store_session(), coordinator(), [("code", error)]), 429
    notify(Notice.CODES_ENDED)
    return redirect(url_for("coordinate.own_account", _anchor=NOTICES), code=303)


def _page(store: Session, account: CoordinatorRow, errors: Errors, recovery_codes: list[str] | None = None) -> str:
    is_beginning = account.totp_secret is not None and account.totp_at is None
    address = address_for_app(account, about().name) if is_beginning else ""
    secret = account.totp_secret or ""
    return render_template(
        "coordinate/codes.html",
        account=account,
        address=address,
        picture=picture_of(address) if is_beginning else "",
        key=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)) if is_beginning else "",
        recovery_codes=recovery_codes or [],
        codes_left=recovery_codes_left(store, account) if account.totp_at else 0,
        demanded=installation().settings.demands_codes,
        errors=errors,
    )


def picture_of(address: str) -> Markup:
    """Return an address as a QR code that stands on the page itself, dark on light in both schemes."""
    drawn = segno.make(address, error="m").svg_inline(scale=5, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return Markup(drawn)  # noqa: S704  # drawn from our own address, which is in no part of the markup
