"""How much one request may bring: enough for the longest page of answers, and no more for anybody else."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from survey.web.guards import Permission, permission_of

LARGEST_BODY = 24 * 1024 * 1024
"""Bytes. Two answers of 100,000 emoji, percent-encoded, are 2.4 MB; a page of ten such is 12 MB."""

LARGEST_BODY_ELSEWHERE = 64 * 1024
"""Bytes of a form that holds no answers, such as signing in."""

MOST_FIELDS = 2_000
MOST_FIELDS_ELSEWHERE = 50

View = TypeVar("View", bound=Callable[..., object])
MARK = "largest_body"


def largest_body(size: int) -> Callable[[View], View]:
    """Mark a view that takes more bytes than a form without answers does, such as one for a file."""

    def mark(view: View) -> View:
        setattr(view, MARK, size)
        return view

    return mark


def set_up_limits(app: Flask) -> None:
    """Refuse what is too large before anything is read out of it."""
    app.before_request(_limit_body)


def _limit_body() -> None:
    if request.endpoint is None or permission_of(request.endpoint) is not Permission.ANSWER:
        view = current_app.view_functions.get(request.endpoint or "")
        request.max_content_length = getattr(view, MARK, LARGEST_BODY_ELSEWHERE)
        # Of a multipart form: its fields that are no files, which are read into memory, and the number of its parts.
        request.max_form_memory_size = LARGEST_BODY_ELSEWHERE
        request.max_form_parts = MOST_FIELDS_ELSEWHERE
    # Flask counts the parts of multipart forms only; a million fields of a urlencoded one take a gigabyte.
    is_form = request.method == "POST" and request.mimetype == "application/x-www-form-urlencoded"
    if is_form and request.get_data(parse_form_data=False).count(b"&") > MOST_FIELDS:
        raise RequestEntityTooLarge
