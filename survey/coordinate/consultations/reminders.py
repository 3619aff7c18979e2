"""Reminders to those who have not answered, at once or planned, and more time for everybody or for one."""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_urlsafe

from flask import redirect, render_template, request, url_for

from survey.coordinate import pages
from survey.coordinate.consultations.deadline_fields import deadline_faults
from survey.coordinate.consultations.own_words import is_looking, previews, read_words, typed_words, word_fields
from survey.languages import PAGE_LANGUAGES, format_date, format_time
from survey.operations.consultations.deadlines import (
    DeadlineRefused,
    give_more_time,
    send_reminder,
    who_can_be_reminded,
)
from survey.operations.consultations.inviting import examples_of, languages_of
from survey.operations.consultations.planned_reminders import (
    MOST_DAYS,
    PlanRefused,
    goes_out_at,
    plan_reminder,
    remove_planned,
)
from survey.operations.consultations.typed_moments import read_moment
from survey.operations.mail.outbox import MessageKind
from survey.questions.freeze import read_frozen
from survey.questions.text import clean_text, small_number
from survey.store.consultations import consultation_by_key
from survey.store.following import Followed, followed_one
from survey.store.reminders import planned_reminder, planned_reminders_of, reminder_by_nonce, reminders_of
from survey.store.tables import ConsultationRow, PlannedReminderRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

CHOSEN = "organisation"
"""The name of the boxes of those who are to be reminded."""

DATE, TIME = "deadline-date", "deadline-time"
USUAL_TIME = "16.00"
DAYS = "days"
LONGEST_NONCE = 64


@pages.get("/coordinate/consultations/<key>/remind")
@permission(Permission.RUN_CONSULTATIONS)
def reminding(key: str) -> str:
    """Show everybody who has not answered, all ticked, and what the mail will say."""
    found = consultation_by_key(store_session(), key)
    waiting = _waiting(found)
    return _reminding(found, waiting, {each.invitation.id for each in waiting}, {}, [])


@pages.post("/coordinate/consultations/<key>/remind")
@permission(Permission.RUN_CONSULTATIONS)
def remind(key: str) -> Reply:
    """Remind those who are ticked and have not answered meanwhile."""
    found = consultation_by_key(store_session(), key)
    waiting = _waiting(found)
    chosen = {each for each in map(small_number, request.form.getlist(CHOSEN)) if each}
    recipients = [each for each in waiting if each.invitation.id in chosen]
    typed = typed_words(PAGE_LANGUAGES)
    if is_switching() or not sends_mail():
        return _reminding(found, waiting, chosen, typed, [])
    if is_looking():
        return _reminding(found, waiting, chosen, typed, [], looking=True)
    if not chosen:
        return _reminding(found, waiting, chosen, typed, [(CHOSEN, _("Tick at least one organisation."))]), 422
    words, errors = read_words(languages_of(each.organisation for each in recipients))
    if errors:
        return _reminding(found, waiting, chosen, typed, errors), 422
    nonce = request.form.get("nonce", "")[:LONGEST_NONCE] or token_urlsafe(24)
    if reminder_by_nonce(store_session(), found.id, nonce):  # a double click
        return redirect(url_for("coordinate.consultation", key=key, _anchor=NOTICES), code=303)
    number = send_reminder(store_session(), found, chosen, nonce=nonce, words=words, by=coordinator(), now=now())
    store_session().commit()
    if number:
        notify(Notice.REMINDED, count=number)
    else:
        notify(Notice.NOBODY_REMINDED)
    return redirect(url_for("coordinate.consultation", key=key, _anchor=NOTICES), code=303)


@pages.get("/coordinate/consultations/<key>/planned-reminders")
@permission(Permission.RUN_CONSULTATIONS)
def planning(key: str) -> str:
    """Show the reminders that go out by themselves, and the form for one more."""
    return _planning(consultation_by_key(store_session(), key), {}, [])


@pages.post("/coordinate/consultations/<key>/planned-reminders")
@permission(Permission.RUN_CONSULTATIONS)
def plan(key: str) -> Reply:
    """Plan a reminder for so many days before the deadline."""
    found = consultation_by_key(store_session(), key)
    days = clean_text(request.form.get(DAYS, "")).text.strip()
    shown = {DAYS: days, **typed_words(PAGE_LANGUAGES)}
    if is_switching() or is_looking() or not sends_mail():
        return _planning(found, shown, [], looking=is_looking())
    words, errors = read_words(PAGE_LANGUAGES)
    number = small_number(days)
    if not 1 <= number <= MOST_DAYS:
        errors = [(DAYS, _("Write how many days before the deadline, from 1 to %(most)s.", most=MOST_DAYS)), *errors]
    if errors:
        return _planning(found, shown, errors), 422
    try:
        plan_reminder(store_session(), found, days_before=number, words=words, by=coordinator(), now=now())
    except PlanRefused as refused:
        return _planning(found, shown, [(DAYS, refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.REMINDER_PLANNED)
    return redirect(url_for("coordinate.planning", key=key, _anchor=NOTICES), code=303)


@pages.post("/coordinate/consultations/<key>/planned-reminders/<int(max=2147483647):planned_id>/remove")
@permission(Permission.RUN_CONSULTATIONS)
def remove_plan(key: str, planned_id: int) -> Reply:
    """Let a planned reminder not go out."""
    found = consultation_by_key(store_session(), key)
    remove_planned(
        store_session(), planned_reminder(store_session(), found.id, planned_id), by=coordinator(), now=now()
    )
    store_session().commit()
    notify(Notice.PLAN_REMOVED)
    return redirect(url_for("coordinate.planning", key=key, _anchor=NOTICES), code=303)


@pages.get("/coordinate/consultations/<key>/more-time")
@permission(Permission.RUN_CONSULTATIONS)
def more_time(key: str) -> str:
    """Show the form that moves the deadline of everybody."""
    return _more_time(consultation_by_key(store_session(), key), None, {TIME: USUAL_TIME}, [])


@pages.post("/coordinate/consultations/<key>/more-time")
@permission(Permission.RUN_CONSULTATIONS)
def give_time(key: str) -> Reply:
    """Move the deadline of everybody."""
    return _give(consultation_by_key(store_session(), key), None)


@pages.get("/coordinate/consultations/<key>/organisations/<int(max=2147483647):invitation_id>/more-time")
@permission(Permission.RUN_CONSULTATIONS)
def more_time_for_one(key: str, invitation_id: int) -> str:
    """Show the form that moves the deadline of one organisation."""
    found = consultation_by_key(store_session(), key)
    return _more_time(found, followed_one(store_session(), found.id, invitation_id), {TIME: USUAL_TIME}, [])


@pages.post("/coordinate/consultations/<key>/organisations/<int(max=2147483647):invitation_id>/more-time")
@permission(Permission.RUN_CONSULTATIONS)
def give_time_to_one(key: str, invitation_id: int) -> Reply:
    """Move the deadline of one organisation."""
    found = consultation_by_key(store_session(), key)
    return _give(found, followed_one(store_session(), found.id, invitation_id))


def _waiting(found: ConsultationRow) -> list[Followed]:
    return who_can_be_reminded(store_session(), found, language=page_language(), now=now())


def _examples(recipients: list[Followed]) -> dict[str, Mapping[str, str]]:
    """The names of the first recipient of each language, to show the mail with."""
    return examples_of([each.organisation for each in recipients])


def _reminding(  # noqa: PLR0913  # whom, what was typed, and what is wrong with it
    found: ConsultationRow,
    waiting: list[Followed],
    chosen: set[int],
    typed: Mapping[str, str],
    errors: Errors,
    *,
    looking: bool = False,
) -> str:
    examples = _examples(waiting)
    return render_template(
        "coordinate/remind.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        waiting=waiting,
        chosen=chosen,
        name=CHOSEN,
        fields=word_fields(list(examples)),
        typed=typed,
        mails=previews(MessageKind.REMINDER, found, examples, typed),
        looking=looking,
        nonce=token_urlsafe(24),
        earlier=reminders_of(store_session(), found.id),
        planned=_planned(found),
        errors=errors,
        sends_mail=sends_mail(),
    )


def _planned(found: ConsultationRow) -> list[tuple[PlannedReminderRow, datetime]]:
    rows = planned_reminders_of(store_session(), found.id)
    return [(each, goes_out_at(found, each.days_before)) for each in rows if each.done_at is None]


def _planning(found: ConsultationRow, typed: Mapping[str, str], errors: Errors, *, looking: bool = False) -> str:
    waiting = _waiting(found) if looking else []
    return render_template(
        "coordinate/plan_reminder.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        planned=_planned(found),
        mails=previews(MessageKind.REMINDER, found, _examples(waiting), typed),
        looking=looking,
        fields=word_fields(PAGE_LANGUAGES),
        typed=typed,
        errors=errors,
        name=DAYS,
        most=MOST_DAYS,
        sends_mail=sends_mail(),
    )


def _give(found: ConsultationRow, one: Followed | None) -> Reply:
    typed = {name: " ".join(clean_text(request.form.get(name, "")).text.split()) for name in (DATE, TIME)}
    languages = languages_of([one.organisation]) if one else list(PAGE_LANGUAGES)
    shown = {**typed, **typed_words(languages)}
    if is_switching():
        return _more_time(found, one, shown, [])
    words, errors = read_words(languages)
    in_day, in_clock = deadline_faults(typed[DATE], typed[TIME])
    errors = [(name, fault) for name, fault in ((DATE, in_day), (TIME, in_clock)) if fault] + errors
    deadline = read_moment(typed[DATE], typed[TIME])
    if errors or deadline is None:
        return _more_time(found, one, shown, errors), 422
    if is_looking():
        return _more_time(found, one, shown, [], looking=deadline)
    return _move(found, one, deadline, words, shown)


def _move(
    found: ConsultationRow, one: Followed | None, deadline: datetime, words: dict[str, str], shown: dict[str, str]
) -> Reply:
    try:
        give_more_time(
            store_session(),
            found,
            one.invitation if one else None,
            deadline=deadline,
            reason=words,
            by=coordinator(),
            by_mail=sends_mail(),
            now=now(),
        )
    except DeadlineRefused as refused:
        if deadline != (one.invitation.deadline if one else found.deadline):  # else a double click
            return _more_time(found, one, shown, [(DATE, refused.words(page_language()))]), 422
    store_session().commit()
    notify(Notice.MORE_TIME_GIVEN, date=format_date(deadline), time=format_time(deadline))
    if one:
        return redirect(
            url_for("coordinate.organisation", key=found.key, invitation_id=one.invitation.id, _anchor=NOTICES),
            code=303,
        )
    return redirect(url_for("coordinate.consultation", key=found.key, _anchor=NOTICES), code=303)


def _more_time(
    found: ConsultationRow,
    one: Followed | None,
    typed: Mapping[str, str],
    errors: Errors,
    *,
    looking: datetime | None = None,
) -> str:
    languages = languages_of([one.organisation]) if one else list(PAGE_LANGUAGES)
    examples = _examples([one] if one else _waiting(found)) if looking else {}
    return render_template(
        "coordinate/more_time.html",
        consultation=found,
        question_set=read_frozen(found.question_set),
        one=one,
        mails=previews(MessageKind.MORE_TIME, found, examples, typed, deadline=looking),
        looking=looking is not None,
        deadline=one.invitation.deadline if one else found.deadline,
        date_name=DATE,
        time_name=TIME,
        fields=word_fields(languages),
        typed=typed,
        errors=errors,
        sends_mail=sends_mail(),
    )
