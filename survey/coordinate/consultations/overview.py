"""The consultations, and submitted statements. Never the content of a draft."""

from flask import Response, render_template
from werkzeug.wrappers import Response as WerkzeugResponse

from survey.authoring.files import write_any
from survey.authoring.yaml_text import write_yaml
from survey.coordinate import pages
from survey.coordinate.mails import troubled_number
from survey.coordinate.question_sets.filled_templates import send_in_template
from survey.operations.exports.formats import WORKBOOK
from survey.operations.question_sets.drafts import authored_in
from survey.operations.submissions.documents import submitted_of
from survey.operations.submissions.snapshots import contact_answers, has_contact, public_answers, question_set_of
from survey.questions.freeze import read_frozen
from survey.store.consultation_drafts import consultation_drafts
from survey.store.consultations import consultation_by_key, submission_by_reference
from survey.store.members import consultations_of
from survey.store.responses.entered import original_of, who_entered
from survey.store.responses.submissions import counting_number
from survey.web.documents.statement import document
from survey.web.guards import caller_may, coordinator, permission
from survey.web.installation import now, store_session
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.sending import send_made


@pages.get("/coordinate/")
@permission(Permission.READ_CONSULTATIONS)
def consultation_list() -> str:
    """Show the consultations in which the coordinator takes part, and those that she prepares with others."""
    own = consultations_of(store_session(), coordinator().id)
    found = [(each, read_frozen(each.question_set), now() < each.closing) for each in own]
    prepared = (
        consultation_drafts(store_session(), coordinator().id) if caller_may(Permission.PREPARE_CONSULTATIONS) else []
    )
    drafts = [(each, authored_in(each)) for each in prepared]
    return render_template(
        "coordinate/consultations.html", consultations=found, drafts=drafts, troubled=troubled_number(own)
    )


@pages.get("/coordinate/consultations/<key>/question-set.yaml")
@permission(Permission.READ_CONSULTATIONS)
def consultation_yaml(key: str) -> Response:
    """The set as it is asked now, with its keys: what a correction of its texts is made of."""
    question_set = read_frozen(consultation_by_key(store_session(), key).question_set)
    answer = Response(write_yaml(question_set), mimetype="application/yaml")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{key}.yaml")
    return answer


@pages.get("/coordinate/consultations/<key>/question-set.xlsx")
@permission(Permission.READ_CONSULTATIONS)
def consultation_xlsform(key: str) -> WerkzeugResponse:
    """The set as it is asked now as an XLSForm, for those who work in Excel, and for other programs of this field."""
    question_set = read_frozen(consultation_by_key(store_session(), key).question_set)
    return send_made(lambda target: write_any(question_set, target), name=f"{key}.xlsx", media_type=WORKBOOK)


@pages.get("/coordinate/consultations/<key>/filled-template.xlsx")
@permission(Permission.READ_CONSULTATIONS)
def consultation_in_template(key: str) -> Reply:
    """The set as it is asked now in the Excel template, for those who fill that in."""
    return send_in_template(read_frozen(consultation_by_key(store_session(), key).question_set), key)


@pages.get("/coordinate/consultations/<key>/statements/<reference>")
@permission(Permission.READ_CONSULTATIONS)
def statement(key: str, reference: str) -> str:
    """Show a submitted statement, including the contact details, which only the coordinator sees."""
    found = consultation_by_key(store_session(), key)
    submission, snapshot, organisation = submission_by_reference(store_session(), found.id, reference)
    question_set = question_set_of(store_session(), found, snapshot)
    answers = public_answers(snapshot) | contact_answers(snapshot)
    return render_template(
        "coordinate/statement.html",
        consultation=found,
        question_set=question_set,
        organisation=organisation,
        submission=submission,
        snapshot=snapshot,
        told=submitted_of(store_session(), submission, latest=counting_number(store_session(), submission.response_id)),
        entered_by=who_entered(store_session(), submission) if submission.channel else "",
        original=original_of(store_session(), submission),
        sections=document(question_set, answers, with_contact=True),
        lacks_contact=not has_contact(snapshot.contact_part),
    )
