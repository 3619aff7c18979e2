"""Reading staff accounts, their sign-ins, and failed sign-ins."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, contains_eager

from survey.store.base import NotFound
from survey.store.tables import CoordinatorRow, FailedSignInRow, SignInRow


def coordinator_by_email(session: Session, email: str) -> CoordinatorRow | None:
    """Return the account with this e-mail address, in upper or lower case; None if there is none."""
    return session.scalar(select(CoordinatorRow).where(CoordinatorRow.email == email.strip().lower()))


def coordinators_by_name(session: Session) -> list[CoordinatorRow]:
    """Return every account, by name."""
    return list(session.scalars(select(CoordinatorRow).order_by(CoordinatorRow.name, CoordinatorRow.id)))


def sign_in_by_token(session: Session, token_digest: str) -> SignInRow:
    """Return a sign-in that has not ended, with its coordinator. Raises NotFound."""
    found = session.scalar(
        select(SignInRow)
        .join(SignInRow.coordinator)
        .options(contains_eager(SignInRow.coordinator))
        .where(SignInRow.token_digest == token_digest, SignInRow.ended_at.is_(None))
    )
    if found is None:
        raise NotFound("sign-in")
    return found


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
