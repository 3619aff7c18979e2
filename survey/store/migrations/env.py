"""Alembic's entry: runs the migrations on the engine that the caller gave."""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection

from survey.store import tables
from survey.store.base import Base

_ = tables  # imported so that the metadata contains every table


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Let SQLite copy a table that others refer to: with foreign keys on, dropping the old copy would count as deleting
    its rows. That cannot be switched within a transaction, so `_check_foreign_keys` looks at every row before each
    migration is committed (https://www.sqlite.org/lang_altertable.html, 7).
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = cast(sqlite3.Connection, connection.connection.dbapi_connection)
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()  # what a failed migration has left open; within it the next line would do nothing
        driver.execute("PRAGMA foreign_keys = ON")


def _check_foreign_keys(
    ctx: MigrationContext, step: MigrationInfo, heads: Collection[Any], run_args: Mapping[str, Any]
) -> None:
    """Raise RuntimeError, so that the migration is rolled back, if a row refers to one that is not there."""
    if ctx.dialect.name != "sqlite" or ctx.connection is None:
        return
    lost = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if lost:
        raise RuntimeError(f"{len(lost)} rows would refer to rows that are not there, the first in {lost[0][0]}.")


with context.config.attributes["engine"].connect() as connection, _without_foreign_keys(connection):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite changes a table by copying it
        transaction_per_migration=True,
        on_version_apply=_check_foreign_keys,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
