"""The statements that an organisation of the register has submitted in earlier consultations."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from survey.store.personal_links import Access
from survey.store.responses.counting import counting_id
from survey.store.responses.origins import OWN_RESPONSE
from survey.store.tables import ConsultationRow, InvitationRow, OrganisationRow, ResponseRow, SnapshotRow, SubmissionRow

MOST_EARLIER = 5
"""How many earlier consultations are looked at, the latest first."""


class EarlierStatement(NamedTuple):
    """A statement that counts in an earlier consultation; its snapshot comes without the answers."""

    consultation: ConsultationRow
    submission: SubmissionRow


def earlier_statements_of(session: Session, access: Access) -> list[EarlierStatement]:
    """Return what the same organisation of the register has stated in consultations that were opened earlier, the
    latest first: of each the submission that counts, whoever typed it. One query, and none for an organisation that is
    not from the register or has joined by itself: nobody knows which one it is.
    """
    if access.organisation.registered_id is None or access.invitation.joined_at is not None:
        return []
    snapshot = contains_eager(SubmissionRow.snapshot)
    rows = session.execute(
        select(ConsultationRow, SubmissionRow)
        .join(InvitationRow, InvitationRow.consultation_id == ConsultationRow.id)
        .join(OrganisationRow, OrganisationRow.id == InvitationRow.organisation_id)
        .join(ResponseRow, OWN_RESPONSE)
        .join(SubmissionRow, SubmissionRow.id == counting_id(ResponseRow.id))
        .join(SubmissionRow.snapshot)
        .options(snapshot.defer(SnapshotRow.public_part), snapshot.defer(SnapshotRow.contact_part))
        .where(
            OrganisationRow.registered_id == access.organisation.registered_id,
            InvitationRow.taken_away_at.is_(None),
            InvitationRow.joined_at.is_(None),
            ConsultationRow.id != access.consultation.id,
            ConsultationRow.opened_at < access.consultation.opened_at,
            ConsultationRow.deleted_at.is_(None),
            SubmissionRow.kind == "statement",
        )
        .order_by(ConsultationRow.opened_at.desc(), SubmissionRow.id.desc())
        .limit(MOST_EARLIER)
    )
    return [EarlierStatement(*row) for row in rows]
