"""A joint statement: naming the other organisations behind the response, and what another one's statement asks of this
organisation.
"""

from collections.abc import Mapping
from typing import NamedTuple

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.languages import PAGE_LANGUAGES, language_name_in, text_in
from survey.operations.joint.naming import (
    LONGEST_TOLD,
    PRIVATE_PERSON,
    Lack,
    Named,
    NamingRefused,
    ask_party,
    enter_confirmation,
    name_party,
    remove_party,
)
from survey.operations.joint.texts import JointText, joint_text
from survey.operations.register.entries import LONGEST_NAME
from survey.questions.details import group_labels, group_name
from survey.questions.freeze import read_frozen
from survey.questions.own_groups import OwnGroups
from survey.questions.text import clean_text, length
from survey.respond import pages
from survey.store.base import NotFound
from survey.store.responses.joint import parties_named_for, parties_not_reached, parties_of, party_of
from survey.store.tables import JointPartyRow
from survey.web.documents.joint import answer_joint, joint_page
from survey.web.guards import access, permission
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import _, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

JOINT = "/responses/<int(max=2147483647):response_id>/joint"
PARTY = f"{JOINT}/<int(max=2147483647):party_id>"
JOINT_WITH = "/responses/<int(max=2147483647):response_id>/joint-with/<int(max=2147483647):party_id>"

LONGEST_TYPED = 1_000
"""As much of what was typed is read, and shown again."""


class PartyView(NamedTuple):
    """A named organisation on the page: `state` is a key of what the page says; `unreached`: no mail did."""

    row: JointPartyRow
    name: str
    group: str
    state: str
    unreached: bool


@pages.get(JOINT)
@permission(Permission.STATE_JOINTLY)
def joint(response_id: int) -> Reply:
    """List the other organisations, and show the form with which one more is named."""
    return _page()


@pages.post(JOINT)
@permission(Permission.STATE_JOINTLY)
def name_another(response_id: int) -> Reply:
    """Name one more organisation, which gets a mail."""
    named = _typed()
    if not access().is_open(now()):
        return _to_joint()
    if lacks := named.lacks(_own_groups()):
        return _page(named, [(field, _words(lack)) for field, lack in lacks.items()]), 422
    try:
        name_party(store_session(), access(), named, by_mail=sends_mail(), now=now())
    except NamingRefused as refused:
        return _page(named, [("name", refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.PARTY_NAMED)
    return _to_joint(NOTICES)


@pages.post(f"{PARTY}/ask")
@permission(Permission.STATE_JOINTLY)
def ask_again(response_id: int, party_id: int) -> Reply:
    """Send the mail to an organisation once more."""
    if not sends_mail() or not access().is_open(now()):
        return _to_joint()
    try:
        ask_party(store_session(), access(), party_id, now=now())
    except NamingRefused as refused:
        return _page(errors=[("joint", refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.PARTY_ASKED)
    return _to_joint(NOTICES)


@pages.post(f"{PARTY}/enter")
@permission(Permission.STATE_JOINTLY)
def enter_for_party(response_id: int, party_id: int) -> Reply:
    """Enter that an organisation has confirmed the text by another way than its link."""
    told = clean_text(request.form.get(f"told-{party_id}", "")).text.strip()
    party_of(store_session(), response_id, party_id)
    if not access().is_open(now()):
        return _to_joint()
    if not told or length(told) > LONGEST_TOLD:
        error = _("Write how the organisation has confirmed it, in at most %(most)s characters.", most=LONGEST_TOLD)
        return _page(errors=[(f"told-{party_id}", error)]), 422
    try:
        checked = request.form.get("checked", "")
        enter_confirmation(store_session(), access(), party_id, told, checked=checked, now=now())
    except NamingRefused as refused:
        return _page(errors=[(f"told-{party_id}", refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.PARTY_ENTERED)
    return _to_joint(NOTICES)


@pages.post(f"{PARTY}/remove")
@permission(Permission.STATE_JOINTLY)
def remove_from_joint(response_id: int, party_id: int) -> Reply:
    """Take an organisation away from behind the response."""
    if not access().is_open(now()):
        return _to_joint()
    remove_party(store_session(), access(), party_id, now=now())
    store_session().commit()
    notify(Notice.PARTY_REMOVED)
    return _to_joint(NOTICES)


@pages.get(JOINT_WITH)
@permission(Permission.SUBMIT)
def joint_with(response_id: int, party_id: int) -> Reply:
    """Show the joint statement of another organisation behind which this one is named, and the form."""
    return joint_page(_named_here(party_id), access=access())


@pages.post(JOINT_WITH)
@permission(Permission.SUBMIT)
def answer_joint_with(response_id: int, party_id: int) -> Reply:
    """Store what this organisation says of it."""
    if (wrong := answer_joint(_named_here(party_id), access=access())) is not None:
        return wrong
    store_session().commit()
    notify(Notice.JOINT_ANSWERED)
    return redirect(url_for(".overview", response_id=response_id, _anchor=NOTICES), code=303)


def _named_here(party_id: int) -> JointPartyRow:
    for each in parties_named_for(store_session(), access().invitation.id):
        if each.id == party_id:
            return each
    raise NotFound("joint party")


def _page(named: Named | None = None, errors: Errors | None = None) -> str:
    text = joint_text(
        store_session(), access().consultation, access().response, access().organisation.language, now=now()
    )
    own_groups = _own_groups()
    labels = {key: text_in(texts, page_language()) for key, texts in group_labels(own_groups).items()}
    labels.pop(PRIVATE_PERSON, None)
    return render_template(
        "respond/joint/joint.html",
        access=access(),
        parties=_views(text, own_groups),
        text=text,
        is_open=access().is_open(now()),
        sends_mail=sends_mail(),
        named=named or Named({}, "", page_language(), ""),
        groups=[("", _("Choose")), *labels.items()],
        languages=[(code, language_name_in(page_language(), code), "") for code in PAGE_LANGUAGES],
        told={key: request.form[key] for key in request.form if key.startswith("told-")},
        errors=errors or [],
    )


def _views(text: JointText, own_groups: OwnGroups) -> list[PartyView]:
    rows = parties_of(store_session(), access().response.id)
    unreached = parties_not_reached(store_session(), access().response.id)
    return [
        PartyView(
            each,
            text_in(each.name, page_language()),
            group_name(each.group, own_groups, page_language()),
            _state(each, text),
            each.id in unreached,
        )
        for each in rows
        if each.left_how != "removed"
    ]


def _state(party: JointPartyRow, text: JointText) -> str:
    if party.left_at is not None:
        return "left"
    if text.is_confirmed_by(party):
        return "confirmed"
    if party.conflict_at is not None:
        return "conflict"
    return "earlier" if party.confirmed_at is not None else "waits"


def _typed() -> Named:
    typed: Mapping[str, str] = {
        field: " ".join(clean_text(request.form.get(field, "")).text.split())[:LONGEST_TYPED]
        for field in ("name", "name_sv", "group", "language", "email")
    }
    name = {"fi": typed["name"], "sv": typed["name_sv"]}
    return Named(
        {each: words for each, words in name.items() if words}, typed["group"], typed["language"], typed["email"]
    )


def _words(lack: Lack) -> str:
    match lack:
        case Lack.NO_NAME:
            return _("Write the name of the organisation, in one language at least.")
        case Lack.NAME_TOO_LONG:
            return _("The name of an organisation can have at most %(most)s characters.", most=LONGEST_NAME)
        case Lack.NO_GROUP:
            return _("Choose the group of the organisation.")
        case Lack.NO_LANGUAGE:
            return _("Choose the language of the organisation.")
        case Lack.NO_ADDRESS:
            return _("Write one e-mail address in full, for example kirjaamo@example.fi.")


def _own_groups() -> OwnGroups:
    return read_frozen(access().consultation.question_set).own_groups


def _to_joint(place: str | None = None) -> Response:
    return redirect(url_for(".joint", response_id=access().response.id, _anchor=place), code=303)
