"""All submissions of a consultation, including superseded ones, for the files that are kept (JSON and zip)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from survey.store.tables import (
    AttachmentRow,
    ConfirmationRow,
    SnapshotRow,
    SubmissionRow,
    SubmittedAttachmentRow,
    WithdrawalRow,
)


@dataclass(frozen=True)
class SubmissionRecord:
    """One submission with its snapshot, without the public answers, which `submitted_answers` reads. `original`: the
    digest of the file as it came, of one that was entered. `decides`: the number of the submission with a pending
    decision in whose place it came. `extract`: the digest of the file with which it was confirmed.
    """

    id: int
    response_id: int
    number: int
    reference: str
    kind: str
    language: str
    submitted_at: datetime
    channel: str | None
    entered_at: datetime | None
    original: str | None
    decision: str | None
    decision_expected: date | None
    decides: int | None
    confirmed_at: datetime | None
    body: str | None
    decided_on: date | None
    paragraph: str | None
    extract: str | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None
    structure_digest: str
    text_digest: str
    public_digest: str
    contact_digest: str
    secret_digest: str
    contact_part: str


@dataclass(frozen=True)
class SubmissionFile:
    """A file that belongs to a submission. Its content is read only when needed."""

    response_id: int
    sha256: str
    size: int
    name: str
    media_type: str


def submission_records(session: Session, response_ids: Iterable[int]) -> dict[int, list[SubmissionRecord]]:
    """Return the submissions of each response in the order of their numbers. One query, plain columns instead of
    objects.
    """
    row, snapshot, confirmation = SubmissionRow, SnapshotRow, ConfirmationRow
    pending, extract = aliased(SubmissionRow), aliased(AttachmentRow)
    found = session.execute(
        select(
            row.id,
            row.response_id,
            row.number,
            row.reference,
            row.kind,
            row.language,
            row.submitted_at,
            row.channel,
            row.entered_at,
            AttachmentRow.sha256,
            *(row.decision, row.decision_expected, pending.number),
            *(confirmation.at, confirmation.body, confirmation.decided_on, confirmation.paragraph, extract.sha256),
            *(WithdrawalRow.at, WithdrawalRow.reason),
            snapshot.structure_digest,
            snapshot.text_digest,
            snapshot.public_digest,
            snapshot.contact_digest,
            snapshot.secret_digest,
            snapshot.contact_part,
        )
        .join(row.snapshot)
        .outerjoin(AttachmentRow, AttachmentRow.id == row.original_id)
        .outerjoin(pending, pending.id == row.decides_id)
        .outerjoin(confirmation, confirmation.submission_id == row.id)
        .outerjoin(extract, extract.id == confirmation.extract_id)
        .outerjoin(WithdrawalRow, WithdrawalRow.submission_id == row.id)
        .where(row.response_id.in_(list(response_ids)))
        .order_by(row.response_id, row.number)
    )
    grouped: dict[int, list[SubmissionRecord]] = defaultdict(list)
    for each in found:
        grouped[each.response_id].append(SubmissionRecord(*tuple(each)))
    return grouped


def submission_files(session: Session, response_ids: Sequence[int]) -> dict[int, list[SubmissionFile]]:
    """Return the files that submissions of each response list, in the order in which they were added. One query."""
    submitted = select(SubmittedAttachmentRow.attachment_id)
    row = AttachmentRow
    found = session.execute(
        select(row.response_id, row.sha256, row.size, row.name, row.media_type)
        .where(row.response_id.in_(list(response_ids)), row.id.in_(submitted))
        .order_by(row.id)
    )
    grouped: dict[int, list[SubmissionFile]] = defaultdict(list)
    for each in found:
        grouped[each.response_id].append(SubmissionFile(*each))
    return grouped
