"""A question set that is not open yet: its faults, or its texts in all languages side by side, and the acts on it."""

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.authoring.headings import headings_in
from survey.authoring.uploads import NOT_LISTED, not_listed
from survey.coordinate import pages
from survey.coordinate.consultations import opening as openings
from survey.coordinate.question_sets.side_by_side import lacking, side_by_side
from survey.coordinate.question_sets.uploading import LARGEST_UPLOAD, Errors, uploaded_file
from survey.operations.consultations.opening import OpeningRefused
from survey.operations.question_sets.drafts import authored_in, open_draft, remove_draft, replace_draft
from survey.questions.faults.fault import Fault, column_letters, describe
from survey.questions.reading.advice import time_advice
from survey.store.base import NotFound
from survey.store.question_set_drafts import question_set_draft as draft_by_id
from survey.store.question_set_drafts import question_set_draft_of_anybody
from survey.store.tables import QuestionSetDraftRow
from survey.web.guards import coordinator, permission
from survey.web.installation import READING_METHODS, now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.limits import largest_body
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Reply

ADDRESS = "/coordinate/question-sets/<int(max=2147483647):draft_id>/"


@pages.get(ADDRESS)
@permission(Permission.PREPARE_CONSULTATIONS)
def question_set_draft(draft_id: int) -> Reply:
    """Show every fault with its place and how to correct it, or every text in every language. A colleague's set is for
    reading only, and the page says whose it is.
    """
    return _page(question_set_draft_of_anybody(store_session(), draft_id), [])


@pages.post(ADDRESS)
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST_UPLOAD)
def replace_question_set(draft_id: int) -> Reply:
    """Replace this set by a corrected file. The file is parsed before the write lock is taken."""
    brought = uploaded_file()
    draft = _draft(draft_id)
    if isinstance(brought, str):
        return _page(draft, [("file", brought)]), 422
    name, authored = brought
    kept = replace_draft(store_session(), draft, authored, source_name=name, now=now())
    store_session().commit()
    if kept.id != draft_id:
        notify(Notice.QUESTION_SET_STANDS)
    return redirect(url_for("coordinate.question_set_draft", draft_id=kept.id), code=303)


@pages.get(f"{ADDRESS}question-set.yaml")
@permission(Permission.PREPARE_CONSULTATIONS)
def question_set_yaml(draft_id: int) -> Response:
    """Send the set as a YAML file, for keeping, or for correction by somebody who writes YAML."""
    authored = authored_in(question_set_draft_of_anybody(store_session(), draft_id))
    if authored.question_set is None:
        raise NotFound(str(draft_id))
    answer = FlaskResponse(authored.yaml, mimetype="application/yaml")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{authored.question_set.key}.yaml")
    return answer


@pages.get(f"{ADDRESS}open")
@permission(Permission.PREPARE_CONSULTATIONS)
def opening(draft_id: int) -> Reply:
    """Show the form for what a consultation needs in addition to its questions."""
    draft = _draft(draft_id)
    question_set = authored_in(draft).question_set
    return _opening_page(draft, openings.known(question_set) if question_set else {}, [])


@pages.post(f"{ADDRESS}open")
@permission(Permission.PREPARE_CONSULTATIONS)
def open_question_set(draft_id: int) -> Reply:
    """Open a consultation with the set."""
    try:
        draft = _draft(draft_id)
    except NotFound:  # a double click: the first request has opened the consultation, which is in the list now
        return redirect(url_for("coordinate.consultation_list", _anchor=NOTICES), code=303)
    question_set = authored_in(draft).question_set
    if question_set is None:
        raise NotFound(str(draft_id))
    typed = openings.cleaned(request.form, question_set)
    if is_switching():
        return _opening_page(draft, typed, [])
    wanted, errors = openings.read_opening(typed, question_set, now())
    if wanted is None:
        return _opening_page(draft, typed, errors), 422
    try:
        consultation = open_draft(store_session(), draft, wanted, now=now())
    except OpeningRefused as refused:
        return _opening_page(draft, typed, openings.refusal_errors(refused)), 422
    store_session().commit()
    notify(Notice.CONSULTATION_OPENED)
    for fault in time_advice(now(), consultation.deadline):
        notify(Notice.SHORT_TIME, **fault.places)
    return redirect(url_for("coordinate.consultation", key=consultation.key, _anchor=NOTICES), code=303)


@pages.get(f"{ADDRESS}remove")
@permission(Permission.PREPARE_CONSULTATIONS)
def removing(draft_id: int) -> Reply:
    """Show the question whether the set shall be removed, before it is deleted."""
    draft = _draft(draft_id)
    return render_template("coordinate/remove_question_set.html", draft=draft, authored=authored_in(draft))


@pages.post(f"{ADDRESS}remove")
@permission(Permission.PREPARE_CONSULTATIONS)
def remove_question_set(draft_id: int) -> Reply:
    """Delete the set."""
    remove_draft(store_session(), _draft(draft_id), now=now())
    store_session().commit()
    notify(Notice.QUESTION_SET_REMOVED)
    return redirect(url_for("coordinate.consultation_list", _anchor=NOTICES), code=303)


def _draft(draft_id: int) -> QuestionSetDraftRow:
    changing = request.method not in READING_METHODS
    return draft_by_id(store_session(), coordinator().id, draft_id, for_change=changing)


def _page(draft: QuestionSetDraftRow, errors: Errors) -> str:
    authored, is_own = authored_in(draft), draft.coordinator_id == coordinator().id
    listed = [fault for fault in authored.faults if fault.code != NOT_LISTED]
    told = [(place_of(fault), describe(fault, page_language()), fault) for fault in listed]
    if authored.question_set is None:
        faults, advice = ([each for each in told if each[2].warning is warning] for warning in (False, True))
        left_out = not_listed(authored)
        return render_template(
            "coordinate/faulty_question_set.html",
            draft=draft,
            is_own=is_own,
            faults=faults,
            advice=advice,
            number=len(faults) + left_out,
            more=left_out > 0,
            errors=errors,
        )
    head, parts = side_by_side(authored.question_set)
    return render_template(
        "coordinate/question_set.html",
        draft=draft,
        is_own=is_own,
        authored=authored,
        question_set=authored.question_set,
        is_headings=headings_in(authored.question_set) is not None,
        missing=[each for each in told if each[2].code == "language-missing"],
        advice=[each for each in told if each[2].code != "language-missing"],
        lacking=lacking(head, parts),
        head=head,
        parts=parts,
        errors=errors,
    )


def place_of(fault: Fault) -> str:
    """Return the place of a fault in the file, in the page's language; empty if the product made the file itself."""
    if not fault.line:
        return ""
    if fault.sheet:
        heading = fault.places.get("heading") or column_letters(fault.column)
        return _("Sheet %(sheet)s, row %(row)s, column %(heading)s", sheet=fault.sheet, row=fault.line, heading=heading)
    return _("Line %(line)s, character %(column)s", line=fault.line, column=fault.column)


def _opening_page(draft: QuestionSetDraftRow, typed: dict[str, str], errors: Errors) -> str:
    authored = authored_in(draft)
    if authored.question_set is None:
        raise NotFound(str(draft.id))
    fields = openings.fields(authored.question_set, typed)
    return render_template(
        "coordinate/open_question_set.html",
        draft=draft,
        authored=authored,
        question_set=authored.question_set,
        fields=fields,
        labels={field.name: field.label for field in fields},
        errors=errors,
    )
