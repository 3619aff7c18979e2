"""Recipients of an open consultation, one at a time: taking one away, and adding one that was not asked."""

from collections.abc import Mapping
from dataclasses import replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.register.organisations import errors_of, language_choices, typed_cells
from survey.languages import gettext, text_in
from survey.operations.consultations.addressees import Addressee, AddresseesRefused
from survey.operations.consultations.inviting import invite_by_mail
from survey.operations.consultations.opening import add_invitations
from survey.operations.consultations.taking_away import HasBegun, can_be_taken_away, take_away
from survey.operations.register.changing import EntryRefused, read_cells
from survey.operations.register.entries import HEADERS
from survey.operations.register.groups import groups_in
from survey.operations.register.recipients import addressee_of, linked
from survey.operations.register.row_files import comparable
from survey.questions.freeze import read_frozen
from survey.store.consultations import consultation_by_key, invited_keys, lock_consultation
from survey.store.following import Followed, followed_one
from survey.store.register.organisations import Registered
from survey.store.tables import ConsultationRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

ADDRESS = "/coordinate/consultations/<key>/organisations/<int(max=2147483647):invitation_id>/take-away"
FIELDS = ("name_fi", "name_sv", "group", "business_id", "email", "language")

ENTER = "enter"
"""The name of the button for a statement that has come already."""


@pages.get(ADDRESS)
@permission(Permission.RUN_CONSULTATIONS)
def taking_away(key: str, invitation_id: int) -> Reply:
    """Ask whether a recipient is to be taken away."""
    found, one = _load(key, invitation_id)
    if not can_be_taken_away(one):
        return _stays(found, one)
    return render_template(
        "coordinate/take_away.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        one=one,
    )


@pages.post(ADDRESS)
@permission(Permission.RUN_CONSULTATIONS)
def take_recipient_away(key: str, invitation_id: int) -> Response:
    """Take a recipient away, unless it has opened the request or begun to answer meanwhile."""
    found, one = _load(key, invitation_id)
    try:
        take_away(store_session(), one, by=coordinator().id, now=now())
    except HasBegun:
        return _stays(found, one)
    store_session().commit()
    notify(Notice.RECIPIENT_TAKEN_AWAY, name=text_in(one.organisation.name, page_language()))
    return redirect(url_for("coordinate.consultation", key=key, _anchor=NOTICES), code=303)


@pages.get("/coordinate/consultations/<key>/add-not-asked")
@permission(Permission.RUN_CONSULTATIONS)
def adding_not_asked(key: str) -> str:
    """Show the form for an organisation that was not asked but wants to answer, or has sent its statement already."""
    return _form(consultation_by_key(store_session(), key), {}, [])


@pages.post("/coordinate/consultations/<key>/add-not-asked")
@permission(Permission.RUN_CONSULTATIONS)
def add_not_asked(key: str) -> Reply:
    """Let an organisation that was not asked answer: it gets a link, and is counted apart. If its statement has come
    already, it gets none, also after the end, and the page for entering the statement follows.
    """
    found, typed = consultation_by_key(store_session(), key), {**dict.fromkeys(HEADERS, ""), **_typed()}
    has_come = ENTER in request.form
    if is_switching():
        return _form(found, typed, [])
    lock_consultation(store_session(), found)
    addressees, errors = _read_addressee(found, typed, has_come=has_come)
    if errors:
        return _form(found, typed, errors), 422
    if sends_mail() and not has_come:
        by = coordinator()
        [made] = invite_by_mail(store_session(), found, addressees, words={}, by=by, now=now(), asked=False)
    else:
        [made] = add_invitations(store_session(), found, addressees, now=now(), asked=False, by=coordinator().id)
    store_session().commit()
    if has_come:
        address = url_for("coordinate.beginning_to_enter", key=key, invitation_id=made.invitation.id)
        return redirect(address, code=303)
    notify(Notice.ADDED_NOT_ASKED, name=text_in(addressees[0].name, page_language()))
    return _to_organisation(key, made.invitation.id)


def _load(key: str, invitation_id: int) -> tuple[ConsultationRow, Followed]:
    found = consultation_by_key(store_session(), key)
    return found, followed_one(store_session(), found.id, invitation_id)


def _read_addressee(
    found: ConsultationRow, typed: Mapping[str, str], *, has_come: bool
) -> tuple[list[Addressee], Errors]:
    """Read the organisation of the form; with what is wrong nobody is to be added."""
    if not has_come and now() >= found.closing:
        ended = _("The response time has ended. A statement that has come already can be entered.")
        return [], [("name_fi", ended)]
    try:
        entry = _read(typed, needs_address=not has_come)
    except EntryRefused as refused:
        return [], errors_of(refused.faults)
    again = [("name_fi", _("The organisation is in this consultation already."))]
    there = {comparable(name) for each in invited_keys(store_session(), found.id) for name in each.name.values()}
    if not there.isdisjoint(map(comparable, entry.name.values())):
        return [], again
    try:
        return linked(store_session(), [addressee_of(entry, is_registered=False)], consultation_id=found.id), []
    except AddresseesRefused:
        return [], again


def _read(typed: Mapping[str, str], *, needs_address: bool) -> Registered:
    """Read the form. Whose statement has come already needs no address for mail. Raises EntryRefused."""
    groups = groups_in(store_session())
    if needs_address or typed["email"]:
        return read_cells(typed, groups)
    return replace(read_cells({**typed, "email": "nobody@example.fi"}, groups), email="")


def _typed() -> dict[str, str]:
    return {column: cell for column, cell in typed_cells().items() if column in FIELDS}


def _stays(found: ConsultationRow, one: Followed) -> Response:
    notify(Notice.RECIPIENT_STAYS, name=text_in(one.organisation.name, page_language()))
    return _to_organisation(found.key, one.invitation.id)


def _to_organisation(key: str, invitation_id: int) -> Response:
    return redirect(url_for("coordinate.organisation", key=key, invitation_id=invitation_id, _anchor=NOTICES), code=303)


def _form(found: ConsultationRow, typed: Mapping[str, str], errors: Errors) -> str:
    return render_template(
        "coordinate/add_not_asked.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        cells={**dict.fromkeys(HEADERS, ""), **typed},
        labels={column: gettext(page_language(), words) for column, words in HEADERS.items()},
        group_choices=groups_in(store_session()).choices(page_language()),
        language_choices=language_choices(),
        errors=errors,
        sends_mail=sends_mail(),
        is_open=now() < found.closing,
        ENTER=ENTER,
    )
