"""Statements that are being entered: how each came, the answers that are typed from it, and its files."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Table, delete, insert, literal, select
from sqlalchemy.orm import Session, joinedload

from survey.store.base import NotFound
from survey.store.tables import (
    AnswerRow,
    AttachmentRow,
    CoordinatorRow,
    EarlierAnswerRow,
    EnteredStatementRow,
    InvitationRow,
    OpenConflictRow,
    ParticipantRow,
    ResponseRow,
    SubmissionRow,
)
from survey.store.tables.answers import ENTERED, OWN


def own_response(session: Session, invitation_id: int) -> ResponseRow:
    """Return the organisation's own response, on which every submission hangs."""
    found = (ResponseRow.invitation_id == invitation_id, ResponseRow.origin == OWN)
    return session.execute(select(ResponseRow).where(*found)).scalar_one()


def response_for_entering(session: Session, invitation_id: int) -> ResponseRow:
    """Return a new response in which coordinators type for this organisation. There can be one at a time."""
    made = ResponseRow(invitation_id=invitation_id, origin=ENTERED)
    session.add(made)
    session.flush()
    return made


def participant_for(
    session: Session, invitation_id: int, coordinator_id: int, *, now: datetime, saves: bool = True
) -> ParticipantRow:
    """Return the participant as whom this coordinator types for the organisation; a new one if there is none, which is
    stored if she `saves` anything.
    """
    found = session.scalar(
        select(ParticipantRow).where(
            ParticipantRow.invitation_id == invitation_id, ParticipantRow.coordinator_id == coordinator_id
        )
    )
    if found is None:
        found = ParticipantRow(invitation_id=invitation_id, coordinator_id=coordinator_id, created_at=now)
        if saves:
            session.add(found)
            session.flush()
    return found


def entered_statement(
    session: Session, consultation_id: int, invitation_id: int
) -> tuple[EnteredStatementRow, ResponseRow] | None:
    """Return the statement that is being entered for an organisation of this consultation, with its response; None if
    none is. One query.
    """
    row = session.execute(
        select(EnteredStatementRow, ResponseRow)
        .join(ResponseRow, ResponseRow.id == EnteredStatementRow.response_id)
        .join(InvitationRow, InvitationRow.id == ResponseRow.invitation_id)
        .where(
            InvitationRow.consultation_id == consultation_id,
            InvitationRow.id == invitation_id,
            ResponseRow.origin == ENTERED,
        )
        .options(joinedload(EnteredStatementRow.original))
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def drop_entered(session: Session, statement: EnteredStatementRow, response: ResponseRow) -> None:
    """Delete what is known of how the statement came, and all that was typed: it has been entered, which copies
    everything to the organisation's own response, or it is entered no longer.
    """
    typed = response.id
    session.expunge(statement)
    session.expunge(response)
    answers = select(AnswerRow.id).where(AnswerRow.response_id == typed)
    for rows in (
        delete(EnteredStatementRow).where(EnteredStatementRow.response_id == typed),
        delete(EarlierAnswerRow).where(EarlierAnswerRow.answer_id.in_(answers)),
        *(delete(row).where(row.response_id == typed) for row in (AnswerRow, OpenConflictRow, AttachmentRow)),
        delete(ResponseRow).where(ResponseRow.id == typed, ResponseRow.origin == ENTERED),
    ):
        session.execute(rows.execution_options(synchronize_session=False))


def copy_files(session: Session, digests: Collection[str], *, source: int, target: int) -> None:
    """Copy files with these digests from one response to another, which may have some of them already."""
    files: Table = AttachmentRow.__table__  # type: ignore[assignment]  # a declared class has a table
    copied = [column for column in files.c if column.name not in {"id", "response_id"}]
    known = select(files.c.sha256).where(files.c.response_id == target)
    found = select(literal(target), *copied).where(
        files.c.response_id == source, files.c.sha256.in_(list(digests)), files.c.sha256.not_in(known)
    )
    session.execute(insert(files).from_select(["response_id", *(column.name for column in copied)], found))


def find_file_id(session: Session, response_id: int, sha256: str) -> int | None:
    """Return the id of a response's file; None if it has none with this digest."""
    found = select(AttachmentRow.id).where(AttachmentRow.response_id == response_id, AttachmentRow.sha256 == sha256)
    return session.scalar(found)


def file_id(session: Session, response_id: int, sha256: str) -> int:
    """Return the id of a response's file. Raises NotFound."""
    found = find_file_id(session, response_id, sha256)
    if found is None:
        raise NotFound("file")
    return found


def original_of(session: Session, submission: SubmissionRow) -> AttachmentRow | None:
    """Return the file as which an entered statement came, without its content; None if there is none."""
    return session.get(AttachmentRow, submission.original_id) if submission.original_id else None


def who_entered(session: Session, submission: SubmissionRow) -> str:
    """Return the name of the coordinator who entered this statement; empty if nobody did, or it is not known."""
    found = (
        select(CoordinatorRow.name)
        .join(ParticipantRow, ParticipantRow.coordinator_id == CoordinatorRow.id)
        .where(ParticipantRow.id == submission.participant_id)
    )
    return session.scalar(found) or ""
