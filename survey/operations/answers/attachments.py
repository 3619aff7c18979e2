"""Storing the files that organisations attach to their answers so that no file is lost, and returning them to people
who are allowed to read them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from io import SEEK_END
from typing import IO

from sqlalchemy.orm import Session

from survey.operations.answers.drafts import Draft
from survey.operations.answers.saving import Change
from survey.operations.submissions.snapshots import contact_answers, public_answers
from survey.questions.file_kinds import FILE_KINDS, LONGEST_NAME, clean_file_name, kind_by_name
from survey.questions.kinds.attachment import AttachedFile, Attachment, files_of
from survey.questions.question import NOTHING, TICKED, Answers, Given, State
from survey.store.base import NotFound
from survey.store.personal_links import Access
from survey.store.responses.answers import (
    NEVER_ANSWERED,
    StoredAnswer,
    answer_in_revision,
    given_answers,
    stored_answers_of,
)
from survey.store.responses.attachments import NewFile, add_file, delete_files, file_content
from survey.store.responses.handling import snapshots_of_steps
from survey.store.responses.submissions import submissions_of
from survey.store.tables import SnapshotRow, SubmissionRow


class Reason(StrEnum):
    """Why an uploaded file was refused."""

    NAME_TOO_LONG = "name_too_long"
    OTHER_KIND = "other_kind"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    THERE_ALREADY = "there_already"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Refusal:
    """A file that was refused.

    `name`: its cleaned name; `size`: in bytes, given only for TOO_LARGE; `double`: the name of the file with the same
    content that is already attached, given only for THERE_ALREADY.
    """

    name: str
    reason: Reason
    size: int = 0
    double: str = ""


class FileRefused(Exception):
    """A file cannot be accepted; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


@dataclass(frozen=True)
class Offered:
    """A file as the browser sent it: the name that was sent, and its content as a stream, which is read only once."""

    name: str
    content: IO[bytes]


@dataclass(frozen=True)
class FilesSent:
    """What a page sends for one attachment question: the files to add, and the SHA-256 digests of the files to remove.

    `nothing`: whether "we have nothing to state" is ticked. `revision`: the revision of the answer that the page had
    shown.
    """

    question: Attachment
    offered: Sequence[Offered] = ()
    removed: frozenset[str] = frozenset()
    nothing: bool = False
    revision: int = 0


@dataclass(frozen=True)
class Received:
    """The changes to save and the files that were refused, both by address."""

    changes: Mapping[str, Change]
    refusals: Mapping[str, Sequence[Refusal]]


@dataclass(frozen=True)
class Fetched:
    """A stored file: its name, media type and content."""

    name: str
    media_type: str
    content: bytes


def receive_files(draft: Draft, sent: Mapping[str, FilesSent], *, now: datetime) -> Received:
    """Store the files that a page sends, and return for each question the changed answer, which the caller must save.

    A page sends which files to add and which to remove, never the complete list. So the changes that a colleague has
    made since the page was opened are kept, and if two people add files at the same time, both files are kept. The
    contents of files that no answer lists any more are deleted, unless they belong to a submission or to what a
    handling step keeps.
    """
    if not any(each.offered or each.removed or each.question.nothing_to_state for each in sent.values()):
        return Received({}, {})
    changes: dict[str, Change] = {}
    refusals: dict[str, list[Refusal]] = {}
    for address, each in sent.items():
        stored = draft.stored_answers.get(address, NEVER_ANSWERED)
        files, characters, refused = _taken_in(draft, each, _files(stored), now)
        nothing = TICKED if _says_nothing(draft, address, each, stored) else ""
        reading = each.question.answer({"files": "\n".join(file.line for file in files), NOTHING: nothing})
        changes[address] = Change(replace(reading, removed=characters), stored.revision)
        if refused:
            refusals[address] = refused
    _delete_unlisted(draft, changes)
    return Received(changes, refusals)


def file_of_response(session: Session, access: Access, sha256: str) -> Fetched:
    """Return a file that the organisation's draft, one of its submitted statements or one of its handling steps lists.
    Raises NotFound.
    """
    try:
        return file_of_draft(session, access.response.id, sha256)
    except NotFound:
        for submission in submissions_of(session, access.response.id):
            with suppress(NotFound):
                return file_of_statement(session, submission, submission.snapshot, sha256)
        for snapshot in snapshots_of_steps(session, access.response.id):
            answers = public_answers(snapshot)
            if _listed(answers, sha256):
                return _fetched(session, access.response.id, answers, sha256)
        raise


def file_of_draft(session: Session, response_id: int, sha256: str) -> Fetched:
    """Return a file that the working answers of a response list. Raises NotFound."""
    return _fetched(session, response_id, given_answers(stored_answers_of(session, response_id)), sha256)


def file_of_statement(session: Session, submission: SubmissionRow, snapshot: SnapshotRow, sha256: str) -> Fetched:
    """Return a file that this submitted statement lists, or with which its decision was confirmed. Raises NotFound."""
    extract = submission.confirmation.extract if submission.confirmation else None
    if extract and extract.sha256 == sha256:
        return Fetched(extract.name, *file_content(session, submission.response_id, sha256))
    return _fetched(session, submission.response_id, public_answers(snapshot), sha256)


def _taken_in(
    draft: Draft, sent: FilesSent, stored: Sequence[AttachedFile], now: datetime
) -> tuple[list[AttachedFile], int, list[Refusal]]:
    """Return the files after removing and adding, how many characters were removed from their names, and the refused
    files.
    """
    files = [file for file in stored if file.sha256 not in sent.removed]
    characters, refused = 0, []
    for offered in sent.offered:
        cleaned = clean_file_name(offered.name)
        try:
            checked = checked_file(sent.question, cleaned.name, offered.content, files)
        except FileRefused as error:
            refused.append(error.refusal)
            continue
        add_file(draft.session, draft.access.response.id, checked, by=draft.access.participant.id, now=now)
        files.append(AttachedFile(checked.sha256, len(checked.content), checked.name))
        characters += cleaned.removed
    return files, characters, refused


def checked_file(question: Attachment, name: str, stream: IO[bytes], files: Sequence[AttachedFile]) -> NewFile:
    """Read one file with this cleaned name and return it, ready to be stored beside `files`. Raises FileRefused."""
    kind = kind_by_name(name)
    if kind not in question.file_kinds:
        raise FileRefused(Refusal(name, Reason.OTHER_KIND))
    if len(name) > LONGEST_NAME:
        raise FileRefused(Refusal(name, Reason.NAME_TOO_LONG))
    content = stream.read(question.largest + 1)
    if len(content) > question.largest:
        raise FileRefused(Refusal(name, Reason.TOO_LARGE, size=stream.seek(0, SEEK_END)))
    if not content:
        raise FileRefused(Refusal(name, Reason.EMPTY))
    if not FILE_KINDS[kind].recognises(content):
        raise FileRefused(Refusal(name, Reason.NOT_WHAT_IT_SAYS))
    sha256 = hashlib.sha256(content).hexdigest()
    double = next((file.name for file in files if file.sha256 == sha256), None)
    if double is not None:
        raise FileRefused(Refusal(name, Reason.THERE_ALREADY, double=double))
    if len(files) >= question.max_files:
        raise FileRefused(Refusal(name, Reason.TOO_MANY))
    return NewFile(sha256, name, FILE_KINDS[kind].media_type, content)


def _says_nothing(draft: Draft, address: str, sent: FilesSent, stored: StoredAnswer) -> bool:
    """Return whether "nothing to state" is ticked after this save.

    The tick that the page sends counts only if the page changed it; otherwise the stored tick is kept.
    """
    shown = stored.given
    if sent.revision != stored.revision:
        response_id = draft.access.response.id
        shown = answer_in_revision(draft.session, response_id, address, sent.revision) if sent.revision else None
    return sent.nothing if sent.nothing != _nothing_in(shown) else _nothing_in(stored.given)


def _nothing_in(given: Given | None) -> bool:
    return given is not None and (given.state is State.NOTHING_TO_STATE or NOTHING in given.value)


def _files(stored_answers: StoredAnswer) -> list[AttachedFile]:
    return files_of(stored_answers.given.value) if stored_answers.given else []


def _delete_unlisted(draft: Draft, changes: Mapping[str, Change]) -> None:
    """Delete the contents of files that no answer lists any more, if `changes` are saved."""
    after = draft.given | {address: change.given for address, change in changes.items()}
    listed = {file.sha256 for given in after.values() if given for file in files_of(given.value)}
    before = {file.sha256 for answer in draft.stored_answers.values() for file in _files(answer)}
    if before - listed:
        for snapshot in snapshots_of_steps(draft.session, draft.access.response.id):
            answers = public_answers(snapshot) | contact_answers(snapshot)
            listed |= {file.sha256 for given in answers.values() for file in files_of(given.value)}
        delete_files(draft.session, draft.access.response.id, before - listed)


def _listed(answers: Answers, sha256: str) -> AttachedFile | None:
    every = (file for given in answers.values() for file in files_of(given.value))
    return next((file for file in every if file.sha256 == sha256), None)


def _fetched(session: Session, response_id: int, answers: Answers, sha256: str) -> Fetched:
    file = _listed(answers, sha256)
    if file is None:
        raise NotFound("attachment")
    media_type, content = file_content(session, response_id, sha256)
    return Fetched(file.name, media_type, content)
