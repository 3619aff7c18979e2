"""Fixtures that tests of several folders use: a fresh database, a moment, tiny question sets."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from survey.store.database import Database
from tests.databases import postgresql_database, sqlite_database
from tests.memory import keep_temporary_files_in_memory
from tests.site import Site, open_site

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


def pytest_configure() -> None:
    """Before any test, and before the processes that share the tests are started."""
    keep_temporary_files_in_memory()


@pytest.fixture
def now() -> datetime:
    """A Tuesday, 12.30 in Helsinki."""
    return NOW


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """A fresh SQLite database."""
    database = sqlite_database(tmp_path)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh database of each kind: the test runs on both."""
    if request.param == "postgresql":
        with postgresql_database() as opened:
            yield opened
    else:
        opened = sqlite_database(tmp_path)
        yield opened
        opened.close()


@pytest.fixture
def site(sqlite: Database) -> Site:
    """A site whose organisation has not opened its link."""
    return open_site(sqlite)


@pytest.fixture
def site_on_each(database: Database) -> Site:
    """The same on each database."""
    return open_site(database)
