"""Files of submitted statements, for coordinators. Files of drafts are never available to them."""

from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.operations.answers.attachments import file_of_statement
from survey.operations.submissions.entering import original_file
from survey.store.consultations import consultation_by_key, submission_by_reference
from survey.web.files import send_fetched
from survey.web.guards import permission
from survey.web.installation import store_session
from survey.web.permissions import Permission


@pages.get("/coordinate/consultations/<key>/statements/<reference>/attachments/<sha256>")
@permission(Permission.READ_CONSULTATIONS)
def attachment(key: str, reference: str, sha256: str) -> Response:
    """Send a file of a submitted statement."""
    found = consultation_by_key(store_session(), key)
    submission, snapshot, _ = submission_by_reference(store_session(), found.id, reference)
    return send_fetched(file_of_statement(store_session(), submission, snapshot, sha256))


@pages.get("/coordinate/consultations/<key>/statements/<reference>/original")
@permission(Permission.READ_CONSULTATIONS)
def statement_original(key: str, reference: str) -> Response:
    """Send the file as which a statement came that was entered. Raises NotFound."""
    found = consultation_by_key(store_session(), key)
    submission, _snapshot, _organisation = submission_by_reference(store_session(), found.id, reference)
    return send_fetched(original_file(store_session(), submission))
