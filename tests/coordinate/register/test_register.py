"""A coordinator keeps the register: finds organisations, adds and changes them, brings them from files."""

from io import BytesIO
from time import process_time

import openpyxl
import pytest

from survey.store.database import Database
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.operations.register.registers import HEADER, KOUVOLA, LIITTO, ROWS, fill
from tests.pages import Page
from tests.site import Site, now_for_pages, open_site

NAMES = "#list ~ table tbody th"
FORM = "#page-form"
NEW = {"name_fi": "Uusi ry", "group": "organisation", "email": "u@example.fi", "language": "fi"}


@pytest.fixture
def maija(site_on_each: Site) -> Coordinator:
    """A coordinator with three organisations in the register."""
    with site_on_each.database.writing() as session:
        fill(session, now_for_pages())
    return coordinator_of(site_on_each)


@pytest.fixture
def aino(sqlite: Database) -> Coordinator:
    """A coordinator whose register is empty."""
    return coordinator_of(open_site(sqlite))


def names(page: Page) -> list[str]:
    return page.texts(NAMES)


def one(coordinator: Coordinator, name: str) -> Page:
    """The page of an organisation."""
    return coordinator.site.client.get(coordinator.get("register/").link(name))


def look(coordinator: Coordinator, rows: str, status: int = 200) -> Page:
    return coordinator.site.client.post(coordinator.get("register/import"), {"rows": rows}, form=FORM, status=status)


def test_the_register_is_found_from_the_first_page_and_names_stand_in_order(maija: Coordinator) -> None:
    page = maija.site.client.get(maija.get().link("Lausunnonantajien rekisteri"))
    assert names(page) == ["Kouvolan kaupunki", "Liitto ry", "Vaasan kaupunki"]
    swedish = maija.get("register/", language="sv")
    assert names(swedish) == ["Kouvola stad", "Liitto ry", "Vasa stad"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=vasa", ["Vaasan kaupunki"]),
        ("search=0161075", ["Kouvolan kaupunki"]),
        ("group=organisation", ["Liitto ry"]),
        ("languages=sv+fi", ["Vaasan kaupunki"]),
        ("in_use=no", []),
        ("in_use=yes&order=group", ["Kouvolan kaupunki", "Vaasan kaupunki", "Liitto ry"]),
        ("search=100%25", []),
    ],
)
def test_organisations_are_found_by_search_and_filter(maija: Coordinator, query: str, found: list[str]) -> None:
    assert names(maija.get(f"register/?{query}")) == found


@pytest.mark.parametrize(
    "query", ["group=x", "languages=de", "in_use=x", "on_list=9", "on_list=x", "order=x", "page=0"]
)
def test_a_filter_that_no_list_has_finds_no_page(maija: Coordinator, query: str) -> None:
    maija.get(f"register/?{query}", 404)


def test_one_is_added_by_hand_and_what_is_wrong_is_told_at_its_fields(aino: Coordinator) -> None:
    page = aino.press(aino.get("register/add"), {"name_fi": "", "business_id": "0201256-7", "email": "ei"}, 422)
    told = [each.attrs["href"] for each in page.all(".k-errors a")]
    assert told == ["#name_fi", "#group", "#business_id", "#email", "#language"]
    added = aino.press(page, {**NEW, "business_id": "FI02012566", "further_emails": "a@example.fi\nb@example.fi"})
    assert "”Uusi ry” on rekisterissä." in added.text("#notices")
    facts = added.text(".k-facts")
    assert "0201256-6" in facts and "a@example.fi, b@example.fi" in facts and "Muu järjestö" in facts
    assert "Lisätty rekisteriin (Maija)" in added.text("main")


def test_what_another_organisation_has_is_refused(maija: Coordinator) -> None:
    page = maija.press(maija.get("register/add"), {**NEW, "business_id": "0161075-9"}, 422)
    assert "Tämä Y-tunnus on lausunnonantajalla ”Kouvolan kaupunki" in page.text(".k-errors")
    page = maija.press(page, {"business_id": "", "name_fi": "liitto ry"}, 422)
    assert page.all(".k-errors a")[0].attrs["href"] == "#name_fi"


def test_one_is_changed_emptied_and_taken_out_of_use(maija: Coordinator) -> None:
    page = maija.site.client.get(one(maija, "Vaasan kaupunki").link("Muuta tietoja tai poista käytöstä"))
    assert page.fields(FORM)["further_emails"].split() == ["a@vaasa.example", "b@vaasa.example"]
    done = maija.press(page, {"further_emails": "", "in_use": "no", "language": "sv"})
    assert "Ei käytössä" in done.text("main") and "a@vaasa" not in done.text("main")
    assert names(maija.get("register/?in_use=no"))[0].startswith("Vaasan kaupunki")
    again = maija.press(maija.site.client.get(f"{done.path}change"))
    assert "Mitään ei muutettu" in again.text("#notices")


def test_a_change_over_a_colleagues_change_is_told_first(maija: Coordinator) -> None:
    address = f"{one(maija, 'Liitto ry').path}change"
    first, second = maija.site.client.get(address), maija.site.client.get(address)
    maija.press(first, {"email": "eka@example.fi"})
    told = maija.press(second, {"email": "toka@example.fi"}, 422)
    assert "eka@example.fi" in told.text(".k-errors") and told.fields(FORM)["email"] == "toka@example.fi"
    maija.press(told)
    assert "toka@example.fi" in one(maija, "Liitto ry").text(".k-facts")


def test_the_language_switch_keeps_what_was_typed(maija: Coordinator) -> None:
    for address in ("register/add", f"{one(maija, 'Liitto ry').path.removeprefix('/fi/coordinate/')}change"):
        page = maija.get(address)
        swedish = maija.press(page, {"name_fi": "Kesken", "switch_language": "sv"})
        assert swedish.path.startswith("/sv/") and swedish.fields(FORM)["name_fi"] == "Kesken"
    pasted = maija.press(maija.get("register/import"), {"rows": "name_fi\nx", "switch_language": "sv"})
    assert pasted.path.startswith("/sv/") and pasted.fields(FORM)["rows"] == "name_fi\nx"
    looked = look(maija, f"{ROWS}\nUusi;;other;;u@example.fi;;fi;")
    looked = maija.site.client.post(looked, {"switch_language": "sv"}, form=FORM)
    assert "Kontrollera vad som ändras i registret" in looked.texts("h1")


def test_an_import_is_looked_at_and_then_done_as_a_whole(maija: Coordinator) -> None:
    rows = f"{HEADER}\n{KOUVOLA.replace('kirjaamo@', 'uusi@')}\n{LIITTO}\nUusi ry;;organisation;;u@example.fi;;fi;\n"
    looked = look(maija, rows)
    assert looked.texts(".k-count dd") == ["1", "1", "1"]
    assert "kirjaamo@kouvola.example" in looked.text("main") and "uusi@kouvola.example" in looked.text("main")
    assert len(names(maija.get("register/"))) == 3
    done = maija.site.client.post(looked, form=FORM)
    assert "Lisätty: 1. Muutettu: 1." in done.text("#notices") and "Uusi ry" in names(done)
    assert "Tiedot muutettu rekisterissä (Maija)" in one(maija, "Kouvolan kaupunki").text("main")
    again = maija.site.client.post(looked, form=FORM)
    assert "Mitään ei muutettu" in again.text("#notices") and len(names(again)) == 4


def test_a_plan_over_a_register_that_has_changed_is_shown_anew(maija: Coordinator) -> None:
    looked = look(maija, f"{HEADER}\nUusi ry;;organisation;;u@example.fi;;fi;\n")
    maija.press(maija.get("register/add"), {**NEW, "email": "toinen@example.fi"})
    anew = maija.site.client.post(looked, form=FORM, status=409)
    assert anew.texts(".k-count dd") == ["0", "1", "0"] and "Rekisteri on muuttunut" in anew.text(".k-notice")
    maija.site.client.post(anew, form=FORM)
    assert "u@example.fi" in one(maija, "Uusi ry").text(".k-facts")


def test_every_fault_of_a_file_is_told_with_row_and_column_and_nothing_changes(maija: Coordinator) -> None:
    page = look(maija, f"{HEADER}\nA;;Kunnat;1;ei;;x;ehkä\nUusi;;other;;u@example.fi;;fi;\n", 422)
    told = page.texts(".k-faults li")
    assert len(told) == 5 and all(each.startswith("Rivi 2, sarake ”") for each in told)
    assert page.texts(".k-errors a") == ["5 virhettä löytyi. Mitään ei muutettu."]
    assert "lisätään 1, muutetaan 0, ennallaan 0" in page.text("main") and len(names(maija.get("register/"))) == 3


@pytest.mark.parametrize("rows", ["", "nimi\nx", "name_fi"])
def test_what_cannot_be_read_is_told(maija: Coordinator, rows: str) -> None:
    assert look(maija, rows, 422).all(".k-errors a")[0].attrs["href"] in {"#file", "#rows"}


@pytest.mark.parametrize("name", ["register.xlsx", "register.csv"])
def test_the_file_of_the_register_is_brought_back_the_same(maija: Coordinator, name: str) -> None:
    with maija.site.client.http.get(f"/sv/coordinate/register/{name}") as response:
        raw = response.get_data()
    looked = maija.site.client.upload(maija.get("register/import"), name, raw)
    assert looked.texts(".k-count dd") == ["0", "0", "3"]


def test_the_empty_file_lets_one_choose_groups_and_languages(maija: Coordinator) -> None:
    with maija.site.client.http.get("/fi/coordinate/register/template.xlsx") as response:
        book = openpyxl.load_workbook(BytesIO(response.get_data()))
    sheet = book["Rekisteri"]
    assert [cell.value for cell in sheet[1]][:3] == ["Lausunnonantaja suomeksi", "Lausunnonantaja ruotsiksi", "Ryhmä"]
    assert len(sheet.data_validations.dataValidation) == 3
    with maija.site.client.http.get("/sv/coordinate/register/template.csv") as response:
        assert response.get_data(as_text=True).count("\n") == 1


def test_the_list_of_a_thousand_takes_little_longer_than_that_of_twenty(aino: Coordinator) -> None:
    def filled(numbers: range) -> float:
        rows = [f"Kunta {number};;municipality;;k{number}@example.fi;;fi;" for number in numbers]
        with aino.site.database.writing() as session:
            fill(session, now_for_pages(), "\n".join([HEADER, *rows]))
        aino.site.client.http.get("/fi/coordinate/register/").close()
        return min(measured() for _ in range(5))

    def measured() -> float:
        began = process_time()
        aino.site.client.http.get("/fi/coordinate/register/?search=kunta&order=group").close()
        return process_time() - began

    few = filled(range(20))
    assert filled(range(20, 1_000)) < 5 * few
    assert len(names(aino.get("register/?page=20"))) == 50
