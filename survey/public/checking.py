"""Checking a statement: who holds its check code learns whether it was submitted, and nothing else."""

import re

from flask import render_template, request

from survey.operations.submissions.submitting import REFERENCE_LETTERS
from survey.public import pages
from survey.store.responses.submissions import deleted_submissions_by_public_digest, submissions_by_public_digest
from survey.web.guards import permission
from survey.web.installation import store_session
from survey.web.language import LANGUAGE_IN_PATH, _
from survey.web.permissions import Permission
from survey.web.replies import Reply

CODE = re.compile(r"[0-9a-f]{64}")
"""A SHA-256 in hexadecimal digits. Nobody guesses one, so that the page needs no throttling against that."""

REFERENCE = re.compile(rf"[{REFERENCE_LETTERS}]{{4}}-?[{REFERENCE_LETTERS}]{{4}}", re.IGNORECASE)
"""What stands largest on a receipt, so that people type it here."""

LONGEST_TYPED = 300
"""As much of what was typed is shown again."""

MOST_SHOWN = 20
"""Submissions of the same code; the latest ones if there are more."""


@pages.get(f"{LANGUAGE_IN_PATH}/check")
@permission(Permission.VISIT)
def check() -> Reply:
    """The form for a check code and, where one was sent, the submissions with it, each with its reference and time.

    It is a GET: nothing is changed, and the address of an answer can be kept with a decision.
    """
    typed = request.args.get("code")
    if typed is None:
        return render_template("public/check.html", code="", errors=[], asked=False, submissions=[], deleted=[])
    code = "".join(typed.split()).lower()
    if not CODE.fullmatch(code):
        errors = [("code", _what_is_wrong(code))]
        page = render_template(
            "public/check.html", code=typed[:LONGEST_TYPED], errors=errors, asked=False, submissions=[], deleted=[]
        )
        return page, 422
    found = submissions_by_public_digest(store_session(), code, most=MOST_SHOWN)
    deleted = deleted_submissions_by_public_digest(store_session(), code, most=MOST_SHOWN)
    return render_template("public/check.html", code=code, errors=[], asked=True, submissions=found, deleted=deleted)


def _what_is_wrong(typed: str) -> str:
    if REFERENCE.fullmatch(typed):
        return _(
            "This is the reference of a statement. The check code is longer: on the receipt it is under “%(heading)s”.",
            heading=_("Check code of the public statement"),
        )
    return _("A check code has 64 characters: digits and letters from a to f. Copy the complete code.")
