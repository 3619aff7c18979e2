"""How large one request may be: enough for the longest page of answers and files; less for all other pages."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from flask import Flask, abort, current_app, g, request, session
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from survey.languages import MEGABYTE
from survey.operations.accounts.coordinators import signed_in
from survey.questions.details import details_section
from survey.questions.freeze import read_frozen
from survey.questions.kinds.attachment import Attachment
from survey.questions.question_set import QuestionSet, Section
from survey.store.base import NotFound
from survey.store.consultation_drafts import consultation_draft
from survey.store.consultations import consultation_by_key
from survey.store.personal_links import access_to
from survey.web.guards import LINKS, SIGN_IN, audience_at, tried_draft
from survey.web.installation import installation, now
from survey.web.permissions import Audience

LARGEST_BODY = 24 * MEGABYTE
"""In bytes. Two answers of 100,000 emoji, percent-encoded, are 2.4 MB; a page of ten such answers is 12 MB."""

LARGEST_BODY_ELSEWHERE = 64 * 1024
"""The largest form without answers, such as signing in, in bytes."""

LARGEST_READ_ELSEWHERE = MEGABYTE
"""How much of such a form a server reads before it refuses it itself, without a page."""

MEMORY_OF_MULTIPART = 4 * LARGEST_BODY_ELSEWHERE
"""Bytes of a multipart form that are no files. Werkzeug reads pieces of 64 kB, and counts what is left of the piece
before with the next, whatever is in them: a limit of one piece refused files of more than that at random."""

LARGEST_FILES = 200 * MEGABYTE
"""The largest total size of the files that one page may send, in bytes: one question with the largest possible number
of files of the largest possible size.
"""

MOST_FIELDS = 4_000
MOST_FIELDS_ELSEWHERE = 50

View = TypeVar("View", bound=Callable[..., object])
MARK, FIELDS = "largest_body", "largest_fields"


def largest_body(size: int, *, fields: int = MEMORY_OF_MULTIPART) -> Callable[[View], View]:
    """Return a decorator that marks a view which accepts a larger form, for example with a file. `size`: in bytes;
    `fields`: how many of them may be fields that are no files, which are held in memory.
    """

    def mark(view: View) -> View:
        setattr(view, MARK, size)
        setattr(view, FIELDS, fields)
        return view

    return mark


LARGEST_FILES_OF_TRIAL = 20 * MEGABYTE
"""The same for a page that is tried: a trial is written whole each time when something is saved."""

ANSWERS = "takes_answers"


def takes_answers(*, files: bool = False) -> Callable[[View], View]:
    """Return a decorator that marks a view whose form has answers, also where coordinators send it. `files`: it is the
    page of a section, which may have files.
    """

    def mark(view: View) -> View:
        setattr(view, ANSWERS, files)
        return view

    return mark


def set_up_limits(app: Flask) -> None:
    """Refuse requests that are too large before their content is read."""
    app.before_request(_limit_body)


def largest_body_at(app: Flask, method: str, path: str) -> int:
    """Return how many bytes of a request a server reads at all before the application decides, for this address.

    It is more than the application takes, so that somebody who sends a little too much gets a page that says so.
    """
    try:
        endpoint, _ = app.url_map.bind("localhost").match(path, method)
    except HTTPException:  # an unknown address, a method that it does not take, a redirection
        return LARGEST_READ_ELSEWHERE
    with app.app_context():
        is_respondents = audience_at(endpoint) is Audience.RESPONDENT
    view = app.view_functions[endpoint]
    if hasattr(view, MARK) or getattr(view, ANSWERS, False):
        return LARGEST_BODY + LARGEST_FILES + MEGABYTE
    return LARGEST_BODY + MEGABYTE if is_respondents or hasattr(view, ANSWERS) else LARGEST_READ_ELSEWHERE


def is_multipart() -> bool:
    """Return whether the request is a form that may contain files."""
    return request.mimetype == "multipart/form-data"


def room_for_files() -> int:
    """Return how many bytes of files the present request may contain: 0 on a page without files."""
    room: int = g.get("room_for_files", 0)
    return room


def _limit_body() -> None:
    if any("\0" in str(value) for value in (*(request.view_args or {}).values(), *request.args.values())):
        abort(404)  # no key and no word has it, and PostgreSQL takes no text with it
    view = current_app.view_functions.get(request.endpoint or "")
    if audience_at(request.endpoint) is not Audience.RESPONDENT and not hasattr(view, ANSWERS):
        request.max_content_length = getattr(view, MARK, LARGEST_BODY_ELSEWHERE)
        # Limits for a form's fields that are not files (read into memory), and the number of a multipart form's parts.
        request.max_form_memory_size = getattr(view, FIELDS, MEMORY_OF_MULTIPART)
        request.max_form_parts = MOST_FIELDS_ELSEWHERE
    elif getattr(view, ANSWERS, False) and is_multipart():
        g.room_for_files = _room_for_files()
        request.max_content_length = LARGEST_BODY + room_for_files()
    # Flask counts only the parts of multipart forms; a million fields of a urlencoded form need a gigabyte of memory.
    is_form = request.method == "POST" and request.mimetype == "application/x-www-form-urlencoded"
    if is_form and request.get_data(parse_form_data=False).count(b"&") > MOST_FIELDS:
        raise RequestEntityTooLarge


def _room_for_files() -> int:
    """Return how many bytes of files the section's questions accept together; 0 for people without a link to the
    response, and for who takes no part in the consultation or in preparing it.

    This is read in a separate session, closed before the body is read: a slow sender must not hold SQLite's write lock.
    """
    place = request.view_args or {}
    try:
        with installation().database.reading() as store:
            if (draft_id := tried_draft()) is not None:
                account, _role = signed_in(store, session.get(SIGN_IN, ""), now=now())
                frozen = consultation_draft(store, account.coordinator_id, draft_id).question_set
            elif "response_id" in place:
                link_ids = session.get(LINKS, [])
                frozen = access_to(store, int(place["response_id"]), link_ids).consultation.question_set
            else:
                token = session.get(SIGN_IN, "")
                _signed_in, role = signed_in(store, token, now=now(), consultation_key=place["key"])
                if role is None:
                    return 0
                frozen = consultation_by_key(store, place["key"]).question_set
        if frozen is None:
            return 0
        section = _section_at(read_frozen(frozen), place)
    except (NotFound, KeyError):
        return 0
    takes = (each.max_files * each.largest for each in section.questions if isinstance(each, Attachment))
    return min(sum(takes), LARGEST_FILES if tried_draft() is None else LARGEST_FILES_OF_TRIAL)


def _section_at(question_set: QuestionSet, place: Mapping[str, str]) -> Section:
    """Return the section of this address; the respondent's details if it names none. Raises KeyError."""
    key = place.get("section", "") if "response_id" not in place else place.get("key", "")
    return question_set.section(key) if key else details_section(question_set)
