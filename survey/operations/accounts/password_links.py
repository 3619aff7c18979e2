"""Links with which somebody sets the password of an account: after an invitation, or when it was forgotten.

The link of a mail is made when the mail is sent, and only its digest is stored. It is used once, and ends with time.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from survey.operations.accounts.coordinators import account_digest, client_digest
from survey.operations.accounts.tokens import new_token, token_digest
from survey.operations.log import record
from survey.store.accounts import coordinator_by_email, end_password_links, end_sign_ins, password_link_by_token
from survey.store.base import NotFound
from survey.store.mail import forget_orders, orders_since
from survey.store.tables import CoordinatorRow, LinkOrderRow, PasswordLinkRow

INVITATION_LASTS = timedelta(days=7)
NEW_PASSWORD_LASTS = timedelta(days=1)
"""Shorter: whoever asks for it waits for it, and the account is in use already."""

ORDERED_WITHIN = timedelta(hours=1)
MOST_ORDERS = (3, 30)
"""How many new passwords may be ordered within ORDERED_WITHIN: for one address, from one client."""

MOST_ORDERS_AT_SHARED_ADDRESS = (3, 500)
"""The same where many people may have the client's address, because it may be a proxy's."""

ORDERS_KEPT = timedelta(days=1)


class TooManyOrders(Exception):
    """So many new passwords were ordered within the last hour that no more can be, for known and unknown addresses."""


def lasts(account: CoordinatorRow) -> timedelta:
    """Return how long a link for this account can be used."""
    return NEW_PASSWORD_LASTS if account.password_hash else INVITATION_LASTS


def issue_password_link(
    session: Session, account: CoordinatorRow, *, now: datetime, message_id: int | None = None, by: int | None = None
) -> tuple[PasswordLinkRow, str]:
    """Make a link for setting the password of an account, for a mail if `message_id` is given; `by` is the
    administrator to whom it is shown. Earlier links of the account end.

    Returns the link and its token, which cannot be read again later. Raises NotFound for a closed account.
    """
    if account.closed_at is not None:
        raise NotFound("account")
    end_password_links(session, now=now, account_id=account.id)
    token = new_token()
    link = PasswordLinkRow(
        coordinator_id=account.id,
        token_digest=token_digest(token),
        created_at=now,
        valid_until=now + lasts(account),
        message_id=message_id,
    )
    session.add(link)
    record(session, "link to set a password made", now=now, coordinator_id=by, about_coordinator_id=account.id)
    session.flush()
    return link, token


def password_link(session: Session, token: str, *, now: datetime) -> PasswordLinkRow:
    """Return the link with this token. Raises NotFound if there is none, if it was used, if a later one has taken its
    place, if its time is over, or if the account is closed.
    """
    link = password_link_by_token(session, token_digest(token))
    if link.ended_at is not None or now >= link.valid_until or link.coordinator.closed_at is not None:
        raise NotFound("password link")
    return link


def set_password_by_link(session: Session, link: PasswordLinkRow, *, password_hash: str, now: datetime) -> None:
    """Set the password of the link's account. The link is used up, and all sign-ins of the account end: whoever knew
    the earlier password is out.

    Raises NotFound if another request has used the link meanwhile.
    """
    if not end_password_links(session, now=now, link_id=link.id):
        raise NotFound("password link")
    account = session.get_one(CoordinatorRow, link.coordinator_id)
    account.password_hash = password_hash
    end_sign_ins(session, account.id, now=now)
    record(session, "password set by link", now=now, coordinator_id=account.id)


def order_new_password(
    session: Session, email: str, *, client: str, now: datetime, is_shared: bool = False
) -> tuple[CoordinatorRow, int] | None:
    """Note that somebody has asked for a new password, and return the account that a link is sent to, and the number
    of the order; None if the address has no account, or a closed one. The caller tells the person the same in both
    cases.

    `is_shared`: whether many people may have the address `client`. Raises TooManyOrders.
    """
    address, network = account_digest(f"password:{email}"), client_digest(client)
    counts = orders_since(session, address=address, client=network, since=now - ORDERED_WITHIN)
    limits = MOST_ORDERS_AT_SHARED_ADDRESS if is_shared else MOST_ORDERS
    if any(count >= most for count, most in zip(counts, limits, strict=True)):
        raise TooManyOrders
    forget_orders(session, before=now - ORDERS_KEPT)
    order = LinkOrderRow(address_digest=address, client_digest=network, at=now)
    session.add(order)
    session.flush()
    account = coordinator_by_email(session, email)
    if account is None or account.closed_at is not None:
        return None
    record(session, "new password ordered", now=now, about_coordinator_id=account.id)
    return account, order.id


def password_address(base_url: str, language: str, token: str) -> str:
    """Return the address of a link for setting a password, whose page is in this language."""
    return f"{base_url.rstrip('/')}/{language}/set-password/{token}"
