"""The feedback on accessibility, for those who answer it."""

from flask import render_template

from survey.coordinate import pages
from survey.store.feedback import all_feedback
from survey.web.guards import permission
from survey.web.installation import now, store_session
from survey.web.permissions import Permission

MOST_SHOWN = 200


@pages.get("/coordinate/feedback")
@permission(Permission.READ_CONSULTATIONS)
def feedback() -> str:
    """What was said of the accessibility of the service, the latest first, with the day by which to answer."""
    rows = all_feedback(store_session(), most=MOST_SHOWN)
    return render_template("coordinate/feedback.html", rows=rows, now=now(), most=MOST_SHOWN)
