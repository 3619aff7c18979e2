"""Groups of the installation's own on pages: added, changed, removed, and offered wherever a group is chosen."""

import pytest
from sqlalchemy import select

from survey.operations.accounts.roles import READER
from survey.store.tables import OwnGroupRow, RegisteredOrganisationRow
from tests.coordinate.desks import WHOLE, Coordinator, coordinator_of
from tests.operations.register.registers import add_own_group, fill
from tests.pages import Page
from tests.rounds import invite_another
from tests.site import Site, now_for_pages

FORM = "#page-form"
NAMES = {"name_fi": "Seutukunta", "name_sv": "Ekonomisk region"}
KUHMO = {"name_fi": "Kuhmon seutu", "email": "kuhmo@example.fi", "language": "fi"}


@pytest.fixture
def maija(site_on_each: Site) -> Coordinator:
    """A coordinator with three organisations in the register."""
    with site_on_each.database.writing() as session:
        fill(session, now_for_pages())
    return coordinator_of(site_on_each)


def add(coordinator: Coordinator, status: int = 200, **names: str) -> Page:
    return coordinator.press(coordinator.get("register/groups/"), names or NAMES, status)


def key_of(coordinator: Coordinator) -> str:
    with coordinator.site.database.reading() as session:
        return session.scalars(select(OwnGroupRow.key)).one()


def options(page: Page, select_id: str) -> list[str]:
    return page.texts(f"#{select_id} option")


def test_a_group_is_added_and_listed_in_both_languages(maija: Coordinator) -> None:
    page = add(maija)
    assert "Ryhmän ”Seutukunta” voi nyt valita" in page.text("#notices")
    assert page.texts(".k-task-name") == ["Seutukunta 0 lausunnonantajaa rekisterissä"]
    assert "Kunta tai kaupunki" in page.texts("section li")
    assert maija.get("register/groups/", language="sv").texts(".k-task-name a") == ["Ekonomisk region"]


def test_a_faulty_group_is_told_and_what_was_typed_stays(maija: Coordinator) -> None:
    page = add(maija, 422, name_fi="Seurakunta", name_sv="")
    assert [each.attrs["href"] for each in page.all(".k-errors a")] == ["#name_fi", "#name_sv"]
    assert page.fields()["name_fi"] == "Seurakunta" and not page.texts(".k-task")


def test_an_organisation_gets_the_group_and_the_pages_of_the_register_name_it(maija: Coordinator) -> None:
    add(maija)
    form = maija.get("register/add")
    assert options(form, "group")[-2:] == ["Seutukunta", "Muu taho"]
    one = maija.press(form, {**KUHMO, "group": key_of(maija)})
    assert "Seutukunta" in one.text("main dl")
    found = maija.get(f"register/?group={key_of(maija)}", language="sv")
    assert found.texts("tbody th") == ["Kuhmon seutu (på finska)"] or "Kuhmon seutu" in found.text("tbody")
    assert "Ekonomisk region" in found.text("tbody")
    made = maija.press(maija.get("register/lists/"), {"name-fi": "Seudut"})
    listed = maija.site.client.post(made, {"add-group": key_of(maija)}, form=FORM)
    assert "Seutukunta" in listed.text("tbody")
    assert maija.get("register/groups/").texts(".k-task-count") == ["1 lausunnonantaja rekisterissä"]


def test_rows_are_brought_with_the_group_and_the_page_names_it(maija: Coordinator) -> None:
    add(maija)
    form = maija.get("register/import", language="sv")
    assert "Ekonomisk region" in form.text("main dl")
    rows = "name_fi;name_sv;group;email;language\nKuhmon seutu;;ekonomisk region;kuhmo@example.fi;fi"
    looked = maija.site.client.post(form, {"rows": rows}, form=FORM)
    assert "Ekonomisk region" in looked.text("main")
    maija.site.client.post(looked, form=FORM)
    assert "Seutukunta" in maija.get("register/4/").text("main dl")
    assert b"Ekonomisk region" in maija.site.client.http.get("/sv/coordinate/register/register.csv").data


def test_a_new_name_place_and_use_are_saved_together(maija: Coordinator) -> None:
    add(maija)
    add(maija, name_fi="Kerho", name_sv="Klubb")
    form = maija.get("register/groups/2/")
    assert options(form, "after") == ["Ensimmäinen", "Ryhmän ”Seutukunta” jälkeen"]
    assert form.fields()["after"] == "1" and form.fields()["in_use"] == "yes"
    page = maija.press(form, {"name_fi": "Seura", "after": "0", "in_use": "no"})
    assert [each.split()[0] for each in page.texts(".k-task-name")] == ["Seura", "Seutukunta"]
    assert "Ei käytössä" in page.texts(".k-status")
    assert "Seura" not in options(maija.get("register/add"), "group")
    assert "Seura" in options(maija.get("register/"), "group")
    again = maija.press(maija.get("register/groups/2/"), {"name_sv": "Församling"}, 422)
    assert again.fields()["name_sv"] == "Församling" and again.fields()["in_use"] == "no"
    unchanged = maija.press(maija.get("register/groups/2/"))
    assert "Mitään ei muutettu" in unchanged.text("#notices")


def test_who_has_a_group_out_of_use_keeps_it_when_something_else_changes(maija: Coordinator) -> None:
    add(maija)
    maija.press(maija.get("register/add"), {**KUHMO, "group": key_of(maija)})
    maija.press(maija.get("register/groups/1/"), {"in_use": "no"})
    form = maija.get("register/4/change")
    assert form.fields()["group"] == key_of(maija)
    assert "Seutukunta" in maija.press(form, {"email": "toinen@example.fi"}).text("main dl")
    refused = maija.press(maija.get("register/add"), {**KUHMO, "name_fi": "Uusi", "group": key_of(maija)}, 422)
    assert "ei ole enää käytössä" in refused.text(".k-errors")


def test_a_group_without_organisations_is_removed_and_another_says_why_it_stays(maija: Coordinator) -> None:
    add(maija)
    asking = maija.get("register/groups/1/remove")
    with maija.site.database.writing() as session:
        session.get_one(RegisteredOrganisationRow, 1).group = key_of(maija)
    assert "ei poistettu" in maija.press(asking).text("#notices")
    assert "ei voi poistaa" in maija.get("register/groups/1/remove").text("main")
    with maija.site.database.writing() as session:
        session.get_one(RegisteredOrganisationRow, 1).group = "other"
    gone = maija.press(maija.get("register/groups/1/remove"))
    assert "poistettiin" in gone.text("#notices") and not gone.texts(".k-task")
    maija.get("register/groups/1/", 404)


@pytest.mark.parametrize("sent", [{"after": "x", "in_use": "maybe"}, {"after": "0"}])
def test_what_no_form_sends_is_not_found(maija: Coordinator, sent: dict[str, str]) -> None:
    add(maija)
    token = maija.get("register/groups/").fields()["csrf_token"]
    maija.site.client.send("/fi/coordinate/register/groups/1/", {**NAMES, "csrf_token": token, **sent}, status=404)


def test_a_reader_sees_the_groups_and_changes_none(site_on_each: Site) -> None:
    with site_on_each.database.writing() as session:
        add_own_group(session, now_for_pages())
    reader = coordinator_of(site_on_each, role=READER)
    page = reader.get("register/groups/")
    assert page.texts(".k-task-name") == ["Seutukunta 0 lausunnonantajaa rekisterissä"]
    assert not page.all("main form") and not page.all(".k-task a")
    reader.get("register/groups/1/", 403)


def test_the_page_asks_the_database_as_often_for_fifty_groups_as_for_one(maija: Coordinator) -> None:
    with maija.site.database.writing() as session:
        for number in range(50):
            add_own_group(session, now_for_pages(), f"Ryhmä {number}", f"Grupp {number}")
    assert len(maija.get("register/groups/").texts(".k-task")) == 50
    maija.get("register/groups/50/")
    maija.get("register/")


def test_a_consultation_that_is_prepared_is_looked_at_and_opened_with_the_groups(maija: Coordinator) -> None:
    add(maija)
    draft = maija.ready(WHOLE.replace(b"key: yksi", b"key: toinen"))
    maija.press(maija.get("register/add"), {**KUHMO, "group": key_of(maija)})
    assert "Seutukunta" in options(maija.get(f"drafts/{draft}/look/details"), "answer-respondent_group-option")
    form = maija.get(f"drafts/{draft}/recipients")
    assert "Seutukunta" in options(form, "register-group")
    chosen = maija.site.client.post(form, {"register-group": key_of(maija)}, form=FORM)
    assert "Seutukunta" in chosen.text("tbody")
    maija.open(draft)
    maija.press(maija.get("register/groups/1/"), {"name_fi": "Talousalue"})
    page = maija.get(f"consultations/toinen/?group={key_of(maija)}")
    assert "Seutukunta" in page.text("tbody") and "Talousalue" in maija.get("register/4/").text("main dl")
    assert "Seutukunta" in maija.get("consultations/toinen/organisations/2/").text("main")


def test_an_organisation_with_the_group_is_added_to_an_open_consultation(maija: Coordinator) -> None:
    add(maija)
    form = maija.get("consultations/yksi/add-not-asked")
    one = maija.press(form, {**KUHMO, "group": key_of(maija)})
    assert "Seutukunta" in one.text("main")
    rows = "name_fi;name_sv;group;language;email\nKainuu;;Ekonomisk region;fi;kainuu@example.fi"
    looked = maija.site.client.post(maija.get("consultations/yksi/invite"), {"rows": rows}, form=FORM)
    assert "Seutukunta" in looked.text("tbody")
    maija.site.client.post(looked, form=FORM)
    page = maija.get(f"consultations/yksi/?group={key_of(maija)}")
    assert [each.split()[0] for each in page.texts("tbody th") if "Kuhmo" in each or "Kainuu" in each]
    maija.get("consultations/yksi/?group=own_village_0000", 404)


def test_a_respondent_chooses_the_group_and_hands_in(site_on_each: Site) -> None:
    with site_on_each.database.writing() as session:
        group = add_own_group(session, now_for_pages())
        round_ = session.merge(site_on_each.round.access.invitation)
        invite_another(session, round_.consultation, now=now_for_pages(), name="Kuhmo", group=group.key)
        key = group.key
    site_on_each.open_link(language="sv")
    details = site_on_each.client.get(site_on_each.path("details", "sv"))
    assert options(details, "answer-respondent_group-option")[-2:] == ["Ekonomisk region", "Annan instans"]
    saved = site_on_each.client.post(details, {"answer-respondent_group-option": key})
    assert "Ekonomisk region" in site_on_each.client.get(site_on_each.path("review", "sv")).text("main"), saved.path
    assert "Ekonomisk region" in site_on_each.client.get(site_on_each.path("questions", "sv")).text("main")
