"""An organisation fetches its own files."""

from werkzeug.wrappers import Response

from survey.operations.answers.attachments import file_of_response
from survey.respond import pages
from survey.web.files import send_fetched
from survey.web.guards import access, permission
from survey.web.installation import store_session
from survey.web.permissions import Permission


@pages.get("/responses/<int(max=2147483647):response_id>/attachments/<sha256>")
@permission(Permission.READ_RESPONSE)
def attachment(response_id: int, sha256: str) -> Response:
    """A file of the draft or of a statement that was handed in."""
    return send_fetched(file_of_response(store_session(), access(), sha256))
