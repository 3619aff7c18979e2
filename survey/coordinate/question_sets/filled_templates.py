"""Sending a question set in the Excel template, in the language of the page; or saying why it does not fit there."""

from functools import partial
from http import HTTPStatus

from survey.authoring.files import NotInTemplate, write_as_template
from survey.authoring.template.write import name_of_filled
from survey.operations.exports.formats import WORKBOOK
from survey.questions.question_set import QuestionSet
from survey.web.errors import error_page
from survey.web.language import _, page_language
from survey.web.replies import Reply
from survey.web.sending import send_made


def send_in_template(question_set: QuestionSet, key: str) -> Reply:
    """Return the response with the file, whose name begins with `key`; a page with the reason if there can be none."""
    write = partial(write_as_template, question_set, language=page_language())
    try:
        return send_made(write, name=name_of_filled(key, page_language()), media_type=WORKBOOK)
    except NotInTemplate as refused:
        return error_page(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            _("The question set does not fit into the template"),
            refused.words(page_language()),
            _("Nothing is left out in silence. Go back, and download it as an XLSForm or as a YAML file."),
        )
