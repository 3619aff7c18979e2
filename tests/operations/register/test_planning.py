"""Importing into the register, and updating it, by a plan that is looked at first."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event, select

from survey.operations.register.files import register_csv, write_register
from survey.operations.register.groups import Groups
from survey.operations.register.planning import apply_import, plan_import
from survey.operations.register.row_files import RowsRefused
from survey.store.database import Database
from survey.store.register.organisations import RegisterFilters, number_registered
from survey.store.tables import EventRow
from tests.operations.register.registers import HEADER, KOUVOLA, LIITTO, ROWS, VAASA, everything, fill, plan


def faults(database: Database, rows: str, language: str = "en") -> list[str]:
    with database.writing() as session:
        return [each.words(language) for each in plan(session, rows).faults]


def test_new_organisations_are_added_with_all_their_columns(database: Database, now: datetime) -> None:
    with database.writing() as session:
        made = fill(session, now)
        vaasa = made["Vaasan kaupunki"]
        assert (vaasa.business_id, vaasa.languages, vaasa.group) == ("0209602-6", "sv fi", "municipality")
        assert vaasa.further_emails == ("a@vaasa.example", "b@vaasa.example") and vaasa.in_use
        assert made["Liitto ry"].name == {"fi": "Liitto ry"}
        events = [each.registered_id for each in session.scalars(select(EventRow))]
        assert sorted(events, key=str) == sorted([each.id for each in made.values()], key=str)


def test_the_same_rows_again_change_nothing(database: Database, now: datetime) -> None:
    with database.writing() as session:
        fill(session, now)
        again = plan(session, ROWS)
        assert (len(again.added), len(again.changed), again.same, len(again.faults)) == (0, 0, 3, 0)


def test_a_row_changes_what_it_says_and_an_empty_cell_keeps_what_is_there(database: Database, now: datetime) -> None:
    rows = "Y-tunnus;Lausunnonantaja suomeksi;email;further_emails\n0161075-9;Kouvola;uusi@kouvola.example;\n"
    with database.writing() as session:
        fill(session, now)
        planned = plan(session, rows.replace("Lausunnonantaja suomeksi", "name_fi").replace("Y-tunnus", "business_id"))
        [change] = planned.changed
        assert change.fields("en", planned.groups) == [
            ("name_fi", "Kouvolan kaupunki", "Kouvola"),
            ("email", "kirjaamo@kouvola.example", "uusi@kouvola.example"),
        ]
        apply_import(session, planned, by=None, now=now)
        kept = everything(session)["Kouvola"]
        assert kept.name["sv"] == "Kouvola stad" and kept.group == "municipality" and kept.languages == "fi"


def test_one_is_found_by_a_name_in_either_language_and_gains_its_business_id(database: Database, now: datetime) -> None:
    with database.writing() as session:
        fill(session, now)
        planned = plan(session, "name_fi;business_id\nLIITTO  RY;0201256-6\n")
        assert [each.fields("en", planned.groups) for each in planned.changed] == [
            [("name_fi", "Liitto ry", "LIITTO RY"), ("business_id", "", "0201256-6")]
        ]
        assert plan(session, "name_sv;in_use\nVasa stad;nej\n").changed[0].after.in_use is False


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Vaasan kaupunki;;;0161075-9;;;;", "The business ID is of “Kouvolan kaupunki / Kouvola stad (0161075-9)”"),
        ("Kouvolan kaupunki;Vasa stad;;;;;;", "The name fits several organisations"),
        ("Kouvolan kaupunki;;;0201256-6;;;;", "The register has this name as “Kouvolan kaupunki / Kouvola stad (0161"),
        ("Uusi;;;;;;;", "column “Group”: The group is missing"),
        (";;;0201256-6;;;;", "The business ID is not in the register"),
        (";;municipality;;;;;", "has no name"),
        ("Uusi;;municipality;0201256-7;u@example.fi;;fi;", "column “Business ID”: The last digit"),
        ("Uusi;;municipality;12;u@example.fi;;fi;", "“12” is no business ID"),
        ("Uusi;;Kunnat;;u@example.fi;;fi;", "column “Group”: There is no group “Kunnat”"),
        ("Uusi;;municipality;;u@example.fi;x@y;fi;", "column “Further e-mail addresses”: “x@y” is no e-mail"),
        ("Uusi;;municipality;;u@example.fi;;saksa;", "There is no language “saksa”"),
        ("Uusi;;municipality;;u@example.fi;;fi;ehkä", "not “ehkä”"),
    ],
)
def test_what_can_be_read_in_two_ways_or_not_at_all_is_told_with_its_place(
    sqlite: Database, now: datetime, row: str, words: str
) -> None:
    with sqlite.writing() as session:
        fill(session, now)
    told = faults(sqlite, f"{HEADER}\n{row}\n")
    assert told and told[0].startswith("Line 2") and any(words in each for each in told), told


def test_every_fault_is_told_at_once_in_the_order_of_the_file_and_nothing_can_be_applied(
    sqlite: Database, now: datetime
) -> None:
    rows = f"{ROWS}\nA;;village;1;ei;;x;\n;;;;;;;\nB;vain kaksi\n{KOUVOLA}\n"
    told = faults(sqlite, rows)
    assert [each.split(",")[0].split(":")[0] for each in told] == ["Line 5"] * 4 + ["Line 7", "Line 8"]
    assert told[-1] == "Line 8: The same organisation is on line 2 too."
    with sqlite.writing() as session, pytest.raises(ValueError, match="faults"):
        apply_import(session, plan(session, rows), by=None, now=now)


def test_two_new_ones_of_one_name_are_told_apart_by_their_business_ids_alone(sqlite: Database) -> None:
    one, other = "Yhtiö;;company;0201256-6;a@example.fi;;fi;", "Yhtiö;;company;0209602-6;b@example.fi;;fi;"
    assert faults(sqlite, f"{HEADER}\n{one}\n{other}") == []
    assert len(faults(sqlite, f"{HEADER}\n{one}\n{other.replace('0209602-6', '')}")) == 1
    assert len(faults(sqlite, f"{HEADER}\n{one}\n{other.replace('0209602-6', '0201256-6')}")) == 1


def test_a_plan_is_known_by_what_it_does_to_the_register_as_it_is(sqlite: Database, now: datetime) -> None:
    with sqlite.writing() as session:
        first = plan(session, ROWS)
        assert plan(session, first.rows).digest == first.digest
        fill(session, now, "\n".join([HEADER, LIITTO]))
        assert plan(session, first.rows).digest != first.digest


@pytest.mark.parametrize("name", ["=1+1", "'s-Hertogenbosch", "''tis", "-", "@x;y", 'A "B"', "Åland ö"])
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_both_files_are_read_back_the_same(
    sqlite: Database, now: datetime, tmp_path: Path, name: str, language: str
) -> None:
    quoted = name.replace('"', '""')
    with sqlite.writing() as session:
        fill(session, now, f'{ROWS}\n"{"" if name[0].isalpha() else chr(39)}{quoted}";;other;;x@example.fi;;fi sv;no\n')
        entries = list(everything(session).values())
        assert name in everything(session)
        target = tmp_path / "register.xlsx"
        write_register(target, entries, language, Groups())
        for content in (target.read_bytes(), register_csv(entries, language, Groups()).encode("utf-8-sig")):
            again = plan_import(session, content)
            assert (again.same, list(again.added), list(again.changed), list(again.faults)) == (4, [], [], [])


def test_the_empty_file_has_the_columns_and_no_organisation(sqlite: Database, tmp_path: Path) -> None:
    target = tmp_path / "template.xlsx"
    write_register(target, [], "sv", Groups())
    with sqlite.reading() as session, pytest.raises(RowsRefused) as refused:
        plan_import(session, target.read_bytes())
    assert "no organisations below" in refused.value.faults[0].words("en")


def test_a_thousand_organisations_are_imported_and_changed_with_few_statements(sqlite: Database, now: datetime) -> None:
    rows = [f"Kunta {number};;municipality;;k{number}@example.fi;;fi;" for number in range(1_000)]
    statements: list[str] = []
    with sqlite.writing() as session:
        fill(session, now, "\n".join([HEADER, *rows[:1]]))
        event.listen(sqlite.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
        fill(session, now, "\n".join([HEADER, *rows]))
        session.flush()
        assert number_registered(session, RegisterFilters()) == 1_000
        assert len(statements) <= 8, statements
        changed = [row.replace("@example.fi", "@kunta.example") for row in rows]
        fill(session, now, "\n".join([HEADER, *changed]))
        assert len(statements) <= 16
        assert everything(session)["Kunta 7"].email == "k7@kunta.example"


def test_the_lines_of_the_file_are_named(sqlite: Database) -> None:
    assert faults(sqlite, f"{HEADER}\n\n{VAASA.replace('0209602-6', '0209602-5')}\n", "fi")[0].startswith("Rivi 3")
