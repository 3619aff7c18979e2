"""Who takes part in a consultation: taking accounts in, changing their role in it, removing them.

Who does not take part does not learn that the consultation exists: `survey/web/guards.py`.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.languages import TranslatableError
from survey.languages import mark as _
from survey.operations.accounts.roles import ADMINISTRATOR, COORDINATOR, MEMBER_ROLES
from survey.operations.log import record
from survey.store.base import NotFound
from survey.store.members import members_of
from survey.store.tables import ConsultationRow, CoordinatorRow, MemberRow

WHO_MAY_CHANGE = (ADMINISTRATOR, COORDINATOR)
"""The roles of accounts that can change a consultation if they are its coordinators."""


class MemberRefused(TranslatableError):
    """Who takes part cannot be changed like this. The message says why."""


def can_change(member: MemberRow) -> bool:
    """Whether this member can change the consultation: as its coordinator, with an account that is open and may."""
    account = member.coordinator
    return member.role == COORDINATOR and account.closed_at is None and account.role in WHO_MAY_CHANGE


def take_in(  # noqa: PLR0913  # who is taken in, where, in which role, by whom
    session: Session,
    consultation: ConsultationRow,
    account: CoordinatorRow,
    *,
    role: str,
    by: CoordinatorRow | None,
    now: datetime,
) -> MemberRow:
    """Let an account take part in a consultation, and return its membership; the one that it has if it does already.

    `by` is None at the terminal. Raises MemberRefused for a closed account, and for an account that may not change
    anything (a reader) in the role of a coordinator. Raises ValueError for an unknown role.
    """
    if role not in MEMBER_ROLES:
        raise ValueError(role)
    _check_role(account, role)
    if account.closed_at is not None:
        raise MemberRefused(_("The account of %(name)s is closed."), name=account.name)
    known = {each.coordinator_id: each for each in members_of(session, consultation.id, for_change=True)}
    if account.id in known:
        return known[account.id]
    made = MemberRow(consultation_id=consultation.id, coordinator_id=account.id, role=role, at=now)
    session.add(made)
    session.flush()
    _note(session, "member added", made, by, now)
    return made


def change_member(  # noqa: PLR0913  # whose role, where, which, by whom
    session: Session, consultation: ConsultationRow, account_id: int, *, role: str, by: CoordinatorRow, now: datetime
) -> bool:
    """Give a member another role in the consultation. Returns False if it has it already.

    Raises NotFound if the account does not take part, MemberRefused if nobody could change the consultation any more,
    or if the account is a reader's. Raises ValueError for an unknown role.
    """
    if role not in MEMBER_ROLES:
        raise ValueError(role)
    member, others = _found(session, consultation, account_id)
    if member.role == role:
        return False
    _check_role(member.coordinator, role)
    if role != COORDINATOR:
        _check_left(member, others)
    member.role = role
    _note(session, "member changed", member, by, now)
    return True


def remove_member(
    session: Session, consultation: ConsultationRow, account_id: int, *, by: CoordinatorRow, now: datetime
) -> None:
    """End an account's part in the consultation. What it has done there stays.

    Raises NotFound if it does not take part, MemberRefused if nobody could change the consultation any more.
    """
    member, others = _found(session, consultation, account_id)
    _check_left(member, others)
    session.delete(member)
    _note(session, "member removed", member, by, now)


def _found(session: Session, consultation: ConsultationRow, account_id: int) -> tuple[MemberRow, list[MemberRow]]:
    """The membership of this account, and those of all others."""
    members = members_of(session, consultation.id, for_change=True)
    others = [each for each in members if each.coordinator_id != account_id]
    for member in members:
        if member.coordinator_id == account_id:
            return member, others
    raise NotFound(str(account_id))


def _check_role(account: CoordinatorRow, role: str) -> None:
    if role == COORDINATOR and account.role not in WHO_MAY_CHANGE:
        raise MemberRefused(_("%(name)s is a reader in the service, and can only read here too."), name=account.name)


def _check_left(member: MemberRow, others: list[MemberRow]) -> None:
    if can_change(member) and not any(can_change(each) for each in others):
        raise MemberRefused(
            _("Nobody else can change the consultation. Take in another coordinator first, then try again.")
        )


def _note(session: Session, what: str, member: MemberRow, by: CoordinatorRow | None, now: datetime) -> None:
    record(
        session,
        what,
        now=now,
        consultation_id=member.consultation_id,
        coordinator_id=by.id if by else None,
        about_coordinator_id=member.coordinator_id,
    )
