"""Checking a statement by its check code, or by its file or text: whether it was submitted, and nothing else."""

import re

from flask import render_template, request

from survey.languages import MEGABYTE, gettext
from survey.operations.submissions.checking import (
    CodeMissing,
    Found,
    SeveralCodes,
    code_in,
    found_by_code,
    says_the_same,
)
from survey.operations.submissions.submitting import REFERENCE_LETTERS
from survey.public import pages
from survey.questions.text import clean_text
from survey.statement_texts.blocks import TextRefused
from survey.statement_texts.pasted import read_pasted
from survey.statement_texts.word_file import read_word
from survey.web.guards import permission
from survey.web.installation import installation, now, store_session
from survey.web.language import LANGUAGE_IN_PATH, _, is_switching, page_language
from survey.web.limits import largest_body
from survey.web.permissions import Permission
from survey.web.replies import Errors, Reply

CODE = re.compile(r"[0-9a-f]{64}")
"""A SHA-256 in hexadecimal digits. Nobody guesses one, so that the page needs no throttling against that."""

REFERENCE = re.compile(rf"[{REFERENCE_LETTERS}]{{4}}-?[{REFERENCE_LETTERS}]{{4}}", re.IGNORECASE)
"""What stands largest on a receipt, so that people type it here."""

LONGEST_TYPED = 300
"""As much of what was typed is shown again."""

LARGEST_FILE = 8 * MEGABYTE
"""Of a statement's Word file or text, in bytes, with the form around it. Pictures are in none of ours."""

TEXT = "text"


@pages.get(f"{LANGUAGE_IN_PATH}/check")
@permission(Permission.VISIT)
def check() -> Reply:
    """The forms for a check code and for a file and, where a code was sent, the submissions with it, each with its
    reference and time.

    It is a GET: nothing is changed, and the address of an answer can be kept with a decision.
    """
    typed = request.args.get("code")
    if typed is None:
        return _page()
    code = "".join(typed.split()).lower()
    if not CODE.fullmatch(code):
        return _page(code=typed[:LONGEST_TYPED], errors=[("code", _what_is_wrong(code))]), 422
    return _page(code=code, found=found_by_code(store_session(), code))


@pages.post(f"{LANGUAGE_IN_PATH}/check")
@permission(Permission.VISIT)
@largest_body(LARGEST_FILE, fields=LARGEST_FILE)
def check_text() -> Reply:
    """Say whether the text of a file, or a pasted text, is that of a submitted statement. Nothing of it is kept."""
    pasted, file = request.form.get(TEXT, ""), request.files.get("file")
    raw = file.read() if file else b""
    if is_switching():
        return _page(pasted=pasted)
    if not raw and not clean_text(pasted).text.strip():
        wrong = _("The file is empty.") if file and file.filename else _("Choose a Word file, or paste the text.")
        return _page(errors=[("file", wrong)]), 422
    if raw and pasted.strip():
        return _page(pasted=pasted, errors=[(TEXT, _("Bring either a file or a pasted text, not both."))]), 422
    try:
        text = read_word(raw) if raw else read_pasted(pasted)
        code = code_in(text)
    except (TextRefused, CodeMissing, SeveralCodes) as refused:
        return _page(pasted=pasted, errors=[("file" if raw else TEXT, _refusal(refused, is_file=bool(raw)))]), 422
    # The request's own session of a POST would keep everybody else from writing while the texts are compared.
    with installation().database.reading() as session:
        found = found_by_code(session, code)
        is_same = says_the_same(session, text, found, now=now()) if found.submissions else None
        return _page(pasted=pasted, found=found, is_same=is_same)


def _page(
    *, code: str = "", pasted: str = "", errors: Errors | None = None, found: Found | None = None,
    is_same: bool | None = None,
) -> str:  # fmt: skip
    return render_template(
        "public/check.html", code=code, pasted=pasted, errors=errors or [], found=found, is_same=is_same, field=TEXT
    )


def _refusal(refused: TextRefused | CodeMissing | SeveralCodes, *, is_file: bool) -> str:
    match refused:
        case CodeMissing():
            return _(
                "There is no check code in it, so that nobody can say which statement it is to be compared with. The "
                "code has 64 characters, and is at the beginning of the statement and of its Word file."
            )
        case SeveralCodes():
            return _("There is more than one check code in it. Check one statement at a time.")
        case TextRefused():
            return _cannot_be_read(gettext(page_language(), refused.reason), is_file=is_file)


def _cannot_be_read(reason: str, *, is_file: bool) -> str:
    if not is_file:
        return _("The text cannot be read: %(reason)s.", reason=reason)
    return _("The file cannot be read: %(reason)s. Choose the statement’s Word file, or paste its text.", reason=reason)


def _what_is_wrong(typed: str) -> str:
    if REFERENCE.fullmatch(typed):
        return _(
            "This is the reference of a statement. The check code is longer: on the receipt it is under “%(heading)s”.",
            heading=_("Check code of the public statement"),
        )
    return _("A check code has 64 characters: digits and letters from a to f. Copy the complete code.")
