"""How much of each kind of data a consultation has. No query reads a text of an answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from survey.store.retention.selecting import Rows, Unpublished
from survey.store.tables import (
    AnswerRow,
    ApprovalRow,
    AttachmentRow,
    CommentRow,
    EarlierAnswerRow,
    ExportRow,
    HandlingStepRow,
    InvitationRow,
    JointPartyRow,
    MessageRow,
    OpenConflictRow,
    OrganisationRow,
    ParticipantRow,
    PersonalLinkRow,
    SnapshotRow,
    SubmissionRow,
    SubmittedAttachmentRow,
    SubmittedStepRow,
)

FINISHED = ("sent", "failed")
"""The states of messages that nobody sends any more."""


def count_contact(session: Session, consultation_id: int, unpublished: Unpublished) -> dict[str, int]:
    """Count what has contact details: statements, answers of drafts, addresses, names, links, mails, files."""
    rows = Rows(consultation_id)
    answers = AnswerRow.response_id.in_(rows.responses()), unpublished.at(AnswerRow.address)
    conflicts = OpenConflictRow.response_id.in_(rows.responses()), unpublished.at(OpenConflictRow.address)
    of_organisations = select(InvitationRow.organisation_id).where(InvitationRow.consultation_id == consultation_id)
    submitted = select(SubmissionRow.snapshot_id).where(SubmissionRow.response_id.in_(rows.responses()))
    with_contact = select(SnapshotRow.id).where(
        SnapshotRow.response_id.in_(rows.responses()), SnapshotRow.contact_part != ""
    )
    of_steps = or_(HandlingStepRow.contact != "", HandlingStepRow.snapshot_id.in_(with_contact))
    return {
        "statements": _count(session, SnapshotRow.id, SnapshotRow.id.in_(with_contact), SnapshotRow.id.in_(submitted)),
        "steps": _count(session, HandlingStepRow.id, HandlingStepRow.response_id.in_(rows.responses()), of_steps),
        "answers": _count(session, AnswerRow.id, *answers),
        "conflicts": _count(session, OpenConflictRow.id, *conflicts),
        "addresses": _count(
            session, OrganisationRow.id, OrganisationRow.id.in_(of_organisations), OrganisationRow.email != ""
        )
        + _count(session, JointPartyRow.id, JointPartyRow.response_id.in_(rows.responses()), is_reachable()),
        "names": _count(
            session,
            ParticipantRow.id,
            rows.of_invitations(ParticipantRow.invitation_id),
            is_named(),
        ),
        "links": _count(
            session,
            PersonalLinkRow.id,
            PersonalLinkRow.participant_id.in_(rows.participants()),
            PersonalLinkRow.revoked_at.is_(None),
        ),
        "recipients": _count(session, MessageRow.id, of_messages(rows), MessageRow.recipient != ""),
        "files": _count(
            session, ExportRow.id, ExportRow.consultation_id == consultation_id, ExportRow.internal.is_(True)
        ),
    }


def count_drafts(session: Session, consultation_id: int) -> dict[str, int]:
    """Count what drafts are made of: answers, earlier ones, texts that waited for a choice, comments, approvals; and
    handling steps and files that belong to no submission.
    """
    responses = Rows(consultation_id).own_responses()
    of_answers = select(AnswerRow.id).where(AnswerRow.response_id.in_(responses))
    return {
        "answers": _count(session, AnswerRow.id, AnswerRow.response_id.in_(responses)),
        "earlier": _count(session, EarlierAnswerRow.id, EarlierAnswerRow.answer_id.in_(of_answers)),
        "conflicts": _count(session, OpenConflictRow.id, OpenConflictRow.response_id.in_(responses)),
        "steps": _count(
            session,
            HandlingStepRow.id,
            HandlingStepRow.response_id.in_(responses),
            HandlingStepRow.id.not_in(steps_of_submissions(responses)),
        ),
        "attachments": _count(session, AttachmentRow.id, AttachmentRow.response_id.in_(responses), not_submitted()),
        "comments": _count(session, CommentRow.id, CommentRow.response_id.in_(responses)),
        "approvals": _count(session, ApprovalRow.id, ApprovalRow.response_id.in_(responses)),
    }


def count_mails(session: Session, consultation_id: int, *, before: datetime) -> dict[str, int]:
    """Count the mails that were sent or failed, and were put into the outbox before a moment."""
    finished = MessageRow.state.in_(FINISHED), MessageRow.created_at < before
    return {"mails": _count(session, MessageRow.id, of_messages(Rows(consultation_id)), *finished)}


def count_all(session: Session, consultation_id: int) -> dict[str, int]:
    """Count what the consultation is made of: organisations, statements, files."""
    rows = Rows(consultation_id)
    return {
        "organisations": _count(session, InvitationRow.id, InvitationRow.consultation_id == consultation_id),
        "submissions": _count(session, SubmissionRow.id, SubmissionRow.response_id.in_(rows.responses())),
        "files": _count(session, ExportRow.id, ExportRow.consultation_id == consultation_id),
    }


def total(numbers: Mapping[str, int]) -> int:
    """Return how many rows there are in all."""
    return sum(numbers.values())


def of_messages(rows: Rows) -> ColumnElement[bool]:
    """Return the condition that a message is of one of the invitations; or of the whole consultation, for all of it."""
    of_some = rows.of_invitations(MessageRow.invitation_id)
    return (
        of_some if rows.invitation_ids is not None else or_(MessageRow.consultation_id == rows.consultation_id, of_some)
    )


def is_reachable() -> ColumnElement[bool]:
    """Return the condition that something of a party of a joint statement says how to reach a person of it."""
    return or_(JointPartyRow.email != "", JointPartyRow.confirmed_by != "", JointPartyRow.told_how != "")


def is_named() -> ColumnElement[bool]:
    """Return the condition that a participant has a name or an e-mail address."""
    return or_(ParticipantRow.name.is_not(None), ParticipantRow.email != "")


def not_submitted() -> ColumnElement[bool]:
    """Return the condition that no submission has the attachment."""
    return ~exists().where(SubmittedAttachmentRow.attachment_id == AttachmentRow.id)


def steps_of_submissions(responses: Select[int]) -> Select[int]:
    """Select the handling steps of these responses that a submission was handed in with, and what these corrected."""
    kept = (
        select(HandlingStepRow.id, HandlingStepRow.corrects_id)
        .join(SubmittedStepRow, SubmittedStepRow.step_id == HandlingStepRow.id)
        .where(HandlingStepRow.response_id.in_(responses))
        .cte("kept_step", recursive=True)
    )
    corrected = select(HandlingStepRow.id, HandlingStepRow.corrects_id).join(
        kept, kept.c.corrects_id == HandlingStepRow.id
    )
    return select(kept.union(corrected).c.id)


def _count(session: Session, column: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count(column)).where(*conditions)) or 0
