"""Comments on a draft: written, answered, changed or removed by their author, resolved or opened again by anybody.

They are no part of the statement. No coordinator sees them, and no event of the log is about them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from survey.languages import TranslatableError
from survey.languages import mark as _
from survey.operations.colleagues.topics import WHOLE, topics
from survey.questions.freeze import read_frozen
from survey.questions.text import clean_text, without_invisible_ends
from survey.store.base import NotFound
from survey.store.colleagues.comments import comment_of, count_of_comments, latest_of
from survey.store.personal_links import Access
from survey.store.responses.answers import lock_response
from survey.store.tables import CommentRow
from survey.store.tables.colleagues import LONGEST_COMMENT

MOST_COMMENTS: Final = 2_000
"""How many comments and replies one draft can have."""


class CommentRefused(TranslatableError):
    """A comment was not taken. The message says why and what to do."""


@dataclass(frozen=True)
class Thread:
    """A comment with its replies, in the order in which they were written."""

    comment: CommentRow
    replies: Sequence[CommentRow]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for something: neither resolved nor removed."""
        return self.comment.resolved_at is None and self.comment.removed_at is None


def threads(rows: Iterable[CommentRow]) -> dict[str, list[Thread]]:
    """Return the threads by address, without removed replies; a removed comment is in them only if a reply is left."""
    found = list(rows)
    replies: dict[int, list[CommentRow]] = {}
    for row in found:
        if row.parent_id is not None and row.removed_at is None:
            replies.setdefault(row.parent_id, []).append(row)
    by_address: dict[str, list[Thread]] = {}
    for row in found:
        if row.parent_id is None and (row.removed_at is None or row.id in replies):
            by_address.setdefault(row.address, []).append(Thread(row, replies.get(row.id, ())))
    return by_address


def check_topic(access: Access, address: str) -> None:
    """Raise NotFound if nothing stands at this address that can be commented on."""
    if address != WHOLE and address not in topics(read_frozen(access.consultation.question_set)):
        raise NotFound(address)


def write_comment(session: Session, access: Access, address: str, text: str, *, now: datetime) -> CommentRow:
    """Write a comment on a question, or on the whole, and return it. Raises NotFound and CommentRefused."""
    check_topic(access, address)
    return _write(session, access, address, text, None, now)


def reply(session: Session, access: Access, comment_id: int, text: str, *, now: datetime) -> CommentRow:
    """Reply to a comment, and return the reply. Raises NotFound and CommentRefused."""
    lock_response(session, access.response.id)
    comment = comment_of(session, access.response.id, comment_id)
    if comment.parent_id is not None:
        raise NotFound("comment")
    return _write(session, access, comment.address, text, comment.id, now)


def edit_comment(session: Session, access: Access, comment_id: int, text: str, *, now: datetime) -> CommentRow:
    """Change the text of one's own comment or reply, and return it. Raises NotFound, also for that of somebody else;
    CommentRefused.
    """
    comment = _own(session, access, comment_id)
    cleaned = _checked(text)
    if comment.text != cleaned:
        comment.text, comment.edited_at = cleaned, now
        session.flush()
    return comment


def remove_comment(session: Session, access: Access, comment_id: int, *, now: datetime) -> CommentRow:
    """Remove one's own comment or reply: its text is gone. Raises NotFound, also for that of somebody else."""
    comment = _own(session, access, comment_id)
    comment.text, comment.removed_at = "", now
    session.flush()
    return comment


def resolve(session: Session, access: Access, comment_id: int, *, is_resolved: bool, now: datetime) -> CommentRow:
    """Note that a comment is resolved, or open again, and return it. Raises NotFound, also for a reply."""
    lock_response(session, access.response.id)
    comment = comment_of(session, access.response.id, comment_id)
    if comment.parent_id is not None:
        raise NotFound("comment")
    if (comment.resolved_at is not None) != is_resolved:
        comment.resolved_at, comment.resolved_by = (now, access.participant.id) if is_resolved else (None, None)
        session.flush()
    return comment


def _own(session: Session, access: Access, comment_id: int) -> CommentRow:
    lock_response(session, access.response.id)
    comment = comment_of(session, access.response.id, comment_id)
    if comment.participant_id != access.participant.id:
        raise NotFound("comment")
    return comment


def _write(  # noqa: PLR0913, PLR0917  # where, what, by whom
    session: Session, access: Access, address: str, text: str, parent_id: int | None, now: datetime
) -> CommentRow:
    cleaned = _checked(text)
    lock_response(session, access.response.id)
    latest = latest_of(session, access.response.id, access.participant.id)
    if latest and (latest.address, latest.parent_id, latest.text) == (address, parent_id, cleaned):
        return latest  # a double click
    if count_of_comments(session, access.response.id) >= MOST_COMMENTS:
        raise CommentRefused(_("The draft has so many comments that no more fit. Agree on the rest in another way."))
    made = CommentRow(
        response_id=access.response.id,
        parent_id=parent_id,
        address=address,
        participant_id=access.participant.id,
        text=cleaned,
        at=now,
    )
    session.add(made)
    session.flush()
    return made


def _checked(text: str) -> str:
    """Return the text as it is stored. Raises CommentRefused if it is empty or too long."""
    cleaned = without_invisible_ends(clean_text(text).text)
    if not cleaned:
        raise CommentRefused(_("Write the comment first."))
    if len(cleaned) > LONGEST_COMMENT:
        raise CommentRefused(
            _("The comment is too long: at most %(most)s characters. Shorten it."), most=str(LONGEST_COMMENT)
        )
    return cleaned
