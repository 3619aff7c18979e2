"""The pages of organisations: from the personal link to the receipt of the statement."""

from flask import Blueprint

from survey.web.language import LANGUAGE_IN_PATH

pages = Blueprint("respond", __name__, url_prefix=LANGUAGE_IN_PATH)

from survey.respond import (  # noqa: E402  # they register themselves
    approving,  # noqa: F401
    attachments,  # noqa: F401
    colleagues,  # noqa: F401
    comments,  # noqa: F401
    documents,  # noqa: F401
    overview,  # noqa: F401
    reading,  # noqa: F401
    sections,  # noqa: F401
    submitting,  # noqa: F401
)
