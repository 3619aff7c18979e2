"""The tables by migrations: the same as the models, up and down, on both databases."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint, Table, UniqueConstraint, inspect

from survey.languages import PAGE_LANGUAGES
from survey.store.base import Base
from survey.store.database import Database
from survey.store.migrations import downgrade, is_current, upgrade
from survey.store.text_revisions import text_revisions
from tests.rounds import open_round


def test_the_migrated_tables_are_those_of_the_models(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrations_go_down_to_nothing_and_up_again(database: Database) -> None:
    downgrade(database, "base")
    assert set(inspect(database.engine).get_table_names()) == {"alembic_version"}
    assert not is_current(database)
    upgrade(database)
    assert is_current(database)


def test_an_open_consultation_gets_its_first_text_revision_from_its_opening(database: Database, now: datetime) -> None:
    with database.writing() as session:
        consultation = open_round(session, now=now).consultation
    downgrade(database, "0001")
    upgrade(database)
    with database.reading() as session:
        [revision] = text_revisions(session, consultation.id)
    assert (revision.number, revision.at, revision.text_digest) == (1, now, consultation.text_digest)
    assert revision.question_set == consultation.question_set


def test_a_new_database_is_not_current(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new' / 'survey.sqlite3'}")
    assert not is_current(database)
    database.close()


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_constraint_has_a_name(table: Table) -> None:
    for constraint in table.constraints:
        assert isinstance(constraint, CheckConstraint | ForeignKeyConstraint | PrimaryKeyConstraint | UniqueConstraint)
        assert constraint.name


def test_downgrading_and_upgrading_keep_no_triggers_behind(sqlite: Database) -> None:
    downgrade(sqlite, "base")
    with sqlite.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall() == []


def test_the_languages_in_constraints_are_those_of_the_product(database: Database) -> None:
    found = {}
    for table in inspect(database.engine).get_table_names():
        for constraint in inspect(database.engine).get_check_constraints(table):
            if constraint["name"] and constraint["name"].endswith("language_known"):
                found[table] = set(re.findall(r"'(\w+)'", constraint["sqltext"]))
    assert found == {
        table: set(PAGE_LANGUAGES) for table in ("organisation", "export", "feedback", "material_file", "coordinator")
    }
