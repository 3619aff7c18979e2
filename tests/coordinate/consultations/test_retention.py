"""A coordinator sets how long data is kept, and reads what that means and on which day it ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from survey.store.tables import ConsultationRow, CoordinatorRow, EventRow, RetentionRow
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.pages import Page
from tests.site import Site, now_for_pages

PATH = "consultations/yksi/retention"
NOTHING = {"contact": "", "drafts": "", "mails": "", "all": ""}


@pytest.fixture
def maija(site_on_each: Site) -> Coordinator:
    """The coordinator of a round that ended a hundred days ago."""
    now = now_for_pages()
    with site_on_each.database.writing() as session:
        values = {"opened_at": now - timedelta(days=140), "deadline": now - timedelta(days=100)}
        session.execute(update(ConsultationRow).values(**values))
    return coordinator_of(site_on_each)


def months(maija: Coordinator) -> dict[str, int | None]:
    with maija.site.database.reading() as session:
        return {each.kind: each.months for each in session.scalars(select(RetentionRow))}


def errors(page: Page) -> list[str]:
    return [link.attrs["href"] for link in page.all(".ds-error-summary li a")]


def test_nothing_is_set_until_somebody_sets_it(maija: Coordinator) -> None:
    page = maija.site.client.get(maija.get("consultations/yksi/").link("Tietojen säilytysajat"))
    assert page.text("main").count("Säilytetään: säilytysaikaa ei ole asetettu.") == 4
    assert {name: value for name, value in page.fields().items() if name in NOTHING} == NOTHING
    assert months(maija) == {}


def test_a_period_is_set_logged_and_shown_with_its_day_and_who_set_it(maija: Coordinator) -> None:
    page = maija.press(maija.get(PATH), {**NOTHING, "contact": "24", "all": "120"})
    assert "Säilytysajat on tallennettu." in page.text("#notices")
    assert months(maija) == {"contact": 24, "all": 120}
    told = page.text("section:nth-of-type(1)")
    assert "Poistetaan aikaisintaan" in told and "Asettanut Maija" in told
    with maija.site.database.reading() as session:
        event = session.scalars(select(EventRow).where(EventRow.what == "retention set")).one()
        assert event.coordinator_id == session.scalars(select(CoordinatorRow.id)).one()
    assert "Säilytysajat asetettu" in maija.get("consultations/yksi/log").text("table")
    again = maija.press(maija.get(PATH), {"contact": ""})
    assert months(maija) == {"contact": None, "all": 120} and again.fields()["contact"] == ""


@pytest.mark.parametrize("typed", ["0", "601", "-1", "1.5", "vuosi", "9" * 30])
def test_a_number_out_of_bounds_is_told_and_kept(maija: Coordinator, typed: str) -> None:
    page = maija.press(maija.get(PATH), {**NOTHING, "drafts": typed}, 422)
    assert errors(page) == ["#drafts"] and months(maija) == {}
    assert page.fields()["drafts"] == typed[:20]


def test_nothing_is_kept_longer_than_everything(maija: Coordinator) -> None:
    page = maija.press(maija.get(PATH), {**NOTHING, "mails": "25", "all": "24"}, 422)
    assert errors(page) == ["#mails"] and months(maija) == {}


def test_what_would_be_deleted_at_once_needs_a_tick(maija: Coordinator) -> None:
    page = maija.press(maija.get(PATH), {**NOTHING, "drafts": "2", "mails": "1"}, 422)
    assert errors(page) == ["#drafts", "#mails", "#agreed"] and months(maija) == {}
    maija.press(page, {"mails": "", "agreed": "1"})
    assert months(maija) == {"drafts": 2}
    # Who changes another period is not asked again.
    maija.press(maija.get(PATH), {"mails": "200"})
    assert months(maija) == {"drafts": 2, "mails": 200}


def test_a_language_switch_keeps_what_is_typed(maija: Coordinator) -> None:
    page = maija.get(PATH)
    switched = maija.press(page, {**NOTHING, "drafts": "x", "switch_language": "sv"})
    assert switched.fields()["drafts"] == "x" and months(maija) == {}


def test_a_reader_sees_the_periods_and_no_form(maija: Coordinator) -> None:
    maija.press(maija.get(PATH), {**NOTHING, "contact": "24"})
    with maija.site.database.writing() as session:
        session.execute(update(CoordinatorRow).values(role="reader"))
    page = maija.get(PATH, language="sv")
    assert "Raderas tidigast den" in page.text("main") and not page.all("main form")
