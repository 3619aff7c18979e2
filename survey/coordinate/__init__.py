"""The pages of coordinators: sign-in, consultations, who has answered, statements, exports."""

from flask import Blueprint

from survey.web.language import LANGUAGE_IN_PATH

pages = Blueprint("coordinate", __name__, url_prefix=LANGUAGE_IN_PATH)

from survey.coordinate import attachments, exports, feedback, log, mails  # noqa: E402, F401  # the views register themselves
from survey.coordinate.accounts import signing_in  # noqa: E402, F401
from survey.coordinate.consultations import (  # noqa: E402, F401
    following,
    inviting,
    organisations,
    overview,
    reminders,
    retention,
)
from survey.coordinate.question_sets import drafts, headings, uploading  # noqa: E402, F401
