"""The typed texts of a page that could not be saved. The error page shows them in full, so that no text is lost."""

from collections.abc import Sequence

from flask import request
from werkzeug.exceptions import HTTPException

NOT_TEXT = frozenset({"csrf_token", "password", "nonce", "checked"})
"""Fields that nobody typed as text, or that must never be shown."""

TYPED = ("answer-", "opening-", "headings-", "comment-", "brought-")
"""The names of fields with typed texts begin with one of these."""


def typed_fields() -> Sequence[tuple[str, str]]:
    """Return (name, text) of every field of the present form if it contains typed text, including its hidden fields.

    Returns nothing if another site sent the form (the texts are not the person's own), or if the form cannot be read
    because it is too large or the connection has ended.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return ()
    try:
        fields = [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_TEXT]
    except HTTPException:
        return ()
    return fields if any(name.startswith(TYPED) and text.strip() for name, text in fields) else ()


def chose_files() -> bool:
    """Return whether the present form contains files. A page cannot give those back."""
    try:
        return any(file.filename for file in request.files.values())
    except HTTPException:
        return False
