"""Whether the service works: whether what somebody saves now would be stored."""

import logging
import shutil
import tempfile
import threading
import time
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from survey.languages import MEGABYTE
from survey.operations.installation.trial_write import CannotWrite, try_to_write
from survey.store.database import Database
from survey.store.migrations import is_current

log = logging.getLogger(__name__)

CHECKED_EVERY = 3.0
"""Seconds. Within them the answer is the same, so that asking often costs nothing and writes nothing."""

LONGEST_CHECK = 20.0
"""Seconds after which a check that has not ended is a problem itself, such as a network disk that does not answer."""

LEAST_ROOM = 256 * MEGABYTE
"""Bytes that must be free where files are written: one page of attached files takes up to 225 MB."""


class HealthCheck:
    """Checks an installation, at most once in CHECKED_EVERY seconds whoever asks, in however many threads.

    `folder`: where the product writes its files. `least_room`: the bytes that must be free there, in the folder of the
    SQLite file, and in that of temporary files, which receive what people upload.
    """

    def __init__(self, database: Database, folder: Path, *, least_room: int = LEAST_ROOM) -> None:
        self._database = database
        self._folders = {folder, database.file.parent if database.file else folder, Path(tempfile.gettempdir())}
        self._least_room = least_room
        self._checking = threading.Lock()
        self._began = self._ended = float("-inf")
        self._problem = "The first check has not ended yet."

    def problem(self) -> str:
        """Return why saving would fail, in one English sentence for the operator; an empty text if all is well.

        One caller checks; others who ask meanwhile get the answer of the last check at once.
        """
        if time.monotonic() - self._ended < CHECKED_EVERY:
            return self._problem
        if not self._checking.acquire(blocking=False):
            hangs = time.monotonic() - self._began > LONGEST_CHECK
            return "The database or its disk does not answer." if hangs else self._problem
        try:
            self._began = time.monotonic()
            self._remember(self._found())
        finally:
            self._checking.release()
        return self._problem

    def _remember(self, problem: str) -> None:
        if problem and problem != self._problem:
            log.error("The service is not well: %s", problem)
        self._problem, self._ended = problem, time.monotonic()

    def _found(self) -> str:
        try:
            try_to_write(self._database)
            if not is_current(self._database):
                return "The database's tables are not those of this version. Run: python -m survey upgrade"
            return self._too_full()
        except CannotWrite as error:
            return str(error)
        except (SQLAlchemyError, OSError):
            log.exception("The check of the service failed")
            return "The database cannot be read."

    def _too_full(self) -> str:
        for folder in self._folders:
            if folder.is_dir() and shutil.disk_usage(folder).free < self._least_room:
                return f"A disk is nearly full: less than {self._least_room // MEGABYTE} MB are free."
        return ""
