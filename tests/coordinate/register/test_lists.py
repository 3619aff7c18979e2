"""Distribution lists: made, filled by group, search and pasted names, changed, removed."""

import pytest

from tests.coordinate.desks import Coordinator, coordinator_of
from tests.operations.register.registers import fill
from tests.pages import Page
from tests.site import Site, now_for_pages

FORM = "#page-form"
MEMBERS = "#list ~ form tbody th"


@pytest.fixture
def maija(site_on_each: Site) -> Coordinator:
    """A coordinator with three organisations in the register."""
    with site_on_each.database.writing() as session:
        fill(session, now_for_pages())
    return coordinator_of(site_on_each)


def made(coordinator: Coordinator, name: str = "Kaupungit") -> Page:
    return coordinator.press(coordinator.get("register/lists/"), {"name-fi": name, "name-sv": "Städer"})


def add(coordinator: Coordinator, page: Page, status: int = 200, **typed: str) -> Page:
    fields = {name.replace("_", "-"): value for name, value in typed.items()}
    return coordinator.site.client.post(page, fields, form=FORM, status=status)


def test_a_list_is_made_with_a_name_that_no_other_list_has(maija: Coordinator) -> None:
    nameless = maija.press(maija.get("register/lists/"), status=422)
    assert nameless.all(".k-errors a")[0].attrs["href"] == "#name-fi"
    assert made(maija).texts("h1") == ["Kaupungit"]
    again = maija.press(maija.get("register/lists/"), {"name-sv": "städer"}, 422)
    assert again.all(".k-errors a")[0].attrs["href"] == "#name-sv"
    assert maija.get("register/lists/", language="sv").link("Städer").startswith("/sv/coordinate/register/lists/")


def test_members_are_added_by_group_and_part_of_the_name_together(maija: Coordinator) -> None:
    page = add(maija, made(maija), add_group="municipality", add_search="vasa")
    assert page.texts(MEMBERS) == ["Vaasan kaupunki"]
    page = add(maija, page, add_group="municipality")
    assert "1 lausunnonantaja lisättiin listaan. Ehtoihin sopi 2." in page.text("#notices")
    assert page.texts(MEMBERS) == ["Kouvolan kaupunki", "Vaasan kaupunki"]
    assert [each.split()[0] for each in maija.get("register/?on_list=1").texts("tbody th")] == ["Kouvolan", "Vaasan"]


def test_pasted_names_that_are_not_found_are_told_with_the_nearest_and_nobody_is_added(maija: Coordinator) -> None:
    pasted = "Kouvola stad\nVaasan kaupunk\n0209602-6\nTuntematon oy"
    page = add(maija, made(maija), 422, names=pasted)
    assert page.texts(".k-faults li") == [
        "Rivi 2: ”Vaasan kaupunk” ei ole rekisterissä. Tarkoititko ”Vaasan kaupunki”?",
        "Rivi 4: ”Tuntematon oy” ei ole rekisterissä.",
    ]
    assert page.fields(FORM)["names"] == pasted and not page.texts(MEMBERS)
    page = add(maija, page, names="Kouvola stad\n\n0209602-6")
    assert page.texts(MEMBERS) == ["Kouvolan kaupunki", "Vaasan kaupunki"]


@pytest.mark.parametrize("typed", [{}, {"add_search": "zzz"}])
def test_nobody_is_told(maija: Coordinator, typed: dict[str, str]) -> None:
    assert add(maija, made(maija), 422, **typed).all(".k-errors a")


def test_ticked_members_are_taken_off_and_stay_in_the_register(maija: Coordinator) -> None:
    page = add(maija, made(maija), add_group="municipality")
    ticked = page.all("#list ~ form input[type=checkbox]")[0].attrs["value"]
    maija.site.client.post(page, form="#list ~ form", status=422)
    page = maija.site.client.post(page, {"organisation": ticked}, form="#list ~ form")
    assert page.texts(MEMBERS) == ["Vaasan kaupunki"]
    assert len(maija.get("register/").texts("tbody th")) == 3


def test_a_list_gets_another_name_and_is_removed(maija: Coordinator) -> None:
    page = add(maija, made(maija), add_group="municipality")
    page = maija.press(maija.site.client.get(page.link("Muuta nimeä")), {"name-fi": "Suuret kaupungit"})
    assert page.texts("h1") == ["Suuret kaupungit"]
    page = maija.press(maija.site.client.get(page.link("Poista lista")))
    assert "Lista on poistettu" in page.text("#notices") and not page.texts(".k-tasks a")
    assert len(maija.get("register/").texts("tbody th")) == 3


def test_the_language_switch_keeps_pasted_names(maija: Coordinator) -> None:
    page = maija.site.client.post(made(maija), {"names": "Kesken", "switch_language": "sv"}, form=FORM)
    assert page.path.startswith("/sv/") and page.fields(FORM)["names"] == "Kesken"
