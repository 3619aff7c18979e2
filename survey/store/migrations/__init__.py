"""Numbered changes of the tables, in both directions, and which of them a database has."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from survey.store.database import Database

SCRIPTS = str(Path(__file__).parent)


def configuration(database: Database) -> Config:
    """Return Alembic's configuration for this database. No configuration file is needed."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
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
    return set(present) == _heads()


def latest() -> str:
    """Return the name of the latest migration of this version."""
    return "/".join(sorted(_heads()))


@cache
def _heads() -> set[str]:
    """The latest migrations of this version. Read once: Alembic imports every migration to find them."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    return set(ScriptDirectory.from_config(config).get_heads())
