"""Attached files: storing, reading and deleting their contents. Which files belong to an answer is part
of the answer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from survey.store.base import NotFound
from survey.store.tables import AttachmentRow, EnteredStatementRow, SubmittedAttachmentRow


@dataclass(frozen=True)
class NewFile:
    """A file to be stored."""

    sha256: str
    name: str
    media_type: str
    content: bytes


def add_file(session: Session, response_id: int, file: NewFile, *, by: int | None, now: datetime) -> None:
    """Store a file's content, if the response does not have the same content yet. The caller must have locked the
    response.
    """
    known = select(AttachmentRow.id).where(
        AttachmentRow.response_id == response_id, AttachmentRow.sha256 == file.sha256
    )
    if session.scalar(known) is None:
        # An INSERT statement, not an object: the session would keep every object's content in memory until it closes.
        session.execute(
            insert(AttachmentRow),
            {
                "response_id": response_id,
                "sha256": file.sha256,
                "name": file.name,
                "media_type": file.media_type,
                "size": len(file.content),
                "content": file.content,
                "at": now,
                "participant_id": by,
            },
        )


def file_content(session: Session, response_id: int, sha256: str) -> tuple[str, bytes]:
    """Return the media type and the content of a response's file. Raises NotFound."""
    row = session.execute(
        select(AttachmentRow.media_type, AttachmentRow.content).where(
            AttachmentRow.response_id == response_id, AttachmentRow.sha256 == sha256
        )
    ).one_or_none()
    if row is None:
        raise NotFound("attachment")
    return row[0], row[1]


def delete_files(session: Session, response_id: int, digests: Collection[str]) -> None:
    """Delete the contents of files that no answer lists any more. Files of a submission are never deleted, nor that as
    which a statement came that is being entered.
    """
    originals = select(EnteredStatementRow.original_id).where(EnteredStatementRow.original_id.is_not(None))
    submission_records = select(SubmittedAttachmentRow.attachment_id)
    session.execute(
        delete(AttachmentRow).where(
            AttachmentRow.response_id == response_id,
            AttachmentRow.sha256.in_(digests),
            AttachmentRow.id.not_in(submission_records),
            AttachmentRow.id.not_in(originals),
        )
    )


def keep_for_submission(session: Session, response_id: int, submission_id: int, digests: Collection[str]) -> None:
    """Record that these files belong to a submission. Raises NotFound if one of them is not stored."""
    found = session.scalars(
        select(AttachmentRow.id).where(AttachmentRow.response_id == response_id, AttachmentRow.sha256.in_(digests))
    ).all()
    if len(found) != len(set(digests)):
        raise NotFound("attachment")
    session.execute(
        insert(SubmittedAttachmentRow), [{"submission_id": submission_id, "attachment_id": each} for each in found]
    )
