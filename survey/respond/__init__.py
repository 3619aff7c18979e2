"""The pages of organisations: from the personal link to the receipt of the statement."""

from flask import Blueprint

from survey.web.language import LANGUAGE_IN_PATH

pages = Blueprint("respond", __name__, url_prefix=LANGUAGE_IN_PATH)

from survey.respond import attachments, bringing_back, documents, overview, reading, sections, submitting  # noqa: E402, F401  # they register themselves
