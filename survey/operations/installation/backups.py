"""Copying the SQLite database while it is in use, and restoring such a copy."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from survey.languages import TranslatableError
from survey.languages import mark as _
from survey.store.database import Database


class BackupRefused(TranslatableError):
    """The copy cannot be made or restored. The message says why. Nothing was changed."""


def back_up(database: Database, target: Path) -> None:
    """Copy the database to the new file `target`, also while the service is writing. The copy is the state of one
    moment.

    The copy is checked before it gets its final name, so a file with that name is complete. Raises BackupRefused if
    `target` exists already, or if the database is not SQLite (use pg_dump for PostgreSQL).
    """
    source = _file_of(database)
    if target.exists():
        raise BackupRefused(_("%(file)s exists already. Nothing was overwritten."), file=target)
    target.parent.mkdir(parents=True, exist_ok=True)
    _copy(source, target)


def restore(database: Database, source: Path, *, now: datetime) -> Path | None:
    """Replace the database by the copy `source`. The earlier database is kept next to it under another name.

    Returns the path of the earlier database, or None if there was none. Raises BackupRefused if `source` is not an
    undamaged database of this product, if it is the database itself, or if the service is running.
    """
    target = _file_of(database)
    _check(source)
    if target.exists() and source.samefile(target):
        raise BackupRefused(_("%(file)s is the database itself."), file=source)
    database.close()
    kept = None
    if target.exists():
        _refuse_if_open(target)
        kept = target.with_name(f"{target.stem}.before-restore-{now:%Y%m%dT%H%M%SZ}{target.suffix}")
        target.rename(kept)
    _copy(source, target)
    return kept


def _file_of(database: Database) -> Path:
    if not database.is_sqlite or not database.engine.url.database:
        raise BackupRefused(_("Only an SQLite database is copied here. For PostgreSQL use pg_dump and pg_restore."))
    return Path(database.engine.url.database)


def _copy(source: Path, target: Path) -> None:
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(_open(source)) as reading, closing(sqlite3.connect(unfinished)) as writing:
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")  # so that the copy is one file
    _check(unfinished)
    unfinished.rename(target)


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise BackupRefused(_("There is no file %(file)s."), file=path)
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _check(path: Path) -> None:
    try:
        with closing(_open(path)) as connection:
            (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupRefused(_("%(file)s is not a database of this product, or is damaged."), file=path) from error
    if verdict != "ok":
        raise BackupRefused(_("%(file)s is damaged."), file=path)


def _refuse_if_open(path: Path) -> None:
    # SQLite can leave WAL mode only if no other process has the file open, so this fails while the service runs.
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError as error:
            raise BackupRefused(_("The database is in use. Stop the service first.")) from error
    if mode != "delete":
        raise BackupRefused(_("The database is in use. Stop the service first."))
