"""What administrators do to accounts: inviting, changing roles, closing and opening again, ending sign-ins."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.languages import mark as _
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.accounts.passwords import AccountRefused
from survey.operations.accounts.roles import ADMINISTRATOR
from survey.operations.log import record
from survey.store.accounts import accounts_in_role, accounts_that_sign_in, end_password_links, end_sign_ins
from survey.store.tables import CoordinatorRow


class LastAdministrator(AccountRefused):
    """The account is the only one that can manage accounts: somebody must be left who can."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This is the only administrator. Give another account the role of an administrator first: "
                "otherwise nobody could manage accounts any more."
            )
        )


def invite_account(  # noqa: PLR0913  # what an account is made of, and who makes it
    session: Session, *, email: str, name: str, role: str, language: str, by: CoordinatorRow, now: datetime
) -> CoordinatorRow:
    """Create an account without a password, whose owner sets one through a link, and return it.

    Raises AccountRefused if `email` is no address or has an account already.
    """
    return create_coordinator(
        session, email=email, name=name, password_hash="", role=role, language=language, by=by.id, now=now
    )


def change_role(
    session: Session, account: CoordinatorRow, role: str, *, by: CoordinatorRow | None, now: datetime
) -> bool:
    """Give an account another role, which counts from its next page on. Returns False if it has that role already.

    `by` is None at the terminal. Raises LastAdministrator.
    """
    if account.role == role:
        return False
    _check_administrators(session, account)
    account.role = role
    _note(session, "account role changed", account, by, now)
    return True


def close_account(session: Session, account: CoordinatorRow, *, by: CoordinatorRow, now: datetime) -> bool:
    """Close an account: its sign-ins and links end at once, and nobody signs in with it until it is opened again. What
    it has done stays. Returns False if it is closed already. Raises LastAdministrator.
    """
    if account.closed_at is not None:
        return False
    _check_administrators(session, account)
    account.closed_at = now
    end_sign_ins(session, account.id, now=now)
    end_password_links(session, now=now, account_id=account.id)
    _note(session, "account closed", account, by, now)
    return True


def reopen_account(session: Session, account: CoordinatorRow, *, by: CoordinatorRow, now: datetime) -> bool:
    """Open a closed account again, with its password, its role and its consultations as they were. Returns False if it
    is not closed.
    """
    if account.closed_at is None:
        return False
    account.closed_at = None
    _note(session, "account reopened", account, by, now)
    return True


def end_all_sign_ins(session: Session, account: CoordinatorRow, *, by: CoordinatorRow, now: datetime) -> int:
    """End every sign-in of an account, for example when a computer was lost. Returns how many there were."""
    ended = end_sign_ins(session, account.id, now=now)
    if ended:
        _note(session, "sign-ins ended", account, by, now)
    return ended


def _check_administrators(session: Session, account: CoordinatorRow) -> None:
    """Raise LastAdministrator if there is no other administrator who can sign in."""
    if account.role != ADMINISTRATOR or account.closed_at is not None:
        return
    others = [each for each in accounts_in_role(session, ADMINISTRATOR) if each.id != account.id]
    able = accounts_that_sign_in(session)
    if not any(each.id in able for each in others):
        raise LastAdministrator


def _note(session: Session, what: str, account: CoordinatorRow, by: CoordinatorRow | None, now: datetime) -> None:
    actor = by.id if by else None
    record(session, what, now=now, coordinator_id=actor, about_coordinator_id=account.id)
