"""Who writes the statement together: the page of colleagues, on which whoever is in charge adds and removes them."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.operations.colleagues.roles import COLLEAGUE_ROLES
from survey.operations.colleagues.taking_part import (
    LONGEST_NAME,
    ColleagueRefused,
    Linked,
    add_colleague,
    change_role,
    hand_over,
    name_oneself,
    remove_colleague,
    renew_link,
    revoke_links_of,
    take_charge,
)
from survey.operations.consultations.personal_links import link_address
from survey.questions.kinds.email import is_address
from survey.questions.text import clean_text, without_invisible_ends
from survey.respond import pages
from survey.respond.colleagues.colleagues_page import colleagues_view
from survey.store.base import NotFound
from survey.store.colleagues.participants import person_of
from survey.store.tables import ParticipantRow
from survey.web.guards import access, permission
from survey.web.installation import installation, now, sends_mail, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.words.colleagues import person_words

ADDRESS = "/responses/<int(max=2147483647):response_id>/colleagues"
ONE = f"{ADDRESS}/<int(max=2147483647):participant_id>/"
LONGEST_ADDRESS = 300


@pages.get(ADDRESS)
@permission(Permission.READ_RESPONSE)
def colleagues(response_id: int) -> str:
    """Show who takes part, who was here when, and who changed what; and the forms of whoever is in charge."""
    return _page()


@pages.post(ADDRESS)
@permission(Permission.MANAGE_COLLEAGUES)
def add_colleague_to_draft(response_id: int) -> Reply:
    """Add a colleague, who gets a link by mail; where no mail is sent, show the link once, to copy."""
    typed, role = _typed("email", LONGEST_ADDRESS), request.form.get("role", "")
    if is_switching():
        return _page(typed=typed, role=role)
    errors = (
        [] if is_address(typed) else [("email", _("Write one e-mail address in full, for example anna@example.fi."))]
    )
    errors += [] if role in COLLEAGUE_ROLES else [("role", _("Choose what the colleague does."))]
    if errors:
        return _page(typed=typed, role=role, errors=errors), 422
    try:
        added = add_colleague(
            store_session(), access(), typed, role, language=page_language(), by_mail=sends_mail(), now=now()
        )
    except ColleagueRefused as refused:
        return _page(typed=typed, role=role, errors=[("email", refused.words(page_language()))]), 422
    store_session().commit()
    return _linked(added, Notice.COLLEAGUE_ADDED)


@pages.post(f"{ADDRESS}/name")
@permission(Permission.COMMENT)
def name_oneself_to_colleagues(response_id: int) -> Reply:
    """Save the person's own name."""
    typed = _typed("name", LONGEST_NAME)
    if is_switching():
        return _page(name=typed)
    if not typed:
        return _page(
            name=typed, errors=[("name", _("Write your name, so that colleagues see who has written what."))]
        ), 422
    name_oneself(store_session(), access(), typed)
    store_session().commit()
    notify(Notice.NAME_SAVED)
    return _back()


@pages.post(f"{ONE}role")
@permission(Permission.MANAGE_COLLEAGUES)
def change_role_of_colleague(response_id: int, participant_id: int) -> Response:
    """Give a colleague another role."""
    role = request.form.get("role", "")
    if role not in COLLEAGUE_ROLES:
        raise NotFound(role)
    return _changed(
        lambda: change_role(store_session(), access(), participant_id, role, now=now()), Notice.COLLEAGUE_ROLE_CHANGED
    )


@pages.post(f"{ONE}new-link")
@permission(Permission.MANAGE_COLLEAGUES)
def renew_link_of_colleague(response_id: int, participant_id: int) -> Reply:
    """Give a colleague a new link in place of the earlier ones."""
    try:
        renewed = renew_link(
            store_session(), access(), participant_id, language=page_language(), by_mail=sends_mail(), now=now()
        )
    except ColleagueRefused as refused:
        return _page(errors=[(f"person-{participant_id}", refused.words(page_language()))]), 422
    store_session().commit()
    return _linked(renewed, Notice.COLLEAGUE_LINK_SENT)


@pages.post(f"{ONE}revoke-links")
@permission(Permission.MANAGE_COLLEAGUES)
def revoke_links_of_colleague(response_id: int, participant_id: int) -> Response:
    """Let no link of a colleague open anything any more."""
    return _changed(
        lambda: revoke_links_of(store_session(), access(), participant_id, now=now()), Notice.COLLEAGUE_LINKS_REVOKED
    )


@pages.post(f"{ONE}remove")
@permission(Permission.MANAGE_COLLEAGUES)
def remove_colleague_from_draft(response_id: int, participant_id: int) -> Response:
    """End a colleague's part; what the colleague wrote stays. A second click changes nothing more."""
    try:
        return _changed(
            lambda: remove_colleague(store_session(), access(), participant_id, now=now()), Notice.COLLEAGUE_REMOVED
        )
    except NotFound:
        return _back()


@pages.get(f"{ONE}hand-over")
@permission(Permission.MANAGE_COLLEAGUES)
def handing_over(response_id: int, participant_id: int) -> str:
    """Ask whether a colleague is to be in charge, and say what that means."""
    found = person_of(store_session(), access().invitation.id, participant_id)
    if found.invited_by is None:
        raise NotFound("colleague")
    return render_template(
        "respond/colleagues/hand_over.html",
        access=access(),
        person=found,
        name=person_words(found),
        sends_mail=sends_mail(),
    )


@pages.post(f"{ONE}hand-over")
@permission(Permission.MANAGE_COLLEAGUES)
def hand_over_to_colleague(response_id: int, participant_id: int) -> Reply:
    """Make a colleague the one in charge."""
    try:
        new = hand_over(
            store_session(), access(), participant_id, language=page_language(), by_mail=sends_mail(), now=now()
        )
    except ColleagueRefused as refused:
        return _page(errors=[(f"person-{participant_id}", refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.HANDED_OVER, name=person_words(new.person))
    return _back()


@pages.post(f"{ADDRESS}/take-charge")
@permission(Permission.TAKE_CHARGE)
def take_charge_back(response_id: int) -> Response:
    """Make whoever has the links of the organisation's own address the one in charge again."""
    take_charge(store_session(), access(), now=now())
    store_session().commit()
    notify(Notice.CHARGE_TAKEN)
    return _back()


def _changed(change: Callable[[], ParticipantRow], notice: Notice) -> Response:
    person = change()
    store_session().commit()
    notify(notice, name=person_words(person))
    return _back()


def _linked(linked: Linked, notice: Notice) -> Reply:
    """The page after a colleague got a link: it says that it is sent, or shows it."""
    if not linked.token:
        notify(notice, email=linked.person.email)
        return _back()
    address = link_address(installation().settings.base_url, page_language(), linked.token)
    return _page(link=address, link_of=person_words(linked.person))


def _typed(name: str, longest: int) -> str:
    return without_invisible_ends(clean_text(request.form.get(name, "")).text)[:longest]


def _back() -> Response:
    return redirect(url_for(".colleagues", response_id=access().response.id, _anchor=NOTICES), code=303)


def _page(  # noqa: PLR0913  # what was typed, and what is wrong with it
    *,
    typed: str = "",
    role: str = "",
    name: str | None = None,
    errors: Errors | None = None,
    link: str = "",
    link_of: str = "",
) -> str:
    return render_template(
        "respond/colleagues/colleagues.html",
        access=access(),
        view=colleagues_view(),
        email=typed,
        role=role,
        name=(access().participant.name or "") if name is None else name,
        errors=errors or [],
        link=link,
        link_of=link_of,
    )
