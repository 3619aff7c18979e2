"""Comments of the organisation's people on their draft: a page with all of them, and a page for those on one question.

Each form leads back to the page of the question. What was typed and not taken is on the page again.
"""

from collections.abc import Callable, Mapping, Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.operations.colleagues.comments import (
    CommentRefused,
    Thread,
    check_topic,
    edit_comment,
    remove_comment,
    reply,
    resolve,
    threads,
    write_comment,
)
from survey.operations.colleagues.topics import WHOLE
from survey.questions.asking.progress import language_given
from survey.respond import pages
from survey.respond.colleagues.comments_page import all_comments, topic_view
from survey.store.colleagues.comments import comment_of, comments_of
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.tables import CommentRow
from survey.web.guards import access, permission
from survey.web.installation import now, store_session
from survey.web.language import _, is_switching, page_language
from survey.web.notices import NOTICES, Notice, notify
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

ALL = "/responses/<int(max=2147483647):response_id>/comments"
ON_WHOLE, ON_QUESTION = f"{ALL}/whole", f"{ALL}/on/<path:address>"
ONE = f"{ALL}/<int(max=2147483647):comment_id>/"

FIELD = "comment-"
"""The fields of the form, which has all texts of the page: `comment-new`, and `comment-reply-` and `comment-edit-` with
the number of a comment. So all that was typed is on the page again, whichever button was pressed.
"""


@pages.get(ALL)
@permission(Permission.READ_RESPONSE)
def comments(response_id: int) -> str:
    """Show the draft for reading, with all comments."""
    answers = given_answers(stored_answers_of(store_session(), response_id))
    return render_template(
        "respond/colleagues/comments.html",
        access=access(),
        view=all_comments(answers, threads(comments_of(store_session(), response_id))),
        answer_language=language_given(answers, access().organisation.language),
    )


@pages.get(ON_WHOLE, defaults={"address": WHOLE})
@pages.get(ON_QUESTION)
@permission(Permission.READ_RESPONSE)
def comments_on(response_id: int, address: str) -> str:
    """Show the comments on a question, or on the statement as a whole, with the answer."""
    check_topic(access(), address)
    return _page(address)


@pages.post(ON_WHOLE, defaults={"address": WHOLE})
@pages.post(ON_QUESTION)
@permission(Permission.COMMENT)
def write_comment_on(response_id: int, address: str) -> Reply:
    """Write a comment."""
    check_topic(access(), address)
    return _taken("new", address, lambda text: write_comment(store_session(), access(), address, text, now=now()))


@pages.post(f"{ONE}reply")
@permission(Permission.COMMENT)
def reply_to_comment(response_id: int, comment_id: int) -> Reply:
    """Reply to a comment."""
    address = comment_of(store_session(), response_id, comment_id).address
    field = f"reply-{comment_id}"
    return _taken(field, address, lambda text: reply(store_session(), access(), comment_id, text, now=now()))


@pages.post(f"{ONE}edit")
@permission(Permission.COMMENT)
def edit_own_comment(response_id: int, comment_id: int) -> Reply:
    """Change one's own comment."""
    address = comment_of(store_session(), response_id, comment_id).address
    field = f"edit-{comment_id}"
    return _taken(field, address, lambda text: edit_comment(store_session(), access(), comment_id, text, now=now()))


@pages.post(f"{ONE}remove")
@permission(Permission.COMMENT)
def remove_own_comment(response_id: int, comment_id: int) -> Response:
    """Remove one's own comment."""
    removed = remove_comment(store_session(), access(), comment_id, now=now())
    store_session().commit()
    notify(Notice.COMMENT_REMOVED)
    return redirect(_page_of(removed.address, NOTICES), code=303)


@pages.post(f"{ONE}resolve")
@permission(Permission.COMMENT)
def resolve_comment(response_id: int, comment_id: int) -> Response:
    """Note that a comment is resolved."""
    return _resolved(comment_id, is_resolved=True)


@pages.post(f"{ONE}open-again")
@permission(Permission.COMMENT)
def open_comment_again(response_id: int, comment_id: int) -> Response:
    """Note that a comment is open again."""
    return _resolved(comment_id, is_resolved=False)


def _resolved(comment_id: int, *, is_resolved: bool) -> Response:
    comment = resolve(store_session(), access(), comment_id, is_resolved=is_resolved, now=now())
    store_session().commit()
    return _to(comment)


def _taken(field: str, address: str, take: Callable[[str], CommentRow]) -> Reply:
    """Take the text of a field; where it is not taken, show the page again with all that was typed."""
    typed = {name: text for name, text in request.form.items() if name.startswith(FIELD)}
    if is_switching():
        return _page(address, typed)
    try:
        taken = take(typed.get(f"{FIELD}{field}", ""))
    except CommentRefused as refused:
        return _page(address, typed, [(f"{FIELD}{field}", refused.words(page_language()))]), 422
    store_session().commit()
    return _to(taken)


def _to(comment: CommentRow) -> Response:
    return redirect(_page_of(comment.address, f"comment-{comment.id}"), code=303)


def _page_of(address: str, place: str | None = None) -> str:
    return url_for(".comments_on", response_id=access().response.id, address=address, _anchor=place)


def _page(address: str, typed: Mapping[str, str] | None = None, errors: Errors | None = None) -> str:
    """`typed`: the texts of the fields, by name; one that is not there has what is stored."""
    response_id = access().response.id
    answers = given_answers(stored_answers_of(store_session(), response_id))
    found = threads(comments_of(store_session(), response_id, [address])).get(address, [])
    return render_template(
        "respond/colleagues/comments_on.html",
        access=access(),
        topic=topic_view(address, answers, found),
        answer_language=language_given(answers, access().organisation.language),
        typed=typed or {},
        labels=_labels(found),
        errors=errors or [],
    )


def _labels(found: Sequence[Thread]) -> dict[str, str]:
    labels = {f"{FIELD}new": _("New comment")}
    for thread in found:
        labels[f"{FIELD}reply-{thread.comment.id}"] = _("Your reply")
        labels |= {f"{FIELD}edit-{each.id}": _("Comment") for each in (thread.comment, *thread.replies)}
    return labels
