"""Files that coordinators ask for, made from submissions: listing them with who asked and when, making, sending and
removing them.

The file of a small consultation is made within the request, others by a separate process (web/export_processes.py
starts it). In both cases the file's row in the database contains the progress. If the row has not been updated for a
minute (UNHEARD_OF), making the file counts as failed, whatever the reason.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from survey.export.documents.committee_pack import Order
from survey.export.progress import Progress
from survey.export.statements.records import Edition
from survey.operations.exports.formats import export_name, format_of
from survey.operations.log import record
from survey.questions.freeze import read_frozen
from survey.store.base import NotFound
from survey.store.database import Database
from survey.store.exports import (
    alive_exports,
    bytes_of_attachments,
    change_if_making,
    characters_of_answers,
    count_of_submissions,
    exports_asked_before,
    exports_of,
    stored_names,
)
from survey.store.retention.periods import hold_for_reading
from survey.store.tables import ConsultationRow, CoordinatorRow, ExportRow

_log = logging.getLogger(__name__)

FOLDER = "exports"

MOST_AT_ONCE = 2
"""How many files an installation makes at the same time. Each one uses a complete processor."""

UNHEARD_OF = timedelta(seconds=60)
"""If the row of a file has not been updated for this long, the thread or process that makes the file
counts as ended.
"""

SIGN_EVERY = 10.0
"""Seconds between two updates of a file's row if the progress has not changed."""

KEPT = timedelta(days=30)
"""How long a file is kept. It contains statements, sometimes with contact details, and it can be made again."""

FEW_ANSWERS, FEW_CHARACTERS, FEW_BYTES = 6_000, 3_000_000, 20_000_000
"""Upper limits of what can be made within two seconds in every format: answers, characters, bytes of attachments. The
workbook is the slowest format, and takes about half of that time (measured).
"""


class State(StrEnum):
    """The state of a file."""

    MAKING = "making"
    MADE = "made"
    FAILED = "failed"
    GONE = "gone"
    """It was made, but is no longer in the folder: after the database was restored from a backup, for example."""


class TooManyAtOnce(Exception):
    """MOST_AT_ONCE files are being made already."""


class ExportRemoved(Exception):
    """A person removed the file from the list while it was being made."""


class MakerStopped(Exception):
    """The service for which the file was being made has ended."""


@dataclass(frozen=True)
class Wanted:
    """Which file is asked for: a key of FORMATS, and the options of that format."""

    format: str
    language: str
    order: Order = Order.QUESTION
    internal: bool = False
    full: bool = False


def ask_for_export(  # noqa: PLR0913  # who asks for what, where and when
    session: Session, folder: Path, consultation: ConsultationRow, wanted: Wanted, by: CoordinatorRow, *, now: datetime
) -> tuple[ExportRow, bool]:
    """Return a row for the file, and whether the row is new.

    If the same person is already having the same file made, its existing row is returned. Files older than thirty days
    (KEPT) are removed at the same time. Raises TooManyAtOnce.
    """
    under_way = alive_exports(session, since=now - UNHEARD_OF)
    for each in under_way:
        if each.consultation_id == consultation.id and each.coordinator_id == by.id and wanted_of(each) == wanted:
            return each, False
    if len(under_way) >= MOST_AT_ONCE:
        raise TooManyAtOnce
    _tidy(session, folder, now=now)
    row = ExportRow(
        consultation_id=consultation.id,
        coordinator_id=by.id,
        format=wanted.format,
        arranged_by=wanted.order,
        language=wanted.language,
        internal=wanted.internal,
        full=wanted.full,
        asked_at=now,
        alive_at=now,
        finished_at=None,
        state=State.MAKING,
        percent=0,
        stored_as=uuid4().hex,
        name="",
        size=None,
        sha256=None,
    )
    made = format_of(wanted.format, consultation, order=wanted.order)
    row.name = export_name(consultation, _edition(row, by.name), made.ending, made.what)
    session.add(row)
    session.flush()
    what = "export with contact details asked for" if wanted.internal else "export asked for"
    record(session, what, now=now, consultation_id=consultation.id, coordinator_id=by.id)
    return row, True


def is_small(session: Session, consultation: ConsultationRow) -> bool:
    """Return whether every format of this consultation can be made within two seconds, so that the person may wait for
    it.
    """
    questions = sum(1 for _each in read_frozen(consultation.question_set).questions())
    if count_of_submissions(session, consultation.id) * questions > FEW_ANSWERS:
        return False
    few = characters_of_answers(session, consultation.id) <= FEW_CHARACTERS
    return few and bytes_of_attachments(session, consultation.id) <= FEW_BYTES


def make_export(database: Database, folder: Path, export_id: int, *, stopping: threading.Event | None = None) -> None:
    """Make the file of this row, and store the progress in the row while doing so.

    Raises NotFound if there is no such row, ExportRemoved if the row was removed meanwhile, MakerStopped after
    `stopping` was set, and otherwise whatever exception stopped the making; the row then has the state FAILED.
    """
    with database.reading() as session:
        row = session.get(ExportRow, export_id)
        if row is None:
            raise NotFound(str(export_id))
        hold_for_reading(session, row.consultation_id)
        made = format_of(row.format, row.consultation, order=Order(row.arranged_by), full=row.full)
        target = path_of(row, folder)
        try:
            make_folder_of_exports(folder)
            with _signs(database, export_id, stopping or threading.Event()) as signs:
                edition = _edition(row, row.coordinator.name)
                made.write(session, row.consultation, target, edition, Progress(signs.tell, made.passes))
            with target.open("rb") as opened:
                sha256 = file_digest(opened, "sha256").hexdigest()
            _finish(database, export_id, State.MADE, percent=100, size=target.stat().st_size, sha256=sha256)
        except BaseException as error:
            if isinstance(error, ExportRemoved):
                target.unlink(missing_ok=True)  # it was finished at the same moment as its row was removed
            with suppress(ExportRemoved):
                _finish(database, export_id, State.FAILED)
            raise


def remove_export(session: Session, folder: Path, row: ExportRow, by: CoordinatorRow, *, now: datetime) -> None:
    """Remove a file and its row. If the file is still being made, making it stops."""
    record(session, "export removed", now=now, consultation_id=row.consultation_id, coordinator_id=by.id)
    _forget(session, folder, row)


def remove_files_of(session: Session, folder: Path, consultation_id: int, *, only_internal: bool = False) -> None:
    """Remove all files of a consultation and their rows; only those with contact details if `only_internal`."""
    for row in exports_of(session, consultation_id):
        if row.internal or not only_internal:
            _forget(session, folder, row)


def state_of(row: ExportRow, folder: Path, *, now: datetime) -> State:
    """Return the state of a file at `now`."""
    if row.state == State.MAKING and row.alive_at < now - UNHEARD_OF:
        return State.FAILED
    if row.state == State.MADE and not path_of(row, folder).exists():
        return State.GONE
    return State(row.state)


def path_of(row: ExportRow, folder: Path) -> Path:
    """Return the path of the file."""
    return folder / FOLDER / row.stored_as


def wanted_of(row: ExportRow) -> Wanted:
    """Return the options that were asked for."""
    return Wanted(row.format, row.language, Order(row.arranged_by), row.internal, row.full)


def make_folder_of_exports(folder: Path) -> Path:
    """Return the folder for these files inside the installation's folder; create it, readable only by its owner, if
    missing.
    """
    found = folder / FOLDER
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def _edition(row: ExportRow, by: str) -> Edition:
    return Edition(row.language, exported_at=row.asked_at, by=by, internal=row.internal, full=row.full)


def _forget(session: Session, folder: Path, row: ExportRow) -> None:
    path_of(row, folder).unlink(missing_ok=True)
    session.delete(row)
    session.flush()


def _tidy(session: Session, folder: Path, *, now: datetime) -> None:
    """Remove files that are older than KEPT, and unfinished files of processes that were killed."""
    for old in exports_asked_before(session, now - KEPT):
        _forget(session, folder, old)
    known = stored_names(session)
    for path in make_folder_of_exports(folder).iterdir():
        if path.name not in known and path.stat().st_mtime < (now - UNHEARD_OF).timestamp():
            path.unlink(missing_ok=True)


def _finish(database: Database, export_id: int, state: State, **values: object) -> None:
    with database.writing() as session:
        if not change_if_making(session, export_id, state=state, finished_at=datetime.now(UTC), **values):
            raise ExportRemoved


class _SignsOfLife:
    """Writes the progress of a file to its row, in a separate thread, so that making the file never waits for the
    database.
    """

    def __init__(self, database: Database, export_id: int, stopping: threading.Event) -> None:
        self._database, self._export_id, self._stopping = database, export_id, stopping
        self._news, self._over = threading.Event(), threading.Event()
        self._percent, self._removed = 0, False

    def tell(self, percent: int) -> None:
        """Store the progress in percent for the next write. Raises ExportRemoved or MakerStopped if the file is no
        longer wanted.
        """
        if self._removed:
            raise ExportRemoved
        if self._stopping.is_set():
            raise MakerStopped
        self._percent = percent
        self._news.set()

    def write(self) -> None:
        """Write new progress to the row at most once a second, and at least once every ten seconds (SIGN_EVERY)."""
        while not self._over.wait(1):
            self._news.wait(SIGN_EVERY)
            if self._over.is_set():
                return
            self._news.clear()
            try:
                with self._database.writing() as session:
                    values = {"percent": self._percent, "alive_at": datetime.now(UTC)}
                    self._removed = not change_if_making(session, self._export_id, **values)
            except SQLAlchemyError:  # the next write may succeed; the file itself is not affected
                _log.exception("The progress of export %s could not be written.", self._export_id)

    def end(self) -> None:
        """Stop writing."""
        self._over.set()
        self._news.set()


@contextmanager
def _signs(database: Database, export_id: int, stopping: threading.Event) -> Iterator[_SignsOfLife]:
    signs = _SignsOfLife(database, export_id, stopping)
    writing = threading.Thread(target=signs.write, name=f"signs of export {export_id}", daemon=True)
    writing.start()
    try:
        yield signs
    finally:
        signs.end()
        writing.join()
