"""The log of the installation and of a consultation: what is in it, by filter and page, and as a file."""

from datetime import timedelta

import pytest

from survey.operations.accounts.roles import ADMINISTRATOR
from survey.operations.log import record
from survey.store.log import EventFilter, events_among
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.pages import Page
from tests.rounds import invite_another
from tests.site import Site, now_for_pages

OF_ONE = "consultations/yksi/log"


@pytest.fixture
def maija(site_on_each: Site) -> Coordinator:
    """A coordinator, and one event of last year."""
    with site_on_each.database.writing() as session:
        record(session, "password changed", now=now_for_pages() - timedelta(days=365))
    return coordinator_of(site_on_each, role=ADMINISTRATOR)


def rows(page: Page) -> list[str]:
    return page.texts("tbody tr")


def test_events_of_no_consultation_are_in_the_log_of_the_installation(maija: Coordinator) -> None:
    page = maija.site.client.get(maija.get().link("Koko palvelun tapahtumaloki"))
    told = "\n".join(rows(page))
    assert "Salasana vaihdettu" in told and "Kirjauduttu" in told and "Maija" in told
    assert "Yksi kysymys" in told and "Mallikunta" in told
    assert page.link("Mallikunta").startswith("/fi/coordinate/consultations/yksi/organisations/")
    assert "Salasana vaihdettu" not in "\n".join(rows(maija.get(OF_ONE)))


def test_the_filters_find_a_consultation_a_kind_a_person_and_days(maija: Coordinator) -> None:
    assert not [row for row in rows(maija.get("log?consultation=yksi")) if "Salasana" in row or "Kirjauduttu" in row]
    assert len(rows(maija.get("log?what=password+changed"))) == 1
    by = maija.get("log").all("#by option")[1].attrs["value"]
    assert {"Maija" in row for row in rows(maija.get(f"log?by={by}"))} == {True}
    year = now_for_pages().year
    older = rows(maija.get(f"log?to={(now_for_pages() - timedelta(days=300)).date():%d.%m.%Y}"))
    assert len(older) == 1 and "Salasana" in older[0]
    newer = rows(maija.get(f"log?from={(now_for_pages() - timedelta(days=300)).date():%d.%m.%Y}"))
    assert newer and not any("Salasana" in row for row in newer)
    assert not rows(maija.get(f"log?what=password+changed&from=1.12.{year + 1}"))


def test_an_event_of_the_first_and_of_the_last_day_is_within_them(maija: Coordinator) -> None:
    with maija.site.database.reading() as session:
        at = events_among(session, EventFilter(what="password changed"), most=1)[0].at
    local = maija.get("log?what=password+changed").text("tbody tr td:first-child").split(" klo")[0]
    assert rows(maija.get(f"log?what=password+changed&from={local}&to={local}")), at


@pytest.mark.parametrize("path", ["log", OF_ONE])
@pytest.mark.parametrize("query", ["from=32.13.2026", "from=1/2/2027", "from=2.2.2027&to=1.2.2027", "to=31.12.9999"])
def test_a_day_that_cannot_be_read_is_told_and_kept(maija: Coordinator, path: str, query: str) -> None:
    page = maija.get(f"{path}?{query}", 422)
    assert page.texts(".ds-error-summary li") and not rows(page)
    name, _is, day = query.rsplit("&", maxsplit=1)[-1].partition("=")
    assert page.fields("main form")[name] == day
    assert maija.get(f"{path}.csv?{query}", 404)


@pytest.mark.parametrize("query", ["consultation=none", "by=x", "page=0", "what=x"])
def test_a_filter_that_no_list_has_is_not_passed_over(maija: Coordinator, query: str) -> None:
    maija.get(f"log?{query}", 404)
    if query != "what=x":
        maija.get(f"log.csv?{query}", 404)


def test_what_is_listed_comes_as_a_file_in_which_nothing_runs(maija: Coordinator) -> None:
    with maija.site.database.writing() as session:
        invite_another(session, maija.site.round.consultation, now=now_for_pages(), name="=1+1")
    page = maija.get("log?what=organisation+invited", language="sv")
    with maija.site.client.http.get(page.link("Ladda ner listan (CSV)")) as answer:
        lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert lines[0] == "Tid;Händelse;Begäran om utlåtande;Remissinstans;Utfört av"
    assert len(lines) == 3 and lines[1].endswith(";Utlåtande begärt;yksi;'=1+1 på svenska;")


def test_events_of_consultations_that_the_reader_may_not_know_are_left_out(maija: Coordinator) -> None:
    with maija.site.database.reading() as session:
        seen = events_among(session, EventFilter(visible=[]), most=100)
        all_events = events_among(session, EventFilter(), most=100)
    assert seen and {each.consultation_key for each in seen} == {None}
    assert len(seen) < len(all_events)
