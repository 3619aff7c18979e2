"""The log of who did what and when. It never contains the text of an answer or a token."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from survey.languages import gettext
from survey.languages import mark as _
from survey.store.tables import EventRow

EVENTS: Final[Mapping[str, str]] = {
    "accessibility feedback received": _("Accessibility feedback received"),
    "address mended": _("E-mail address corrected"),
    "consultation imported": _("Consultation imported"),
    "consultation opened": _("Consultation opened"),
    "consultation deleted": _("Everything of the consultation deleted after its time"),
    "contact details deleted": _("Contact details deleted after their time"),
    "coordinator created": _("Account created"),
    "coordinator signed in": _("Signed in"),
    "coordinator signed out": _("Signed out"),
    "drafts deleted": _("Drafts deleted after their time"),
    "export asked for": _("File of statements asked for"),
    "export removed": _("File of statements removed"),
    "export with contact details asked for": _("File with contact details asked for"),
    "link issued": _("Personal link made"),
    "links revoked": _("Personal links revoked"),
    "mails deleted": _("Mails deleted after their time"),
    "mail sent again": _("Mail put to be sent again"),
    "more time given": _("More time given"),
    "new link ordered": _("New link ordered by e-mail"),
    "new link sent": _("New link put to be sent"),
    "nothing to state submitted": _("Told to have nothing to state"),
    "organisation invited": _("Invited"),
    "password changed": _("Password changed"),
    "question set kept": _("Question set brought"),
    "question set opened": _("Question set opened"),
    "question set removed": _("Question set removed"),
    "question set replaced": _("Question set replaced"),
    "reminder planned": _("Reminder planned"),
    "reminder sent": _("Reminder sent"),
    "planned reminder removed": _("Planned reminder removed"),
    "retention set": _("Retention periods set"),
    "request opened": _("Request opened"),
    "statement submitted": _("Statement submitted"),
    "texts corrected": _("Texts of the questions corrected"),
}
"""Everything that can stand in the log, and how people read it."""


def event_words(what: str, language: str) -> str:
    """Return an event in words; one that an earlier version has written and this one does not know, as it is."""
    return gettext(language, EVENTS[what]) if what in EVENTS else what


def record(  # noqa: PLR0913  # whom an event concerns
    session: Session,
    what: str,
    *,
    now: datetime,
    consultation_id: int | None = None,
    invitation_id: int | None = None,
    participant_id: int | None = None,
    coordinator_id: int | None = None,
) -> None:
    """Append an event. `what` is one of EVENTS. Raises ValueError for another, which nobody could read."""
    if what not in EVENTS:
        raise ValueError(what)
    session.add(
        EventRow(
            at=now,
            what=what,
            consultation_id=consultation_id,
            invitation_id=invitation_id,
            participant_id=participant_id,
            coordinator_id=coordinator_id,
        )
    )
