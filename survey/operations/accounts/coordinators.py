"""Staff accounts: made, signed in, throttled, signed out."""

import hashlib
from datetime import datetime, timedelta
from functools import cache
from ipaddress import ip_address, ip_network

from pwdlib import PasswordHash
from sqlalchemy.orm import Session

from survey.operations.accounts.tokens import new_token, token_digest
from survey.operations.log import record
from survey.questions.kinds.email import is_address
from survey.store.accounts import coordinator_by_email, failures_since, forget_failures, sign_in_by_token
from survey.store.base import NotFound
from survey.store.tables import CoordinatorRow, FailedSignInRow, SignInRow

SHORTEST_PASSWORD = 12
"""Characters. Length and a slow hash protect better than rules of composition (NIST SP 800-63B)."""

LONGEST_PASSWORD = 1_000
SIGN_IN_LASTS = timedelta(hours=12)
THROTTLED_FOR = timedelta(minutes=15)
MOST_FAILURES = (5, 500, 20)
"""Within that time: of one account from one client, of one account, from one client. The second is high so that
nobody can shut a coordinator out by failing on purpose from elsewhere."""

_HASHES = PasswordHash.recommended()


class AccountRefused(Exception):
    """A staff account cannot be made like this. The message says why."""


class TooManyTries(Exception):
    """Signing in has failed too often; wait."""


def hash_password(password: str) -> str:
    """The argon2id hash of a new password; slow on purpose. Raises AccountRefused where it is too short."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountRefused(f"A password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")
    return _HASHES.hash(password)


def create_coordinator(  # noqa: PLR0913  # what an account is made of
    session: Session, *, email: str, name: str, password_hash: str, now: datetime, role: str = "coordinator"
) -> CoordinatorRow:
    """Make a staff account in a role. Raises AccountRefused where the address is no address or has an account."""
    email = email.strip().lower()
    if not is_address(email):
        raise AccountRefused(f"“{email}” is not an e-mail address.")
    if coordinator_by_email(session, email):
        raise AccountRefused(f"{email} has an account already.")
    coordinator = CoordinatorRow(email=email, name=name, password_hash=password_hash, role=role, created_at=now)
    session.add(coordinator)
    session.flush()
    record(session, "coordinator created", now=now, coordinator_id=coordinator.id)
    return coordinator


def change_password(session: Session, coordinator: CoordinatorRow, *, password_hash: str, now: datetime) -> None:
    """Give the account a new password."""
    coordinator.password_hash = password_hash
    record(session, "password changed", now=now, coordinator_id=coordinator.id)


def note_try(session: Session, *, email: str, client: str, now: datetime) -> None:
    """Count a try to sign in before its password is checked, so that tries at the same time count too.

    Raises TooManyTries, and counts nothing, where there have been too many. Commit even if the sign-in fails.
    """
    account, client = account_digest(email), _digest(_network(client))
    failures = failures_since(session, account=account, client=client, since=now - THROTTLED_FOR)
    if any(count >= most for count, most in zip(failures, MOST_FAILURES, strict=True)):
        raise TooManyTries
    session.add(FailedSignInRow(account_digest=account, client_digest=client, at=now))
    session.flush()


def password_matches(coordinator: CoordinatorRow | None, password: str) -> bool:
    """Whether this is the account's password. Slow on purpose: call it outside a write lock."""
    stored = coordinator.password_hash if coordinator else _nobodys_hash()
    return _HASHES.verify(password[:LONGEST_PASSWORD], stored) and coordinator is not None


def start_sign_in(session: Session, coordinator: CoordinatorRow, *, now: datetime) -> str:
    """Begin a signed-in session and forget the failed tries. Returns its token, for the browser's cookie."""
    forget_failures(session, account=account_digest(coordinator.email), before=now - THROTTLED_FOR)
    token = new_token()
    session.add(SignInRow(coordinator_id=coordinator.id, token_digest=token_digest(token), started_at=now))
    record(session, "coordinator signed in", now=now, coordinator_id=coordinator.id)
    session.flush()
    return token


def current_sign_in(session: Session, token: str, *, now: datetime) -> SignInRow:
    """The sign-in that this token belongs to. Raises NotFound where it has ended, by signing out or by time."""
    sign_in = sign_in_by_token(session, token_digest(token))
    if now >= sign_in.started_at + SIGN_IN_LASTS:
        raise NotFound("sign-in")
    return sign_in


def end_sign_in(session: Session, token: str, *, now: datetime) -> None:
    """Sign out: the session ends here, whatever cookies are kept. Raises NotFound where it has ended already."""
    sign_in = sign_in_by_token(session, token_digest(token))
    sign_in.ended_at = now
    record(session, "coordinator signed out", now=now, coordinator_id=sign_in.coordinator_id)


def account_digest(email: str) -> str:
    """The account's address as the counter of failed tries knows it."""
    return _digest(email.strip().lower())


def _network(client: str) -> str:
    """The client's address; of IPv6 the first 64 bits, since whoever has one address there has all of them."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else client


@cache
def _nobodys_hash() -> str:
    """Checked when the address is unknown, so that the answer takes as long as for a known one."""
    return _HASHES.hash(new_token())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
