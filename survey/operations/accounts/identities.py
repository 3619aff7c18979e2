"""Which account somebody has who has signed in at the identity provider."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.accounts.provider import Identity
from survey.operations.log import record
from survey.store.accounts import coordinator_by_email, identity_of_account, identity_row
from survey.store.base import NotFound
from survey.store.tables import CoordinatorRow, IdentityRow


def account_of(session: Session, identity: Identity, *, now: datetime) -> CoordinatorRow:
    """Return the account of this identity. At its first sign-in it is the one with the verified e-mail address, and
    from then on the one that was linked to the identity then, whatever the address becomes.

    Raises NotFound if there is none, if it is closed, or if it is linked to somebody else at this provider: an address
    that is given to another person must not bring the account with it.
    """
    known = identity_row(session, identity.issuer, identity.subject)
    account = known.coordinator if known else None
    if known is None and identity.email:
        account = coordinator_by_email(session, identity.email)
    if account is None or account.closed_at is not None:
        raise NotFound("account")
    if known is None:
        if identity_of_account(session, identity.issuer, account.id) is not None:
            raise NotFound("account")
        session.add(IdentityRow(coordinator_id=account.id, issuer=identity.issuer, subject=identity.subject, at=now))
        record(session, "account linked to provider", now=now, coordinator_id=account.id)
        session.flush()
    return account
