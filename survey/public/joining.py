"""Answering without having been asked: asking for a link, and verifying the address with it."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for

from survey.languages import PAGE_LANGUAGES, language_name_in, text_in
from survey.operations.accounts.tokens import token_digest
from survey.operations.consultations.joining import (
    PRIVATE_PERSON,
    JoiningOver,
    Lack,
    TooManyToday,
    Wish,
    ask_to_join,
    can_join,
    found_joining,
    join,
)
from survey.operations.mail.occasions import TooManyOrders
from survey.operations.register.entries import LONGEST_NAME
from survey.public import pages
from survey.questions.details import group_labels, group_name
from survey.questions.freeze import read_frozen
from survey.questions.text import clean_text
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key
from survey.store.tables import ConsultationRow, JoiningRow
from survey.store.tables.consultations import ANYBODY
from survey.web.errors import error_page
from survey.web.guards import permission, remember_link
from survey.web.http.proxies import address_is_shared
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import LANGUAGE_IN_PATH, _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

ANSWER = f"{LANGUAGE_IN_PATH}/consultations/<key>/answer"
LINK = f"{LANGUAGE_IN_PATH}/join/<token>"

LONGEST_TYPED = 1_000
"""As much of what was typed is read, and shown again."""

PUBLIC_NAME, YES = "is_name_public", "yes"


@pages.get(ANSWER)
@permission(Permission.VISIT)
def answering(key: str) -> str:
    """Show the form of who wants to answer; where no mail is sent or the time has ended, say so."""
    return _page(_consultation(key), Wish("", "", page_language(), ""), [])


@pages.post(ANSWER)
@permission(Permission.VISIT)
def ask_for_link(key: str) -> Reply:
    """Order a link to the address. The answer is the same whether the address is in the consultation already."""
    found, wish = _consultation(key), _typed()
    if is_switching() or not sends_mail():
        return _page(found, wish, [])
    if lacks := wish.lacks(read_frozen(found.question_set).own_groups):
        return _page(found, wish, [(field, _words(lack)) for field, lack in lacks.items()]), 422
    client, shared = request.remote_addr or "", address_is_shared()
    try:
        ask_to_join(store_session(), found, wish, client=client, now=now(), is_shared=shared)
    except JoiningOver:
        return _page(found, wish, []), 409
    except TooManyOrders:
        error = _("Links have been ordered so often that no more can be ordered now. Try again in an hour.")
        return _page(found, wish, [("email", error)]), 429
    except TooManyToday:
        error = _(
            "So many have wanted to answer today that no more links can be ordered now. Try again tomorrow, or write "
            "to the contact person: %(email)s",
            email=found.contact_email,
        )
        return _page(found, wish, [("email", error)]), 429
    store_session().commit()
    notify(Notice.JOINING_ASKED, email=wish.email)
    return redirect(url_for("public.consultation", key=key, _anchor=NOTICES), code=303)


@pages.get(LINK)
@permission(Permission.VISIT)
def verifying(token: str) -> Reply:
    """Show what was given, and the button that verifies the address. Looking makes nothing: mail programs look too."""
    return _look(token)


@pages.post(LINK)
@permission(Permission.VISIT)
def verify(token: str) -> Reply:
    """Make who has the link a respondent, and lead to the answers."""
    if is_switching():
        return _look(token)
    try:
        link, response = join(store_session(), token_digest(token), now=now())
    except NotFound:
        return _bad_link()
    except JoiningOver:
        return _look(token, HTTPStatus.CONFLICT)
    store_session().commit()
    remember_link(link)
    return redirect(url_for("respond.overview", response_id=response.id), code=303)


def _consultation(key: str) -> ConsultationRow:
    found = consultation_by_key(store_session(), key)
    if found.who_may_answer != ANYBODY:
        raise NotFound(key)
    return found


def _typed() -> Wish:
    name, group, language, email = (
        " ".join(clean_text(request.form.get(field, "")).text.split())[:LONGEST_TYPED]
        for field in ("name", "group", "language", "email")
    )
    return Wish(name, group, language, email, is_name_public=request.form.get(PUBLIC_NAME) == YES)


def _words(lack: Lack) -> str:
    match lack:
        case Lack.NO_GROUP:
            return _("Choose who answers.")
        case Lack.NO_NAME:
            return _("Write the name of the organisation, or your own name if you answer as a private person.")
        case Lack.NAME_TOO_LONG:
            return _("A name can have at most %(most)s characters.", most=LONGEST_NAME)
        case Lack.NO_LANGUAGE:
            return _("Choose the language.")
        case Lack.NO_ADDRESS:
            return _("Write one e-mail address in full, for example kirjaamo@example.fi.")


def _bad_link() -> Reply:
    return error_page(
        HTTPStatus.NOT_FOUND,
        _("The link does not work"),
        _("It may be incomplete, or its time has ended: an address is to be confirmed within three days."),
        _("Order a new link from the page of the request for a statement."),
        links=True,
    )


def _page(found: ConsultationRow, wish: Wish, errors: Errors) -> str:
    return render_template(
        "public/answer.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        wish=wish,
        group_choices=_groups(found),
        language_choices=[(code, language_name_in(page_language(), code), "") for code in PAGE_LANGUAGES],
        PUBLIC_NAME=PUBLIC_NAME,
        YES=YES,
        errors=errors,
        can_join=can_join(found, now()),
        sends_mail=sends_mail(),
    )


def _groups(found: ConsultationRow) -> list[tuple[str, str]]:
    """The groups: first private persons, who would look for themselves in vain at the end of a long list."""
    own_groups = read_frozen(found.question_set).own_groups
    named = {key: text_in(texts, page_language()) for key, texts in group_labels(own_groups).items()}
    return [(PRIVATE_PERSON, named.pop(PRIVATE_PERSON)), *named.items()]


def _look(token: str, status: HTTPStatus = HTTPStatus.OK) -> Reply:
    try:
        joining = found_joining(store_session(), token_digest(token), now())
    except NotFound:
        return _bad_link()
    if joining is None:
        return redirect(url_for("public.personal_link", token=token), code=303)
    return _verify_page(joining), status


def _verify_page(joining: JoiningRow) -> str:
    return render_template(
        "public/verify.html",
        joining=joining,
        consultation=joining.consultation,
        question_set=read_frozen(joining.consultation.question_set),
        group=group_name(joining.group, read_frozen(joining.consultation.question_set).own_groups, page_language()),
        is_private=joining.group == PRIVATE_PERSON,
        language_name=language_name_in(page_language(), joining.language),
        can_join=can_join(joining.consultation, now()),
    )
