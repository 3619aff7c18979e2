"""Staff accounts: creating them, changing passwords, signing in, limiting failed sign-ins, signing out."""

import hashlib
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from sqlalchemy.orm import Session

from survey.languages import mark as _
from survey.operations.accounts.passwords import AccountRefused
from survey.operations.accounts.roles import COORDINATOR
from survey.operations.accounts.tokens import new_token, token_digest
from survey.operations.log import record
from survey.questions.kinds.email import is_address
from survey.store.accounts import (
    coordinator_by_email,
    end_password_links,
    failures_since,
    forget_failures,
    sign_in_by_token,
)
from survey.store.base import NotFound
from survey.store.tables import CoordinatorRow, FailedSignInRow, SignInRow

SIGN_IN_LASTS = timedelta(hours=12)
THROTTLED_FOR = timedelta(minutes=15)
MOST_FAILURES = (5, 500, 20)
"""How many failed sign-ins are allowed within THROTTLED_FOR: for one account from one client; for one account from all
clients; for all accounts from one client. The second number is high so that nobody can lock a coordinator out by
failing on purpose from another computer.
"""

MOST_FAILURES_AT_SHARED_ADDRESS = (5, 500, 500)
"""The same where many people may have the client's address, because it may be a proxy's: with 20, anybody who failed
so often would keep all coordinators out. No account can be tried more often than before, only more accounts.
"""


class TooManyTries(Exception):
    """Signing in has failed too often within the last 15 minutes (THROTTLED_FOR). The person must wait."""


def create_coordinator(  # noqa: PLR0913  # what an account is made of
    session: Session,
    *,
    email: str,
    name: str,
    password_hash: str,
    now: datetime,
    role: str = COORDINATOR,
    language: str | None = None,
    by: int | None = None,
) -> CoordinatorRow:
    """Create a staff account with a role, and return it.

    `password_hash` is empty if the person is to set a password; `language` is that of mails to the person; `by` is the
    account of whoever creates it. Raises AccountRefused if `email` is not an e-mail address, or if that address already
    has an account.
    """
    email = email.strip().lower()
    if not is_address(email):
        raise AccountRefused(_("“%(value)s” is not an e-mail address."), value=email)
    if coordinator_by_email(session, email):
        raise AccountRefused(_("%(email)s has an account already."), email=email)
    coordinator = CoordinatorRow(
        email=email, name=name, password_hash=password_hash, role=role, language=language, created_at=now
    )
    session.add(coordinator)
    session.flush()
    actor, about = (by, coordinator.id) if by is not None else (coordinator.id, None)
    record(session, "coordinator created", now=now, coordinator_id=actor, about_coordinator_id=about)
    return coordinator


def change_password(session: Session, coordinator: CoordinatorRow, *, password_hash: str, now: datetime) -> None:
    """Store a new password hash for the account. Links for setting one end: whoever has one does not get in by it."""
    coordinator.password_hash = password_hash
    end_password_links(session, now=now, account_id=coordinator.id)
    record(session, "password changed", now=now, coordinator_id=coordinator.id)


def note_try(session: Session, *, email: str, client: str, now: datetime, is_shared: bool = False) -> None:
    """Count an attempt to sign in before its password is checked, so that attempts made at the same time are counted
    too.

    `is_shared`: whether many people may have the address `client`. Raises TooManyTries, and counts nothing, if one of
    the limits in MOST_FAILURES is reached. The caller must commit also when the sign-in fails.
    """
    account, client = account_digest(email), client_digest(client)
    failures = failures_since(session, account=account, client=client, since=now - THROTTLED_FOR)
    limits = MOST_FAILURES_AT_SHARED_ADDRESS if is_shared else MOST_FAILURES
    if any(count >= most for count, most in zip(failures, limits, strict=True)):
        raise TooManyTries
    session.add(FailedSignInRow(account_digest=account, client_digest=client, at=now))
    session.flush()


def start_sign_in(
    session: Session, coordinator: CoordinatorRow, *, now: datetime, browser: str = "", by_provider: bool = False
) -> str:
    """Start a signed-in session and delete the account's failed attempts. Returns the token for the browser's cookie.

    `browser`: its name and system in short words, by which the person knows it again. `by_provider`: whether
    an identity provider has said who it is.
    """
    forget_failures(session, account=account_digest(coordinator.email), before=now - THROTTLED_FOR)
    token = new_token()
    session.add(
        SignInRow(
            coordinator_id=coordinator.id,
            token_digest=token_digest(token),
            started_at=now,
            browser=browser,
            by_provider=by_provider,
        )
    )
    record(session, "coordinator signed in", now=now, coordinator_id=coordinator.id)
    session.flush()
    return token


def current_sign_in(session: Session, token: str, *, now: datetime) -> SignInRow:
    """Return the sign-in that this token belongs to. Raises NotFound as `signed_in` does."""
    return signed_in(session, token, now=now)[0]


def signed_in(
    session: Session, token: str, *, now: datetime, consultation_key: str = ""
) -> tuple[SignInRow, str | None]:
    """Return the sign-in that this token belongs to, and the account's role in the consultation with this key: None if
    it does not take part, or if there is no such consultation. One query.

    Raises NotFound if there is no such sign-in, if the person has signed out, if the account is closed, or if it
    started 12 hours ago or earlier.
    """
    sign_in, member_role = sign_in_by_token(session, token_digest(token), consultation_key)
    if now >= sign_in.started_at + SIGN_IN_LASTS:
        raise NotFound("sign-in")
    return sign_in, member_role


def end_sign_in(session: Session, token: str, *, now: datetime) -> None:
    """Sign out: mark the session as ended in the database, so that a copy of the cookie is no longer accepted.

    Raises NotFound if there is no such session or it has ended already.
    """
    sign_in, _role = sign_in_by_token(session, token_digest(token))
    sign_in.ended_at = now
    record(session, "coordinator signed out", now=now, coordinator_id=sign_in.coordinator_id)


def account_digest(email: str) -> str:
    """Return the SHA-256 of the e-mail address in lower case: failed sign-ins are counted under this digest."""
    return _digest(email.strip().lower())


def client_digest(client: str) -> str:
    """Return the SHA-256 of the client's network: what is asked of the service too often is counted under it."""
    return _digest(network_of(client))


def network_of(client: str) -> str:
    """Return the client's network address as text; of an IPv6 address only the network of its first 64 bits.

    Whoever has one IPv6 address in such a network can use all of them. An IPv4 address in the form of IPv6 is that IPv4
    address. Text that is not an IP address is returned as it is.
    """
    try:
        address = ip_address(client)
    except ValueError:
        return client
    if isinstance(address, IPv4Address):
        return client
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
