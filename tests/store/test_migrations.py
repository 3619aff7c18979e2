"""The tables by migrations: the same as the models, up and down, on both databases."""

import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    delete,
    inspect,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError

from survey.languages import PAGE_LANGUAGES
from survey.store.base import Base
from survey.store.database import Database
from survey.store.migrations import downgrade, is_current, upgrade
from survey.store.tables import AnswerRow, ResponseRow, SubmissionRow
from survey.store.text_revisions import text_revisions
from tests.rounds import DETAILS, open_round, save, submit


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


def test_a_table_that_others_refer_to_is_copied_with_all_its_rows(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {**DETAILS, "nakemys": {"text": "Kannatamme."}}, now=now)
        submit(session, round_, now=now)
    before = _rows(database)
    downgrade(database, "0013")
    upgrade(database)
    assert _rows(database) == before
    with database.writing() as session, pytest.raises(IntegrityError):
        session.execute(delete(ResponseRow))
    with database.writing() as session, pytest.raises(DBAPIError, match="append-only"):
        session.execute(update(SubmissionRow).values(number=2))


def test_a_migration_that_loses_rows_which_others_refer_to_changes_nothing(sqlite: Database, now: datetime) -> None:
    with sqlite.writing() as session:
        open_round(session, now=now)
    with closing(sqlite3.connect(str(sqlite.file))) as careless:  # its foreign keys are off
        careless.execute("DELETE FROM invitation")
        careless.commit()
    with pytest.raises(RuntimeError, match="rows that are not there"):
        downgrade(sqlite, "0013")
    assert is_current(sqlite)
    with sqlite.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_going_back_keeps_what_was_entered_and_drops_what_was_only_typed(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        typed = ResponseRow(invitation_id=round_.access.invitation.id, origin="entered")
        session.add(typed)
        session.flush()
        answer = AnswerRow(response_id=typed.id, address="nakemys", value={}, state="answered", revision=1, at=now)
        session.add(answer)
    downgrade(database, "0013")
    upgrade(database)
    with database.reading() as session:
        assert session.scalars(select(ResponseRow.origin)).all() == ["own"]
        assert session.scalars(select(AnswerRow.address)).all() == [
            *("details/official_name", "details/respondent_group", "details/statement_language")
        ]


def _rows(database: Database) -> dict[str, set[str]]:
    """Every row of every table, in the order of its columns' names."""
    with database.engine.connect() as connection:
        return {
            table.name: {repr(sorted(row.items())) for row in connection.execute(select(table)).mappings()}
            for table in Base.metadata.sorted_tables
        }


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
        table: set(PAGE_LANGUAGES)
        for table in ("organisation", "export", "feedback", "material_file", "coordinator", "joining", "joint_party")
    }
