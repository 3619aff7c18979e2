"""Statements that are being entered: how each came, the answers that are typed from it, and its files."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Table, delete, insert, literal, select, update
from sqlalchemy.orm import Session, joinedload

from survey.store.base import NotFound
from survey.store.tables import (
    AttachmentRow,
    CoordinatorRow,
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
    """Return the response in which coordinators type for this organisation; a new one if there is none. The caller must
    have locked the organisation's own.
    """
    found = session.scalar(
        select(ResponseRow).where(ResponseRow.invitation_id == invitation_id, ResponseRow.origin == ENTERED)
    )
    if found is None:
        found = ResponseRow(invitation_id=invitation_id, origin=ENTERED)
        session.add(found)
        session.flush()
    return found


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


def drop_entered_statement(session: Session, statement: EnteredStatementRow) -> None:
    """Delete what is known of how the statement came: it has been entered, or is entered no longer."""
    session.execute(delete(EnteredStatementRow).where(EnteredStatementRow.id == statement.id))
    session.expunge(statement)


def settle_every_conflict(session: Session, response: ResponseRow, *, now: datetime) -> None:
    """Note that no text of this response waits for a choice any more."""
    row = OpenConflictRow
    session.execute(update(row).where(row.response_id == response.id, row.settled_at.is_(None)).values(settled_at=now))
    response.has_open_conflicts = False


def delete_every_file(session: Session, response_id: int) -> None:
    """Delete every file of a response from which nothing is submitted."""
    session.execute(delete(AttachmentRow).where(AttachmentRow.response_id == response_id))


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
