"""The pages of organisations: from the overview to the receipt of the statement.

They are there twice: for organisations, and below each draft of a consultation for trying it. Within them `url_for` is
given addresses that begin with a dot, which stay among the pages that one is on.
"""

from flask import Blueprint

from survey.web.language import LANGUAGE_IN_PATH

pages = Blueprint("respond", __name__, url_prefix=LANGUAGE_IN_PATH)

from survey.respond import (  # noqa: E402  # they register themselves
    after_submitting,  # noqa: F401
    attachments,  # noqa: F401
    documents,  # noqa: F401
    earlier_statement,  # noqa: F401
    history,  # noqa: F401
    joint,  # noqa: F401
    overview,  # noqa: F401
    reading,  # noqa: F401
    sections,  # noqa: F401
    submitting,  # noqa: F401
    tidying,  # noqa: F401
)
from survey.respond.colleagues import approving, colleagues, comments  # noqa: E402, F401  # they register themselves
from survey.respond.handling import bringing_back, handling, papers  # noqa: E402, F401  # they register themselves
