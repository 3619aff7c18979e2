"""What was typed into a page that could not be taken in: shown again whole, so that an error loses no text."""

from collections.abc import Sequence

from flask import request
from werkzeug.exceptions import HTTPException

NOT_TEXT = frozenset({"csrf_token", "password", "nonce", "checked"})
"""Fields that nobody typed as text, or that must never be shown."""

TYPED = ("answer-", "opening-", "headings-")
"""How the names of fields begin whose texts a person typed."""


def typed_fields() -> Sequence[tuple[str, str]]:
    """Every (name, text) of the present form that a person typed, and the hidden ones that belong with them.

    Empty where another site sent the form (its words are not the person's own), and where it cannot be read: it is too
    large, or its sender is gone.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return ()
    try:
        fields = [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_TEXT]
    except HTTPException:
        return ()
    return fields if any(name.startswith(TYPED) and text.strip() for name, text in fields) else ()


def chose_files() -> bool:
    """Whether the present form brought files: a page cannot give those back."""
    try:
        return any(file.filename for file in request.files.values())
    except HTTPException:
        return False
