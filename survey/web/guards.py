"""Who may do what: a mark on every view, decided here and nowhere else."""

from collections.abc import Callable
from enum import Enum
from typing import TypeVar, cast

from flask import current_app, g, request, session

from survey.operations.coordinators import current_sign_in
from survey.store.base import NotFound
from survey.store.links import Access, access_to
from survey.store.tables import CoordinatorRow
from survey.web.installation import installation, now, store_session

View = TypeVar("View", bound=Callable[..., object])
MARK = "permission"
LINKS = "links"
SIGN_IN = "sign_in"
MOST_LINKS = 20
"""Personal links that one browser keeps at a time; a cookie has at most 4 kB."""


class Permission(Enum):
    """What a view asks of the one who calls it."""

    ANYBODY = "anybody"
    ANSWER = "answer"
    """Holds a personal link to the response in the address."""
    COORDINATE = "coordinate"
    """Is a signed-in coordinator."""


class LinkNeeded(Exception):
    """No personal link that this browser holds opens this response."""


class SignInNeeded(Exception):
    """Nobody is signed in here."""


def permission(needed: Permission) -> Callable[[View], View]:
    """Mark a view with the permission it needs."""

    def mark(view: View) -> View:
        setattr(view, MARK, needed)
        return view

    return mark


def permission_of(endpoint: str) -> Permission | None:
    """The mark of the view behind an endpoint; None where it has none, which a test forbids."""
    return getattr(current_app.view_functions[endpoint], MARK, None)


def check_permission() -> None:
    """Before every request: raise unless the caller has what the view asks for. No mark, no entry."""
    if request.endpoint is None or request.endpoint == "static":
        return
    match permission_of(request.endpoint):
        case Permission.ANYBODY:
            return
        case Permission.ANSWER:
            g.access = _access()
        case Permission.COORDINATE:
            g.coordinator = _coordinator()
        case None:
            raise RuntimeError(f"{request.endpoint} has no permission mark.")


def access() -> Access:
    """Whose response this is, on a page marked ANSWER."""
    return cast(Access, g.access)


def coordinator() -> CoordinatorRow:
    """Who is signed in, on a page marked COORDINATE."""
    return cast(CoordinatorRow, g.coordinator)


def signed_in_coordinator() -> CoordinatorRow | None:
    """Who is signed in, on any page, without asking the database again."""
    return cast("CoordinatorRow | None", g.get("coordinator"))


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
