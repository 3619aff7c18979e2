"""Files made from submissions as coordinators ask for them: listed with who and when, made, fetched, removed.

A small consultation's file is made at once, others by a process of their own (web/export_processes.py starts it).
Either way its row says how far it is; one whose maker has not been heard of for a while has failed, for any reason.
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
    stored_names,
)
from survey.store.tables import ConsultationRow, CoordinatorRow, ExportRow

_log = logging.getLogger(__name__)

FOLDER = "exports"

MOST_AT_ONCE = 2
"""Files that are made at a time in an installation: each takes a processor for itself."""

UNHEARD_OF = timedelta(seconds=60)
"""After so long without a sign a file's maker is taken to be gone."""

SIGN_EVERY = 10.0
"""Seconds between two signs of a maker that has nothing new to tell."""

KEPT = timedelta(days=30)
"""How long a file stays: it holds statements, and contact details at times, and can be made again."""

FEW_ANSWERS, FEW_CHARACTERS, FEW_BYTES = 6_000, 3_000_000, 20_000_000
"""What is made within two seconds in every format: the workbook, the slowest, takes about half of that (measured)."""


class State(StrEnum):
    """What has become of a file."""

    MAKING = "making"
    MADE = "made"
    FAILED = "failed"
    GONE = "gone"
    """It was made, and is not in the folder any more: after a restored backup, for example."""


class TooManyAtOnce(Exception):
    """As many files as may be are being made already."""


class ExportRemoved(Exception):
    """Somebody removed the file from the list while it was made."""


class MakerStopped(Exception):
    """The service that the file was made for has ended."""


@dataclass(frozen=True)
class Wanted:
    """Which file is asked for: a word of FORMATS, and what that format can be varied by."""

    format: str
    language: str
    order: Order = Order.QUESTION
    internal: bool = False
    full: bool = False


def ask_for_export(  # noqa: PLR0913  # who asks for what, where and when
    session: Session, folder: Path, consultation: ConsultationRow, wanted: Wanted, by: CoordinatorRow, *, now: datetime
) -> tuple[ExportRow, bool]:
    """A row for the file, and whether it is a new one: the same that is already being made is not made twice.

    Raises TooManyAtOnce. Files older than thirty days are removed on the way.
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
    """Whether every format of this consultation is made within two seconds, so that its asker may wait for it."""
    questions = sum(1 for _each in read_frozen(consultation.question_set).questions())
    if count_of_submissions(session, consultation.id) * questions > FEW_ANSWERS:
        return False
    few = characters_of_answers(session, consultation.id) <= FEW_CHARACTERS
    return few and bytes_of_attachments(session, consultation.id) <= FEW_BYTES


def make_export(database: Database, folder: Path, export_id: int, *, stopping: threading.Event | None = None) -> None:
    """Make the file of this row, telling in the row how far it is.

    Raises NotFound where there is no such row, ExportRemoved where it was removed meanwhile, MakerStopped after
    `stopping` was set, and whatever stopped it otherwise; the row then says that it failed.
    """
    with database.reading() as session:
        row = session.get(ExportRow, export_id)
        if row is None:
            raise NotFound(str(export_id))
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
                target.unlink(missing_ok=True)  # finished at the moment when it was removed from the list
            with suppress(ExportRemoved):
                _finish(database, export_id, State.FAILED)
            raise


def remove_export(session: Session, folder: Path, row: ExportRow, by: CoordinatorRow, *, now: datetime) -> None:
    """Remove a file and its row; one that is being made is given up by its maker."""
    record(session, "export removed", now=now, consultation_id=row.consultation_id, coordinator_id=by.id)
    _forget(session, folder, row)


def state_of(row: ExportRow, folder: Path, *, now: datetime) -> State:
    """What has become of a file, at this moment."""
    if row.state == State.MAKING and row.alive_at < now - UNHEARD_OF:
        return State.FAILED
    if row.state == State.MADE and not path_of(row, folder).exists():
        return State.GONE
    return State(row.state)


def path_of(row: ExportRow, folder: Path) -> Path:
    """Where the file lies."""
    return folder / FOLDER / row.stored_as


def wanted_of(row: ExportRow) -> Wanted:
    """Which file was asked for."""
    return Wanted(row.format, row.language, Order(row.arranged_by), row.internal, row.full)


def make_folder_of_exports(folder: Path) -> Path:
    """The files' own folder in the installation's, for its owner alone; made unless it is there."""
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
    """Remove what has been kept long enough, and what a killed process left unfinished."""
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
    """What a maker tells of itself, written by a thread so that the making never waits for the database."""

    def __init__(self, database: Database, export_id: int, stopping: threading.Event) -> None:
        self._database, self._export_id, self._stopping = database, export_id, stopping
        self._news, self._over = threading.Event(), threading.Event()
        self._percent, self._removed = 0, False

    def tell(self, percent: int) -> None:
        """Take the news; raises where nobody waits for the file any more."""
        if self._removed:
            raise ExportRemoved
        if self._stopping.is_set():
            raise MakerStopped
        self._percent = percent
        self._news.set()

    def write(self) -> None:
        """Write news as they come, at most once a second, and a sign every ten seconds without any."""
        while not self._over.wait(1):
            self._news.wait(SIGN_EVERY)
            if self._over.is_set():
                return
            self._news.clear()
            try:
                with self._database.writing() as session:
                    values = {"percent": self._percent, "alive_at": datetime.now(UTC)}
                    self._removed = not change_if_making(session, self._export_id, **values)
            except SQLAlchemyError:  # the next sign may get through; the file itself is not hurt
                _log.exception("The progress of export %s could not be written.", self._export_id)

    def end(self) -> None:
        """Write nothing more."""
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
