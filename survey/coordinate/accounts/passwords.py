"""Setting a password through a link, and ordering such a link when it was forgotten."""

from flask import redirect, render_template, request, url_for

from survey.coordinate import pages
from survey.coordinate.accounts.own_account import known_of
from survey.operations.accounts.password_links import (
    TooManyOrders,
    order_new_password,
    password_link,
    set_password_by_link,
)
from survey.operations.accounts.passwords import PasswordRefused, hash_password
from survey.operations.mail.occasions import put_new_password
from survey.questions.kinds.email import is_address
from survey.questions.text import clean_text
from survey.store.base import NotFound
from survey.store.tables import CoordinatorRow
from survey.web.guards import permission
from survey.web.http.proxies import address_is_shared
from survey.web.installation import installation, now, sends_mail, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

ADDRESS = "/set-password/<token>"
LONGEST_ADDRESS = 300


@pages.get(ADDRESS)
@permission(Permission.VISIT)
def setting_password(token: str) -> Reply:
    """Show the form for the password. Opening the link uses nothing up: mail scanners open it too."""
    try:
        account = password_link(store_session(), token, now=now()).coordinator
    except NotFound:
        return _over()
    return _form(account, [])


@pages.post(ADDRESS)
@permission(Permission.VISIT)
def set_password(token: str) -> Reply:
    """Set the password, and lead to the page for signing in."""
    try:
        with installation().database.reading() as store:
            account = password_link(store, token, now=now()).coordinator
        if is_switching():
            return _form(account, [])
        # While no write lock is taken: it is slow on purpose.
        password_hash = hash_password(request.form.get("new_password", ""), about=known_of(account.name, account.email))
        with installation().database.writing() as store:
            set_password_by_link(store, password_link(store, token, now=now()), password_hash=password_hash, now=now())
    except PasswordRefused as refused:
        return _form(account, [("new_password", refused.words(page_language()))]), 422
    except NotFound:
        return _over()
    notify(Notice.ACCOUNT_READY)
    return redirect(url_for("coordinate.sign_in", _anchor=NOTICES), code=303)


@pages.get("/new-password")
@permission(Permission.VISIT)
def new_password() -> str:
    """Show the form for ordering a link; where no mail is sent, say whom to ask instead."""
    return _order_form("", [])


@pages.post("/new-password")
@permission(Permission.VISIT)
def order_password() -> Reply:
    """Order a link to the address of an account. The answer is the same whether there is one."""
    typed = clean_text(request.form.get("email", "")).text.strip()[:LONGEST_ADDRESS]
    if is_switching() or not sends_mail():
        return _order_form(typed, [])
    if not is_address(typed):
        return _order_form(typed, [("email", _("Write the e-mail address of your account."))]), 422
    client, shared = request.remote_addr or "", address_is_shared()
    try:
        found = order_new_password(store_session(), typed, client=client, now=now(), is_shared=shared)
    except TooManyOrders:
        error = _("New passwords have been ordered so often that no more can be ordered now. Try again in an hour.")
        return _order_form(typed, [("email", error)]), 429
    if found:
        account, order_id = found
        put_new_password(store_session(), account, order_id, page_language(), now=now())
    store_session().commit()
    notify(Notice.ACCOUNT_LINK_ORDERED)
    return redirect(url_for("coordinate.new_password", _anchor=NOTICES), code=303)


def _form(account: CoordinatorRow, errors: Errors) -> str:
    return render_template("coordinate/set_password.html", account=account, errors=errors)


def _over() -> Reply:
    return render_template("coordinate/password_link_over.html", sends_mail=sends_mail()), 404


def _order_form(typed: str, errors: Errors) -> str:
    return render_template("coordinate/new_password.html", typed=typed, errors=errors, sends_mail=sends_mail())
