"""The organisations behind joint statements, in the database."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, aliased

from survey.store.base import NotFound
from survey.store.mail import FAILED, WAITING
from survey.store.responses.counting import counting_id, joint_submission_id
from survey.store.responses.origins import OWN_RESPONSE
from survey.store.tables import (
    InvitationRow,
    JointLinkRow,
    JointPartyRow,
    MessageRow,
    OrganisationRow,
    ResponseRow,
    SubmissionRow,
    SubmittedPartyRow,
)


def parties_of(session: Session, response_id: int) -> list[JointPartyRow]:
    """Return every organisation that was named behind a response, those that have left too, in the order of naming."""
    found = select(JointPartyRow).where(JointPartyRow.response_id == response_id).order_by(JointPartyRow.id)
    return list(session.scalars(found.execution_options(populate_existing=True)))


def party_of(session: Session, response_id: int, party_id: int) -> JointPartyRow:
    """Return an organisation that is named behind this response, and has not left it. Raises NotFound."""
    found = session.get(JointPartyRow, party_id, populate_existing=True)
    if found is None or found.response_id != response_id or found.left_at is not None:
        raise NotFound("joint party")
    return found


def party_by_token(session: Session, token_digest: str) -> JointPartyRow:
    """Return the organisation that a link is for, whether it has left or not. Raises NotFound."""
    found = session.scalar(
        select(JointPartyRow)
        .join(JointLinkRow, JointLinkRow.joint_party_id == JointPartyRow.id)
        .where(JointLinkRow.token_digest == token_digest)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound("joint party")
    return found


def party_by_id(session: Session, party_id: int) -> JointPartyRow:
    """Return one by its number. Raises NotFound for none, and for one that has left: nobody gets a link to it."""
    found = session.get(JointPartyRow, party_id)
    if found is None or found.left_at is not None:
        raise NotFound("joint party")
    return found


def parties_named_for(session: Session, invitation_id: int) -> list[JointPartyRow]:
    """Return where this invited organisation is named behind another one's response and has not left, the oldest
    first.
    """
    found = select(JointPartyRow).where(JointPartyRow.invitation_id == invitation_id, JointPartyRow.left_at.is_(None))
    return list(session.scalars(found.order_by(JointPartyRow.id)))


class NamedWith(NamedTuple):
    """A joint statement of another organisation, with its name, and whether this one has confirmed it."""

    party: JointPartyRow
    leads: dict[str, str]
    is_confirmed: bool


def named_with(session: Session, invitation_id: int) -> list[NamedWith]:
    """Return the joint statements behind which an invited organisation is named. One query."""
    rows = session.execute(
        select(JointPartyRow, OrganisationRow.name, JointPartyRow.confirmed_at.is_not(None))
        .join(ResponseRow, ResponseRow.id == JointPartyRow.response_id)
        .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
        .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .where(JointPartyRow.invitation_id == invitation_id, JointPartyRow.left_at.is_(None))
        .order_by(JointPartyRow.id)
    )
    return [NamedWith(*row) for row in rows]


def confirmed_elsewhere(session: Session, invitation_id: int) -> JointPartyRow | None:
    """Return the joint statement of another organisation that this invited one has confirmed; None if there is none."""
    found = [each for each in parties_named_for(session, invitation_id) if each.confirmed_at is not None]
    return found[0] if found else None


def organisation_of_response(session: Session, response_id: int) -> OrganisationRow:
    """Return whose response this is. Raises NotFound."""
    found = session.scalar(
        select(OrganisationRow)
        .join(InvitationRow, InvitationRow.organisation_id == OrganisationRow.id)
        .join(ResponseRow, ResponseRow.invitation_id == InvitationRow.id)
        .where(ResponseRow.id == response_id)
    )
    if found is None:
        raise NotFound("organisation")
    return found


def own_response_id(session: Session, invitation_id: int) -> int | None:
    """Return the organisation's own response to its invitation; None of one that was taken away."""
    found = select(ResponseRow.id).join(InvitationRow, OWN_RESPONSE).where(InvitationRow.id == invitation_id)
    return session.scalar(found)


def invited_as(session: Session, consultation_id: int, *, email: str, names: Collection[str]) -> list[InvitationRow]:
    """Return the invitations of organisations in this consultation whose address or one of whose names, as
    `search_key` has it, is one of these: those with the address first.
    """
    rows = session.execute(
        select(InvitationRow, OrganisationRow.email, OrganisationRow.search)
        .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .join(ResponseRow, OWN_RESPONSE)
        .where(InvitationRow.consultation_id == consultation_id, InvitationRow.taken_away_at.is_(None))
        .where(OrganisationRow.group != "private_person")
        .order_by(InvitationRow.id)
    ).all()
    by_address = [each for each, address, _search in rows if email and address.lower() == email]
    by_name = [each for each, _address, search in rows if set(search.split("\n")) & set(names)]
    return [*by_address, *(each for each in by_name if each not in by_address)]


def count_of_mails_to_parties(session: Session, response_id: int, *, since: datetime) -> int:
    """Return how many mails about this response have been put into the outbox since then for other organisations."""
    found = (
        select(func.count(MessageRow.id))
        .join(JointPartyRow, JointPartyRow.id == MessageRow.joint_party_id)
        .where(JointPartyRow.response_id == response_id, MessageRow.created_at > since)
    )
    return session.scalar(found) or 0


def parties_not_reached(session: Session, response_id: int) -> set[int]:
    """Return the parties of a response whose latest mail did not arrive."""
    rows = session.execute(
        select(MessageRow.joint_party_id, MessageRow.state)
        .join(JointPartyRow, JointPartyRow.id == MessageRow.joint_party_id)
        .where(JointPartyRow.response_id == response_id)
        .order_by(MessageRow.id)
    )
    latest = {row[0]: row[1] for row in rows}
    return {party_id for party_id, state in latest.items() if party_id is not None and state == FAILED}


def stop_mails_to_party(session: Session, party: JointPartyRow, *, answer: str) -> None:
    """Let no mail to this party that waits be sent, and its links open nothing any more."""
    session.execute(delete(JointLinkRow).where(JointLinkRow.joint_party_id == party.id))
    waiting = MessageRow.joint_party_id == party.id, MessageRow.state == WAITING
    session.execute(update(MessageRow).where(*waiting).values(state=FAILED, answer=answer))


def submitted_party(session: Session, submission_id: int, party_id: int) -> SubmittedPartyRow | None:
    """Return that this party is behind this submission; None if it is not."""
    return session.get(SubmittedPartyRow, (submission_id, party_id))


class Behind(NamedTuple):
    """An organisation behind a submission, as files have it. `name` and `group` are those of its invitation."""

    submission_id: int
    invitation_id: int
    name: dict[str, str]
    group: str
    at: datetime
    how: str
    dissent: str
    dissent_language: str | None
    submitted_itself: bool
    """Whether it has a submission of its own that counts, and is counted with that."""


def behind_each(session: Session, submission_ids: Iterable[int]) -> dict[int, list[Behind]]:
    """Return those behind each of these submissions, in the order of naming. One query."""
    found: dict[int, list[Behind]] = {}
    rows = session.execute(
        select(
            *(SubmittedPartyRow.submission_id, SubmittedPartyRow.invitation_id),
            *(OrganisationRow.name, OrganisationRow.group, SubmittedPartyRow.at, SubmittedPartyRow.how),
            *(SubmittedPartyRow.dissent, SubmittedPartyRow.dissent_language),
            counting_id(ResponseRow.id).is_not(None),
        )
        .join(JointPartyRow, JointPartyRow.id == SubmittedPartyRow.joint_party_id)
        .join(InvitationRow, InvitationRow.id == SubmittedPartyRow.invitation_id)
        .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .outerjoin(ResponseRow, OWN_RESPONSE)
        .where(SubmittedPartyRow.submission_id.in_(list(submission_ids)), JointPartyRow.left_at.is_(None))
        .order_by(JointPartyRow.id)
    )
    for row in rows:
        found.setdefault(row[0], []).append(Behind._make(row))
    return found


class JointWith(NamedTuple):
    """The joint statement that an invited organisation is behind: whose it is, and its number and reference."""

    invitation_id: int
    leads: int
    """The invitation of the organisation that handed it in."""
    name: dict[str, str]
    submission_id: int
    reference: str
    submitted_at: datetime


def joint_with(session: Session, invitation_ids: Iterable[int]) -> dict[int, JointWith]:
    """Return the joint statement of each of these invited organisations that is behind one. One query."""
    joint, response, leads = aliased(SubmissionRow), aliased(ResponseRow), aliased(InvitationRow)
    rows = session.execute(
        select(InvitationRow.id, leads.id, OrganisationRow.name, joint.id, joint.reference, joint.submitted_at)
        .select_from(InvitationRow)
        .join(joint, joint.id == joint_submission_id(InvitationRow.id))
        .join(response, response.id == joint.response_id)
        .join(leads, leads.id == response.invitation_id)
        .join(OrganisationRow, OrganisationRow.id == leads.organisation_id)
        .where(InvitationRow.id.in_(list(invitation_ids)))
    )
    return {row[0]: JointWith._make(row) for row in rows}


def joint_statements_in(session: Session, consultation_id: int) -> list[tuple[dict[str, str], str, datetime, Behind]]:
    """Return who is behind each joint statement that counts in a consultation, by statement: the name of who submitted
    it, its reference, when it was received, and who is behind it. Two queries.
    """
    rows = session.execute(
        select(SubmissionRow.id, OrganisationRow.name, SubmissionRow.reference, SubmissionRow.submitted_at)
        .join(ResponseRow, ResponseRow.id == SubmissionRow.response_id)
        .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
        .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .where(InvitationRow.consultation_id == consultation_id)
        .where(SubmissionRow.id.in_(select(SubmittedPartyRow.submission_id)))
        .where(SubmissionRow.id == counting_id(SubmissionRow.response_id))
        .order_by(SubmissionRow.id)
    ).all()
    each = behind_each(session, [row[0] for row in rows])
    return [(row[1], row[2], row[3], party) for row in rows for party in each.get(row[0], ())]
