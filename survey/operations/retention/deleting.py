"""Deleting what is due: by consultation and kind, in transactions of a bounded size.

The first transaction of a kind logs the act and marks its beginning, the last one its end. Where there are few
organisations, both are the same transaction. Who kills the process in between loses nothing: the next run goes on.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import Enum
from itertools import islice
from pathlib import Path

from sqlalchemy.orm import Session

from survey.operations.consultations.personal_links import JOINING_KEPT
from survey.operations.exports.files import remove_files_of
from survey.operations.log import record
from survey.operations.retention.due import Due, is_due, mails_before, title_to_leave, unpublished_in
from survey.operations.retention.periods import Kind
from survey.store.database import Database
from survey.store.responses.joining import forget_joinings, remove_joinings_of
from survey.store.retention.deleting import (
    delete_consultation,
    delete_contact,
    delete_drafts,
    delete_invitations,
    delete_mails,
    delete_recipients,
    delete_traces_of_attempts,
    mark_deleted,
)
from survey.store.retention.periods import (
    Kept,
    invitation_ids,
    is_export_under_way,
    lock_consultation,
    periods_that_count,
)
from survey.store.retention.selecting import Rows

INVITATIONS_AT_A_TIME = 500
"""How many invited organisations one transaction deletes from: a second or two of writing, for which others wait."""

UNHEARD_OF = timedelta(seconds=60)
"""A file whose maker has not been heard of for this long is not being made any more."""

ATTEMPTS_KEPT = timedelta(days=1)
"""How long it is known who asked for a link or failed to sign in: longer than anything is limited by it."""

EVENTS = {
    Kind.CONTACT: "contact details deleted",
    Kind.DRAFTS: "drafts deleted",
    Kind.MAILS: "mails deleted",
    Kind.ALL: "consultation deleted",
}


class Outcome(Enum):
    """What became of something due."""

    DELETED = "deleted"
    IN_USE = "in use"
    """A file of the consultation is being made, or somebody else is writing to it: it is for the next run."""
    NOT_DUE = "not due"
    """Somebody has changed the period or the deadline meanwhile."""


def delete_due(database: Database, folder: Path, due: Due, *, now: datetime) -> Outcome:
    """Delete what is due, and log it. `folder`: the installation's, which has the files that were made."""
    with database.reading() as session:
        numbers = invitation_ids(session, due.consultation_id)
    batches = list(_batches(numbers)) or [[]]
    for place, some in enumerate(batches, start=1):
        with database.writing() as session:
            outcome = _delete_some(session, folder, due, some, is_last=place == len(batches), now=now)
        if outcome is not Outcome.DELETED:
            return outcome
    return Outcome.DELETED


def forget_attempts(database: Database, *, now: datetime) -> None:
    """Delete who asked for a link or failed to sign in more than a day ago, and wishes to answer whose address was not
    verified in time.
    """
    with database.writing() as session:
        forget_joinings(session, before=now - JOINING_KEPT)
        delete_traces_of_attempts(session, before=now - ATTEMPTS_KEPT)


def _batches(numbers: Sequence[int]) -> Iterator[list[int]]:
    remaining = iter(numbers)
    while some := list(islice(remaining, INVITATIONS_AT_A_TIME)):
        yield some


def _delete_some(  # noqa: PLR0913  # what is due, of whom, and whether that is the end of it
    session: Session, folder: Path, due: Due, some: Sequence[int], *, is_last: bool, now: datetime
) -> Outcome:
    if not lock_consultation(session, due.consultation_id):
        return Outcome.IN_USE
    if is_export_under_way(session, due.consultation_id, alive_after=now - UNHEARD_OF):
        return Outcome.IN_USE
    kept = _period(session, due)
    if kept is None or not is_due(kept, now=now):
        return Outcome.NOT_DUE
    _begin(session, kept, due.kind, now=now)
    _delete(session, kept, due.kind, Rows(due.consultation_id, some), now=now)
    if is_last:
        _delete_rest(session, folder, kept, due.kind, now=now)
        kept.retention.deleted_at = now
    session.flush()
    return Outcome.DELETED


def _period(session: Session, due: Due) -> Kept | None:
    found = periods_that_count(session, due.consultation_id)
    return next((each for each in found if each.retention.kind == due.kind), None)


def _begin(session: Session, kept: Kept, kind: Kind, *, now: datetime) -> None:
    retention = kept.retention
    if retention.begun_at and not retention.deleted_at:
        return
    retention.begun_at, retention.deleted_at = now, None
    record(session, EVENTS[kind], now=now, consultation_id=kept.consultation.id)
    if kind is Kind.ALL:
        mark_deleted(session, kept.consultation.id, now=now)


def _delete(session: Session, kept: Kept, kind: Kind, rows: Rows, *, now: datetime) -> None:
    match kind:
        case Kind.CONTACT:
            delete_contact(session, rows, unpublished_in(kept.consultation.question_set), now=now)
        case Kind.DRAFTS:
            delete_drafts(session, rows)
        case Kind.MAILS:
            delete_mails(session, rows, before=mails_before(kept.retention.months, now=now))
        case Kind.ALL:
            delete_invitations(session, rows)


def _delete_rest(session: Session, folder: Path, kept: Kept, kind: Kind, *, now: datetime) -> None:
    """Delete what belongs to the consultation and to no single organisation."""
    consultation = kept.consultation
    whole = Rows(consultation.id)
    match kind:
        case Kind.CONTACT:
            remove_joinings_of(session, consultation.id)
            delete_recipients(session, whole)
            remove_files_of(session, folder, consultation.id, only_internal=True)
        case Kind.DRAFTS:
            pass
        case Kind.MAILS:
            delete_mails(session, whole, before=mails_before(kept.retention.months, now=now))
        case Kind.ALL:
            remove_files_of(session, folder, consultation.id)
            remove_joinings_of(session, consultation.id)
            delete_invitations(session, whole)
            delete_consultation(session, consultation.id, title=title_to_leave(consultation))
