"""How and when a statement came: beginning to enter it, correcting that, the file as it came, giving up."""

from collections.abc import Mapping
from typing import Final

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.consultations.deadline_fields import deadline_faults
from survey.coordinate.entering.found import (
    ADDRESS,
    Found,
    entering_address,
    load_entering,
    load_organisation,
    to_organisation,
)
from survey.coordinate.entering.overview import entering_page
from survey.export.statements.records import Channel, channel_words
from survey.languages import MEGABYTE, format_date, format_time, language_name_in
from survey.operations.answers.attachments import FileRefused, Offered
from survey.operations.consultations.typed_moments import read_moment
from survey.operations.submissions.entering import (
    ORIGINAL,
    AlreadyBegun,
    Arrival,
    NotInTime,
    begin_entering,
    change_arrival,
    keep_original,
    original_being_entered,
    remove_original,
    stop_entering,
)
from survey.questions.asking.progress import language_given
from survey.questions.details import LANGUAGE, details_section
from survey.questions.freeze import read_frozen
from survey.questions.text import clean_text
from survey.store.following import Followed
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.entered import entered_statement, own_response
from survey.store.responses.submissions import Latest, latest_of_each
from survey.store.tables import ConsultationRow
from survey.web.files import send_fetched, sent_name
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.limits import largest_body
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply
from survey.web.sections.refusals import refusal_words

CHANNEL, DAY, CLOCK, IN_LANGUAGE, START = "channel", "arrived_day", "arrived_time", "in_language", "start"
CORRECT, ANEW = "correct", "anew"
FILE: Final = "file"


@pages.get(f"{ADDRESS}begin")
@permission(Permission.RUN_CONSULTATIONS)
def beginning_to_enter(key: str, invitation_id: int) -> Reply:
    """Ask how and when the statement came, and tell what the organisation has done here itself."""
    found, one = load_organisation(key, invitation_id)
    if entered_statement(store_session(), found.id, invitation_id):
        return redirect(entering_address(key, invitation_id), code=303)
    return _beginning(found, one, {}, [])


@pages.post(f"{ADDRESS}begin")
@permission(Permission.RUN_CONSULTATIONS)
def begin_to_enter(key: str, invitation_id: int) -> Reply:
    """Begin to enter the statement; if a colleague has begun meanwhile, lead to what is there."""
    found, one = load_organisation(key, invitation_id)
    earlier = _latest(one).entered
    typed = _typed((CHANNEL, DAY, CLOCK, IN_LANGUAGE, START))
    if is_switching():
        return _beginning(found, one, typed, [])
    arrival, errors = _read(found, typed)
    if earlier and typed[START] not in {CORRECT, ANEW}:
        errors.append((START, _("Choose what you begin with.")))
    if errors or arrival is None:
        return _beginning(found, one, typed, errors), 422
    try:
        begin_entering(
            store_session(),
            one.invitation,
            arrival,
            earlier=earlier if typed[START] == CORRECT else None,
            by=coordinator(),
            now=now(),
        )
    except NotInTime:
        return _beginning(found, one, typed, [(DAY, _in_the_future())]), 422
    except AlreadyBegun:
        notify(Notice.ENTERING_BEGUN_BEFORE)
        return redirect(f"{entering_address(key, invitation_id)}#{NOTICES}", code=303)
    store_session().commit()
    return redirect(entering_address(key, invitation_id), code=303)


@pages.get(f"{ADDRESS}arrival")
@permission(Permission.RUN_CONSULTATIONS)
def arrival(key: str, invitation_id: int) -> Reply:
    """Show how and when the statement came that is being entered, to correct it."""
    found = load_entering(key, invitation_id)
    statement = found.entering.statement
    answers = given_answers(stored_answers_of(store_session(), statement.response_id))
    typed = {
        CHANNEL: statement.channel,
        DAY: format_date(statement.arrived_at),
        CLOCK: format_time(statement.arrived_at),
        IN_LANGUAGE: language_given(answers, found.one.organisation.language),
    }
    return _correcting(found, typed, [])


@pages.post(f"{ADDRESS}arrival")
@permission(Permission.RUN_CONSULTATIONS)
def correct_arrival(key: str, invitation_id: int) -> Reply:
    """Correct how and when the statement came."""
    found = load_entering(key, invitation_id, saves=True)
    typed = _typed((CHANNEL, DAY, CLOCK, IN_LANGUAGE))
    if is_switching():
        return _correcting(found, typed, [])
    read, errors = _read(found.consultation, typed)
    if errors or read is None:
        return _correcting(found, typed, errors), 422
    try:
        change_arrival(store_session(), found.entering, read, now=now())
    except NotInTime:
        begun = found.entering.statement.begun_at
        error = _(
            "The statement was begun to be entered on %(date)s at %(time)s: it cannot have come later.",
            date=format_date(begun),
            time=format_time(begun),
        )
        return _correcting(found, typed, [(DAY, error)]), 422
    store_session().commit()
    return redirect(found.address("entering"), code=303)


@pages.get(f"{ADDRESS}original")
@permission(Permission.RUN_CONSULTATIONS)
def original_entered(key: str, invitation_id: int) -> Response:
    """Send the file as which the statement came that is being entered. Raises NotFound."""
    found = load_entering(key, invitation_id)
    return send_fetched(original_being_entered(store_session(), found.entering))


@pages.post(f"{ADDRESS}original")
@largest_body(ORIGINAL.largest + MEGABYTE)
@permission(Permission.RUN_CONSULTATIONS)
def bring_original(key: str, invitation_id: int) -> Reply:
    """Keep the file as which the statement came."""
    found = load_entering(key, invitation_id, saves=True)
    file = request.files.get(FILE)
    if file is None or not file.filename:
        return entering_page(found, [(FILE, _("Choose the file as which the statement came."))]), 422
    try:
        keep_original(store_session(), found.entering, Offered(sent_name(file), file.stream), now=now())
    except FileRefused as refused:
        return entering_page(found, [(FILE, refusal_words(refused.refusal, ORIGINAL))]), 422
    store_session().commit()
    notify(Notice.ORIGINAL_ADDED)
    return redirect(f"{found.address('entering')}#{NOTICES}", code=303)


@pages.post(f"{ADDRESS}original/remove")
@permission(Permission.RUN_CONSULTATIONS)
def take_original_away(key: str, invitation_id: int) -> Response:
    """Remove the file as which the statement came."""
    found = load_entering(key, invitation_id, saves=True)
    remove_original(store_session(), found.entering)
    store_session().commit()
    notify(Notice.ORIGINAL_REMOVED)
    return redirect(f"{found.address('entering')}#{NOTICES}", code=303)


@pages.get(f"{ADDRESS}remove")
@permission(Permission.RUN_CONSULTATIONS)
def giving_up_entering(key: str, invitation_id: int) -> str:
    """Ask whether the statement is really not to be entered."""
    return render_template("coordinate/remove_entered.html", found=load_entering(key, invitation_id))


@pages.post(f"{ADDRESS}remove")
@permission(Permission.RUN_CONSULTATIONS)
def give_up_entering(key: str, invitation_id: int) -> Response:
    """Enter the statement no longer: what was typed is removed."""
    found = load_entering(key, invitation_id, saves=True)
    stop_entering(store_session(), found.entering, by=coordinator(), now=now())
    store_session().commit()
    notify(Notice.ENTERING_GIVEN_UP)
    return to_organisation(key, invitation_id)


def _typed(names: tuple[str, ...]) -> dict[str, str]:
    return {name: " ".join(clean_text(request.form.get(name, "")).text.split())[:100] for name in names}


def _read(found: ConsultationRow, typed: Mapping[str, str]) -> tuple[Arrival | None, Errors]:
    """Return how the statement came, or None and the errors: (id of the field, message)."""
    errors: Errors = []
    if typed[CHANNEL] not in {each.value for each in Channel}:
        errors.append((CHANNEL, _("Choose how the statement came.")))
    in_day, in_clock = deadline_faults(typed[DAY], typed[CLOCK])
    at = read_moment(typed[DAY], typed[CLOCK])
    if not in_day and at is not None and at > now():
        in_day = _in_the_future()
    errors += [(name, fault) for name, fault in ((DAY, in_day), (CLOCK, in_clock)) if fault]
    if typed[IN_LANGUAGE] not in _languages(found):
        errors.append((IN_LANGUAGE, _("Choose the language in which the statement is written.")))
    if errors or at is None:
        return None, errors
    return Arrival(Channel(typed[CHANNEL]), at, typed[IN_LANGUAGE]), []


def _in_the_future() -> str:
    return _("The statement cannot have come in the future.")


def _languages(found: ConsultationRow) -> dict[str, str]:
    """The languages in which a statement can be written, by code."""
    details = details_section(read_frozen(found.question_set))
    asked = details.question(LANGUAGE.partition("/")[2])
    return {option.key: language_name_in(page_language(), option.key) for option in asked.choosable}


def _latest(one: Followed) -> Latest:
    return latest_of_each(store_session(), own_response(store_session(), one.invitation.id).id)


def _beginning(found: ConsultationRow, one: Followed, typed: Mapping[str, str], errors: Errors) -> str:
    latest = _latest(one)
    return render_template(
        "coordinate/begin_entering.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        one=one,
        submitted=latest.own,
        entered=latest.entered,
        correct=CORRECT,
        anew=ANEW,
        start=START,
        **_fields(found, typed),
        errors=errors,
    )


def _correcting(found: Found, typed: Mapping[str, str], errors: Errors) -> str:
    return render_template(
        "coordinate/entered_arrival.html", found=found, **_fields(found.consultation, typed), errors=errors
    )


def _fields(found: ConsultationRow, typed: Mapping[str, str]) -> dict[str, object]:
    return {
        "names": {"channel": CHANNEL, "day": DAY, "clock": CLOCK, "language": IN_LANGUAGE},
        "channels": {each.value: channel_words(each, page_language()) for each in Channel},
        "languages": _languages(found),
        "typed": typed,
    }
