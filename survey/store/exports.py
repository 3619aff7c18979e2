"""Reading and changing the list of files that were made from submissions."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, String, func, select, update
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session, contains_eager

from survey.store.base import NotFound
from survey.store.tables import (
    AttachmentRow,
    ExportRow,
    InvitationRow,
    ResponseRow,
    SubmissionRow,
    SubmittedAnswerRow,
)

MAKING = "making"


def exports_of(session: Session, consultation_id: int) -> list[ExportRow]:
    """Return the files of a consultation with the coordinator who asked for each, the newest first. One query."""
    rows = session.scalars(
        select(ExportRow)
        .join(ExportRow.coordinator)
        .options(contains_eager(ExportRow.coordinator))
        .where(ExportRow.consultation_id == consultation_id)
        .order_by(ExportRow.id.desc())
    )
    return list(rows)


def export_by_id(session: Session, consultation_id: int, export_id: int) -> ExportRow:
    """Return a file of this consultation. Raises NotFound."""
    found = session.get(ExportRow, export_id)
    if found is None or found.consultation_id != consultation_id:
        raise NotFound(str(export_id))
    return found


def alive_exports(session: Session, *, since: datetime) -> list[ExportRow]:
    """Return every file of the installation that is being made and whose row was updated after `since`."""
    return list(session.scalars(select(ExportRow).where(ExportRow.state == MAKING, ExportRow.alive_at > since)))


def exports_asked_before(session: Session, moment: datetime) -> list[ExportRow]:
    """Return every file of the installation that was asked for before `moment`."""
    return list(session.scalars(select(ExportRow).where(ExportRow.asked_at < moment)))


def stored_names(session: Session) -> set[str]:
    """Return the names of all stored files of the installation, as they are in the folder."""
    return set(session.scalars(select(ExportRow.stored_as)))


def change_if_making(session: Session, export_id: int, **values: Any) -> bool:
    """Change the row of a file that is being made. Returns False if it is no longer being made, or was removed."""
    still_making = update(ExportRow).where(ExportRow.id == export_id, ExportRow.state == MAKING)
    return cast(CursorResult[Any], session.execute(still_making.values(**values))).rowcount == 1


def count_of_submissions(session: Session, consultation_id: int) -> int:
    """Return the number of submissions of a consultation, including superseded ones."""
    counted = select(func.count(SubmissionRow.id)).join(SubmissionRow.response).join(ResponseRow.invitation)
    return session.scalar(counted.where(InvitationRow.consultation_id == consultation_id)) or 0


def characters_of_answers(session: Session, consultation_id: int) -> int:
    """Return about how many characters the submitted answers of a consultation have. Reads every submitted answer."""
    summed = (
        select(func.sum(func.length(as_type(SubmittedAnswerRow.value, String))))
        .join(SubmissionRow, SubmissionRow.id == SubmittedAnswerRow.submission_id)
        .join(SubmissionRow.response)
        .join(ResponseRow.invitation)
    )
    return session.scalar(summed.where(InvitationRow.consultation_id == consultation_id)) or 0


def bytes_of_attachments(session: Session, consultation_id: int) -> int:
    """Return the total size, in bytes, of the files that organisations have attached in a consultation."""
    summed = (
        select(func.sum(AttachmentRow.size))
        .join(ResponseRow, ResponseRow.id == AttachmentRow.response_id)
        .join(ResponseRow.invitation)
    )
    return session.scalar(summed.where(InvitationRow.consultation_id == consultation_id)) or 0
