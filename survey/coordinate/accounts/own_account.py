"""One's own account: its sign-ins, and another password."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.operations.accounts.coordinators import (
    SIGN_IN_LASTS,
    TooManyTries,
    change_password,
    note_try,
)
from survey.operations.accounts.one_time_codes import recovery_codes_left
from survey.operations.accounts.own_account import end_one_sign_in, end_other_sign_ins
from survey.operations.accounts.passwords import PasswordRefused, hash_password, password_matches
from survey.store.accounts import account_by_id, sign_ins_of
from survey.web.about import PRODUCT, about
from survey.web.guards import coordinator, own_sign_in, permission
from survey.web.http.proxies import address_is_shared
from survey.web.installation import installation, now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.words.accounts import role_words

ADDRESS = "/coordinate/account/"


@pages.get(ADDRESS)
@permission(Permission.OWN_ACCOUNT)
def own_account() -> str:
    """Show the account and where it is signed in."""
    return render_template(
        "coordinate/own_account.html",
        account=coordinator(),
        role_words=role_words,
        sign_ins=sign_ins_of(store_session(), coordinator().id, since=now() - SIGN_IN_LASTS),
        own=own_sign_in(),
        codes_left=recovery_codes_left(store_session(), coordinator()) if coordinator().totp_at else 0,
    )


@pages.get(f"{ADDRESS}password")
@permission(Permission.OWN_ACCOUNT)
def changing_password() -> str:
    """Show the form for another password."""
    return _form([])


@pages.post(f"{ADDRESS}password")
@permission(Permission.OWN_ACCOUNT)
def change_own_password() -> Reply:
    """Change the password, if the present one is right. All other sign-ins end."""
    present, new = request.form.get("password", ""), request.form.get("new_password", "")
    if is_switching():
        return _form([])
    errors = [("password", _("Write your present password."))] if not present else []
    try:
        # Before a write lock is taken: it is slow on purpose.
        new_hash = hash_password(new, about=known_of(coordinator().name, coordinator().email))
    except PasswordRefused as refused:
        errors.append(("new_password", refused.words(page_language())))
    if errors:
        return _form(errors), 422
    try:
        with installation().database.writing() as store:
            client = request.remote_addr or ""
            note_try(store, email=coordinator().email, client=client, now=now(), is_shared=address_is_shared())
    except TooManyTries:
        return _form([("password", _("A wrong password was given too many times. Wait 15 minutes."))]), 429
    if not password_matches(coordinator(), present):
        return _form([("password", _("The password is not the present one."))]), 422
    with installation().database.writing() as store:
        account = account_by_id(store, coordinator().id)
        change_password(store, account, password_hash=new_hash, now=now())
        end_other_sign_ins(store, account, own_sign_in(), now=now())
    notify(Notice.OWN_ACCOUNT_CHANGED)
    return _back()


@pages.post(f"{ADDRESS}sign-ins/<int(max=2147483647):sign_in_id>/end")
@permission(Permission.OWN_ACCOUNT)
def end_own_sign_in(sign_in_id: int) -> Response:
    """End one sign-in of one's own, for example on a computer that somebody else uses now."""
    end_one_sign_in(store_session(), coordinator(), sign_in_id, now=now())
    store_session().commit()
    notify(Notice.SIGN_IN_ENDED)
    return _back()


@pages.post(f"{ADDRESS}sign-ins/end-others")
@permission(Permission.OWN_ACCOUNT)
def end_others() -> Response:
    """End every sign-in of one's own but this one."""
    end_other_sign_ins(store_session(), coordinator(), own_sign_in(), now=now())
    store_session().commit()
    notify(Notice.OTHER_SIGN_INS_ENDED)
    return _back()


def known_of(*texts: str) -> list[str]:
    """Return what others know of an account and of the service, which no password may be made of."""
    return [*texts, PRODUCT, about().name]


def _form(errors: Errors) -> str:
    return render_template("coordinate/change_password.html", errors=errors)


def _back() -> Response:
    return redirect(url_for("coordinate.own_account", _anchor=NOTICES), code=303)
