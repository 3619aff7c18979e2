"""Files beside the answers: adding, fetching and letting go of their contents. Lists of files are in the answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from survey.store.base import NotFound
from survey.store.tables import AttachmentRow, SubmittedAttachmentRow


@dataclass(frozen=True)
class NewFile:
    """A file that is to be stored."""

    sha256: str
    name: str
    media_type: str
    content: bytes


def add_file(session: Session, response_id: int, file: NewFile, *, by: int | None, now: datetime) -> None:
    """Store a file's content, once for each response. The caller holds the response's lock."""
    known = select(AttachmentRow.id).where(
        AttachmentRow.response_id == response_id, AttachmentRow.sha256 == file.sha256
    )
    if session.scalar(known) is None:
        # A statement and not an object: a session would keep every content until it is closed.
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
    """The media type and the content of a response's file; raises NotFound."""
    row = session.execute(
        select(AttachmentRow.media_type, AttachmentRow.content).where(
            AttachmentRow.response_id == response_id, AttachmentRow.sha256 == sha256
        )
    ).one_or_none()
    if row is None:
        raise NotFound("attachment")
    return row[0], row[1]


def delete_files(session: Session, response_id: int, digests: Collection[str]) -> None:
    """Delete the contents of files that no answer lists any more, but never those of a submission."""
    submission_records = select(SubmittedAttachmentRow.attachment_id)
    session.execute(
        delete(AttachmentRow).where(
            AttachmentRow.response_id == response_id,
            AttachmentRow.sha256.in_(digests),
            AttachmentRow.id.not_in(submission_records),
        )
    )


def keep_for_submission(session: Session, response_id: int, submission_id: int, digests: Collection[str]) -> None:
    """Bind the files that a submission lists to it; raises NotFound where one of them is not stored."""
    found = session.scalars(
        select(AttachmentRow.id).where(AttachmentRow.response_id == response_id, AttachmentRow.sha256.in_(digests))
    ).all()
    if len(found) != len(set(digests)):
        raise NotFound("attachment")
    session.execute(
        insert(SubmittedAttachmentRow), [{"submission_id": submission_id, "attachment_id": each} for each in found]
    )
