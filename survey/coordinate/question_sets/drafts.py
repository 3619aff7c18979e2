"""The question set of a consultation that is being prepared: its faults, or its texts in all languages side by side."""

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.authoring.headings import headings_in
from survey.authoring.uploads import NOT_LISTED, not_listed
from survey.coordinate import pages
from survey.coordinate.consultation_drafts.loading import load_draft
from survey.coordinate.question_sets.side_by_side import lacking, side_by_side
from survey.coordinate.question_sets.uploading import LARGEST_UPLOAD, SHOWN, uploaded_file
from survey.operations.question_sets.drafts import authored_in, content_version, remove_draft, replace_draft
from survey.questions.faults.fault import Fault, column_letters, describe
from survey.store.base import NotFound
from survey.store.tables import ConsultationDraftRow
from survey.web.guards import coordinator, permission
from survey.web.installation import now, store_session
from survey.web.language import _, page_language
from survey.web.limits import largest_body
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

ADDRESS = "/coordinate/question-sets/<int(max=2147483647):draft_id>/"


@pages.get(ADDRESS)
@permission(Permission.PREPARE_CONSULTATIONS)
def question_set_draft(draft_id: int) -> Reply:
    """Show every fault with its place and how to correct it, or every text in every language."""
    return _page(load_draft(draft_id), [])


@pages.post(ADDRESS)
@permission(Permission.PREPARE_CONSULTATIONS)
@largest_body(LARGEST_UPLOAD)
def replace_question_set(draft_id: int) -> Reply:
    """Replace this set by a corrected file. The file is parsed before the write lock is taken. If a colleague has
    changed the set after the page was opened, nothing is replaced unseen: the page comes again with the changed set.
    """
    brought = uploaded_file()
    draft = load_draft(draft_id)
    if isinstance(brought, str):
        return _page(draft, [("file", brought)]), 422
    name, authored = brought
    if request.form.get(SHOWN) != content_version(draft):
        changed = _(
            "The question set has been changed after you opened this page, and the file was not stored. "
            "The page shows the changed set. If you bring the file now, it takes its place."
        )
        return _page(draft, [("file", changed)]), 409
    kept = replace_draft(store_session(), draft, authored, source_name=name, by=coordinator(), now=now())
    store_session().commit()
    if kept.id != draft_id:
        notify(Notice.QUESTION_SET_STANDS)
    return redirect(url_for("coordinate.question_set_draft", draft_id=kept.id), code=303)


@pages.get(f"{ADDRESS}question-set.yaml")
@permission(Permission.PREPARE_CONSULTATIONS)
def question_set_yaml(draft_id: int) -> Response:
    """Send the set as a YAML file, for keeping, or for correction by somebody who writes YAML."""
    authored = authored_in(load_draft(draft_id))
    if authored.question_set is None:
        raise NotFound(str(draft_id))
    answer = FlaskResponse(authored.yaml, mimetype="application/yaml")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{authored.question_set.key}.yaml")
    return answer


@pages.get(f"{ADDRESS}remove")
@permission(Permission.PREPARE_CONSULTATIONS)
def removing(draft_id: int) -> Reply:
    """Show the question whether the set shall be removed, before it is deleted."""
    draft = load_draft(draft_id)
    return render_template("coordinate/remove_question_set.html", draft=draft, authored=authored_in(draft))


@pages.post(f"{ADDRESS}remove")
@permission(Permission.PREPARE_CONSULTATIONS)
def remove_question_set(draft_id: int) -> Reply:
    """Delete the set."""
    remove_draft(store_session(), load_draft(draft_id), by=coordinator(), now=now())
    store_session().commit()
    notify(Notice.QUESTION_SET_REMOVED)
    return redirect(url_for("coordinate.consultation_list", _anchor=NOTICES), code=303)


def _page(draft: ConsultationDraftRow, errors: Errors) -> str:
    authored = authored_in(draft)
    listed = [fault for fault in authored.faults if fault.code != NOT_LISTED]
    told = [(place_of(fault), describe(fault, page_language()), fault) for fault in listed]
    if authored.question_set is None:
        faults, advice = ([each for each in told if each[2].warning is warning] for warning in (False, True))
        left_out = not_listed(authored)
        return render_template(
            "coordinate/faulty_question_set.html",
            draft=draft,
            shown={SHOWN: content_version(draft)},
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
        shown={SHOWN: content_version(draft)},
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
