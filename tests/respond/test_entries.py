"""The entries of a group on a section's page, without JavaScript."""

from collections.abc import Mapping

from sqlalchemy import select

from survey.store.database import Database
from survey.store.tables import AnswerRow, SubmittedAnswerRow
from tests.pages import Page
from tests.respond.test_kinds import section, site_with
from tests.site import Site


def press(site: Site, page: Page, name: str, place: int = 0, typed: Mapping[str, str] | None = None) -> Page:
    """Press the button of this name (the first of them, or the one at `place`), with texts typed into fields."""
    button = page.all(f'button[name="{name}"]')[place]
    return site.client.post(page, {**(typed or {}), name: button.attrs["value"]})


def redirected(site: Site, page: Page, name: str, place: int = 0) -> str:
    """Where pressing a button leads, with its fragment."""
    button = page.all(f'button[name="{name}"]')[place]
    response = site.client.http.post(page.path, data={**page.fields(), name: button.attrs["value"]})
    return response.headers["Location"].partition("#")[2]


def first_fields(page: Page) -> list[str]:
    """The name of each entry's first field."""
    return [node.attrs["id"] for node in page.all(".k-entry input[id$=-saannos-text]")]


def stored(site: Site) -> dict[str, dict[str, str] | None]:
    with site.database.reading() as session:
        return {row.address: row.value for row in session.scalars(select(AnswerRow))}


def test_a_group_begins_with_one_entry_and_more_are_added_with_what_was_typed_saved(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    page = section(site)
    assert page.texts(".k-entry legend.k-entry-name") == ["Pykälä 1"]
    (first,) = first_fields(page)
    page = press(site, page, "add_entry", typed={first: "1 §"})
    assert page.texts(".k-entry legend.k-entry-name") == ["Pykälä 1", "Pykälä 2"]
    assert page.fields()[first] == "1 §"


def test_no_more_entries_are_offered_than_there_may_be(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    page = press(site, press(site, section(site), "add_entry"), "add_entry")
    assert len(first_fields(page)) == 3
    assert page.all('button[name="add_entry"]') == []
    full = site.client.post(page, {"add_entry": "pykalat"})
    assert len(first_fields(full)) == 3


def test_focus_goes_to_the_first_field_of_what_was_added_and_to_the_groups_heading_after_removing(
    sqlite: Database,
) -> None:
    site = site_with(sqlite, "group")
    place = redirected(site, section(site), "add_entry")
    page = section(site)
    assert page.all(f'[id="{place}"]')[0].name == "input"
    assert place == first_fields(page)[1]
    place = redirected(site, section(site), "move_entry_up")
    assert section(site).all(f'[id="{place}"]')[0].attrs["tabindex"] == "-1"
    place = redirected(site, section(site), "remove_entry")
    (heading,) = section(site).all(f'[id="{place}"]')
    assert (heading.name, heading.attrs["tabindex"]) == ("h2", "-1")


def test_a_removed_entry_is_put_back_with_its_text(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    (first,) = first_fields(section(site))
    page = press(site, section(site), "add_entry", typed={first: "1 §"})
    page = press(site, page, "remove_entry")
    assert first not in page.fields()
    assert page.texts(".k-removed .k-beginning") == ["1 §"]
    assert "Poistettu. Kirjoitettu teksti on tallessa" in page.text("main")
    page = press(site, page, "put_back_entry")
    assert page.fields()[first] == "1 §"
    assert first_fields(page)[-1] == first


def said_at(site: Site, page: Page, name: str, place: int = 0) -> str:
    """What is said at the element that gets the focus after a button was pressed, and heard together with it."""
    focused = redirected(site, page, name, place)
    shown = section(site)
    (element,) = shown.all(f'[id="{focused}"]')
    return shown.text(f'.k-group [id="{element.attrs["aria-describedby"]}"]')


def test_what_a_button_did_is_said_where_the_focus_goes(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    (first,) = first_fields(section(site))
    press(site, section(site), "add_entry", typed={first: "1 §"})
    assert said_at(site, section(site), "remove_entry") == (
        "Poistettu. Kirjoitettu teksti on tallessa: sen voi palauttaa alempana."
    )
    assert section(site).all(".k-group .k-notice") == [], "it is said once"
    assert said_at(site, section(site), "put_back_entry") == "Palautettu kirjoitettuine teksteineen."
    assert said_at(site, section(site), "move_entry_up") == "Siirretty ylemmäs."


def test_an_entry_that_finds_no_room_is_not_put_back_and_the_page_says_so(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    (first,) = first_fields(section(site))
    press(site, press(site, section(site), "add_entry", typed={first: "1 §"}), "remove_entry")
    before = section(site)
    press(site, press(site, before, "add_entry"), "add_entry")
    assert said_at(site, before, "put_back_entry") == "Enempää ei mahdu. Mitään ei lisätty eikä palautettu."
    assert section(site).texts(".k-removed .k-beginning") == ["1 §"]


def test_what_was_done_to_a_group_that_the_next_page_does_not_show_is_said_at_its_top(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    page = press(site, section(site), "add_entry")
    button = page.all('button[name="remove_entry"]')[1]
    overview = site.client.post(page, {"remove_entry": button.attrs["value"], "to_overview": "1"})
    assert "Poistettu." in overview.texts(".k-notice")


def test_a_removed_entry_without_text_is_not_offered_again(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    page = press(site, press(site, section(site), "add_entry"), "remove_entry", 1)
    assert page.all(".k-removed") == []
    assert "Poistettu." in page.texts(".k-notice")
    assert len(first_fields(page)) == 1


def test_writing_in_an_entry_that_a_colleague_has_removed_brings_it_back(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    mine = section(site)
    other = site.other_client()
    site.open_link(other)
    theirs = other.get(site.path("sections/kysymykset"))
    other.post(theirs, {"remove_entry": theirs.all('button[name="remove_entry"]')[0].attrs["value"]})
    (first,) = first_fields(mine)
    site.client.post(mine, {first: "1 §"})
    page = section(site)
    assert page.fields()[first] == "1 §"


def test_a_page_left_as_it_was_does_not_bring_a_removed_entry_back(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    mine = section(site)
    other = site.other_client()
    site.open_link(other)
    theirs = other.get(site.path("sections/kysymykset"))
    other.post(theirs, {"remove_entry": theirs.all('button[name="remove_entry"]')[0].attrs["value"]})
    site.client.post(mine, {"answer-muuta-text": "Muuta."})
    assert first_fields(section(site)) == []


def test_two_people_add_an_entry_each_and_both_are_there(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    mine = section(site)
    other = site.other_client()
    site.open_link(other)
    other.post(other.get(site.path("sections/kysymykset")), {"add_entry": "pykalat"})
    site.client.post(mine, {"add_entry": "pykalat"})
    assert len(first_fields(section(site))) == 3


def test_a_conflict_in_an_entry_shows_both_texts_and_names_it(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    mine = section(site)
    (first,) = first_fields(mine)
    other = site.other_client()
    site.open_link(other)
    other.post(other.get(site.path("sections/kysymykset")), {first: "Kollegan pykälä"})
    conflict = site.client.post(mine, {first: "Oma pykälä"})
    assert conflict.text(".k-entry .k-conflict .k-answer") == "Kollegan pykälä"
    assert conflict.fields()[first] == "Oma pykälä"
    again = site.client.post(conflict)
    assert stored(site)["pykalat/e1/saannos"] == {"text": "Kollegan pykälä"}, "nothing was chosen"
    chosen = again.all('.k-entry .k-conflict input[value="typed"]')[0].attrs["id"].removesuffix("-typed")
    site.client.post(again, {chosen: "typed"})
    assert stored(site)["pykalat/e1/saannos"] == {"text": "Oma pykälä"}


def two_entries_in_conflict(sqlite: Database) -> tuple[Site, Page]:
    """A group of two entries where a choice is open in the first."""
    site = site_with(sqlite, "group")
    mine = press(site, section(site), "add_entry")
    first, _second = first_fields(mine)
    other = site.other_client()
    site.open_link(other)
    other.post(other.get(site.path("sections/kysymykset")), {first: "Kollegan pykälä"})
    return site, site.client.post(mine, {first: "Oma pykälä"})


def test_the_buttons_of_a_group_act_while_a_choice_is_open_in_it(sqlite: Database) -> None:
    site, page = two_entries_in_conflict(sqlite)
    added = press(site, page, "add_entry")
    assert len(added.all("legend.k-entry-name")) == 3
    assert redirected(site, added, "move_entry_up", 0).startswith("entry-pykalat-")
    removed = press(site, section(site), "remove_entry", 2)
    assert len(removed.all("legend.k-entry-name")) == 2
    assert len(removed.all(".k-conflict")) == 1


def test_an_entry_is_not_removed_while_a_choice_is_open_in_it(sqlite: Database) -> None:
    site, page = two_entries_in_conflict(sqlite)
    kept = press(site, page, "remove_entry", 0)
    assert len(kept.all("legend.k-entry-name")) == 2
    assert "Tätä ei poistettu. Valitkaa ensin" in kept.text(".k-entry .k-notice")
    assert redirected(site, kept, "remove_entry", 0) == kept.all("legend.k-entry-name")[0].attrs["id"]


def test_the_link_to_a_choice_in_an_entry_names_the_entry(sqlite: Database) -> None:
    site, page = two_entries_in_conflict(sqlite)
    assert page.text("#errors a").startswith("Pykälä 1: ")
    assert site.client.get(site.path("")).text(".ds-alert[data-color='warning'] a").startswith("Pykälä 1: ")


def test_a_question_that_an_answer_brings_up_in_an_entry_takes_the_focus(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    page = section(site)
    (first,) = first_fields(page)
    fields = {**page.fields(), first: "1 §", first.replace("saannos-text", "kanta-option"): "muutettava"}
    response = site.client.http.post(page.path, data=fields)
    place = response.headers["Location"].partition("#")[2]
    assert place == first.replace("saannos", "miten")
    assert section(site).all(f'[id="{place}"]')


def test_a_statement_reads_entry_by_entry_and_its_answers_are_submitted_in_order(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    (first,) = first_fields(section(site))
    page = press(site, section(site), "add_entry", typed={first: "1 §"})
    second = first_fields(page)[1]
    page = press(site, page, "add_entry", typed={second: "2 §"})
    page = press(site, page, "move_entry_up")
    review = site.client.get(site.path("review"))
    assert review.texts(".k-summary .k-entry-name") == ["Pykälä 1", "Pykälä 2"]
    site.client.post(site.client.get(review.all("main a.ds-button")[0].attrs["href"]), {"decision": "none"})
    statement = site.client.get(site.path("statement"))
    assert statement.texts("h4") == ["Pykälä 1", "Pykälä 2"]
    assert statement.texts(".k-within .k-answer")[0] == "2 §"
    with site.database.reading() as session:
        rows = list(session.scalars(select(SubmittedAnswerRow).order_by(SubmittedAnswerRow.id)))
    entry = second.split("-")[2]
    assert {row.address: row.value for row in rows if row.address.startswith("pykalat")} == {
        "pykalat": {"entries": f"{entry} e1"},
        f"pykalat/{entry}/saannos": {"text": "2 §"},
        "pykalat/e1/saannos": {"text": "1 §"},
    }


def test_too_few_entries_are_named_at_review_with_a_way_to_the_group(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    review = site.client.get(site.path("review"))
    (link,) = review.all(".ds-error-summary a")
    assert " ".join(link.to_text().split()) == "Huomautukset pykälittäin: Täyttäkää vähintään 1 kohta."
    page, _, place = link.attrs["href"].partition("#")
    assert site.client.get(page).all(f'[id="{place}"]')


def test_buttons_of_groups_that_there_are_not_change_nothing(sqlite: Database) -> None:
    site = site_with(sqlite, "group")
    for name, value in (("add_entry", "muuta"), ("remove_entry", "pykalat/e404"), ("put_back_entry", "x/y")):
        site.client.post(section(site), {name: value})
    assert "pykalat" not in stored(site)
    assert len(first_fields(section(site))) == 1
