"""Writing to the database only to learn whether saving works, without changing anything that is stored."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from survey.store.database import Database
from survey.store.sqlite_file import address_of_existing
from survey.store.tables import FailedSignInRow

LONGEST_WAIT = 5
"""Seconds that a trial waits for another one's lock. A save waits longer, but who asks wants an answer."""

SQLITE_REASONS = {
    "SQLITE_CANTOPEN": "The database file is not at its path, or cannot be opened.",
    "SQLITE_BUSY": "The database is locked by another process.",
    "SQLITE_FULL": "The database cannot be written: the disk is full.",
    "SQLITE_READONLY": "The database is read-only.",
    "SQLITE_NOTADB": "The database file is damaged.",
    "SQLITE_CORRUPT": "The database file is damaged.",
}
POSTGRESQL_REASONS = {
    "25006": "The database is read-only.",
    "57014": "The database is locked by another process.",
    "53100": "The database cannot be written: the disk is full.",
}
"""By SQLSTATE: read_only_sql_transaction, query_canceled, disk_full (PostgreSQL's list of error codes). The driver is
not imported for them: an installation on SQLite would wait for it at every start.
"""
UNREACHABLE = "The database cannot be reached."
CANNOT_WRITE = "The database cannot be written."


class CannotWrite(Exception):
    """Saving would fail. The message says why in one sentence, without addresses, paths or passwords."""


def try_to_write(database: Database) -> None:
    """Write to the database and leave it as it was. Takes at most some seconds. Raises CannotWrite."""
    if database.file:
        _try_sqlite(database.file)
    else:
        _try_server(database)


def _try_sqlite(path: Path) -> None:
    """Write the number of the file's user (which the product does not use) again, and commit.

    What is rolled back never reaches the disk, so a full one would not be noticed. The connection is a new one, because
    the wait for a lock belongs to a connection.
    """
    address = address_of_existing(path)
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=LONGEST_WAIT, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            (number,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(f"PRAGMA user_version = {int(number)}")
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        first_two = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        raise CannotWrite(SQLITE_REASONS.get(first_two, CANNOT_WRITE)) from error


def _try_server(database: Database) -> None:
    """Insert a row and roll back: PostgreSQL makes room for it on disk at once."""
    values = {"account_digest": "", "client_digest": "", "at": datetime.now(UTC)}
    try:
        with database.engine.connect() as connection:
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{LONGEST_WAIT}s'")
            connection.execute(insert(FailedSignInRow).values(values))
            connection.rollback()
    except DBAPIError as error:
        raise CannotWrite(_postgresql_reason(error)) from error


def _postgresql_reason(error: DBAPIError) -> str:
    state = getattr(error.orig, "sqlstate", None)
    return UNREACHABLE if state is None else POSTGRESQL_REASONS.get(state, CANNOT_WRITE)
