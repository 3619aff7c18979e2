"""Opening the database: SQLite by default, PostgreSQL by one setting, the same rules on both."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import Session, sessionmaker

WAIT_FOR_LOCK = 15_000
"""Milliseconds that a writer waits for another before it gives up."""


class Database:
    """An engine and the sessions on it.

    A session made for writing takes SQLite's write lock at its start (BEGIN IMMEDIATE): a transaction that reads
    first and upgrades later fails at once when another writes, and no time-out helps it (measured: 181 of 400).
    """

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        # hide_parameters: an error's text goes to the log, and answers must not.
        self.engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=parsed.get_backend_name() != "sqlite")
        if self.is_sqlite:
            event.listen(self.engine, "connect", _set_up_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, autoflush=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file here, which `backup` can copy."""
        return self.engine.dialect.name == "sqlite"

    def session(self, *, write: bool) -> Session:
        """A new session; the caller commits and closes. `write` takes SQLite's write lock before anything is read."""
        session = self._sessions()
        if write:
            session.connection(execution_options={"write": True})
        return session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading, closed at the end."""
        with self.session(write=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session for writing: commits at the end, rolls back when something is raised."""
        with self.session(write=True) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _set_up_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would come too late; `_begin_sqlite` says it
    for pragma in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        f"busy_timeout = {WAIT_FOR_LOCK}",
        "synchronous = FULL",  # what was acknowledged must be on disk
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
