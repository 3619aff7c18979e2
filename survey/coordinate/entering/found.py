"""The statement that a page of entering is about, and how its pages are filled in."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from survey.coordinate import pages
from survey.coordinate.consultations.organisations import ADDRESS as ORGANISATION
from survey.languages import text_in
from survey.operations.submissions.entering import Entering, find_entering
from survey.questions.details import DETAILS_KEY
from survey.questions.question_set import QuestionSet
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key
from survey.store.following import Followed, followed_one
from survey.store.tables import ConsultationRow
from survey.web.errors import error_page
from survey.web.guards import coordinator
from survey.web.installation import now, store_session
from survey.web.language import _, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.replies import Reply
from survey.web.sections.autosaving import Refusal, autosave_refusal, is_autosaving
from survey.web.sections.filling import Filling, returning_to_review
from survey.web.unsaved_input import typed_fields

ADDRESS = f"{ORGANISATION}entered/"


class NothingIsEntered(Exception):
    """No statement is being entered for this organisation: it has been entered or given up, perhaps by a colleague."""


@dataclass(frozen=True)
class Found:
    """A consultation, one of its organisations, and the statement that is being entered for it."""

    consultation: ConsultationRow
    one: Followed
    entering: Entering

    @property
    def filling(self) -> Filling:
        """How its pages are filled in: until it is entered, whatever the deadline is."""
        return Filling(
            self.entering.access,
            template="coordinate/enter_section.html",
            address_of=self.address_of,
            autosave_of=lambda section: self.address("autosave_entered", section=section),
            overview=self.address("entering"),
            review=self.address("review_entered"),
            is_open=lambda: True,
            again=lambda: False,
            saved=Notice.TYPED_TEXT_SAVED,
        )

    @property
    def question_set(self) -> QuestionSet:
        """The set that is answered."""
        return self.filling.question_set

    @property
    def organisation(self) -> str:
        """Its name in the page's language."""
        return text_in(self.one.organisation.name, page_language())

    def address(self, page: str, **values: Any) -> str:
        """Return the address of a page of entering this statement."""
        key, invitation_id = self.consultation.key, self.one.invitation.id
        return url_for(f"coordinate.{page}", _anchor=None, key=key, invitation_id=invitation_id, **values)

    def address_of(self, section: str, *, from_review: bool = False) -> str:
        """Return the address of the page that fills in this section; `from_review`: it returns to the review."""
        address = (
            self.address("entered_details")
            if section == DETAILS_KEY
            else self.address("entered_section", section=section)
        )
        return returning_to_review(address) if from_review else address


def entering_address(key: str, invitation_id: int) -> str:
    """Return the address of the statement that is being entered for this organisation."""
    return url_for("coordinate.entering", key=key, invitation_id=invitation_id)


def load_organisation(key: str, invitation_id: int) -> tuple[ConsultationRow, Followed]:
    """Return a consultation and one of its organisations. Raises NotFound."""
    found = consultation_by_key(store_session(), key)
    return found, followed_one(store_session(), found.id, invitation_id)


def load_entering(key: str, invitation_id: int, *, saves: bool = False) -> Found:
    """Return the statement that is being entered; `saves`: something is saved. Raises NotFound, NothingIsEntered."""
    found, one = load_organisation(key, invitation_id)
    try:
        entering = find_entering(store_session(), one.invitation, by=coordinator(), saves=saves, now=now())
    except NotFound as error:
        raise NothingIsEntered from error
    return Found(found, one, entering)


def to_organisation(key: str, invitation_id: int) -> Response:
    """Return a redirect to the page of the organisation, with the focus on what is said there."""
    return redirect(url_for("coordinate.organisation", key=key, invitation_id=invitation_id, _anchor=NOTICES), code=303)


@pages.errorhandler(NothingIsEntered)
def nothing_is_entered(error: NothingIsEntered) -> Reply | Refusal:
    """Lead back to the organisation; where something was typed, keep it on a page that says so."""
    if is_autosaving():
        return autosave_refusal(NotFound("entering"))
    if typed_fields():
        return error_page(
            HTTPStatus.CONFLICT,
            _("The statement is not being entered any more"),
            _("A colleague has entered it, or given it up."),
            _("What you wrote has not been saved yet. It is whole on this page."),
            _("If it is to be entered again, begin in another tab, come back to this page and press Save again."),
        )
    notify(Notice.NOTHING_IS_ENTERED)
    place = request.view_args or {}
    return to_organisation(place["key"], place["invitation_id"])
