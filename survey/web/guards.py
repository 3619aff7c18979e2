"""The permission check of every page: each view is marked with the permission that it requires; without it access is
refused.
"""

from collections.abc import Callable
from typing import Literal, TypeVar, assert_never, cast

from flask import current_app, g, request, session

from survey.operations.accounts.coordinators import signed_in
from survey.store.base import NotFound
from survey.store.personal_links import Access, access_to
from survey.store.tables import CoordinatorRow, SignInRow
from survey.web.installation import installation, now, store_session
from survey.web.permissions import (
    OF_A_CONSULTATION,
    Audience,
    Permission,
    Role,
    audience_of,
    may,
    may_in_consultation,
)

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

OF_DRAFT = frozenset({"respond.draft", "respond.draft_in_word", "respond.history"})
"""The endpoints that read an organisation's draft, and not what it has submitted."""

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
    """Return the permission that the view of an endpoint requires; None if it has no mark, which a test forbids."""
    return getattr(current_app.view_functions[endpoint], MARK, None)


def audience_at(endpoint: str | None) -> Audience | None:
    """Return the audience of an endpoint's view; None for an unknown URL or a view without a mark."""
    needed = permission_of(endpoint) if endpoint is not None else None
    return None if needed is None else audience_of(needed)


def check_permission() -> None:
    """Runs before every request: raise an exception unless the person has the permission that the view requires.

    A view without a mark is never shown (RuntimeError). Raises LinkNeeded or SignInNeeded if the person is not known,
    NotAllowed if the person is known but may not do this, CodesNeeded where one-time codes are demanded, NotFound for a
    consultation in which a coordinator does not take part, DraftDeleted for what needs a draft where none is left.
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
    if audience is Audience.COORDINATOR and CONSULTATION in (request.view_args or {}):
        _check_part(role, needed)


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
    return needed is not Permission.READ_RESPONSE or endpoint in OF_DRAFT


def _role_in(audience: Literal[Audience.RESPONDENT, Audience.COORDINATOR]) -> str:
    """Find out who sends the request, and return the name of that person's role."""
    match audience:
        case Audience.RESPONDENT:
            g.access = _access()
            return Role.HOLDER
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
    """Whether who is signed in may do this, in the consultation of the page if it has one, so that a page offers
    nothing that its view would refuse.
    """
    found = signed_in_coordinator()
    if found is None:
        return False
    if needed in OF_A_CONSULTATION and CONSULTATION in (request.view_args or {}):
        return may_in_consultation(found.role, g.member_role, needed)
    return may(found.role, needed)


def remember_link(link_id: int) -> None:
    """Store a personal link in this browser's session. Only the latest MOST_LINKS are kept."""
    kept = [known for known in session.get(LINKS, []) if known != link_id]
    session[LINKS] = [*kept, link_id][-MOST_LINKS:]
    session.permanent = True


def _access() -> Access:
    try:
        return access_to(store_session(), int((request.view_args or {})["response_id"]), session.get(LINKS, []))
    except NotFound as error:
        raise LinkNeeded from error


def _sign_in() -> tuple[SignInRow, str | None]:
    # In a separate session: the request's would take the write lock, and an upload must be parsed before that.
    try:
        with installation().database.reading() as store:
            key = (request.view_args or {}).get(CONSULTATION, "")
            return signed_in(store, session.get(SIGN_IN, ""), now=now(), consultation_key=key)
    except NotFound as error:
        raise SignInNeeded from error
