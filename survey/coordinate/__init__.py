"""The pages of coordinators: sign-in, consultations, who has answered, statements, exports."""

from flask import Blueprint

from survey.web.language import LANGUAGE_IN_PATH

pages = Blueprint("coordinate", __name__, url_prefix=LANGUAGE_IN_PATH)

from survey.coordinate import (  # noqa: E402, F401  # the views register themselves
    attachments,
    consultations,
    exports,
    feedback,
    following,
    headings,
    inviting,
    organisations,
    question_set_drafts,
    question_sets,
    reminders,
    signing_in,
)
