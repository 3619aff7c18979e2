"""Trying a consultation before it opens: a coordinator fills in its set and hands it in, apart from all real data.

A trial is a whole database of its own with one consultation and one organisation in it. It is in memory while a request
uses it, and otherwise one packed value in a row of the draft. So no list, count, file or mail can have anything of it,
whatever a query forgets; and it is deleted in the same transaction as the draft is removed or opened.

Everybody who prepares the consultation has a trial of their own: who tries it is not surprised by what others type, and
removes nothing of theirs.
"""

import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from survey.export.statements.records import Edition
from survey.languages import AUTHOR_LANGUAGES, PAGE_LANGUAGES, gettext, mark_with_context, pgettext
from survey.languages import mark as _
from survey.operations.consultation_drafts.materials import materials_to_keep
from survey.operations.consultation_drafts.opening import as_consultation
from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.opening import add_invitation
from survey.operations.exports.committee_workbook import export_consultation
from survey.operations.log import record
from survey.operations.question_sets.drafts import content_version
from survey.operations.register.groups import groups_in
from survey.questions.freeze import freeze, read_frozen
from survey.store.base import NotFound
from survey.store.consultation_drafts import consultation_draft, delete_trials, materials_of, trial_of
from survey.store.database import DatabaseInMemory
from survey.store.exports import count_of_submissions
from survey.store.migrations import latest, upgrade
from survey.store.personal_links import Access, only_access
from survey.store.tables import ConsultationDraftRow, CoordinatorRow, TrialRow
from survey.store.text_revisions import append_text_revision

USUAL_TIME = timedelta(weeks=6)
"""For how long a trial can be handed in where the draft tells no deadline yet, or one that has passed."""

A_TRIAL = _("trial")
FILE_OF_TRIAL = mark_with_context("file name", "trial")
"""With these in the diary number and in the key of the consultation every file says that it is of a trial."""

GROUP = "other"
"""The group of the organisation that answers in a trial."""

_making = threading.Lock()


class TrialOver(Exception):
    """There is no trial, or its draft has another question set now, or has opened. Has the number of the draft."""

    def __init__(self, draft_id: int) -> None:
        super().__init__(draft_id)
        self.draft_id = draft_id


@dataclass(frozen=True)
class TrialState:
    """What a page tells of a trial. `is_over`: it is of an earlier question set, and can only be begun anew."""

    begun_at: datetime
    changed_at: datetime
    is_over: bool
    statements: int


def begin_trial(
    session: Session, draft: ConsultationDraftRow, *, by: CoordinatorRow, language: str, now: datetime
) -> int:
    """Begin a trial of the draft as it is now, in place of an earlier one of this coordinator. Returns the number of
    its response. Raises NotFound if the question set cannot be used.

    What it is called says in the pages and in every file that it is a trial.
    """
    consultation = as_consultation(draft, now, own_groups=groups_in(session).own_in_use)
    if consultation is None:
        raise NotFound(str(draft.id))
    deadline = consultation.deadline if consultation.deadline > now else now + USUAL_TIME
    closes_at = consultation.closes_at
    consultation.opened_at, consultation.deadline = now, deadline
    consultation.closes_at = closes_at if closes_at and closes_at > deadline else None
    consultation.materials = materials_to_keep(materials_of(session, draft.id))
    consultation.key = f"{pgettext(language, *FILE_OF_TRIAL)}-{consultation.key}"
    consultation.diary_number += f" ({' / '.join(gettext(each, A_TRIAL) for each in PAGE_LANGUAGES)})"
    question_set = read_frozen(consultation.question_set)
    names = {each: gettext(each, "Trial: %(name)s", name=by.name) for each in AUTHOR_LANGUAGES}
    with _opened(_empty()) as database:
        with database.writing() as inside:
            inside.add(consultation)
            inside.flush()
            append_text_revision(inside, consultation, freeze(question_set), now=now)
            made = add_invitation(inside, consultation, Addressee(names, GROUP, language, ""), now=now)
            response_id = made.response.id
        content = zlib.compress(database.content(), 1)
    delete_trials(session, draft.id, by.id)
    session.add(
        TrialRow(
            draft_id=draft.id,
            coordinator_id=by.id,
            version=_version(draft),
            begun_at=now,
            changed_at=now,
            content=content,
        )
    )
    record(session, "trial begun", now=now, coordinator_id=by.id)
    session.flush()
    return response_id


def remove_trial(session: Session, draft: ConsultationDraftRow, *, by: CoordinatorRow, now: datetime) -> bool:
    """Delete this coordinator's trial of the draft. Returns whether there was one."""
    if not delete_trials(session, draft.id, by.id):
        return False
    record(session, "trial removed", now=now, coordinator_id=by.id)
    return True


def state_of_trial(session: Session, draft: ConsultationDraftRow, coordinator_id: int) -> TrialState | None:
    """Return what is to be told of this coordinator's trial of the draft; None if there is none."""
    row = trial_of(session, draft.id, coordinator_id, with_content=True)
    if row is None:
        return None
    is_over = row.version != _version(draft)
    statements = 0
    if not is_over:
        with _opened(zlib.decompress(row.content)) as database, database.reading() as inside:
            statements = count_of_submissions(inside, only_access(inside).consultation.id)
    return TrialState(row.begun_at, row.changed_at, is_over, statements)


def open_trial(session: Session, draft_id: int, by: CoordinatorRow, *, now: datetime, writes: bool) -> "OpenTrial":
    """Return this coordinator's trial of a draft, opened for one request. `session`: of the real database; if the
    request `writes`, it must be for writing, and is committed with what is committed in the trial.

    Raises NotFound for who takes no part in preparing the draft, and TrialOver.
    """
    draft = consultation_draft(session, by.id, draft_id)
    row = trial_of(session, draft_id, by.id, with_content=True, for_change=writes)
    if draft.consultation_id is not None or row is None or row.version != _version(draft):
        raise TrialOver(draft_id)
    database = DatabaseInMemory(zlib.decompress(row.content))
    inside = database.session(write=writes)

    def keep(_committed: Session) -> None:
        row.content, row.changed_at = zlib.compress(database.content(), 1), now
        session.commit()

    if writes:
        event.listen(inside, "after_commit", keep)
    return OpenTrial(draft_id, database, inside, only_access(inside))


@dataclass(frozen=True)
class OpenTrial:
    """A trial that one request uses: its database, the session of the request in it, and who answers."""

    draft_id: int
    database: DatabaseInMemory
    session: Session
    access: Access

    def close(self) -> None:
        """Forget what was not committed."""
        self.session.close()
        self.database.close()


def write_trial_workbook(trial: OpenTrial, target: Path, *, language: str, by: str, now: datetime) -> str:
    """Write the committee's workbook of what was handed in in a trial. Returns a digest of its contents."""
    edition = Edition(language, exported_at=now, by=by, internal=False, full=False)
    return export_consultation(trial.session, trial.access.consultation, target, edition)


def _version(draft: ConsultationDraftRow) -> str:
    return f"{content_version(draft)}/{latest()}"


def _empty() -> bytes:
    with _making:  # Alembic runs its migrations in one thread at a time
        return _migrated()


@cache
def _migrated() -> bytes:
    """The content of a database with all tables, made once: that takes more than a second."""
    with _opened() as database:
        upgrade(database)
        return database.content()


@contextmanager
def _opened(content: bytes = b"") -> Iterator[DatabaseInMemory]:
    database = DatabaseInMemory(content)
    try:
        yield database
    finally:
        database.close()
