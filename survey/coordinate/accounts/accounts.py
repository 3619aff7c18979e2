"""The accounts of the installation, for administrators: inviting people, roles, closing and opening again."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.languages import PAGE_LANGUAGES, sort_key
from survey.operations.accounts.administering import (
    LastAdministrator,
    change_role,
    close_account,
    end_all_sign_ins,
    invite_account,
    reopen_account,
)
from survey.operations.accounts.coordinators import SIGN_IN_LASTS
from survey.operations.accounts.one_time_codes import end_codes
from survey.operations.accounts.password_links import issue_password_link, lasts, password_address
from survey.operations.accounts.passwords import AccountRefused
from survey.operations.consultations.members import WHO_MAY_CHANGE
from survey.operations.mail.occasions import put_account_invitation
from survey.questions.freeze import read_frozen
from survey.questions.kinds.email import is_address
from survey.questions.text import clean_text
from survey.store.accounts import account_by_id, accounts, accounts_that_sign_in, sign_ins_of
from survey.store.consultations import consultations
from survey.store.members import consultations_of, numbers_of_members
from survey.store.tables import CoordinatorRow
from survey.web.guards import coordinator, permission
from survey.web.installation import installation, now, sends_mail, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.words.accounts import role_words, state_words, what_a_role_may

ADDRESS = "/coordinate/accounts/"
ONE = f"{ADDRESS}<int(max=2147483647):account_id>/"
LONGEST = 300


@dataclass(frozen=True)
class Typed:
    """What was typed into the form for inviting somebody."""

    name: str = ""
    email: str = ""
    role: str = ""
    language: str = ""


@pages.get(ADDRESS)
@permission(Permission.MANAGE_ACCOUNTS)
def account_list() -> str:
    """Show every account with its role, its state and its latest sign-in; closed ones last."""
    found = sorted(accounts(store_session()), key=lambda each: (each[0].closed_at is not None, sort_key(each[0].name)))
    return render_template(
        "coordinate/accounts.html",
        accounts=found,
        able=accounts_that_sign_in(store_session()),
        role_words=role_words,
        state_words=state_words,
    )


@pages.get(f"{ADDRESS}consultations")
@permission(Permission.MANAGE_ACCOUNTS)
def consultations_and_members() -> str:
    """Show every consultation with the number of those who take part: also those that nobody can change any more."""
    numbers = numbers_of_members(store_session(), WHO_MAY_CHANGE)
    found = [
        (each, read_frozen(each.question_set), *numbers.get(each.id, (0, 0))) for each in consultations(store_session())
    ]
    return render_template("coordinate/consultations_and_members.html", consultations=found)


@pages.get(f"{ADDRESS}invite")
@permission(Permission.MANAGE_ACCOUNTS)
def inviting_account() -> str:
    """Show the form for inviting somebody."""
    return _form(Typed(), [])


@pages.post(f"{ADDRESS}invite")
@permission(Permission.MANAGE_ACCOUNTS)
def invite_to_account() -> Reply:
    """Make an account and send its link; where no mail is sent, show the link once, to hand over."""
    typed = _typed()
    if is_switching():
        return _form(typed, [])
    errors = _errors(typed)
    if errors:
        return _form(typed, errors), 422
    try:
        account = invite_account(store_session(), **vars(typed), by=coordinator(), now=now())
    except AccountRefused as refused:
        return _form(typed, [("email", refused.words(page_language()))]), 422
    return _send_link(account, Notice.ACCOUNT_INVITED)


@pages.get(ONE)
@permission(Permission.MANAGE_ACCOUNTS)
def account(account_id: int) -> str:
    """Show one account, and what can be done to it."""
    return _page(account_by_id(store_session(), account_id))


@pages.post(ONE)
@permission(Permission.MANAGE_ACCOUNTS)
def give_role(account_id: int) -> Reply:
    """Give the account another role."""
    found, role = account_by_id(store_session(), account_id), request.form.get("role", "")
    if is_switching():
        return _page(found, role=role)
    if role not in {each for each, _name, _may in what_a_role_may()}:
        return _page(found, role=role, errors=[("role", _("Choose the role."))]), 422
    try:
        changed = change_role(store_session(), found, role, by=coordinator(), now=now())
    except LastAdministrator as refused:
        return _page(found, errors=[("role", refused.words(page_language()))]), 422
    store_session().commit()
    if changed:
        notify(Notice.ROLE_CHANGED, name=found.name)
    else:
        notify(Notice.NOTHING_CHANGED)
    return _after_change(found)


@pages.post(f"{ONE}close")
@permission(Permission.MANAGE_ACCOUNTS)
def close(account_id: int) -> Reply:
    """Close the account: it is signed out everywhere at once."""
    found = account_by_id(store_session(), account_id)
    try:
        close_account(store_session(), found, by=coordinator(), now=now())
    except LastAdministrator as refused:
        return _page(found, errors=[("close", refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.ACCOUNT_CLOSED, name=found.name)
    return _after_change(found)


@pages.post(f"{ONE}reopen")
@permission(Permission.MANAGE_ACCOUNTS)
def reopen(account_id: int) -> Response:
    """Open a closed account again."""
    found = account_by_id(store_session(), account_id)
    reopen_account(store_session(), found, by=coordinator(), now=now())
    store_session().commit()
    notify(Notice.ACCOUNT_REOPENED, name=found.name)
    return _back(account_id)


@pages.post(f"{ONE}send-link")
@permission(Permission.MANAGE_ACCOUNTS)
def send_password_link(account_id: int) -> Reply:
    """Send a link for setting the password again; where no mail is sent, show it once."""
    found = account_by_id(store_session(), account_id)
    if found.closed_at is not None:  # an old page: somebody else has closed it meanwhile
        return _back(account_id)
    return _send_link(found, Notice.ACCOUNT_LINK_SENT)


@pages.post(f"{ONE}end-sign-ins")
@permission(Permission.MANAGE_ACCOUNTS)
def end_sign_ins_of_account(account_id: int) -> Response:
    """Sign the account out everywhere."""
    found = account_by_id(store_session(), account_id)
    end_all_sign_ins(store_session(), found, by=coordinator(), now=now())
    store_session().commit()
    notify(Notice.SIGN_INS_ENDED, name=found.name)
    return _after_change(found)


@pages.post(f"{ONE}end-codes")
@permission(Permission.MANAGE_ACCOUNTS)
def end_codes_of_account(account_id: int) -> Response:
    """Take one-time codes out of use for somebody who has lost the device and has no recovery code left."""
    if account_id == coordinator().id:  # one's own end only with a code: the computer may have been left open
        return redirect(url_for("coordinate.codes"), code=303)
    found = account_by_id(store_session(), account_id)
    end_codes(store_session(), found, by=coordinator(), now=now())
    store_session().commit()
    notify(Notice.CODES_OF_ACCOUNT_ENDED, name=found.name)
    return _back(account_id)


def _send_link(found: CoordinatorRow, sent: Notice) -> Reply:
    if sends_mail():
        put_account_invitation(store_session(), found, by=coordinator(), now=now())
        store_session().commit()
        notify(sent, email=found.email)
        return _back(found.id)
    _link, token = issue_password_link(store_session(), found, now=now(), by=coordinator().id)
    store_session().commit()
    base, language = installation().settings.base_url, found.language or page_language()
    return _page(found, link=password_address(base, language, token))


def _typed() -> Typed:
    words = {
        name: " ".join(clean_text(request.form.get(name, "")).text.split())[: LONGEST + 1]
        for name in ("name", "email", "role", "language")
    }
    return Typed(**words)


def _errors(typed: Typed) -> Errors:
    too_long = _("At most %(longest)s characters fit here.", longest=LONGEST)
    errors = []
    if not typed.name:
        errors.append(("name", _("Write the name of the person.")))
    elif len(typed.name) > LONGEST:
        errors.append(("name", too_long))
    if not is_address(typed.email):
        errors.append(("email", _("Write one e-mail address in full, for example kirjaamo@example.fi.")))
    elif len(typed.email) > LONGEST:
        errors.append(("email", too_long))
    if typed.role not in {role for role, _name, _may in what_a_role_may()}:
        errors.append(("role", _("Choose the role.")))
    if typed.language not in PAGE_LANGUAGES:
        errors.append(("language", _("Choose the language of the mail.")))
    return errors


def _form(typed: Typed, errors: Errors) -> str:
    return render_template(
        "coordinate/invite_account.html",
        typed=typed,
        errors=errors,
        roles=what_a_role_may(),
        languages=PAGE_LANGUAGES,
        sends_mail=sends_mail(),
    )


def _page(found: CoordinatorRow, *, role: str = "", errors: Errors | None = None, link: str = "") -> str:
    return render_template(
        "coordinate/account.html",
        account=found,
        role=role or found.role,
        roles=what_a_role_may(),
        role_words=role_words,
        state=state_words(found, signs_in=found.id in accounts_that_sign_in(store_session())),
        is_own=found.id == coordinator().id,
        sign_ins=sign_ins_of(store_session(), found.id, since=now() - SIGN_IN_LASTS),
        consultations=[(each, read_frozen(each.question_set)) for each in consultations_of(store_session(), found.id)],
        errors=errors or [],
        link=link,
        days=lasts(found).days,
        sends_mail=sends_mail(),
    )


def _back(account_id: int) -> Response:
    return redirect(url_for("coordinate.account", account_id=account_id, _anchor=NOTICES), code=303)


def _after_change(found: CoordinatorRow) -> Response:
    """Lead back to the account; whoever has changed the own account may not see that page any more."""
    if found.id == coordinator().id:
        return redirect(url_for("coordinate.consultation_list", _anchor=NOTICES), code=303)
    return _back(found.id)
