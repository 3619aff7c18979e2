"""The organisation's own attached files."""

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
    """Send a file of the draft or of a submitted statement."""
    return send_fetched(file_of_response(store_session(), access(), sha256))
