"""The pages that anybody can see: the front page, what a consultation is about, and the health check for
the operator.
"""

from flask import Blueprint

pages = Blueprint("public", __name__)

from survey.public import (  # noqa: E402, F401  # the views register themselves on `pages`
    accessibility,
    checking,
    joining,
    joint,
    new_link,
    outgoing_mail,
    personal_link,
    views,
)
