"""Signing in and out. The slow check of the password is done while no write lock is taken."""

from flask import redirect, render_template, request, session, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import Form, PasswordField, StringField

from survey.coordinate import pages
from survey.languages import text_in
from survey.operations.accounts.coordinators import TooManyTries, end_sign_in, note_try, start_sign_in
from survey.operations.accounts.one_time_codes import SECOND_STEP_LASTS, code_is_right, note_code_try
from survey.operations.accounts.passwords import password_matches
from survey.questions.text import clean_text
from survey.store.accounts import coordinator_by_email
from survey.store.base import NotFound
from survey.store.tables import CoordinatorRow
from survey.web.guards import SIGN_IN, permission
from survey.web.http.proxies import address_is_shared
from survey.web.installation import installation, now
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.words.accounts import browser_words

SECOND_STEP = "second_step"
"""In the session: whose password was right, and when."""


class SignInForm(Form):  # type: ignore[misc]  # WTForms ships without types
    """The fields of the sign-in form."""

    email = StringField()
    password = PasswordField()


@pages.get("/sign-in")
@permission(Permission.VISIT)
def sign_in() -> Reply:
    """Show the sign-in page for staff."""
    return _page("", [])


@pages.post("/sign-in")
@permission(Permission.VISIT)
def begin() -> Reply:
    """Sign in with an e-mail address and a password."""
    form = SignInForm(request.form)
    email, password = clean_text(form.email.data or "").text.strip(), form.password.data or ""
    if is_switching():
        return _page(email, [])
    missing = _missing(email, password)
    if missing:
        return _page(email, missing), 422
    try:
        with installation().database.writing() as store:
            client = request.remote_addr or ""
            note_try(store, email=email, client=client, now=now(), is_shared=address_is_shared())
    except TooManyTries:
        return _page(email, [("email", _("Signing in has failed too many times. Wait 15 minutes."))]), 429
    with installation().database.reading() as store:
        coordinator = coordinator_by_email(store, email)
    if not password_matches(coordinator, password) or coordinator is None:
        return _page(email, [("email", _("The e-mail address or the password is wrong."))]), 422
    if coordinator.totp_at is not None:
        session.clear()
        session[SECOND_STEP] = [coordinator.id, int(now().timestamp())]
        return redirect(url_for("coordinate.asking_for_code"), code=303)
    with installation().database.writing() as store:
        return signed_in(store, coordinator, language=page_language())


@pages.get("/sign-in/code")
@permission(Permission.VISIT)
def asking_for_code() -> Reply:
    """Ask for the one-time code of whoever has given the right password."""
    with installation().database.reading() as store:
        return _code_page([]) if _after_password(store) else _anew()


@pages.post("/sign-in/code")
@permission(Permission.VISIT)
def give_code() -> Reply:
    """Sign in with a one-time code or a recovery code."""
    typed = request.form.get("code", "")
    try:
        with installation().database.writing() as store:
            coordinator = _after_password(store)
            if coordinator is None:
                return _anew()
            if is_switching():
                return _code_page([])
            if not typed.strip():
                return _code_page([("code", _("Write the code."))]), 422
            note_code_try(store, coordinator, client=request.remote_addr or "", now=now())
            if code_is_right(store, coordinator, typed, now=now()):
                return signed_in(store, coordinator, language=page_language())
    except TooManyTries:
        return _code_page([("code", _("A wrong code was given too many times. Wait 15 minutes."))]), 429
    error = _("The code is wrong, or it was used already. Wait for the next one, or use a recovery code.")
    return _code_page([("code", error)]), 422


def _after_password(store: Session) -> CoordinatorRow | None:
    """The account whose password was given in this browser within the last ten minutes, if it uses one-time codes."""
    account_id, moment = session.get(SECOND_STEP, (0, 0))
    account = store.get(CoordinatorRow, account_id)
    in_time = now().timestamp() < moment + SECOND_STEP_LASTS.total_seconds()
    usable = account is not None and account.closed_at is None and account.totp_at is not None
    return account if in_time and usable else None


def signed_in(store: Session, coordinator: CoordinatorRow, *, language: str, by_provider: bool = False) -> Response:
    """Start a session in this browser, and lead to the consultations in this language."""
    browser = browser_words(request.user_agent.string)
    token = start_sign_in(store, coordinator, now=now(), browser=browser, by_provider=by_provider)
    session.clear()  # deletes anything that an attacker may have put into the cookie before signing in
    session[SIGN_IN] = token
    return redirect(url_for("coordinate.consultation_list", language=language), code=303)


def _anew() -> Response:
    return redirect(url_for("coordinate.sign_in"), code=303)


def _code_page(errors: list[tuple[str, str]]) -> str:
    return render_template("coordinate/sign_in_code.html", errors=errors)


@pages.post("/sign-out")
@permission(Permission.VISIT)
def end() -> Response:
    """Sign out: end the session on the server."""
    token = session.get(SIGN_IN, "")
    session.clear()
    try:
        with installation().database.writing() as store:
            end_sign_in(store, token, now=now())
    except NotFound:
        pass
    notify(Notice.SIGNED_OUT)
    return redirect(url_for("coordinate.sign_in", _anchor=NOTICES), code=303)


def _missing(email: str, password: str) -> list[tuple[str, str]]:
    missing = []
    if not email:
        missing.append(("email", _("Write your e-mail address.")))
    if not password:
        missing.append(("password", _("Write your password.")))
    return missing


def _page(email: str, errors: list[tuple[str, str]]) -> str:
    provider = installation().settings.provider
    name = text_in(provider.name, page_language()) if provider else ""
    return render_template("coordinate/sign_in.html", email=email, errors=errors, provider=name)
