"""Reading comments on a draft, and finding one of them."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from survey.store.base import NotFound
from survey.store.tables import CommentRow


def comments_of(session: Session, response_id: int, addresses: Collection[str] | None = None) -> list[CommentRow]:
    """Return the comments and replies of a response with their authors, in the order in which they were written; only
    those at some addresses, where these are given. One query.
    """
    found = (
        select(CommentRow)
        .join(CommentRow.participant)
        .options(contains_eager(CommentRow.participant))
        .where(CommentRow.response_id == response_id)
        .order_by(CommentRow.id)
    )
    if addresses is not None:
        found = found.where(CommentRow.address.in_(addresses))
    return list(session.scalars(found))


def comment_of(session: Session, response_id: int, comment_id: int) -> CommentRow:
    """Return a comment or a reply of this response that was not removed. Raises NotFound."""
    found = session.scalar(
        select(CommentRow).where(
            CommentRow.id == comment_id, CommentRow.response_id == response_id, CommentRow.removed_at.is_(None)
        )
    )
    if found is None:
        raise NotFound("comment")
    return found


def count_of_comments(session: Session, response_id: int) -> int:
    """Return how many comments and replies a response has, also removed ones."""
    return session.scalar(select(func.count(CommentRow.id)).where(CommentRow.response_id == response_id)) or 0


def count_of_open_comments(session: Session, response_id: int) -> int:
    """Return how many comments of a response are neither resolved nor removed. Replies do not count."""
    found = select(func.count(CommentRow.id)).where(
        CommentRow.response_id == response_id,
        CommentRow.parent_id.is_(None),
        CommentRow.resolved_at.is_(None),
        CommentRow.removed_at.is_(None),
    )
    return session.scalar(found) or 0


def latest_of(session: Session, response_id: int, participant_id: int) -> CommentRow | None:
    """Return the comment or reply that somebody has written last, also a removed one; None if there is none."""
    found = select(CommentRow).where(CommentRow.response_id == response_id, CommentRow.participant_id == participant_id)
    return session.scalar(found.order_by(CommentRow.id.desc()).limit(1))
