"""Wishes to answer whose address is not verified yet, in the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, contains_eager

from survey.store.base import NotFound
from survey.store.mail import WAITING
from survey.store.tables import (
    ConsultationRow,
    InvitationRow,
    JoiningLinkRow,
    JoiningRow,
    MessageRow,
    OrganisationRow,
    PersonalLinkRow,
)


def number_of_joinings(session: Session, consultation_id: int, *, since: datetime) -> int:
    """Return how many have asked to join since then: those that have verified their address, and those that wait."""
    waiting = select(func.count(JoiningRow.id)).where(
        JoiningRow.consultation_id == consultation_id, JoiningRow.at > since
    )
    joined = select(func.count(InvitationRow.id)).where(
        InvitationRow.consultation_id == consultation_id, InvitationRow.joined_at > since
    )
    return (session.scalar(waiting) or 0) + (session.scalar(joined) or 0)


def joining_by_token(session: Session, token_digest: str, *, after: datetime) -> JoiningRow:
    """Return the joining to which a link leads, if it was asked for after this moment and its consultation is there.
    Raises NotFound.
    """
    found = session.scalar(
        select(JoiningRow)
        .join(JoiningLinkRow, JoiningLinkRow.joining_id == JoiningRow.id)
        .join(JoiningRow.consultation)
        .options(contains_eager(JoiningRow.consultation))
        .where(JoiningLinkRow.token_digest == token_digest, JoiningRow.at > after, ConsultationRow.deleted_at.is_(None))
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("joining")
    return found


def joining_by_id(session: Session, joining_id: int) -> JoiningRow:
    """Return a joining by its number. Raises NotFound if its address was verified meanwhile, or it was forgotten."""
    found = session.get(JoiningRow, joining_id)
    if found is None:
        raise NotFound("joining")
    return found


def number_of_private_persons(session: Session, consultation_id: int, group: str) -> int:
    """Return how many invitations to private persons (this group) there have been, those taken away among them."""
    found = (
        select(func.count(InvitationRow.id))
        .join(InvitationRow.organisation)
        .where(InvitationRow.consultation_id == consultation_id, OrganisationRow.group == group)
    )
    return session.scalar(found) or 0


def give_links_to(session: Session, joining: JoiningRow, *, invitation_id: int, participant_id: int) -> None:
    """Make personal links of every link that was mailed to the address of this joining in this consultation, and mails
    of the invitation of the mails; then remove the joinings. Mails that wait are removed too: nobody needs them.
    """
    same = JoiningRow.consultation_id == joining.consultation_id, JoiningRow.email == joining.email
    joinings = list(session.scalars(select(JoiningRow.id).where(*same)))
    links = list(session.scalars(select(JoiningLinkRow).where(JoiningLinkRow.joining_id.in_(joinings))))
    session.add_all(
        PersonalLinkRow(
            participant_id=participant_id,
            token_digest=each.token_digest,
            created_at=each.created_at,
            message_id=each.message_id,
        )
        for each in links
    )
    session.flush()
    session.execute(delete(JoiningLinkRow).where(JoiningLinkRow.joining_id.in_(joinings)))
    of_these = MessageRow.joining_id.in_(joinings)
    linked = [each.message_id for each in links]
    waiting = of_these, MessageRow.state == WAITING, MessageRow.id.not_in(linked)
    session.execute(delete(MessageRow).where(*waiting))
    session.execute(update(MessageRow).where(of_these).values(joining_id=None, invitation_id=invitation_id))
    session.execute(delete(JoiningRow).where(JoiningRow.id.in_(joinings)))
    session.flush()


def is_any_joining(session: Session, *, before: datetime) -> bool:
    """Return whether anybody has asked to join before this moment, and has not verified the address."""
    return session.scalar(select(JoiningRow.id).where(JoiningRow.at <= before).limit(1)) is not None


def forget_joinings(session: Session, *, before: datetime) -> None:
    """Remove those that were asked for before this moment, with their links and mails."""
    _remove(session, list(session.scalars(select(JoiningRow.id).where(JoiningRow.at <= before))))


def remove_joinings_of(session: Session, consultation_id: int) -> None:
    """Remove those of a consultation, with their links and mails."""
    _remove(session, list(session.scalars(select(JoiningRow.id).where(JoiningRow.consultation_id == consultation_id))))


def _remove(session: Session, joinings: Sequence[int]) -> None:
    session.execute(delete(JoiningLinkRow).where(JoiningLinkRow.joining_id.in_(joinings)))
    session.execute(delete(MessageRow).where(MessageRow.joining_id.in_(joinings)))
    session.execute(delete(JoiningRow).where(JoiningRow.id.in_(joinings)))
