"""What people do to their own accounts."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.log import record
from survey.store.accounts import end_sign_ins
from survey.store.tables import CoordinatorRow, SignInRow


def end_one_sign_in(session: Session, account: CoordinatorRow, sign_in_id: int, *, now: datetime) -> int:
    """End the sign-in with this number, if it is the account's own and has not ended. Returns how many were ended."""
    return _noted(session, account, end_sign_ins(session, account.id, now=now, only=sign_in_id), now)


def end_other_sign_ins(session: Session, account: CoordinatorRow, but: SignInRow, *, now: datetime) -> int:
    """End every sign-in of the account but one. Returns how many were ended."""
    return _noted(session, account, end_sign_ins(session, account.id, now=now, but=but.token_digest), now)


def _noted(session: Session, account: CoordinatorRow, ended: int, now: datetime) -> int:
    if ended:
        record(session, "sign-ins ended", now=now, coordinator_id=account.id)
    return ended
