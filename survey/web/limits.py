"""How much one request may bring: enough for the longest page of answers, and no more for anybody else."""

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge

from survey.web.guards import Permission, permission_of

LARGEST_BODY = 24 * 1024 * 1024
"""Bytes. Two answers of 100,000 emoji, percent-encoded, are 2.4 MB; a page of ten such is 12 MB."""

LARGEST_BODY_ELSEWHERE = 64 * 1024
"""Bytes of a form that holds no answers, such as signing in."""

MOST_FIELDS = 2_000


def set_up_limits(app: Flask) -> None:
    """Refuse what is too large before anything is read out of it."""
    app.before_request(_limit_body)


def _limit_body() -> None:
    if request.endpoint is None or permission_of(request.endpoint) is not Permission.ANSWER:
        request.max_content_length = LARGEST_BODY_ELSEWHERE
    # Flask counts the parts of multipart forms only; a million fields of a urlencoded one take a gigabyte.
    is_form = request.method == "POST" and request.mimetype == "application/x-www-form-urlencoded"
    if is_form and request.get_data(parse_form_data=False).count(b"&") > MOST_FIELDS:
        raise RequestEntityTooLarge
