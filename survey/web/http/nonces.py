"""The random text of a page that submits something: because of it a double click submits only once."""

import secrets

from flask import request

from survey.questions.text import clean_text

LONGEST_NONCE = 64


def new_nonce() -> str:
    """Return a text for a page that is shown now."""
    return secrets.token_urlsafe(24)


def sent_nonce() -> str:
    """Return the text that the page has sent; a new one if it has none, so that it counts as a separate page."""
    return clean_text(request.form.get("nonce", "")).text[:LONGEST_NONCE] or new_nonce()
