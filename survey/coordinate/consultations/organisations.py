"""One organisation in a consultation: how far it has come, its mails with their fate, its links, its history."""

from functools import partial

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.operations.consultations.following import status_words
from survey.operations.consultations.personal_links import issue_link, link_address, revoke_all_links
from survey.operations.consultations.taking_away import can_be_taken_away
from survey.operations.log import event_words
from survey.operations.mail.occasions import mend_address, send_link_to
from survey.operations.register.entries import languages_words
from survey.operations.submissions.documents import parties_behind
from survey.questions.details import group_name
from survey.questions.freeze import read_frozen
from survey.questions.kinds.email import is_address
from survey.questions.text import clean_text
from survey.store.consultations import consultation_by_key
from survey.store.following import Followed, events_of, followed_one, links_of, more_times_of, submissions_by
from survey.store.mail import messages_of
from survey.store.personal_links import invited_participant
from survey.store.responses.entered import entered_statement
from survey.store.responses.joint import joint_with, named_with, own_response_id, parties_of
from survey.store.tables import ConsultationRow
from survey.web.guards import coordinator, permission
from survey.web.installation import installation, now, sends_mail, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.words.mails import mail_kind_words, mail_state_words

ADDRESS = "/coordinate/consultations/<key>/organisations/<int(max=2147483647):invitation_id>/"
LONGEST_ADDRESS = 300


@pages.get(ADDRESS)
@permission(Permission.READ_CONSULTATIONS)
def organisation(key: str, invitation_id: int) -> str:
    """Show everything about one organisation, but never what its draft says."""
    found, one = _load(key, invitation_id)
    return _page(found, one)


@pages.post(f"{ADDRESS}mend")
@permission(Permission.RUN_CONSULTATIONS)
def mend(key: str, invitation_id: int) -> Reply:
    """Correct the address, and send the mails again that did not arrive."""
    found, one = _load(key, invitation_id)
    typed = clean_text(request.form.get("email", "")).text.strip()[:LONGEST_ADDRESS]
    if is_switching():
        return _page(found, one, typed=typed)
    if not is_address(typed):
        error = _("Write one e-mail address in full, for example kirjaamo@example.fi.")
        return _page(found, one, typed=typed, error=error), 422
    mails = mend_address(store_session(), one.invitation, typed, by=coordinator(), by_mail=sends_mail(), now=now())
    store_session().commit()
    if mails:
        notify(Notice.MAIL_SENT_AGAIN, email=typed)
    else:
        notify(Notice.ADDRESS_MENDED, email=typed)
    return _back(key, invitation_id)


@pages.post(f"{ADDRESS}new-link")
@permission(Permission.RUN_CONSULTATIONS)
def make_link(key: str, invitation_id: int) -> Reply:
    """Send one more link to the address of the invitation; without an address or mail, show it once, to copy."""
    found, one = _load(key, invitation_id)
    if sends_mail() and one.organisation.email:
        send_link_to(store_session(), one.invitation, by=coordinator(), now=now())
        store_session().commit()
        notify(Notice.LINK_SENT, email=one.organisation.email)
        return _back(key, invitation_id)
    holder = invited_participant(store_session(), invitation_id)
    _link, token = issue_link(store_session(), holder, now=now(), by=coordinator().id)
    store_session().commit()
    address = link_address(installation().settings.base_url, one.organisation.language, token)
    return _page(found, one, link=address)


@pages.post(f"{ADDRESS}revoke-links")
@permission(Permission.RUN_CONSULTATIONS)
def revoke(key: str, invitation_id: int) -> Reply:
    """Revoke every link of the organisation: whoever has one gets no further with it."""
    _load(key, invitation_id)
    revoke_all_links(
        store_session(), invited_participant(store_session(), invitation_id), now=now(), by=coordinator().id
    )
    store_session().commit()
    notify(Notice.LINKS_REVOKED)
    return _back(key, invitation_id)


def _load(key: str, invitation_id: int) -> tuple[ConsultationRow, Followed]:
    found = consultation_by_key(store_session(), key)
    return found, followed_one(store_session(), found.id, invitation_id)


def _back(key: str, invitation_id: int) -> Response:
    return redirect(url_for("coordinate.organisation", key=key, invitation_id=invitation_id, _anchor=NOTICES), code=303)


def _page(found: ConsultationRow, one: Followed, *, typed: str | None = None, error: str = "", link: str = "") -> str:
    session, language = store_session(), page_language()
    question_set = read_frozen(found.question_set)
    return render_template(
        "coordinate/organisation.html",
        consultation=found,
        question_set=question_set,
        one=one,
        group=group_name(one.organisation.group, question_set.own_groups, language),
        language_name=languages_words(one.organisation.languages, language),
        can_be_taken_away=can_be_taken_away,
        status_words=partial(status_words, language=language),
        deadline=one.invitation.deadline,
        joint=joint_with(session, [one.invitation.id]).get(one.invitation.id),
        named=named_with(session, one.invitation.id),
        behind=parties_behind(session, one.submission) if one.submission else (),
        parties=parties_of(session, response) if (response := own_response_id(session, one.invitation.id)) else [],
        submissions=submissions_by(session, one.invitation.id),
        entering=next(iter(entered_statement(session, found.id, one.invitation.id) or ()), None),
        mails=messages_of(session, one.invitation.id),
        mail_kind_words=mail_kind_words,
        mail_state_words=mail_state_words,
        links=links_of(session, invited_participant(session, one.invitation.id).id),
        more_times=more_times_of(session, found.id, one.invitation.id),
        events=[(each, event_words(each.what, language), name) for each, name in events_of(session, one.invitation.id)],
        email=one.organisation.email if typed is None else typed,
        errors=[("email", error)] if error else [],
        link=link,
        is_open=now() < one.invitation.closing,
        sends_mail=sends_mail(),
    )
