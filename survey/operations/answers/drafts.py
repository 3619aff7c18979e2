"""A response's working answers during one change: the response is locked, its answers are read once, and `Draft` is
updated with everything that is written.

All parts of a page (answers, files, a button of a group) work on the same Draft, so that nothing is read from the
database twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.questions.question import Given
from survey.store.personal_links import Access
from survey.store.responses.answers import (
    StoredAnswer,
    Write,
    given_answers,
    lock_response,
    note_change,
    stored_answers_of,
    write_answers,
)


@dataclass
class Draft:
    """The answers of a response by address, as they are in this transaction."""

    session: Session
    access: Access
    stored_answers: dict[str, StoredAnswer]

    @property
    def given(self) -> dict[str, Given]:
        """The answers that are not empty, by address."""
        return given_answers(self.stored_answers)


def open_draft(session: Session, access: Access) -> Draft:
    """Lock the response until the transaction ends, so that two people who save at the same time wait for each other;
    then read its answers.
    """
    lock_response(session, access.response.id)
    return Draft(session, access, stored_answers_of(session, access.response.id))


def write(draft: Draft, writes: Sequence[Write], *, now: datetime) -> None:
    """Write answers to the database and to `draft`, and note the time of the change. Does nothing if
    `writes` is empty.
    """
    if not writes:
        return
    by = draft.access.participant.id
    draft.stored_answers |= write_answers(draft.session, draft.access.response.id, writes, by=by, now=now)
    note_change(draft.session, draft.access.response, now=now)
