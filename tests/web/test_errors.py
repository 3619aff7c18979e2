"""Errors are pages in the reader's language, and logs keep no secrets."""

import logging

import pytest

from survey.store.database import Database
from survey.web.guards import permission
from survey.web.permissions import Permission
from tests.site import Site, make_client


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_page_that_does_not_exist_says_so_in_the_language_of_its_address(site: Site, language: str) -> None:
    page = site.client.get(f"/{language}/nowhere-at-all", 404)
    assert page.text("h1")


def test_outside_the_language_addresses_the_browser_decides(site: Site) -> None:
    response = site.client.http.get("/nowhere", headers={"Accept-Language": "sv-FI,sv;q=0.9"})
    assert '<html lang="sv" ' in response.get_data(as_text=True)


def test_the_root_leads_to_the_browsers_language(site: Site) -> None:
    assert site.client.http.get("/", headers={"Accept-Language": "sv"}).headers["Location"] == "/sv/"
    assert site.client.http.get("/", headers={"Accept-Language": "de"}).headers["Location"] == "/fi/"


def test_an_unexpected_error_is_a_page_and_tells_nothing_of_the_inside(
    sqlite: Database, caplog: pytest.LogCaptureFixture
) -> None:
    client = make_client(sqlite)

    def break_down(key: str) -> str:
        raise ZeroDivisionError("inside")

    client.app.view_functions["public.consultation"] = permission(Permission.VISIT)(break_down)
    with caplog.at_level(logging.ERROR):
        page = client.get("/fi/consultations/x", 500)
    assert "inside" not in page.text()
    assert "ZeroDivisionError" in caplog.text


def test_logs_hold_neither_tokens_nor_answers(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        site.open_link()
        section = site.client.get(site.path("sections/osio"))
        site.client.post(section, {"answer-nakemys-text": "Very private words"})
        with site.database.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE earlier_answer")
        section = site.client.get(site.path("sections/osio"))
        site.client.post(section, {"answer-nakemys-text": "Other private words"}, status=500)
    assert "OperationalError" in caplog.text
    assert "private words" not in caplog.text
    assert site.round.token not in caplog.text


def test_an_error_while_saving_shows_what_was_typed(site: Site) -> None:
    site.open_link()
    site.client.post(site.client.get(site.path("sections/osio")), {"answer-nakemys-text": "Ensin."})
    with site.database.engine.connect() as connection:
        connection.exec_driver_sql("DROP TABLE earlier_answer")
        connection.commit()
    page = site.client.get(site.path("sections/osio"))
    kept = site.client.post(page, {"answer-nakemys-text": "Toinen teksti."}, status=500)
    assert kept.fields("#kept")["answer-nakemys-text"] == "Toinen teksti."


@pytest.mark.parametrize(
    "path", ["consultations/a%00b", "consultations/a%00b/materials/1/x", "r/a%00b", "check?code=a%00b"]
)
def test_an_address_with_what_no_database_takes_is_not_found(site_on_each: Site, path: str) -> None:
    site_on_each.client.get(f"/fi/{path}", 404)


def test_a_form_with_what_no_database_takes_is_answered(site_on_each: Site) -> None:
    page = site_on_each.client.get("/fi/sign-in")
    site_on_each.client.post(page, {"email": "a\0@example.fi", "password": "x"}, status=422)
