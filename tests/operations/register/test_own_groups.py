"""Groups of the installation's own: added, named, ordered, taken out of use, removed; and rows that have them."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from survey.operations.register.changing import EntryRefused
from survey.operations.register.files import register_csv, write_register
from survey.operations.register.groups import groups_in
from survey.operations.register.own_groups import (
    MOST_GROUPS,
    GroupIsUsed,
    change_group,
    read_group_name,
    remove_group,
)
from survey.operations.register.planning import plan_import
from survey.store.database import Database
from survey.store.tables import ConsultationDraftRow, CoordinatorRow, EventRow, OwnGroupRow
from tests.operations.register.registers import HEADER, add_own_group, everything, fill, plan
from tests.rounds import invite_another, open_round

KUHMO = "Kuhmon seutu;;Seutukunta;;kuhmo@example.fi;;fi;yes"


def wrong(session: Session, fi: str, sv: str, row: OwnGroupRow | None = None) -> list[str]:
    with pytest.raises(EntryRefused) as refused:
        read_group_name(session, {"fi": fi, "sv": sv}, row=row)
    return [column for column, _fault in refused.value.faults]


def change(session: Session, row: OwnGroupRow, now: datetime, **changed: object) -> bool:
    by = session.scalars(select(CoordinatorRow.id)).one()
    name = {"fi": row.name_fi, "sv": row.name_sv}
    given: dict[str, object] = {"name": name, "after": 0, "in_use": row.in_use, **changed}
    return change_group(session, row, by=by, now=now, **given)  # type: ignore[arg-type]


def test_a_group_has_a_key_of_its_own_that_a_new_name_does_not_change(database: Database, now: datetime) -> None:
    with database.writing() as session:
        first = add_own_group(session, now, "Äitiysjärjestöt ja muut pitkännimiset yhdistykset", "Mödraföreningar")
        key = first.key
        assert key.startswith("own_aitiysjarjestot") and len(key) <= 40
        assert change(session, first, now, name={"fi": "Toinen", "sv": "Andra"})
        again = add_own_group(session, now, "Äitiysjärjestöt ja muut pitkännimiset yhdistykset", "Mödraföreningar")
        assert first.key == key != again.key
        assert groups_in(session).name(key, "sv") == "Andra"


def test_both_names_are_needed_and_no_two_groups_share_one(database: Database, now: datetime) -> None:
    with database.writing() as session:
        row = add_own_group(session, now)
        assert wrong(session, "", "\N{ZERO WIDTH SPACE}") == ["name_fi", "name_sv"]
        assert wrong(session, "kunta TAI kaupunki", "Församling") == ["name_fi", "name_sv"]
        assert wrong(session, "ekonomisk region", "court") == ["name_fi", "name_sv"]
        assert wrong(session, "A" * 81, "A") == ["name_fi"]
        assert read_group_name(session, {"fi": "seutukunta", "sv": "Seutukunta"}, row=row)


def test_there_are_not_more_groups_than_a_list_can_show(database: Database, now: datetime) -> None:
    with database.writing() as session:
        for number in range(MOST_GROUPS):
            last = add_own_group(session, now, f"Ryhmä {number}", f"Grupp {number}")
        assert wrong(session, "Yksi liikaa", "En för mycket") == ["name_fi"]
        assert read_group_name(session, {"fi": "Uusi nimi", "sv": "Nytt namn"}, row=last)


def test_groups_are_put_in_order_and_what_changed_is_logged(database: Database, now: datetime) -> None:
    with database.writing() as session:
        rows = [add_own_group(session, now, name, f"{name} sv") for name in ("A", "B", "C")]
        assert change(session, rows[2], now, after=rows[0].id)
        assert change(session, rows[1], now, after=rows[2].id, in_use=False) is True
        assert [each.name_fi for each in groups_in(session).own] == ["A", "C", "B"]
        assert [each.name_fi for each in groups_in(session).own_in_use] == ["A", "C"]
        assert not change(session, rows[0], now)
        assert not change(session, rows[0], now, after=999)
        said = session.scalars(select(EventRow.what).where(EventRow.what.startswith("group")).order_by(EventRow.id))
        assert list(said) == [*["group added"] * 3, "group moved", "group taken out of use"]


def test_a_row_names_a_group_in_either_language_or_by_its_key(database: Database, now: datetime) -> None:
    with database.writing() as session:
        key = add_own_group(session, now).key
        rows = [f"{name} ry;;{written};;a@example.fi;;fi;yes" for name, written in zip(
            "ABC", ("seutukunta", "EKONOMISK REGION", key), strict=True)]  # fmt: skip
        assert {each.group for each in fill(session, now, "\n".join([HEADER, *rows])).values()} == {key}
        [fault] = plan(session, f"{HEADER}\nD ry;;Seutu;;d@example.fi;;fi;yes").faults
        assert "Seutukunta" in fault.words("fi") and "Ekonomisk region" in fault.words("sv")


def test_the_files_of_the_register_name_the_group_and_are_read_the_same(
    database: Database, now: datetime, tmp_path: Path
) -> None:
    with database.writing() as session:
        row = add_own_group(session, now)
        entries = list(fill(session, now, f"{HEADER}\n{KUHMO}").values())
        for use in (True, False):
            row.in_use = use
            groups = groups_in(session)
            write_register(tmp_path / "a.xlsx", entries, "sv", groups)
            text = register_csv(entries, "sv", groups)
            assert "Ekonomisk region" in text
            for content in ((tmp_path / "a.xlsx").read_bytes(), text.encode()):
                read = plan_import(session, content)
                assert (read.same, read.faults) == (1, [])


def test_a_group_out_of_use_stays_with_who_has_it_and_nobody_else_gets_it(database: Database, now: datetime) -> None:
    with database.writing() as session:
        row = add_own_group(session, now)
        fill(session, now, f"{HEADER}\n{KUHMO}\nLiitto ry;;organisation;;l@example.fi;;fi;yes")
        row.in_use = False
        assert plan(session, f"{HEADER}\n{KUHMO.replace('kuhmo@', 'uusi@')}").changed
        for rows in ("Liitto ry;;Seutukunta;;;;;", "Uusi ry;;Seutukunta;;u@example.fi;;fi;yes"):
            [fault] = plan(session, f"{HEADER}\n{rows}").faults
            assert "”Seutukunta” ei ole enää käytössä" in fault.words("fi")
        assert everything(session)["Liitto ry"].group == "organisation"


def test_a_group_that_an_organisation_has_is_not_removed_not_even_by_the_database(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        registered, asked, chosen, free = (
            add_own_group(session, now, name, f"{name} sv") for name in ("Rekisterissä", "Pyydetty", "Valittu", "Vapaa")
        )
        by = session.scalars(select(CoordinatorRow.id)).one()
        fill(session, now, f"{HEADER}\nA ry;;Rekisterissä;;a@example.fi;;fi;yes")
        invite_another(session, open_round(session, now=now).consultation, now=now, name="B", group=asked.key)
        recipient = {"name_fi": "C ry", "group": chosen.key, "language": "fi", "email": "c@example.fi"}
        session.add(
            ConsultationDraftRow(
                coordinator_id=by, at=now, source_name="", yaml="", faults="[]", recipients=[recipient]
            )
        )
        for row in (registered, asked, chosen):
            with pytest.raises(GroupIsUsed):
                remove_group(session, row, by=by, now=now)
        remove_group(session, free, by=by, now=now)
        assert [each.name_fi for each in groups_in(session).own] == ["Rekisterissä", "Pyydetty", "Valittu"]
        for row in (registered, asked):
            with pytest.raises(DBAPIError, match="has this group"), session.begin_nested():
                session.execute(delete(OwnGroupRow).where(OwnGroupRow.id == row.id))
