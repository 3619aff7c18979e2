"""The pages of coordinators: sign-in, consultations, who has answered, statements, exports."""

from flask import Blueprint

from survey.web.language import LANGUAGE_IN_PATH

pages = Blueprint("coordinate", __name__, url_prefix=LANGUAGE_IN_PATH)

from survey.coordinate import attachments, exports, feedback, log, mails  # noqa: E402, F401  # the views register themselves
from survey.coordinate.accounts import accounts, at_provider, own_account, own_codes, passwords, signing_in  # noqa: E402, F401
from survey.coordinate.consultation_drafts import (  # noqa: E402, F401
    about,
    looking,
    materials,
    recipients,
    trying,
)
from survey.coordinate.consultation_drafts import members as draft_members  # noqa: E402, F401
from survey.coordinate.consultation_drafts import overview as draft_overview  # noqa: E402, F401
from survey.coordinate.consultations import (  # noqa: E402, F401
    decisions,
    following,
    inviting,
    members,
    organisations,
    overview,
    reminders,
    retention,
)
from survey.coordinate.consultations import recipients as consultation_recipients  # noqa: E402, F401
from survey.coordinate.entering import arrival, handing_in, sections  # noqa: E402, F401
from survey.coordinate.entering import overview as entering_overview  # noqa: E402, F401
from survey.coordinate.question_sets import copying, correcting, drafts, headings, uploading  # noqa: E402, F401
from survey.coordinate.register import groups, importing, lists  # noqa: E402, F401
from survey.coordinate.register import organisations as register_organisations  # noqa: E402, F401
