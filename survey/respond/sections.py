"""Filling in the organisation's own response: a page for the respondent's details and a page for each section."""

from functools import cache
from typing import Any

from flask import url_for

from survey.operations.handling.counting import decision_of
from survey.questions.details import DETAILS_KEY
from survey.respond import pages
from survey.store.responses.submissions import has_submitted
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.limits import takes_answers
from survey.web.permissions import Permission
from survey.web.replies import Reply
from survey.web.sections.autosaving import autosave_section, autosaves
from survey.web.sections.comments_beside import CommentsBeside
from survey.web.sections.filling import Filling
from survey.web.sections.filling import save_section as save_page_of
from survey.web.sections.filling import show_section as show_page_of


@pages.get("/responses/<int(max=2147483647):response_id>/details")
@permission(Permission.CHANGE_RESPONSE)
def details(response_id: int) -> Reply:
    """Show the page of the respondent's details."""
    return show_page_of(own_filling(), own_filling().details)


@pages.post("/responses/<int(max=2147483647):response_id>/details")
@permission(Permission.CHANGE_RESPONSE)
@takes_answers()
def save_details(response_id: int) -> Reply:
    """Save the respondent's details."""
    return save_page_of(own_filling(), own_filling().details)


@pages.get("/responses/<int(max=2147483647):response_id>/sections/<key>")
@permission(Permission.CHANGE_RESPONSE)
def section(response_id: int, key: str) -> Reply:
    """Show the page of a section of the question set."""
    return show_page_of(own_filling(), own_filling().section(key))


@pages.post("/responses/<int(max=2147483647):response_id>/sections/<key>")
@permission(Permission.CHANGE_RESPONSE)
@takes_answers(files=True)
def save_section(response_id: int, key: str) -> Reply:
    """Save a section of the question set."""
    return save_page_of(own_filling(), own_filling().section(key))


@pages.post("/responses/<int(max=2147483647):response_id>/autosave/<key>")
@autosaves
@permission(Permission.CHANGE_RESPONSE)
def autosave(response_id: int, key: str) -> Reply:
    """Save what is being written on the page of a section, or of the respondent's details."""
    section = own_filling().details if key == DETAILS_KEY else own_filling().section(key)
    return autosave_section(access(), section, is_open=access().is_open(now()))


def own_filling() -> Filling:
    """Return how the organisation of this request fills in its response."""
    response_id = access().response.id
    return Filling(
        access(),
        template="respond/section.html",
        address_of=address_of,
        autosave_of=lambda key: url_for(".autosave", response_id=response_id, key=key),
        history_at=url_for(".history", response_id=response_id, address="x").removesuffix("x"),
        tidied_at=url_for(".tidied", response_id=response_id, address="x").removesuffix("x"),
        overview=url_for(".overview", response_id=response_id),
        review=url_for(".review", response_id=response_id),
        is_open=lambda: access().is_open(now()),
        again=lambda: has_submitted(store_session(), response_id),
        confirm=url_for(".confirming", response_id=response_id),
        decision=cache(lambda: decision_of(store_session(), response_id)),
        comments=CommentsBeside(response_id, page_of_comments) if access().has_colleagues else None,
    )


def page_of_comments(address: str) -> str:
    """Return the URL of the page of the comments on a question."""
    return url_for(".comments_on", response_id=access().response.id, address=address)


def address_of(section_key: str, *, from_review: bool = False) -> str:
    """Return the URL of the page that fills in this section. `from_review`: after saving, that page returns to the
    review.
    """
    values: dict[str, Any] = {"response_id": access().response.id} | ({"from": "review"} if from_review else {})
    if section_key == DETAILS_KEY:
        return url_for(".details", **values)
    return url_for(".section", key=section_key, **values)
