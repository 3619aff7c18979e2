"""The command that says what is due and deletes it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from survey.operations.exports.files import Wanted, ask_for_export
from survey.store.database import Database
from survey.store.tables import CoordinatorRow
from tests.cli.processes import call, run
from tests.operations.retention.rounds import SECRET, ended_round, everything, keep, numbers
from tests.rounds import Round

KEPT_UNTIL_NOW = timedelta(days=200)


@pytest.fixture
def ended(sqlite: Database, tmp_path: Path) -> Round:
    """A round that ended long ago, of whose data nothing has a period."""
    return ended_round(sqlite, tmp_path, now=datetime.now(UTC) - KEPT_UNTIL_NOW)


def test_without_a_period_nothing_is_due(ended: Round, tmp_path: Path) -> None:
    assert run("retention", "--data", tmp_path, "--language", "fi").stdout == "Mitään ei ole poistettavana.\n"
    assert ended


def test_what_is_due_is_listed_and_nothing_is_deleted_without_do(
    ended: Round, sqlite: Database, tmp_path: Path
) -> None:
    keep(sqlite, ended, now=datetime.now(UTC), contact=1, drafts=1, mails=600)
    before = numbers(sqlite)
    told = call("retention", "--data", tmp_path, "--language", "fi").stdout.splitlines()
    assert told[0].startswith("public: yhteystiedot, säilytysaika päättyi ")
    assert told[0].endswith(
        "1 lausunnon yhteystiedot, 6 luonnosten vastausta, 1 vastauksen rinnalle jäänyt teksti, "
        "3 käsittelyvaihetta, 3 sähköpostiosoitetta, 2 nimeä, 2 henkilökohtaista linkkiä, "
        "1 viestin vastaanottaja, 1 lausuntotiedosto"
    )
    assert told[1].startswith("public: luonnokset, ") and told[2:] == ["Mitään ei poistettu. Poista valitsimella --do."]
    assert numbers(sqlite) == before


def test_what_is_due_is_deleted_once_and_each_act_is_told(ended: Round, sqlite: Database, tmp_path: Path) -> None:
    keep(sqlite, ended, now=datetime.now(UTC), contact=1, drafts=1)
    told = call("retention", "--do", "--data", tmp_path, "--language", "sv").stdout
    assert "public: raderat: kontaktuppgifter." in told and "public: raderat: utkast." in told
    assert SECRET not in everything(sqlite)
    assert call("retention", "--do", "--data", tmp_path, "--language", "sv").stdout == "Det finns inget att radera.\n"
    assert not any(SECRET.encode() in each.read_bytes() for each in tmp_path.glob("survey.sqlite3*"))


def test_what_is_in_use_is_told_and_the_command_ends_with_an_error(
    ended: Round, sqlite: Database, tmp_path: Path
) -> None:
    keep(sqlite, ended, now=datetime.now(UTC), contact=1)
    with sqlite.writing() as session:
        maija = session.scalars(select(CoordinatorRow)).one()
        ask_for_export(session, tmp_path, ended.consultation, Wanted("csv", "fi"), maija, now=datetime.now(UTC))
    done = run("retention", "--do", "--data", tmp_path, "--language", "fi", status=1)
    assert "public: ei poistettu (yhteystiedot), koska tiedot ovat käytössä." in done.stderr
    assert SECRET in everything(sqlite)
