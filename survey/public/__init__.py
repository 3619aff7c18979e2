"""What anybody sees: the front page, what a consultation is about, the operator's health check."""

from flask import Blueprint

pages = Blueprint("public", __name__)

from survey.public import accessibility, views  # noqa: E402, F401  # the views register themselves on `pages`
