"""The outbox in the database: mails that are due, taking one to send, noting what became of it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import CursorResult, Select, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from survey.store.tables import ConsultationRow, InvitationRow, LinkOrderRow, MessageRow, OrganisationRow

WAITING, SENDING, SENT, FAILED = "waiting", "sending", "sent", "failed"


def _due(now: datetime) -> Select[MessageRow]:
    """Mails to send now: those that wait for it, and those whose sender has not been heard of in the time it had."""
    return (
        select(MessageRow)
        .where(
            or_(
                and_(MessageRow.state == WAITING, MessageRow.due_at <= now),
                and_(MessageRow.state == SENDING, MessageRow.leased_until <= now),
            )
        )
        .order_by(MessageRow.due_at, MessageRow.id)
        .limit(1)
    )


def is_any_due(session: Session, now: datetime) -> bool:
    """Return whether there is a mail to send now."""
    return session.scalar(_due(now).with_only_columns(MessageRow.id)) is not None


def take_due(session: Session, now: datetime) -> MessageRow | None:
    """Return the next mail to send, locked until the transaction ends; None if there is none.

    Another sender that asks at the same time gets the next one: on PostgreSQL locked rows are skipped, on SQLite only
    one transaction writes at a time.
    """
    return session.scalar(_due(now).with_for_update(skip_locked=True))


def change_message(session: Session, message_id: int, *, from_state: str, **values: Any) -> bool:
    """Change a mail that is in this state. Returns False if it no longer is."""
    found = update(MessageRow).where(MessageRow.id == message_id, MessageRow.state == from_state)
    return cast(CursorResult[Any], session.execute(found.values(**values))).rowcount == 1


def stop_waiting(session: Session, invitation_id: int, *, answer: str) -> None:
    """Let the mails of an invitation that wait not be sent; `answer` says why."""
    found = update(MessageRow).where(MessageRow.invitation_id == invitation_id, MessageRow.state == WAITING)
    session.execute(found.values(state=FAILED, answer=answer))


def known_recipients(session: Session, occasions: Iterable[str]) -> set[tuple[str, str]]:
    """Return (occasion, recipient) of every mail on one of these occasions."""
    found = select(MessageRow.occasion, MessageRow.recipient).where(MessageRow.occasion.in_(list(occasions)))
    return {(occasion, recipient) for occasion, recipient in session.execute(found)}


def messages_of(session: Session, invitation_id: int) -> list[MessageRow]:
    """Return the mails to one organisation in one consultation, the latest first; none to its colleagues."""
    found = select(MessageRow).where(MessageRow.invitation_id == invitation_id, MessageRow.participant_id.is_(None))
    return list(session.scalars(found.order_by(MessageRow.id.desc())))


def waiting_in(session: Session, consultation_id: int) -> tuple[int, str]:
    """Return how many mails of a consultation wait although they were tried, and what the server said to one."""
    row = session.execute(
        select(func.count(), func.max(MessageRow.answer)).where(
            MessageRow.consultation_id == consultation_id,
            MessageRow.participant_id.is_(None),
            MessageRow.state == WAITING,
            MessageRow.attempts > 0,
        )
    ).one()
    return row[0], row[1] or ""


class TroubledMail(NamedTuple):
    """A mail that failed or has waited too long, and whom and what it concerns (None: no single one)."""

    message: MessageRow
    consultation_key: str | None
    invitation_id: int | None
    organisation: dict[str, str] | None


def troubled_mails(
    session: Session, *, older_than: datetime, among: Collection[int | None], most: int, skipped: int = 0
) -> list[TroubledMail]:
    """Return the mails that failed, and those put into the outbox before `older_than` that are not sent yet, the latest
    first, by page. `among`: the ids of the consultations to which they belong; None among
    them stands for the mails of no consultation.
    """
    columns = select(MessageRow, ConsultationRow.key, InvitationRow.id, OrganisationRow.name)
    found = _troubled(columns, older_than, among).order_by(MessageRow.id.desc()).limit(most).offset(skipped)
    return [TroubledMail(*row) for row in session.execute(found)]


def count_of_troubled_mails(session: Session, *, older_than: datetime, among: Collection[int | None]) -> int:
    """Return how many mails `troubled_mails` has."""
    return session.scalar(_troubled(select(func.count()), older_than, among)) or 0


def _troubled(
    columns: Select[*tuple[Any, ...]], older_than: datetime, among: Collection[int | None]
) -> Select[*tuple[Any, ...]]:
    failed = and_(MessageRow.state == FAILED, MessageRow.recipient != "")  # "": it was deleted after its time
    waits = and_(MessageRow.state.in_([WAITING, SENDING]), MessageRow.created_at < older_than)
    consultation_id = func.coalesce(MessageRow.consultation_id, InvitationRow.consultation_id)
    found = (
        columns.select_from(MessageRow)
        .outerjoin(InvitationRow, InvitationRow.id == MessageRow.invitation_id)
        .outerjoin(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .outerjoin(ConsultationRow, ConsultationRow.id == consultation_id)
        .where(or_(failed, waits), InvitationRow.taken_away_at.is_(None))  # who was taken away waits for no mail
        .where(MessageRow.joining_id.is_(None))  # whoever has typed a wrong address tries again
        .where(MessageRow.participant_id.is_(None))  # mails within an organisation are its own
        .where(MessageRow.joint_party_id.is_(None))  # those between organisations are theirs
    )
    own = consultation_id.in_([each for each in among if each is not None])
    return found.where(or_(own, consultation_id.is_(None)) if None in among else own)


def orders_since(session: Session, *, address: str, client: str, since: datetime) -> tuple[int, int]:
    """Return how many links were asked for since then: for this address, and from this client; both as digests."""
    for_address, from_client = LinkOrderRow.address_digest == address, LinkOrderRow.client_digest == client
    counted = session.execute(
        select(func.count().filter(for_address), func.count().filter(from_client)).where(
            LinkOrderRow.at >= since, for_address | from_client
        )
    ).one()
    return counted[0], counted[1]


def forget_orders(session: Session, *, before: datetime) -> None:
    """Delete who asked for a link before then: it is only needed for limiting that."""
    session.execute(delete(LinkOrderRow).where(LinkOrderRow.at < before))


def count_of_receipts(session: Session, invitation_id: int, *, but_to: str, since: datetime) -> int:
    """Return how many receipts of this invitation were put into the outbox since then, but for those to one address."""
    found = select(func.count(MessageRow.id)).where(
        MessageRow.invitation_id == invitation_id,
        MessageRow.submission_id.is_not(None),
        MessageRow.participant_id.is_(None),
        MessageRow.recipient != but_to,
        MessageRow.created_at > since,
    )
    return session.scalar(found) or 0
