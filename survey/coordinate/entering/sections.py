"""Typing a statement into the same pages of sections that the organisation has."""

from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.entering.found import ADDRESS, load_entering
from survey.operations.answers.attachments import file_of_draft
from survey.questions.details import DETAILS_KEY
from survey.web.files import send_fetched
from survey.web.guards import permission
from survey.web.installation import store_session
from survey.web.limits import takes_answers
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.sections.autosaving import autosave_section, autosaves
from survey.web.sections.filling import save_section, show_section


@pages.get(f"{ADDRESS}details")
@permission(Permission.RUN_CONSULTATIONS)
def entered_details(key: str, invitation_id: int) -> Reply:
    """Show the page of the respondent's details."""
    filling = load_entering(key, invitation_id).filling
    return show_section(filling, filling.details)


@pages.post(f"{ADDRESS}details")
@takes_answers(files=True)
@permission(Permission.RUN_CONSULTATIONS)
def save_entered_details(key: str, invitation_id: int) -> Reply:
    """Save the respondent's details."""
    filling = load_entering(key, invitation_id, saves=True).filling
    return save_section(filling, filling.details)


@pages.get(f"{ADDRESS}sections/<section>")
@permission(Permission.RUN_CONSULTATIONS)
def entered_section(key: str, invitation_id: int, section: str) -> Reply:
    """Show the page of a section of the question set."""
    filling = load_entering(key, invitation_id).filling
    return show_section(filling, filling.section(section))


@pages.post(f"{ADDRESS}sections/<section>")
@takes_answers(files=True)
@permission(Permission.RUN_CONSULTATIONS)
def save_entered_section(key: str, invitation_id: int, section: str) -> Reply:
    """Save a section of the question set."""
    filling = load_entering(key, invitation_id, saves=True).filling
    return save_section(filling, filling.section(section))


@pages.post(f"{ADDRESS}autosave/<section>")
@autosaves
@takes_answers()
@permission(Permission.RUN_CONSULTATIONS)
def autosave_entered(key: str, invitation_id: int, section: str) -> Reply:
    """Save what is being typed on the page of a section, or of the respondent's details."""
    filling = load_entering(key, invitation_id, saves=True).filling
    asked = filling.details if section == DETAILS_KEY else filling.section(section)
    return autosave_section(filling.access, asked)


@pages.get(f"{ADDRESS}attachments/<sha256>")
@permission(Permission.RUN_CONSULTATIONS)
def entered_attachment(key: str, invitation_id: int, sha256: str) -> Response:
    """Send a file of an answer that is being entered."""
    access = load_entering(key, invitation_id).entering.access
    return send_fetched(file_of_draft(store_session(), access.response.id, sha256))
