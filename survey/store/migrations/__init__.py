"""Numbered changes of the tables, in both directions, and which of them a database has."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from survey.store.database import Database


def configuration(database: Database) -> Config:
    """Return Alembic's configuration for this database. No configuration file is needed."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Change the tables to `revision`, a later one; "head" is the latest."""
    command.upgrade(configuration(database), revision)


def downgrade(database: Database, revision: str) -> None:
    """Change the tables back to `revision`; "base" removes them."""
    command.downgrade(configuration(database), revision)


def is_current(database: Database) -> bool:
    """Return whether the database has the tables that this version of the product needs."""
    with database.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_heads()
    return set(present) == set(ScriptDirectory.from_config(configuration(database)).get_heads())
