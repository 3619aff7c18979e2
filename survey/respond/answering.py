"""Filling in: a page for the respondent's details and one for each section, saved at each step."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.languages import format_time
from survey.operations.responses import Conflict, Saved, save_answers
from survey.questions.details import DETAILS_KEY, details_section
from survey.questions.freeze import thaw
from survey.questions.model import QuestionSet, Section
from survey.questions.progress import addressed, all_sections, findings
from survey.respond import pages
from survey.store.answers import given_answers, held_answers
from survey.store.base import NotFound
from survey.store.submissions import latest_submission
from survey.web.fields import SectionForm
from survey.web.guards import Permission, access, permission
from survey.web.installation import now, store_session
from survey.web.language import is_switching
from survey.web.notices import Notice, notify
from survey.web.question_views import OtherText, SectionView, Shown, answer_words, section_view

Answer = str | Response | tuple[str, int]
REVIEW = "review"


@pages.get("/responses/<int(max=2147483647):response_id>/details")
@permission(Permission.ANSWER)
def details(response_id: int) -> Answer:
    """The respondent's details."""
    return _show(details_section())


@pages.post("/responses/<int(max=2147483647):response_id>/details")
@permission(Permission.ANSWER)
def save_details(response_id: int) -> Answer:
    """Save the respondent's details."""
    return _save(details_section())


@pages.get("/responses/<int(max=2147483647):response_id>/sections/<key>")
@permission(Permission.ANSWER)
def section(response_id: int, key: str) -> Answer:
    """A section of the question set."""
    return _show(_section(key))


@pages.post("/responses/<int(max=2147483647):response_id>/sections/<key>")
@permission(Permission.ANSWER)
def save_section(response_id: int, key: str) -> Answer:
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


def _show(section: Section) -> Answer:
    if not access().is_open(now()):
        return redirect(url_for("respond.overview", response_id=access().response.id), code=303)
    held = held_answers(store_session(), access().response.id)
    return _page(section, section_view(section, held, _question_set().numbers()))


def _save(section: Section) -> Answer:
    form = SectionForm(section, request.form)
    form.check_lengths()
    held = held_answers(store_session(), access().response.id) if form.joins_texts() else {}
    saved = save_answers(store_session(), access(), form.changes(held), now=now())
    store_session().commit()
    if saved.removed:
        notify(Notice.CHARACTERS_REMOVED, count=saved.removed)
    if saved.conflicts:
        return _conflict_page(section, form, saved)
    _say_saved()
    return redirect(_next_page(section), code=303)


def _say_saved() -> None:
    time = format_time(now())
    if not access().is_open(now()):
        notify(Notice.SAVED_LATE, time=time)
    elif latest_submission(store_session(), access().response.id):
        notify(Notice.SAVED_AFTER_SUBMISSION, time=time)
    else:
        notify(Notice.SAVED, time=time)


def _next_page(section: Section) -> str:
    """Where saving leads: back here for another language or a fault to mend, else to the next section or to review.

    The summary of faults has the address #errors, and takes the focus by it: without JavaScript nothing else would.
    """
    response_id = access().response.id
    if "to_overview" in request.form or not access().is_open(now()):
        return url_for("respond.overview", response_id=response_id)
    answers = given_answers(held_answers(store_session(), response_id))
    here = address_of(section.key, from_review=_from_review())
    if is_switching():
        return here
    if any(finding.problem.code != "missing" for finding in findings(section, answers)):
        return f"{here}#errors"  # the summary gets the focus
    if _from_review():
        return url_for("respond.review", response_id=response_id)
    keys = [each.key for each in all_sections(_question_set())]
    following = keys[keys.index(section.key) + 1 :]
    return address_of(following[0]) if following else url_for("respond.review", response_id=response_id)


def _conflict_page(section: Section, form: SectionForm, saved: Saved) -> Answer:
    held = held_answers(store_session(), access().response.id)
    view = section_view(section, held, _question_set().numbers(), _shown_conflicts(section, form, saved.conflicts))
    return _page(section, view), 409


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


def _page(section: Section, view: SectionView) -> str:
    keys = [each.key for each in all_sections(_question_set())]
    return render_template(
        "respond/section.html",
        access=access(),
        section=view,
        position=keys.index(section.key),
        total=len(keys) - 1,
        from_review=_from_review(),
    )
