"""One-time codes as the second step of signing in (TOTP, RFC 6238), and recovery codes for whoever has lost the device.

A code is taken once: the step of time that it belongs to is noted, and no code of that step or an earlier one is taken
again. One step before and one after are taken too, because clocks differ.
"""

import hmac
import secrets
from datetime import datetime, timedelta

import pyotp
from sqlalchemy.orm import Session

from survey.operations.accounts.coordinators import TooManyTries, account_digest, client_digest
from survey.operations.accounts.tokens import token_digest
from survey.operations.log import record
from survey.store.accounts import (
    failures_since,
    forget_failures,
    forget_recovery_codes,
    number_of_recovery_codes,
    take_step,
    use_recovery_code,
)
from survey.store.tables import CoordinatorRow, FailedSignInRow, RecoveryCodeRow

SECOND_STEP_LASTS = timedelta(minutes=10)
"""How long after the password the code can be given."""

TRIED_WITHIN = timedelta(minutes=15)
MOST_TRIES = 10
"""Wrong codes for one account within TRIED_WITHIN, from all clients: only who knows the password gets so far, and of a
million codes three are right at a time.
"""

CLOCKS_DIFFER_BY = (0, -1, 1)
"""Steps of 30 seconds, this one first."""

NUMBER_OF_RECOVERY_CODES = 10
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""None that looks like another. Sixteen of them are 80 random bits, so that a digest needs no slower hash."""


def begin_codes(session: Session, account: CoordinatorRow) -> None:
    """Give an account a secret for one-time codes, which counts once a code has confirmed it. Changes nothing if codes
    are in use.
    """
    if account.totp_at is None:
        account.totp_secret, account.totp_step = pyotp.random_base32(), None
        session.flush()


def address_for_app(account: CoordinatorRow, service: str) -> str:
    """Return the otpauth: address from which an app takes the secret. Raises ValueError if there is none."""
    if account.totp_secret is None:
        raise ValueError("The account has no secret.")
    return pyotp.TOTP(account.totp_secret).provisioning_uri(name=account.email, issuer_name=service)


def confirm_codes(session: Session, account: CoordinatorRow, code: str, *, now: datetime) -> list[str] | None:
    """Take one-time codes into use if this is the present code, and return the recovery codes, which cannot be read
    again; None if it is not.
    """
    if account.totp_at is not None or not _take_code(session, account, code, now):
        return None
    account.totp_at = now
    record(session, "one-time codes begun", now=now, coordinator_id=account.id)
    return _new_recovery_codes(session, account)


def end_codes(session: Session, account: CoordinatorRow, *, by: CoordinatorRow, now: datetime) -> bool:
    """Take one-time codes out of use, with their recovery codes. `by` is the account's owner or an administrator.
    Returns False if they were not in use.
    """
    was_in_use = account.totp_at is not None
    account.totp_secret = account.totp_at = account.totp_step = None
    forget_recovery_codes(session, account.id)
    if was_in_use:
        record(session, "one-time codes ended", now=now, coordinator_id=by.id, about_coordinator_id=account.id)
    return was_in_use


def renew_recovery_codes(session: Session, account: CoordinatorRow, *, now: datetime) -> list[str]:
    """Return new recovery codes; the earlier ones do not work any more."""
    record(session, "recovery codes renewed", now=now, coordinator_id=account.id)
    return _new_recovery_codes(session, account)


def note_code_try(session: Session, account: CoordinatorRow, *, client: str, now: datetime) -> None:
    """Count a try before the code is checked. Raises TooManyTries, and counts nothing, if there were MOST_TRIES within
    15 minutes. The caller must commit also when the code is wrong.
    """
    counted, network = _tries_of(account), client_digest(client)
    _here, everywhere, _client = failures_since(session, account=counted, client=network, since=now - TRIED_WITHIN)
    if everywhere >= MOST_TRIES:
        raise TooManyTries
    session.add(FailedSignInRow(account_digest=counted, client_digest=network, at=now))
    session.flush()


def code_is_right(session: Session, account: CoordinatorRow, typed: str, *, now: datetime) -> bool:
    """Return whether this is a one-time code or a recovery code of the account that has not been used, and use it up.
    The tries that failed are then forgotten.
    """
    right = account.totp_at is not None and _take_code(session, account, typed, now)
    if not right and account.totp_at is not None:
        right = use_recovery_code(session, account.id, token_digest(_plain(typed)), now=now)
        if right:
            record(session, "recovery code used", now=now, coordinator_id=account.id)
    if right:
        forget_failures(session, account=_tries_of(account), before=now - TRIED_WITHIN)
    return right


def recovery_codes_left(session: Session, account: CoordinatorRow) -> int:
    """Return how many recovery codes have not been used."""
    return number_of_recovery_codes(session, account.id)


def _take_code(session: Session, account: CoordinatorRow, typed: str, now: datetime) -> bool:
    """Whether a code is that of a step of time from which none has been taken; its step is then taken."""
    if account.totp_secret is None:
        return False
    code, totp = _plain(typed), pyotp.TOTP(account.totp_secret)
    for step in (totp.timecode(now) + each for each in CLOCKS_DIFFER_BY):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode("utf-8", "replace")):
            return take_step(session, account.id, step)
    return False


def _new_recovery_codes(session: Session, account: CoordinatorRow) -> list[str]:
    forget_recovery_codes(session, account.id)
    plain = ["".join(secrets.choice(_LETTERS) for _ in range(16)) for _ in range(NUMBER_OF_RECOVERY_CODES)]
    session.add_all(RecoveryCodeRow(coordinator_id=account.id, code_digest=token_digest(code)) for code in plain)
    session.flush()
    return ["-".join(code[start : start + 4] for start in range(0, 16, 4)) for code in plain]


def _plain(typed: str) -> str:
    """As it was given, whatever blanks and hyphens it was typed with."""
    return "".join(typed.split()).replace("-", "").upper()


def _tries_of(account: CoordinatorRow) -> str:
    return account_digest(f"code:{account.email}")
