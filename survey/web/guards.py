"""The guard of every page: a mark on each view says which permission it asks for, and nobody gets in without."""

from collections.abc import Callable
from typing import Literal, TypeVar, assert_never, cast

from flask import current_app, g, request, session

from survey.operations.accounts.coordinators import current_sign_in
from survey.store.base import NotFound
from survey.store.personal_links import Access, access_to
from survey.store.tables import CoordinatorRow
from survey.web.installation import installation, now, store_session
from survey.web.permissions import Audience, Permission, Role, audience_of, may

View = TypeVar("View", bound=Callable[..., object])
MARK = "permission"
LINKS = "links"
SIGN_IN = "sign_in"
MOST_LINKS = 20
"""Personal links that one browser keeps at a time; a cookie has at most 4 kB."""


class LinkNeeded(Exception):
    """No personal link that this browser holds opens this response."""


class SignInNeeded(Exception):
    """Nobody is signed in here."""


class NotAllowed(Exception):
    """The role of the one who calls does not have the permission that the view asks for."""


def permission(needed: Permission) -> Callable[[View], View]:
    """Mark a view with the permission it needs."""

    def mark(view: View) -> View:
        setattr(view, MARK, needed)
        return view

    return mark


def permission_of(endpoint: str) -> Permission | None:
    """The mark of the view behind an endpoint; None where it has none, which a test forbids."""
    return getattr(current_app.view_functions[endpoint], MARK, None)


def audience_at(endpoint: str | None) -> Audience | None:
    """Whom the view behind an endpoint is for; None for an address that leads nowhere and for a view without a mark."""
    needed = permission_of(endpoint) if endpoint is not None else None
    return None if needed is None else audience_of(needed)


def check_permission() -> None:
    """Before every request: raise unless the caller has what the view asks for. No mark, no entry.

    Raises LinkNeeded or SignInNeeded where nobody knows who calls, NotAllowed where they may not do this.
    """
    if request.endpoint is None or request.endpoint == "static":
        return
    needed = permission_of(request.endpoint)
    if needed is None:
        raise RuntimeError(f"{request.endpoint} has no permission mark.")
    audience = audience_of(needed)
    if audience is Audience.ANYBODY:
        return
    if not may(_role_in(audience), needed):
        raise NotAllowed


def _role_in(audience: Literal[Audience.RESPONDENT, Audience.COORDINATOR]) -> str:
    """Find out who calls, and the name of the role in which they act."""
    match audience:
        case Audience.RESPONDENT:
            g.access = _access()
            return Role.HOLDER
        case Audience.COORDINATOR:
            g.coordinator = _coordinator()
            return coordinator().role
        case _:
            assert_never(audience)


def access() -> Access:
    """Whose response this is, on a page of a respondent."""
    return cast(Access, g.access)


def coordinator() -> CoordinatorRow:
    """Who is signed in, on a page of coordinators."""
    return cast(CoordinatorRow, g.coordinator)


def signed_in_coordinator() -> CoordinatorRow | None:
    """Who is signed in, on any page, without asking the database again."""
    return cast("CoordinatorRow | None", g.get("coordinator"))


def caller_may(needed: Permission) -> bool:
    """Whether who is signed in may do this, so that a page offers nothing that its view would refuse."""
    signed_in = signed_in_coordinator()
    return signed_in is not None and may(signed_in.role, needed)


def remember_link(link_id: int) -> None:
    """Keep a personal link in this browser, the latest ones only."""
    kept = [known for known in session.get(LINKS, []) if known != link_id]
    session[LINKS] = [*kept, link_id][-MOST_LINKS:]
    session.permanent = True


def _access() -> Access:
    try:
        return access_to(store_session(), int((request.view_args or {})["response_id"]), session.get(LINKS, []))
    except NotFound as error:
        raise LinkNeeded from error


def _coordinator() -> CoordinatorRow:
    # In a session of its own: the request's would take the write lock, and an upload is parsed before that.
    try:
        with installation().database.reading() as store:
            return current_sign_in(store, session.get(SIGN_IN, ""), now=now()).coordinator
    except NotFound as error:
        raise SignInNeeded from error
