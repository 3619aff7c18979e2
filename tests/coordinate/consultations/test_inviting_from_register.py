"""A coordinator chooses recipients from the register, and looks at them as at those of a file."""

import pytest
from sqlalchemy import select

from survey.operations.register.lists import add_to_list, make_list
from survey.store.database import Database
from survey.store.tables import CoordinatorRow, MessageRow, OrganisationRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.operations.register.registers import HEADER, ROWS, fill
from tests.pages import Page
from tests.site import NOWHERE, now_for_pages, open_site

PATH = "consultations/yksi/invite"
FORM = "#page-form"
OLD = "Vanha ry;;organisation;;vanha@example.fi;;fi;no"


@pytest.fixture
def maija(sqlite: Database) -> Coordinator:
    """A coordinator whose register has three organisations in use and one that is not, and a list of two of them."""
    maija = coordinator_of(open_site(sqlite, NOWHERE))
    now = now_for_pages()
    with sqlite.writing() as session:
        fill(session, now, f"{ROWS}\n{OLD}")
        by = session.scalars(select(CoordinatorRow.id)).one()
        made = make_list(session, {"fi": "Kaupungit"}, by=by, now=now)
        add_to_list(session, made, group="municipality", search="", pasted="Vanha ry", by=by, now=now)
    return maija


def choose(coordinator: Coordinator, status: int = 200, **typed: str) -> Page:
    fields = {name.replace("_", "-"): value for name, value in typed.items()}
    return coordinator.site.client.post(coordinator.get(PATH), fields, form=FORM, status=status)


def organisations(coordinator: Coordinator) -> list[OrganisationRow]:
    with coordinator.site.database.reading() as session:
        return list(session.scalars(select(OrganisationRow).order_by(OrganisationRow.id)))[1:]


def test_a_list_is_asked_with_what_the_register_knows_and_mails_go_to_every_address(maija: Coordinator) -> None:
    looked = choose(maija, register_list="1")
    assert looked.texts("tbody th") == ["Kouvolan kaupunki / Kouvola stad", "Vaasan kaupunki / Vasa stad"]
    assert "1 lausunnonantaja jätettiin pois, koska se ei ole käytössä." in looked.text("main")
    assert len(looked.texts(".k-letter")) == 2 and not organisations(maija)
    maija.site.client.post(looked, form=FORM)
    kouvola, vaasa = organisations(maija)
    assert (vaasa.language, vaasa.second_language, vaasa.registered_id) == ("sv", "fi", 2)
    assert kouvola.registered_id == 1
    with maija.site.database.reading() as session:
        mails = [(each.recipient, each.languages) for each in session.scalars(select(MessageRow).order_by("id"))]
    assert mails == [
        ("kirjaamo@kouvola.example", "fi"),
        *(("k@vaasa.example", "sv fi"), ("a@vaasa.example", "sv fi"), ("b@vaasa.example", "sv fi")),
    ]
    assert "Yksi kysymys" in maija.get("register/1/").text("main")


def test_who_has_been_invited_is_left_out_and_counted(maija: Coordinator) -> None:
    maija.site.client.post(choose(maija, register_search="vasa"), form=FORM)
    looked = choose(maija, register_group="municipality")
    assert looked.texts("tbody th") == ["Kouvolan kaupunki / Kouvola stad"]
    assert "1 lausunnonantaja jätettiin pois, koska siltä on jo pyydetty lausuntoa." in looked.text("main")
    told = choose(maija, 422, register_names="Vasa stad").text(".k-errors")
    assert "Ketään ei jäänyt" in told


def test_pasted_names_are_found_or_told_with_the_nearest(maija: Coordinator) -> None:
    page = choose(maija, 422, register_names="Liitto\nVasa stad")
    assert page.texts(".k-faults li") == ["Rivi 1: ”Liitto” ei ole rekisterissä. Tarkoititko ”Liitto ry”?"]
    assert page.fields(FORM)["register-names"] == "Liitto\nVasa stad"
    assert choose(maija, register_names="liitto ry\n0209602-6").texts("tbody th") == [
        *("Liitto ry", "Vaasan kaupunki / Vasa stad"),
    ]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"register_group": "municipality", "rows": "x"}, "#register-group"),
        ({"register_group": "municipality", "register_names": "Liitto ry"}, "#register-names"),
        ({"register_search": "zzz"}, "#register-group"),
        ({}, "#file"),
    ],
)
def test_what_can_be_read_in_two_ways_or_finds_nobody_is_told(
    maija: Coordinator, typed: dict[str, str], field: str
) -> None:
    assert choose(maija, 422, **typed).all(".k-errors a")[0].attrs["href"] == field


def test_going_back_keeps_what_was_chosen(maija: Coordinator) -> None:
    looked = choose(maija, register_list="1", register_group="municipality")
    back = maija.site.client.post(looked, {"change": "1"}, form=FORM).fields(FORM)
    assert (back["register-list"], back["register-group"], back["rows"]) == ("1", "municipality", "")


def test_rows_of_a_file_are_linked_to_the_register_and_nobody_gets_two_links(maija: Coordinator) -> None:
    header = "name_fi;name_sv;group;language;email;business_id"
    rows = f"{header}\nLIITTO RY;;organisation;fi;l@example.fi;\nVasa;;municipality;sv;v@example.fi;0209602-6\n"
    looked = maija.site.client.post(maija.get(PATH), {"rows": rows}, form=FORM)
    maija.site.client.post(looked, form=FORM)
    assert [each.registered_id for each in organisations(maija)] == [3, 2]
    again = f"{header}\nToinen nimi;;municipality;sv;v@example.fi;0209602-6\n"
    refused = maija.site.client.post(maija.get(PATH), {"rows": again}, form=FORM, status=422)
    assert refused.texts(".k-faults li") == ["Lausuntoa on jo pyydetty: ”Toinen nimi”."] or refused.texts(
        ".k-faults li"
    )
    two = f"{header}\nKouvolan kaupunki;;municipality;fi;a@b.fi;\n;Kouvola stad;municipality;sv;c@d.fi;\n"
    refused = maija.site.client.post(maija.get(PATH), {"rows": two}, form=FORM, status=422)
    assert "Kouvolan kaupunki" in refused.text(".k-faults") and len(organisations(maija)) == 2


def test_without_a_register_the_page_offers_none(sqlite: Database) -> None:
    page = coordinator_of(open_site(sqlite)).get(PATH)
    assert not page.all("#register-group") and HEADER
