"""Filling in: a page for the respondent's details and one for each section, saved at each step."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.languages import LANGUAGES, format_time
from survey.operations.attachments import Received, receive_files
from survey.operations.responses import Conflict, Saved, save_answers
from survey.questions.asked import addressed, all_sections, asked_sections
from survey.questions.details import DETAILS_KEY, details_section
from survey.questions.freeze import thaw
from survey.questions.kinds.group import Group
from survey.questions.model import QuestionSet, Section
from survey.questions.progress import findings
from survey.questions.question import Answers, Question
from survey.respond import pages
from survey.respond.entries import ADD, first_field, press_button, put_back_what_was_written, with_known_entries
from survey.store.answers import given_answers, held_answers
from survey.store.base import NotFound
from survey.store.submissions import latest_submission
from survey.web.attached import files_sent
from survey.web.beside import is_choosing_beside, offer_beside, remember_beside
from survey.web.fields import SectionForm, field_name, revision_name
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.language import is_switching
from survey.web.notices import Notice, notify
from survey.web.permissions import Permission
from survey.web.question_views import section_view
from survey.web.refusals import with_refusals
from survey.web.views import OtherText, SectionView, Shown
from survey.web.words import answer_words

Reply = str | Response | tuple[str, int]
REVIEW = "review"


@pages.get("/responses/<int(max=2147483647):response_id>/details")
@permission(Permission.CHANGE_RESPONSE)
def details(response_id: int) -> Reply:
    """The respondent's details."""
    return _show(details_section(_question_set().languages))


@pages.post("/responses/<int(max=2147483647):response_id>/details")
@permission(Permission.CHANGE_RESPONSE)
def save_details(response_id: int) -> Reply:
    """Save the respondent's details."""
    return _save(details_section(_question_set().languages))


@pages.get("/responses/<int(max=2147483647):response_id>/sections/<key>")
@permission(Permission.CHANGE_RESPONSE)
def section(response_id: int, key: str) -> Reply:
    """A section of the question set."""
    return _show(_section(key))


@pages.post("/responses/<int(max=2147483647):response_id>/sections/<key>")
@permission(Permission.CHANGE_RESPONSE)
def save_section(response_id: int, key: str) -> Reply:
    """Save a section of the question set."""
    return _save(_section(key))


def address_of(section_key: str, *, from_review: bool = False) -> str:
    """The address of the page that fills in this section; saving it leads back to review where it was left for that."""
    values: dict[str, Any] = {"response_id": access().response.id} | ({"from": REVIEW} if from_review else {})
    if section_key == DETAILS_KEY:
        return url_for("respond.details", **values)
    return url_for("respond.section", key=section_key, **values)


def _from_review() -> bool:
    return request.values.get("from") == REVIEW


def _question_set() -> QuestionSet:
    return thaw(access().consultation.question_set)


def _section(key: str) -> Section:
    try:
        return _question_set().section(key)
    except KeyError as error:
        raise NotFound(key) from error


def _offer_beside(section: Section) -> None:
    """Let the page show another language beside: of the set, but of the product on the page that is its own."""
    offer_beside(LANGUAGES if section.key == DETAILS_KEY else _question_set().languages)
    remember_beside()


def _show(section: Section) -> Reply:
    _offer_beside(section)
    if not access().is_open(now()):
        return redirect(url_for("respond.overview", response_id=access().response.id), code=303)
    held = held_answers(store_session(), access().response.id)
    asked = asked_sections(_question_set(), given_answers(held))
    shown = next((each for each in asked if each.key == section.key), None)
    if shown is None:  # an earlier answer has made the whole section needless
        return redirect(url_for("respond.overview", response_id=access().response.id), code=303)
    return _page(section_view(shown, held, _question_set().numbers()), asked)


def _save(section: Section) -> Reply:
    _offer_beside(section)
    section = with_known_entries(section)
    form = SectionForm(section, request.form)
    form.check_lengths()
    held = held_answers(store_session(), access().response.id) if form.joins_texts() else {}
    received = receive_files(store_session(), access(), files_sent(section, request.form, request.files), now=now())
    saved = save_answers(store_session(), access(), {**form.changes(held), **received.changes}, now=now())
    put_back_what_was_written(section, saved.written)
    anchor = "" if saved.conflicts or received.refusals else press_button(section)
    store_session().commit()
    if saved.removed:
        notify(Notice.CHARACTERS_REMOVED, count=saved.removed)
    if saved.conflicts or received.refusals:
        return _page_again(section, form, saved, received)
    _say_saved(changed=bool(saved.changed or anchor))
    answers = given_answers(held_answers(store_session(), access().response.id))
    asked = asked_sections(_question_set(), answers)
    return redirect(_next_page(section, answers, asked, anchor), code=303)


def _say_saved(*, changed: bool) -> None:
    time = format_time(now())
    if not access().is_open(now()):
        notify(Notice.SAVED_LATE, time=time)
    elif latest_submission(store_session(), access().response.id):
        notify(Notice.SAVED_AFTER_SUBMISSION if changed else Notice.NOTHING_CHANGED, time=time)
    else:
        notify(Notice.SAVED, time=time)


def _next_page(section: Section, answers: Answers, asked: Sequence[Section], anchor: str) -> str:
    """Where saving leads: to a place on this page that wants attention, else to the next section or to review."""
    response_id = access().response.id
    if "to_overview" in request.form or not access().is_open(now()):
        return url_for("respond.overview", response_id=response_id)
    shown = next((each for each in asked if each.key == section.key), None)
    place = _place_on_page(shown, answers, anchor) if shown else None
    if place is not None:
        return address_of(section.key, from_review=_from_review()) + place
    if _from_review():
        return url_for("respond.review", response_id=response_id)
    every = [each.key for each in all_sections(_question_set())]
    after = every[every.index(section.key) + 1 :]
    following = next((each.key for each in asked if each.key in after), None)
    return address_of(following) if following else url_for("respond.review", response_id=response_id)


def _place_on_page(shown: Section, answers: Answers, anchor: str) -> str | None:
    """Where on this page people go on: in another language (also beside), at the entry that a button was about
    (`anchor`), at the faults to mend, at a question that what was answered has brought up; None where it is done.

    The summary of faults has the address #errors, and takes the focus by it: without JavaScript nothing else would.
    """
    if is_switching() or is_choosing_beside():
        return ""
    if anchor:
        return f"#{first_field(shown, anchor, answers) if ADD in request.form else anchor}"
    if any(not finding.lacks for finding in findings(shown, answers)):
        return "#errors"
    brought_up = _brought_up(shown)
    if not brought_up:
        return None
    notify(Notice.QUESTIONS_BROUGHT_UP, count=len(brought_up))
    return f"#{field_name(brought_up[0], brought_up[0].used_parts[0])}"


def _brought_up(section: Section) -> list[Question]:
    """The questions of the section that were not on the page that was sent."""
    return [
        question
        for _, question in addressed(section)
        if not isinstance(question, Group) and revision_name(question) not in request.form
    ]


def _page_again(section: Section, form: SectionForm, saved: Saved, received: Received) -> Reply:
    """The page with what is in conflict, and with what is wrong with files: only these must be seen to again."""
    held = held_answers(store_session(), access().response.id)
    asked = asked_sections(_question_set(), given_answers(held))
    view = section_view(
        _with_conflicts(section, asked, saved.conflicts),
        held,
        _question_set().numbers(),
        _shown_conflicts(section, form, saved.conflicts),
    )
    if received.refusals:
        refused = sum(len(each) for each in received.refusals.values())
        notify(Notice.FILES_REFUSED, count=refused, time=format_time(now()))
    return _page(with_refusals(view, section, received.refusals), asked), 409 if saved.conflicts else 422


def _with_conflicts(section: Section, asked: Sequence[Section], conflicts: Mapping[str, Conflict]) -> Section:
    """The section as it is asked now, and every question in conflict: what was typed there must not vanish."""
    now_asked = {each.key for shown in asked if shown.key == section.key for each in shown.questions}
    in_conflict = {each.key for address, each in addressed(section) if address in conflicts}
    kept = [each for each in section.questions if each.key in now_asked | in_conflict]
    return section.model_copy(update={"questions": tuple(kept)})


def _shown_conflicts(section: Section, form: SectionForm, conflicts: Mapping[str, Conflict]) -> dict[str, Shown]:
    """At each address in conflict: what was typed, over the colleague's revision, with the colleague's text beside."""
    return {
        address: Shown(
            typed=form.typed(question),
            revision=conflict.held.revision,
            given=conflict.mine,
            other_text=OtherText(
                parts=tuple(answer_words(question, conflict.held.given)),
                at=format_time(conflict.held.at or now()),
            ),
        )
        for address, question in addressed(section)
        if (conflict := conflicts.get(address))
    }


def _page(view: SectionView, asked: Sequence[Section]) -> str:
    keys = [each.key for each in asked]
    return render_template(
        "respond/section.html",
        access=access(),
        section=view,
        position=keys.index(view.key) if view.key in keys else 0,
        total=len(keys) - 1,
        from_review=_from_review(),
    )
