"""One consultation that is being prepared: what is ready, what stops its opening, and opening it."""

from collections.abc import Mapping, Sequence
from typing import get_args

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.consultation_drafts.loading import ADDRESS, load_draft
from survey.operations.consultation_drafts.about import IS_LARGE, read_about, told_languages
from survey.operations.consultation_drafts.changing import save_reasons
from survey.operations.consultation_drafts.checklist import LONGEST_REASON, Finding, Page, check_draft
from survey.operations.consultation_drafts.opening import NotReady, open_or_plan, take_plan_back
from survey.operations.question_sets.drafts import authored_in
from survey.questions.text import clean_text, length
from survey.store.consultation_drafts import consultation_draft, materials_of, members_of
from survey.store.tables import ConsultationDraftRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, sends_mail, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

REASON = "opening-reason-"
"""The names of the fields for reasons begin with this, and end in the code of the warning."""

SHOWN = "shown-reason-"
"""The hidden fields with what the page had shown as reasons."""


@pages.get(ADDRESS)
@permission(Permission.PREPARE_CONSULTATIONS)
def draft(draft_id: int) -> Reply:
    """Show the parts of the draft, the checklist, and the button that opens it."""
    return _page(load_draft(draft_id), None, [])


@pages.post(ADDRESS)
@permission(Permission.PREPARE_CONSULTATIONS)
def open_draft(draft_id: int) -> Reply:
    """Keep the reasons; and, unless they alone are to be saved, open the consultation or plan that."""
    found = load_draft(draft_id)
    typed = {name.removeprefix(REASON): text for name, text in request.form.items() if name.startswith(REASON)}
    if is_switching():
        return _page(found, typed, [])
    if errors := _reason_errors(typed):
        return _page(found, typed, errors), 422
    shown = {name.removeprefix(SHOWN): text for name, text in request.form.items() if name.startswith(SHOWN)}
    save_reasons(store_session(), found, typed, shown)
    if "save" in request.form:
        store_session().commit()
        notify(Notice.SAVED_DRAFT)
        return _back(draft_id)
    try:
        opened = open_or_plan(store_session(), found, by=coordinator(), by_mail=sends_mail(), now=now())
    except NotReady as refused:
        store_session().commit()  # the reasons are kept, also where something else stops the opening
        return _page(found, typed, _errors(found, refused)), 422
    store_session().commit()
    if opened is None:
        notify(Notice.OPENING_PLANNED)
        return _back(draft_id)
    notify(Notice.CONSULTATION_OPENED)
    return redirect(url_for("coordinate.consultation", key=opened.key, _anchor=NOTICES), code=303)


@pages.post(f"{ADDRESS}take-plan-back")
@permission(Permission.PREPARE_CONSULTATIONS)
def take_back(draft_id: int) -> Response:
    """Let the consultation not open by itself, so that the draft can be changed."""
    found = consultation_draft(store_session(), coordinator().id, draft_id, for_change=True)
    if found.consultation_id is None and found.opens_at is not None:
        take_plan_back(store_session(), found, by=coordinator(), now=now())
        store_session().commit()
        notify(Notice.PLAN_TAKEN_BACK)
    return _back(draft_id)


def _back(draft_id: int) -> Response:
    return redirect(url_for("coordinate.draft", draft_id=draft_id, _anchor=NOTICES), code=303)


def _reason_errors(typed: dict[str, str]) -> Errors:
    return [
        (REASON + code, _("At most %(longest)s characters fit here.", longest=LONGEST_REASON))
        for code, text in typed.items()
        if length(clean_text(text).text) > LONGEST_REASON
    ]


def _errors(found: ConsultationDraftRow, refused: NotReady) -> Errors:
    """What stops the opening, each with the field or the page where it is corrected."""
    language = page_language()
    return [
        (address_of(found, finding), finding.words(language))
        if finding.is_error
        else (REASON + finding.code, _("Write a reason: %(warning)s", warning=finding.words(language)))
        for finding in refused.findings
        if finding.is_error or not found.reasons.get(finding.code)
    ]


def address_of(found: ConsultationDraftRow, finding: Finding) -> str:
    """The address of the field, or the page, where a finding is corrected."""
    endpoints = {
        "question-set": "coordinate.question_set_draft",
        "about": "coordinate.draft_about",
        "recipients": "coordinate.draft_recipients",
        "materials": "coordinate.draft_materials",
    }
    anchor = f"opening-{finding.field}" if finding.field else None
    return url_for(endpoints[finding.page], draft_id=found.id, _anchor=anchor)


def _status(page: Page, findings: Sequence[Finding], reasons: Mapping[str, str]) -> str:
    """How far one page of the draft is: whether something is to be corrected, or a reason is missing."""
    here = [finding for finding in findings if finding.page == page]
    if any(finding.is_error for finding in here):
        return "errors"
    return "ready" if all(reasons.get(finding.code) for finding in here) else "reasons"


def _page(found: ConsultationDraftRow, typed: dict[str, str] | None, errors: Errors) -> str:
    authored = authored_in(found)
    materials = materials_of(store_session(), found.id)
    findings = check_draft(found, authored, materials, now())
    told = [(finding, finding.words(page_language()), address_of(found, finding)) for finding in findings]
    is_waiting = found.opens_at is not None and not found.not_opened
    return render_template(
        "coordinate/drafts/draft.html",
        draft=found,
        authored=authored,
        about=read_about(found.about, told_languages(authored.question_set)),
        materials=materials,
        members=members_of(store_session(), found.id),
        errors_found=[each for each in told if each[0].is_error],
        warnings_found=[each for each in told if not each[0].is_error],
        statuses={page: _status(page, findings, found.reasons) for page in get_args(Page)},
        reasons=found.reasons | (typed or {}),
        is_waiting=is_waiting,
        REASON=REASON,
        SHOWN=SHOWN,
        IS_LARGE=IS_LARGE,
        errors=errors,
        sends_mail=sends_mail(),
    )
