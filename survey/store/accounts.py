"""Reading and changing staff accounts, their sign-ins, failed sign-ins, and links for setting a password."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session, contains_eager

from survey.store.base import NotFound
from survey.store.tables import (
    ConsultationRow,
    CoordinatorRow,
    FailedSignInRow,
    IdentityRow,
    MemberRow,
    PasswordLinkRow,
    RecoveryCodeRow,
    SignInRow,
)


def coordinator_by_email(session: Session, email: str) -> CoordinatorRow | None:
    """Return the account with this e-mail address, in upper or lower case; None if there is none."""
    return session.scalar(select(CoordinatorRow).where(CoordinatorRow.email == email.strip().lower()))


def sign_in_by_token(session: Session, token_digest: str, consultation_key: str = "") -> tuple[SignInRow, str | None]:
    """Return a sign-in that has not ended, of an account that is not closed, with its coordinator; and the account's
    role in the consultation with this key, None if it does not take part. Raises NotFound.
    """
    consultation = select(ConsultationRow.id).where(ConsultationRow.key == consultation_key).scalar_subquery()
    takes_part = and_(MemberRow.coordinator_id == SignInRow.coordinator_id, MemberRow.consultation_id == consultation)
    found = session.execute(
        select(SignInRow, MemberRow.role)
        .join(SignInRow.coordinator)
        .outerjoin(MemberRow, takes_part)
        .options(contains_eager(SignInRow.coordinator))
        .where(SignInRow.token_digest == token_digest, SignInRow.ended_at.is_(None), CoordinatorRow.closed_at.is_(None))
    ).one_or_none()
    if found is None:
        raise NotFound("sign-in")
    return found[0], found[1]


def account_by_id(session: Session, account_id: int) -> CoordinatorRow:
    """Return the account with this number. Raises NotFound."""
    found = session.get(CoordinatorRow, account_id)
    if found is None:
        raise NotFound(str(account_id))
    return found


def accounts(session: Session) -> list[tuple[CoordinatorRow, datetime | None]]:
    """Return every account with the time of its latest sign-in (None: it has never signed in), those that are closed
    last. In the order of the database; lists are sorted by name where they are shown.
    """
    latest = func.max(SignInRow.started_at)
    rows = session.execute(
        select(CoordinatorRow, latest)
        .outerjoin(SignInRow, SignInRow.coordinator_id == CoordinatorRow.id)
        .group_by(CoordinatorRow.id)
        .order_by(CoordinatorRow.closed_at.is_not(None), CoordinatorRow.id)
    )
    return [(row[0], row[1]) for row in rows]


def open_accounts(session: Session) -> list[CoordinatorRow]:
    """Return every account that is not closed."""
    return list(session.scalars(select(CoordinatorRow).where(CoordinatorRow.closed_at.is_(None))))


def accounts_in_role(session: Session, role: str) -> list[CoordinatorRow]:
    """Return the accounts in this role that are not closed, locked until the transaction ends: so that of two requests
    that take away the last two one waits for the other.
    """
    found = select(CoordinatorRow).where(CoordinatorRow.role == role, CoordinatorRow.closed_at.is_(None))
    return list(session.scalars(found.order_by(CoordinatorRow.id).with_for_update()))


def sign_ins_of(session: Session, account_id: int, *, since: datetime) -> list[SignInRow]:
    """Return the sign-ins of an account that have not ended and started after `since`, the latest first."""
    found = select(SignInRow).where(
        SignInRow.coordinator_id == account_id, SignInRow.ended_at.is_(None), SignInRow.started_at > since
    )
    return list(session.scalars(found.order_by(SignInRow.started_at.desc(), SignInRow.id.desc())))


def end_sign_ins(session: Session, account_id: int, *, now: datetime, but: str = "", only: int | None = None) -> int:
    """End the sign-ins of an account: all, all but the one whose token has the digest `but`, or `only` the one with
    this number. Returns how many that were.
    """
    found = update(SignInRow).where(SignInRow.coordinator_id == account_id, SignInRow.ended_at.is_(None))
    found = found.where(SignInRow.token_digest != but) if but else found
    found = found.where(SignInRow.id == only) if only is not None else found
    return cast(CursorResult[Any], session.execute(found.values(ended_at=now))).rowcount


def password_link_by_token(session: Session, token_digest: str) -> PasswordLinkRow:
    """Return a link for setting a password, with its account. Raises NotFound."""
    found = session.scalar(
        select(PasswordLinkRow)
        .join(PasswordLinkRow.coordinator)
        .options(contains_eager(PasswordLinkRow.coordinator))
        .where(PasswordLinkRow.token_digest == token_digest)
    )
    if found is None:
        raise NotFound("password link")
    return found


def end_password_links(
    session: Session, *, now: datetime, account_id: int | None = None, link_id: int | None = None
) -> int:
    """End the links for setting a password, of this account or the one with this number. Returns how many had not ended
    before.
    """
    found = update(PasswordLinkRow).where(PasswordLinkRow.ended_at.is_(None))
    found = found.where(PasswordLinkRow.coordinator_id == account_id) if account_id is not None else found
    found = found.where(PasswordLinkRow.id == link_id) if link_id is not None else found
    return cast(CursorResult[Any], session.execute(found.values(ended_at=now))).rowcount


def failures_since(session: Session, *, account: str, client: str, since: datetime) -> tuple[int, int, int]:
    """Return the numbers of failed sign-ins since `since`: for this account from this client; for this account from all
    clients; for all accounts from this client.
    """
    at_account = FailedSignInRow.account_digest == account
    from_client = FailedSignInRow.client_digest == client
    counted = session.execute(
        select(
            func.count().filter(at_account & from_client),
            func.count().filter(at_account),
            func.count().filter(from_client),
        ).where(FailedSignInRow.at >= since, at_account | from_client)
    ).one()
    return counted[0], counted[1], counted[2]


def forget_failures(session: Session, *, account: str, before: datetime) -> None:
    """Delete this account's failed sign-ins, and those of all accounts from before `before`."""
    session.execute(
        delete(FailedSignInRow).where((FailedSignInRow.account_digest == account) | (FailedSignInRow.at < before))
    )


def take_step(session: Session, account_id: int, step: int) -> bool:
    """Note that the one-time code of a step of time was taken. Returns False if one of it or a later one was before:
    of two requests with the same code one gets False.
    """
    taken = (
        update(CoordinatorRow)
        .where(CoordinatorRow.id == account_id)
        .where(or_(CoordinatorRow.totp_step.is_(None), CoordinatorRow.totp_step < step))
        .values(totp_step=step)
    )
    return cast(CursorResult[Any], session.execute(taken)).rowcount == 1


def use_recovery_code(session: Session, account_id: int, code_digest: str, *, now: datetime) -> bool:
    """Use up a recovery code of an account. Returns False if there is none with this digest that was not used."""
    used = (
        update(RecoveryCodeRow)
        .where(RecoveryCodeRow.coordinator_id == account_id, RecoveryCodeRow.code_digest == code_digest)
        .where(RecoveryCodeRow.used_at.is_(None))
        .values(used_at=now)
    )
    return cast(CursorResult[Any], session.execute(used)).rowcount == 1


def number_of_recovery_codes(session: Session, account_id: int) -> int:
    """Return how many recovery codes of an account were not used."""
    found = select(func.count(RecoveryCodeRow.id)).where(
        RecoveryCodeRow.coordinator_id == account_id, RecoveryCodeRow.used_at.is_(None)
    )
    return session.scalar(found) or 0


def forget_recovery_codes(session: Session, account_id: int) -> None:
    """Delete every recovery code of an account."""
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.coordinator_id == account_id))


def identity_row(session: Session, issuer: str, subject: str) -> IdentityRow | None:
    """Return who this is at an identity provider, with the account; None if nobody has signed in with it yet."""
    return session.scalar(
        select(IdentityRow)
        .join(IdentityRow.coordinator)
        .options(contains_eager(IdentityRow.coordinator))
        .where(IdentityRow.issuer == issuer, IdentityRow.subject == subject)
    )


def identity_of_account(session: Session, issuer: str, account_id: int) -> IdentityRow | None:
    """Return who an account is at an identity provider; None if it has not signed in through that yet."""
    return session.scalar(
        select(IdentityRow).where(IdentityRow.issuer == issuer, IdentityRow.coordinator_id == account_id)
    )


def accounts_that_sign_in(session: Session) -> set[int]:
    """Return the numbers of the accounts that have a password, or have signed in through an identity provider."""
    with_password = select(CoordinatorRow.id).where(CoordinatorRow.password_hash != "")
    return set(session.scalars(with_password.union(select(IdentityRow.coordinator_id))))
