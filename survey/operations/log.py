"""The log of who did what and when. It never contains the text of an answer or a token."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from survey.languages import gettext
from survey.languages import mark as _
from survey.store.tables import EventRow

EVENTS: Final[Mapping[str, str]] = {
    "accessibility feedback received": _("Accessibility feedback received"),
    "account closed": _("Account closed"),
    "account linked to provider": _("Account linked to the identity provider"),
    "account reopened": _("Account opened again"),
    "account role changed": _("Role of an account changed"),
    "address mended": _("E-mail address corrected"),
    "address verified": _("Joined by itself: e-mail address verified"),
    "being in charge handed over": _("Being in charge of the statement handed over to a colleague"),
    "being in charge taken back": _("Being in charge of the statement taken back"),
    "colleague added": _("Colleague added to the statement"),
    "colleague removed": _("Colleague removed from the statement"),
    "colleague's role changed": _("Role of a colleague changed"),
    "consultation deleted": _("Everything of the consultation deleted after its time"),
    "consultation draft changed": _("Request being prepared changed"),
    "consultation imported": _("Consultation imported"),
    "consultation opened": _("Consultation opened"),
    "contact details deleted": _("Contact details deleted after their time"),
    "coordinator created": _("Account created"),
    "coordinator signed in": _("Signed in"),
    "coordinator signed out": _("Signed out"),
    "decision confirmed": _("Decision on the statement confirmed"),
    "decision time changed": _("Time for confirming decisions changed"),
    "distribution list changed": _("Distribution list changed"),
    "distribution list made": _("Distribution list made"),
    "distribution list removed": _("Distribution list removed"),
    "draft member added": _("Colleague added to the preparation"),
    "draft member removed": _("Colleague removed from the preparation"),
    "drafts deleted": _("Drafts deleted after their time"),
    "entered statement removed": _("Entering a statement given up"),
    "entering begun": _("Entering a statement begun"),
    "export asked for": _("File of statements asked for"),
    "export removed": _("File of statements removed"),
    "export with contact details asked for": _("File with contact details asked for"),
    "group added": _("Group added"),
    "group moved": _("Order of the groups changed"),
    "group offered in consultation": _("Group added to those that the consultation offers"),
    "group removed": _("Group removed"),
    "group renamed": _("Name of a group changed"),
    "group taken into use": _("Group taken into use again"),
    "group taken out of use": _("Group taken out of use"),
    "handling step corrected": _("Step of the own decision-making corrected"),
    "handling step recorded": _("Step of the own decision-making recorded"),
    "invitation to account sent": _("Invitation to an account put to be sent"),
    "confirmation of joint statement entered": _("Confirmation of a joint statement entered by who hands it in"),
    "joint statement confirmed": _("Joint statement of another organisation confirmed"),
    "joint statement left": _("Told not to be behind a joint statement"),
    "link issued": _("Personal link made"),
    "link to set a password made": _("Link for setting a password made"),
    "links revoked": _("Personal links revoked"),
    "mail sent again": _("Mail put to be sent again"),
    "mails deleted": _("Mails deleted after their time"),
    "material added": _("Material added"),
    "material removed": _("Material removed"),
    "member added": _("Taken in to take part in the consultation"),
    "member changed": _("Role in the consultation changed"),
    "member removed": _("Removed from those who take part in the consultation"),
    "more time given": _("More time given"),
    "new link ordered": _("New link ordered by e-mail"),
    "new link sent": _("New link put to be sent"),
    "new password ordered": _("Link for a new password ordered"),
    "nothing to state entered": _("Nothing to state entered for the organisation"),
    "nothing to state submitted": _("Told to have nothing to state"),
    "one-time codes begun": _("One-time codes taken into use"),
    "one-time codes ended": _("One-time codes taken out of use"),
    "opening planned": _("Opening at a set time planned"),
    "organisation added without being asked": _("Added without having been asked"),
    "organisation invited": _("Invited"),
    "organisation registered": _("Added to the register"),
    "party of joint statement named": _("Organisation named behind a joint statement"),
    "party of joint statement removed": _("Organisation taken away from behind a joint statement"),
    "password changed": _("Password changed"),
    "password set by link": _("Password set through a link"),
    "planned opening failed": _("Planned opening was not possible"),
    "planned opening taken back": _("Planned opening taken back"),
    "planned reminder removed": _("Planned reminder removed"),
    "question set kept": _("Question set brought"),
    "question set opened": _("Question set opened"),
    "question set removed": _("Question set removed"),
    "question set replaced": _("Question set replaced"),
    "recipient taken away": _("Taken away from the recipients"),
    "recipients chosen": _("Recipients chosen"),
    "recipients removed": _("Recipients removed"),
    "recovery code used": _("Recovery code used"),
    "recovery codes renewed": _("Recovery codes made anew"),
    "registered organisation changed": _("Changed in the register"),
    "reminder planned": _("Reminder planned"),
    "reminder sent": _("Reminder sent"),
    "request opened": _("Request opened"),
    "retention set": _("Retention periods set"),
    "sign-ins ended": _("Sign-ins ended"),
    "statement entered": _("Statement entered for the organisation"),
    "statement submitted": _("Statement submitted"),
    "statement withdrawn": _("Statement withdrawn"),
    "statement withdrawn for the organisation": _("Statement withdrawn for the organisation"),
    "texts corrected": _("Texts of the questions corrected"),
    "trial begun": _("Trial of a request being prepared begun"),
    "trial removed": _("Trial of a request being prepared removed"),
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
    about_coordinator_id: int | None = None,
    registered_id: int | None = None,
) -> None:
    """Append an event. `what` is one of EVENTS; `coordinator_id` is the account that acts, `about_coordinator_id` the
    account that it is done to. Raises ValueError for another, which nobody could read."""
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
            about_coordinator_id=about_coordinator_id,
            registered_id=registered_id,
        )
    )


def record_in_register(
    session: Session, what: str, registered_ids: Sequence[int], *, now: datetime, coordinator_id: int | None
) -> None:
    """Append an event for each of these organisations of the register, in one statement. Raises ValueError as
    `record` does.
    """
    if what not in EVENTS:
        raise ValueError(what)
    if registered_ids:
        by = coordinator_id
        rows = [{"at": now, "what": what, "registered_id": each, "coordinator_id": by} for each in registered_ids]
        session.execute(insert(EventRow), rows)
