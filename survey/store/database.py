"""Opening the database: SQLite by default, PostgreSQL if a setting says so. The same rules apply on both."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from survey.store.sqlite_file import SqliteFile

WAIT_FOR_LOCK = 15_000
"""How many milliseconds a transaction waits for another one's write lock before it fails."""

SERVER_OPTIONS = {"connect_timeout": 5, "tcp_user_timeout": 10_000}
"""For PostgreSQL: seconds for opening a connection, and milliseconds until one that gets no answer at all is given up.
Without them a request waits minutes for a server that is switched off. What the URL says of them counts instead."""


class Database:
    """A database engine and its sessions.

    A session for writing takes SQLite's write lock at its start (BEGIN IMMEDIATE): a transaction that reads first and
    takes the write lock later fails at once if another one is writing, and no time-out prevents that (measured: 181 of
    400 failed).
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        is_server = parsed.get_backend_name() != "sqlite"
        waits = {name: most for name, most in SERVER_OPTIONS.items() if is_server and name not in parsed.query}
        # hide_parameters: the text of an error is written to the log, and answers must never be in the log.
        self._use(create_engine(parsed, hide_parameters=True, pool_pre_ping=is_server, connect_args=waits))

    def _use(self, engine: Engine) -> None:
        self.engine = engine
        if self.file:
            SqliteFile(self.file).watch(self.engine)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _set_up_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, autoflush=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is an SQLite file, which the command `backup` can copy."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The SQLite file; None with PostgreSQL, and for a database in memory."""
        name = self.engine.url.database
        return Path(name) if self.is_sqlite and name and name != ":memory:" else None

    def session(self, *, write: bool) -> Session:
        """Return a new session, which the caller must commit and close. `write` takes SQLite's write lock before
        anything is read.
        """
        session = self._sessions()
        if write:
            session.connection(execution_options={"write": True})
        return session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A context manager: a session for reading, closed at the end."""
        with self.session(write=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A context manager: a session for writing. It commits at the end, and rolls back if an exception is raised."""
        with self.session(write=True) as session:
            yield session
            session.commit()

    @contextmanager
    def writing_if_free(self) -> Iterator[Session]:
        """A context manager like `writing`, for what is not worth waiting: on SQLite it raises OperationalError at once
        if somebody else is writing.
        """
        with self._sessions() as session:
            session.connection(execution_options={"write": True, "waits": False})
            yield session
            session.commit()

    def overwrite_deleted(self) -> bool:
        """Move what was written into the SQLite file and empty its log, which still has pages as they were before rows
        were deleted (SQLite, "Write-Ahead Logging", section 3). Returns False if somebody reads the log meanwhile.

        PostgreSQL overwrites by itself, in its own time: nothing is done there.
        """
        if not self.is_sqlite:
            return True
        with closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, _pages, _moved = cursor.fetchall()[0]
        return not is_busy

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


class DatabaseInMemory(Database):
    """An SQLite database in memory, with one connection. All of it can be taken out as bytes, and put in again: it is
    a database of its own, from which no query reaches another one.
    """

    def __init__(self, content: bytes = b"") -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        if content:
            self._connection.deserialize(content)
        self._use(
            create_engine("sqlite://", hide_parameters=True, poolclass=StaticPool, creator=lambda: self._connection)
        )

    def content(self) -> bytes:
        """Return everything that is in the database, as it was committed last."""
        return self._connection.serialize()

    def close(self) -> None:
        super().close()
        self._connection.close()


def _set_up_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # the driver would send BEGIN too late, so `_begin_sqlite` sends it
    for pragma in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        f"busy_timeout = {WAIT_FOR_LOCK}",
        "synchronous = FULL",  # a save that was confirmed to the user must be on disk
        "secure_delete = ON",  # what is deleted is overwritten with zeros, not only marked as free
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("waits", True):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("write", False) else "BEGIN")
        return
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {WAIT_FOR_LOCK}")
