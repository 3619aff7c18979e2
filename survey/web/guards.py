"""The permission check of every page: each view is marked with the permission that it requires; without it access is
refused.
"""

import logging
from collections.abc import Callable
from typing import Any, Literal, TypeVar, assert_never, cast

from flask import Flask, current_app, g, request, session
from sqlalchemy.exc import DBAPIError

from survey.operations.accounts.coordinators import signed_in
from survey.operations.colleagues.presence import is_seen_anew
from survey.operations.consultation_drafts.trials import OpenTrial, open_trial
from survey.store.base import NotFound
from survey.store.colleagues.participants import note_seen
from survey.store.personal_links import Access, access_to, links_of_others
from survey.store.tables import CoordinatorRow, PersonalLinkRow, SignInRow
from survey.web.installation import READING_METHODS, installation, now, store_session, use_instead
from survey.web.language import LANGUAGE_IN_PATH
from survey.web.permissions import (
    OF_A_CONSULTATION,
    Audience,
    Permission,
    audience_of,
    may,
    may_in_consultation,
)

log = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., object])
MARK = "permission"
CONSULTATION = "key"
"""The part of a coordinator's URL that names a consultation: who does not take part in it gets no further. A test sees
that no URL names one otherwise.
"""
LINKS = "links"
SIGN_IN = "sign_in"
WITHOUT_CODES = frozenset({"coordinate.codes", "coordinate.begin_one_time_codes", "coordinate.confirm_one_time_codes"})
"""The endpoints with which one-time codes are taken into use, where they are demanded before anything else."""

TRIAL = "trial"
"""The second name of the respondents' pages: below the draft of a consultation, for who tries it before it opens."""
TRIAL_IN_PATH = f"{LANGUAGE_IN_PATH}/coordinate/drafts/<int(max=2147483647):draft_id>/try"

OF_SEVERAL = frozenset(
    {Permission.MANAGE_COLLEAGUES, Permission.TAKE_CHARGE, Permission.APPROVE, Permission.STATE_JOINTLY}
)
"""What there is not in a trial, which one person has alone: a link of its database opens nothing."""

LEFT_OF_A_DRAFT = frozenset(
    {
        *("overview", "receipt", "statement", "statement_in_word", "attachment", "questions", "questions_in_word"),
        *("handling", "step", "step_in_word", "comparing", "comparison_in_word", "papers", "paper_file", "colleagues"),
    }
)
"""The views of respondents that still have something to show when the draft was deleted. Those that are not here are
refused then: a page that is forgotten here shows too little, and not an empty draft as if it were one.
"""

MOST_LINKS = 20
"""How many personal links one browser stores at a time. A cookie can have at most 4 kB."""


class LinkNeeded(Exception):
    """None of the personal links stored in this browser gives access to this response."""


class SignInNeeded(Exception):
    """No coordinator is signed in."""


class CodesNeeded(Exception):
    """The installation demands one-time codes, and the account does not use them yet."""


class DraftDeleted(Exception):
    """The drafts of the consultation were deleted after their time: there is nothing to read or to write."""


class NotAllowed(Exception):
    """The role of the person, in the service or in the consultation, does not have the permission that is required."""


def permission(needed: Permission) -> Callable[[View], View]:
    """Return a decorator that marks a view with the permission it requires."""

    def mark(view: View) -> View:
        setattr(view, MARK, needed)
        return view

    return mark


def permission_of(endpoint: str) -> Permission | None:
    """Return the permission that the view of an endpoint requires; None if it has no mark, which a test forbids. Trying
    a consultation belongs to preparing it, whatever the page asks of organisations.
    """
    if _is_of_trials(endpoint):
        return Permission.PREPARE_CONSULTATIONS
    return getattr(current_app.view_functions[endpoint], MARK, None)


def audience_at(endpoint: str | None) -> Audience | None:
    """Return the audience of an endpoint's view; None for an unknown URL or a view without a mark."""
    needed = permission_of(endpoint) if endpoint is not None else None
    return None if needed is None else audience_of(needed)


def set_up_guards(app: Flask) -> None:
    """Check every request; and take the number of the draft out of the address of a page that is tried, and put it
    back into each address that is built there: the pages do not know of it.
    """

    @app.url_value_preprocessor
    def take_draft(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and _is_of_trials(endpoint):
            g.tried_draft = values.pop("draft_id")

    @app.url_defaults
    def give_draft(endpoint: str, values: dict[str, Any]) -> None:
        if _is_of_trials(endpoint) and tried_draft() is not None:
            values.setdefault("draft_id", tried_draft())

    app.before_request(check_permission)
    app.teardown_request(_close_trial)


def tried_draft() -> int | None:
    """Return the number of the draft that this page belongs to a trial of; None for all other pages."""
    return cast("int | None", g.get("tried_draft"))


def _key_of_consultation() -> str | None:
    """The key of the consultation that a coordinator's page is about. In a trial that part names a section."""
    return None if tried_draft() is not None else (request.view_args or {}).get(CONSULTATION)


def _is_of_trials(endpoint: str | None) -> bool:
    return (endpoint or "").partition(".")[0] == TRIAL


def check_permission() -> None:
    """Runs before every request: raise an exception unless the person has the permission that the view requires.

    A view without a mark is never shown (RuntimeError). Raises LinkNeeded or SignInNeeded if the person is not known,
    NotAllowed if the person is known but may not do this, CodesNeeded where one-time codes are demanded, NotFound for a
    consultation in which a coordinator does not take part, DraftDeleted for what needs a draft where none is left,
    TrialOver for a page of a trial that is no more.
    """
    if request.endpoint is None or request.endpoint == "static":
        return
    needed = permission_of(request.endpoint)
    if needed is None:
        raise RuntimeError(f"{request.endpoint} has no permission mark.")
    audience = audience_of(needed)
    if audience is Audience.ANYBODY:
        return
    role = _role_in(audience)
    if not may(role, needed):
        raise NotAllowed
    if audience is Audience.RESPONDENT and access().has_no_draft and _needs_draft(request.endpoint, needed):
        raise DraftDeleted
    if audience is Audience.COORDINATOR and _lacks_codes() and request.endpoint not in WITHOUT_CODES:
        raise CodesNeeded
    if audience is Audience.COORDINATOR and _key_of_consultation() is not None:
        _check_part(role, needed)
    if (draft_id := tried_draft()) is not None:
        if getattr(current_app.view_functions[request.endpoint], MARK) in OF_SEVERAL:
            raise NotFound(request.endpoint)
        _enter_trial(draft_id)


def _enter_trial(draft_id: int) -> None:
    """From here on the request has the trial's database and no other: whatever a page does, it does there."""
    writes = request.method not in READING_METHODS
    g.behind_trial = installation().database.session(write=writes)
    trial = open_trial(g.behind_trial, draft_id, coordinator(), now=now(), writes=writes)
    g.trial, g.access = trial, trial.access
    use_instead(trial.database, trial.session)
    if (request.view_args or {}).get("response_id") != trial.access.response.id:
        raise NotFound("response")


def _close_trial(error: BaseException | None) -> None:
    trial = cast("OpenTrial | None", g.pop("trial", None))
    if trial is not None:
        trial.close()
    behind = g.pop("behind_trial", None)
    if behind is not None:
        behind.close()


def _lacks_codes() -> bool:
    """Whether one-time codes are demanded and who is signed in does not use them yet. Who has signed in through an
    identity provider needs none: what a second step is there is the provider's to say.
    """
    if not installation().settings.demands_codes or own_sign_in().by_provider:
        return False
    return coordinator().totp_at is None


def _check_part(role: str, needed: Permission) -> None:
    """Raise NotFound for a consultation in which the account does not take part, exactly as for one that does not
    exist; NotAllowed if its role there does not have the permission.
    """
    if may_in_consultation(role, g.member_role, needed):
        return
    if g.member_role is None:
        raise NotFound("consultation")
    raise NotAllowed


def _needs_draft(endpoint: str, needed: Permission) -> bool:
    return needed is not Permission.READ_RESPONSE or endpoint.partition(".")[2] not in LEFT_OF_A_DRAFT


def _role_in(audience: Literal[Audience.RESPONDENT, Audience.COORDINATOR]) -> str:
    """Find out who sends the request, and return the name of that person's role."""
    match audience:
        case Audience.RESPONDENT:
            g.access = _access()
            return access().participant.role or ""
        case Audience.COORDINATOR:
            g.sign_in, g.member_role = _sign_in()
            g.coordinator = g.sign_in.coordinator
            return coordinator().role
        case _:
            assert_never(audience)


def access() -> Access:
    """Return the access to the response of this page. Only for pages of respondents."""
    return cast(Access, g.access)


def coordinator() -> CoordinatorRow:
    """Return the coordinator who is signed in. Only for pages of coordinators."""
    return cast(CoordinatorRow, g.coordinator)


def own_sign_in() -> SignInRow:
    """Return the sign-in with which this page was asked for. Only for pages of coordinators."""
    return cast(SignInRow, g.sign_in)


def takes_part() -> bool:
    """Return whether who is signed in takes part in the consultation of this page. Only for pages of a consultation."""
    return g.member_role is not None


def signed_in_coordinator() -> CoordinatorRow | None:
    """Return the coordinator whom the permission check of this request has found, or None. Makes no database query."""
    return cast("CoordinatorRow | None", g.get("coordinator"))


def caller_may(needed: Permission) -> bool:
    """Whether who opens the page may do this, in its response or in its consultation if it has one, so that a page
    offers nothing that its view would refuse.
    """
    if "access" in g:
        return may(access().participant.role or "", needed)
    found = signed_in_coordinator()
    if found is None:
        return False
    if needed in OF_A_CONSULTATION and _key_of_consultation() is not None:
        return may_in_consultation(found.role, g.member_role, needed)
    return may(found.role, needed)


def remember_link(link: PersonalLinkRow) -> None:
    """Store a personal link in this browser's session. Only the latest MOST_LINKS are kept, and none of other people
    for the same response: who opens a link acts as the person whom it belongs to.
    """
    known = [each for each in session.get(LINKS, []) if each != link.id]
    others = links_of_others(store_session(), link, known) if known else set()
    session[LINKS] = [*(each for each in known if each not in others), link.id][-MOST_LINKS:]
    session.permanent = True


def _access() -> Access:
    try:
        found = access_to(store_session(), int((request.view_args or {})["response_id"]), session.get(LINKS, []))
    except NotFound as error:
        raise LinkNeeded from error
    if is_seen_anew(found.participant, now()):
        _note_seen(found)
    return found


def _note_seen(found: Access) -> None:
    """Store that the person is here, for the colleagues. A page for reading comes all the same if that cannot be."""
    if request.method not in READING_METHODS:
        note_seen(store_session(), found.participant, now=now())
        return
    try:
        with installation().database.writing_if_free() as store:
            note_seen(store, found.participant, now=now())
    except DBAPIError:
        log.info("Somebody's visit could not be noted.")


def _sign_in() -> tuple[SignInRow, str | None]:
    # In a separate session: the request's would take the write lock, and an upload must be parsed before that.
    try:
        with installation().database.reading() as store:
            key = _key_of_consultation() or ""
            return signed_in(store, session.get(SIGN_IN, ""), now=now(), consultation_key=key)
    except NotFound as error:
        raise SignInNeeded from error
