"""Word documents for an organisation, for example for its board: its statement, its draft, and the questions."""

from functools import partial

from flask import request
from werkzeug.wrappers import Response

from survey.languages import pgettext
from survey.operations.exports.formats import WORD
from survey.operations.submissions.documents import document_name, write_draft, write_questions, write_statement
from survey.respond import pages
from survey.store.responses.submissions import counting_number, numbered, submissions_of
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.language import page_language
from survey.web.permissions import Permission
from survey.web.sending import send_made


@pages.get("/responses/<int(max=2147483647):response_id>/statement.docx")
@permission(Permission.READ_RESPONSE)
def statement_in_word(response_id: int) -> Response:
    """Send a submitted statement: the latest, or the one whose number is in the parameter `number`."""
    submissions = submissions_of(store_session(), response_id)
    submission = numbered(submissions, request.args.get("number", type=int))
    write = partial(
        write_statement,
        store_session(),
        consultation=access().consultation,
        organisation=access().organisation,
        submission=submission,
        latest=counting_number(store_session(), response_id),
        language=page_language(),
        now=now(),
    )
    return send_made(
        write,
        name=_file_name(pgettext(page_language(), "file name", "statement")),
        media_type=WORD,
    )


@pages.get("/responses/<int(max=2147483647):response_id>/draft.docx")
@permission(Permission.READ_RESPONSE)
def draft_in_word(response_id: int) -> Response:
    """Send the draft as it is now."""
    write = partial(write_draft, store_session(), access=access(), language=page_language(), now=now())
    return send_made(
        write,
        name=_file_name(pgettext(page_language(), "file name", "draft")),
        media_type=WORD,
    )


@pages.get("/responses/<int(max=2147483647):response_id>/questions.docx")
@permission(Permission.READ_RESPONSE)
def questions_in_word(response_id: int) -> Response:
    """Send the questions without answers."""
    write = partial(write_questions, access=access(), language=page_language(), now=now())
    return send_made(
        write,
        name=_file_name(pgettext(page_language(), "file name", "questions")),
        media_type=WORD,
    )


def _file_name(words: str) -> str:
    return document_name(access().consultation, words)
