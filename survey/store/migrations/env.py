"""Alembic's entry: runs the migrations on the engine that the caller gave."""

from alembic import context

from survey.store import tables
from survey.store.base import Base

_ = tables  # imported so that the metadata contains every table

with context.config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite changes a table by copying it
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
