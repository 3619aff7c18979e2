"""Reading consultations and the organisations invited to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, func, literal, or_, select, update
from sqlalchemy.orm import Session, aliased, contains_eager

from survey.store.base import NotFound
from survey.store.responses.counting import counting_submission_ids, has_withdrawn
from survey.store.responses.origins import OWN_RESPONSE
from survey.store.tables import (
    AttachmentRow,
    ConfirmationRow,
    ConsultationRow,
    InvitationRow,
    OrganisationRow,
    ResponseRow,
    SnapshotRow,
    SubmissionRow,
    SubmittedAnswerRow,
)
from survey.store.tables.answers import OWN

STREAMED = 1_000
"""How many rows are fetched at a time by queries that can return any number of rows."""


@dataclass(frozen=True)
class Invited:
    """One invited organisation, as the coordinator's desk shows it: whether it has a draft, but never the draft's
    content.
    """

    organisation: OrganisationRow
    invitation: InvitationRow
    response: ResponseRow
    submission: SubmissionRow | None
    """The one that counts."""


def lock_consultation(session: Session, consultation: ConsultationRow) -> None:
    """Read the consultation anew and lock its row until the transaction ends, on PostgreSQL: of two changes at the same
    time the second sees the result of the first. SQLite has one writer anyway.
    """
    session.refresh(consultation, with_for_update=True)


def consultation_by_key(session: Session, key: str) -> ConsultationRow:
    """Return the consultation with this key. Raises NotFound, also for one that was deleted after its time."""
    found = session.scalar(select(ConsultationRow).where(ConsultationRow.key == key, _IS_THERE))
    if found is None:
        raise NotFound(key)
    return found


def consultations(session: Session) -> list[ConsultationRow]:
    """Return every consultation but the deleted ones, the latest deadline first."""
    ordered = select(ConsultationRow).where(_IS_THERE).order_by(ConsultationRow.deadline.desc(), ConsultationRow.id)
    return list(session.scalars(ordered))


_IS_THERE = ConsultationRow.deleted_at.is_(None)


def deleted_consultations(session: Session) -> list[ConsultationRow]:
    """Return the consultations that were deleted after their time, the latest deadline first: what is left of them."""
    found = select(ConsultationRow).where(~_IS_THERE)
    return list(session.scalars(found.order_by(ConsultationRow.deadline.desc(), ConsultationRow.id)))


def keys_in_use(session: Session) -> set[str]:
    """Return the key of every consultation, also of deleted ones: a receipt of such a one is not to fit another."""
    return set(session.scalars(select(ConsultationRow.key)))


def invitations_to(session: Session, email: str, *, ends_after: datetime) -> list[InvitationRow]:
    """Return the invitations that were sent to this e-mail address, in upper or lower case, also as a further one, and
    whose time to answer ends after `ends_after`.
    """
    typed = email.strip().lower()
    further = literal("\n") + func.lower(OrganisationRow.further_emails) + "\n"
    is_known = or_(func.lower(OrganisationRow.email) == typed, further.contains(f"\n{typed}\n", autoescape=True))
    ends = func.coalesce(InvitationRow.own_deadline, ConsultationRow.deadline)
    rows = session.scalars(
        select(InvitationRow)
        .join(InvitationRow.organisation)
        .join(InvitationRow.consultation)
        .options(contains_eager(InvitationRow.organisation), contains_eager(InvitationRow.consultation))
        .where(
            is_known,
            or_(ends > ends_after, ConsultationRow.closes_at > ends_after),
            InvitationRow.taken_away_at.is_(None),
            ConsultationRow.deleted_at.is_(None),
        )
        .order_by(InvitationRow.id)
    )
    return list(rows)


def end_earlier_deadlines(session: Session, consultation_id: int, deadline: datetime) -> None:
    """Take away the own deadlines of a consultation's organisations that are not later than this common one."""
    session.execute(
        update(InvitationRow)
        .where(InvitationRow.consultation_id == consultation_id, InvitationRow.own_deadline <= deadline)
        .values(own_deadline=None)
    )


def invited(session: Session, consultation_id: int) -> list[Invited]:
    """Return every invited organisation with the submission that counts, in the order of invitation. One query."""
    latest = counting_submission_ids()
    submission = aliased(SubmissionRow)
    rows = session.execute(
        select(OrganisationRow, InvitationRow, ResponseRow, submission)
        .join(InvitationRow, InvitationRow.organisation_id == OrganisationRow.id)
        .join(ResponseRow, OWN_RESPONSE)
        .outerjoin(latest, latest.c.response_id == ResponseRow.id)
        .outerjoin(submission, submission.id == latest.c.submission_id)
        .where(InvitationRow.consultation_id == consultation_id)
        .order_by(InvitationRow.id)
    )
    return [Invited(*row) for row in rows]


class InvitedKeys(NamedTuple):
    """The few values of an invited organisation that are needed for sorting thousands of them."""

    invitation_id: int
    organisation_id: int
    name: dict[str, str]
    group: str
    submission_id: int | None
    """The one that counts."""


def invited_keys(session: Session, consultation_id: int) -> Iterator[InvitedKeys]:
    """Yield every invited organisation in the order of invitation, as a stream."""
    latest = counting_submission_ids()
    rows = session.execute(
        select(
            InvitationRow.id, OrganisationRow.id, OrganisationRow.name, OrganisationRow.group, latest.c.submission_id
        )
        .join(OrganisationRow, InvitationRow.organisation_id == OrganisationRow.id)
        .join(ResponseRow, OWN_RESPONSE)
        .outerjoin(latest, latest.c.response_id == ResponseRow.id)
        .where(InvitationRow.consultation_id == consultation_id)
        .order_by(InvitationRow.id)
        .execution_options(yield_per=STREAMED)
    )
    return (InvitedKeys(*row) for row in rows)


def answers_at(session: Session, consultation_id: int, address: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (submission id, value) for every submission that counts and has an answer at this address, as a stream."""
    latest = counting_submission_ids()
    row = SubmittedAnswerRow
    rows = session.execute(
        select(row.submission_id, row.value)
        .join(latest, latest.c.submission_id == row.submission_id)
        .join(ResponseRow, ResponseRow.id == latest.c.response_id)
        .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
        .where(InvitationRow.consultation_id == consultation_id, row.address == address)
        .execution_options(yield_per=STREAMED)
    )
    return ((submission_id, value) for submission_id, value in rows)


def invited_among(session: Session, invitation_ids: Sequence[int], submission_ids: Sequence[int]) -> list[Invited]:
    """Return these invited organisations, in the order of `invitation_ids`, each with its submission among
    `submission_ids`.
    """
    submission = aliased(SubmissionRow)
    rows = session.execute(
        select(OrganisationRow, InvitationRow, ResponseRow, submission)
        .join(InvitationRow, InvitationRow.organisation_id == OrganisationRow.id)
        .join(ResponseRow, OWN_RESPONSE)
        .outerjoin(submission, and_(submission.response_id == ResponseRow.id, submission.id.in_(submission_ids)))
        .where(InvitationRow.id.in_(invitation_ids))
    )
    by_invitation = {row[1].id: Invited(*row) for row in rows}
    return [by_invitation[invitation_id] for invitation_id in invitation_ids]


class InvitedRecord(NamedTuple):
    """An invited organisation as plain columns. For tens of thousands of organisations, ORM objects would take as long
    to make as reading their answers.
    """

    invitation_id: int
    name: dict[str, str]
    group: str
    language: str
    sent_at: datetime
    opened_at: datetime | None
    own_deadline: datetime | None
    submission_id: int | None
    kind: str | None
    written_in: str | None
    submitted_at: datetime | None
    reference: str | None
    channel: str | None
    entered_at: datetime | None
    asked: bool
    joined_at: datetime | None
    public_digest: str | None
    decision: str | None
    expected: date | None
    late_from: datetime | None
    """When the statement was received in whose place this one came, when the organisation had decided."""
    confirmed_at: datetime | None
    body: str | None
    decided_on: date | None
    paragraph: str | None
    extract: str | None
    """Its name."""
    has_withdrawn: bool
    """Whether the organisation has withdrawn anything."""


def invited_records(
    session: Session, invitation_ids: Sequence[int], submission_ids: Sequence[int]
) -> list[InvitedRecord]:
    """Return these invited organisations as records, in the order of `invitation_ids`, each with its submission among
    `submission_ids`.
    """
    organisation, invitation, response, submission, snapshot = (
        row.__table__.c for row in (OrganisationRow, InvitationRow, ResponseRow, SubmissionRow, SnapshotRow)
    )
    confirmation, pending = ConfirmationRow.__table__.c, aliased(SubmissionRow)
    rows = session.execute(
        select(
            *(invitation.id, organisation.name, organisation.group, organisation.language),
            *(invitation.sent_at, invitation.opened_at, invitation.own_deadline),
            *(submission.id, submission.kind, submission.language, submission.submitted_at, submission.reference),
            *(submission.channel, submission.entered_at),
            *(invitation.asked, invitation.joined_at, snapshot.public_digest),
            *(submission.decision, submission.decision_expected, pending.submitted_at),
            *(confirmation.at, confirmation.body, confirmation.decided_on, confirmation.paragraph, AttachmentRow.name),
            has_withdrawn(ResponseRow.id),
        )
        .select_from(InvitationRow.__table__)
        .join(OrganisationRow.__table__, organisation.id == invitation.organisation_id)
        .join(ResponseRow.__table__, and_(response.invitation_id == invitation.id, response.origin == OWN))
        .outerjoin(
            SubmissionRow.__table__,
            and_(submission.response_id == response.id, submission.id.in_(submission_ids)),
        )
        .outerjoin(SnapshotRow.__table__, snapshot.id == submission.snapshot_id)
        .outerjoin(pending, pending.id == submission.decides_id)
        .outerjoin(ConfirmationRow.__table__, confirmation.submission_id == submission.id)
        .outerjoin(AttachmentRow.__table__, AttachmentRow.id == confirmation.extract_id)
        .where(invitation.id.in_(invitation_ids))
    )
    by_invitation = {row[0]: InvitedRecord._make(row) for row in rows}
    return [by_invitation[invitation_id] for invitation_id in invitation_ids]


def submission_by_reference(
    session: Session, consultation_id: int, reference: str
) -> tuple[SubmissionRow, SnapshotRow, OrganisationRow]:
    """Return a submission of this consultation, its snapshot and its organisation. Raises NotFound."""
    row = session.execute(
        select(SubmissionRow, SnapshotRow, OrganisationRow)
        .join(SnapshotRow, SnapshotRow.id == SubmissionRow.snapshot_id)
        .join(ResponseRow, ResponseRow.id == SubmissionRow.response_id)
        .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
        .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .where(InvitationRow.consultation_id == consultation_id, SubmissionRow.reference == reference)
    ).one_or_none()
    if row is None:
        raise NotFound(reference)
    return row[0], row[1], row[2]
