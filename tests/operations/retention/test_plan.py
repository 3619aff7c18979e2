"""No table and no column is forgotten: the plan names all of them, and the deletion does what it says."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Table, UniqueConstraint

from survey.operations.retention.plan import (
    WITH_CONTACT_DETAILS,
    WITH_THE_CONSULTATION,
    WITHOUT_CONTACT_DETAILS,
    Fate,
)
from survey.store.base import Base
from survey.store.database import Database
from tests.operations.retention.rounds import delete_all_due, ended_round, keep, numbers, want_to_join

TABLES = Base.metadata.tables
YEAR = timedelta(days=400)


def of_consultations() -> set[str]:
    """The tables whose rows refer to a consultation, over any number of others, and those to which invitations do."""
    found = {"consultation", "organisation"}
    while True:
        more = {
            table.name
            for table in TABLES.values()
            if any(key.column.table.name in found for key in table.foreign_keys) and table.name not in found
        }
        if not more:
            return found
        found |= more


def test_every_table_is_in_the_plan_and_every_one_of_consultations_as_such() -> None:
    assert set(WITH_THE_CONSULTATION) == set(TABLES), "say in operations/retention/plan.py what becomes of it"
    planned = {name for name, each in WITH_THE_CONSULTATION.items() if each.fate is not Fate.OF_NO_CONSULTATION}
    assert planned == of_consultations()
    assert all(each.reason for each in WITH_THE_CONSULTATION.values() if each.fate is not Fate.DELETED)


def test_of_every_column_with_texts_the_plan_says_whether_it_has_contact_details() -> None:
    texts = {
        f"{name}.{column.name}"
        for name in of_consultations()
        for column in TABLES[name].columns
        if isinstance(column.type, String | JSON) and not isinstance(column.type, LargeBinary)
    }
    assert not set(WITH_CONTACT_DETAILS) & set(WITHOUT_CONTACT_DETAILS)
    assert set(WITH_CONTACT_DETAILS) | set(WITHOUT_CONTACT_DETAILS) == texts, "say it in operations/retention/plan.py"


def test_a_consultation_in_the_tests_has_a_row_in_every_table_and_none_is_left_where_the_plan_says_so(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    round_ = ended_round(database, tmp_path, now=now)
    want_to_join(database, round_, now=now)
    keep(database, round_, now=now, all=1)
    deleted = {name for name, each in WITH_THE_CONSULTATION.items() if each.fate is Fate.DELETED}
    assert deleted <= set(numbers(database)), "let ended_round make a row of it"
    delete_all_due(database, tmp_path, now=now + YEAR)
    assert not deleted & set(numbers(database))


@pytest.mark.parametrize("table", [TABLES[name] for name in sorted(of_consultations())], ids=lambda table: table.name)
def test_a_reference_to_rows_that_are_deleted_has_an_index(table: Table) -> None:
    """Without one the database reads the whole table for each deleted row."""
    first = {next(iter(index.columns)).name for index in table.indexes} | {next(iter(table.primary_key.columns)).name}
    first |= {next(iter(each.columns)).name for each in table.constraints if isinstance(each, UniqueConstraint)}
    needed = {key.parent.name for key in table.foreign_keys if _is_deleted(key)}
    assert needed <= first


def _is_deleted(key: ForeignKey) -> bool:
    return WITH_THE_CONSULTATION[key.column.table.name].fate is Fate.DELETED
