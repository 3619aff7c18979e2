"""Changes of the tables, numbered, each way, and how far a database has come."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from survey.store.database import Database


def configuration(database: Database) -> Config:
    """Alembic's configuration for this database; no file is needed."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the tables up to `revision`."""
    command.upgrade(configuration(database), revision)


def downgrade(database: Database, revision: str) -> None:
    """Bring the tables back to `revision`; "base" removes them."""
    command.downgrade(configuration(database), revision)


def is_current(database: Database) -> bool:
    """Whether the tables are those that this version of the product needs."""
    with database.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_heads()
    return set(present) == set(ScriptDirectory.from_config(configuration(database)).get_heads())
