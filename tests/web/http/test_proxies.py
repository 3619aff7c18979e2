"""A service behind a reverse proxy: what operators are told, and whom failed sign-ins keep out."""

import logging

import pytest
from flask import Flask

from survey.application import create_app
from survey.operations.accounts.coordinators import note_try
from survey.store.database import Database
from tests.site import Site, now_for_pages, own_app, settings_for

NAMED = "SURVEY_TRUSTED_PROXIES"


def _warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [line.getMessage() for line in caplog.records if NAMED in line.getMessage()]


def test_a_service_over_https_that_trusts_no_proxy_says_so_at_start(
    sqlite: Database, caplog: pytest.LogCaptureFixture
) -> None:
    create_app(settings_for(sqlite, "https://lausunnot.example.fi", trusted_proxies=1), sqlite)
    create_app(settings_for(sqlite), sqlite)
    assert _warnings(caplog) == []
    create_app(settings_for(sqlite, "https://lausunnot.example.fi"), sqlite)
    (warning,) = _warnings(caplog)
    assert "number of proxies, usually 1" in warning


@pytest.mark.parametrize(("trusted", "told"), [(0, 1), (1, 0)])
def test_the_header_of_a_proxy_that_is_not_trusted_is_told_once(
    sqlite: Database, caplog: pytest.LogCaptureFixture, trusted: int, told: int
) -> None:
    caplog.set_level(logging.WARNING)
    client = create_app(settings_for(sqlite, trusted_proxies=trusted), sqlite).test_client()
    client.get("/fi/")
    assert _warnings(caplog) == []
    for _ in range(3):
        client.get("/fi/", headers={"X-Forwarded-For": "198.51.100.7"})
    assert len(_warnings(caplog)) == told


def _twenty_have_failed(database: Database, client: str) -> None:
    with database.writing() as session:
        for each in range(20):
            note_try(session, email=f"{each}@example.fi", client=client, now=now_for_pages())


def _sign_in(app: Flask, environ: dict[str, str]) -> int:
    """The status of the answer to one more who fails, from this address."""
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False  # a token is not what is tried here
    fields = {"email": "maija@example.fi", "password": "wrong"}
    return client.post("/fi/sign-in", data=fields, environ_overrides=environ).status_code


@pytest.mark.parametrize("address", ["127.0.0.1", "172.18.0.2", "fd00::2"])
def test_failing_behind_a_proxy_that_is_not_trusted_keeps_no_coordinator_out(site: Site, address: str) -> None:
    _twenty_have_failed(site.database, address)
    assert _sign_in(own_app(site.database), {"REMOTE_ADDR": address}) == 422


def test_nor_does_it_where_the_proxy_is_elsewhere_and_says_for_whom_it_asks(site: Site) -> None:
    _twenty_have_failed(site.database, "5.6.7.8")
    proxy = {"REMOTE_ADDR": "5.6.7.8", "HTTP_X_FORWARDED_FOR": "198.51.100.7"}
    assert _sign_in(own_app(site.database), proxy) == 422


def test_failing_from_an_address_of_ones_own_is_still_stopped(site: Site) -> None:
    _twenty_have_failed(site.database, "5.6.7.8")
    assert _sign_in(own_app(site.database), {"REMOTE_ADDR": "5.6.7.8"}) == 429


@pytest.mark.parametrize(("address", "status"), [("10.0.0.7", 429), ("10.0.0.8", 422)])
def test_behind_a_trusted_proxy_each_client_is_counted_by_itself(sqlite: Database, address: str, status: int) -> None:
    _twenty_have_failed(sqlite, "10.0.0.7")
    app = create_app(settings_for(sqlite, trusted_proxies=1), sqlite)
    proxy = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": address}
    assert _sign_in(app, proxy) == status


def test_one_account_is_still_locked_after_five_failures_behind_a_proxy(site: Site) -> None:
    with site.database.writing() as session:
        for _ in range(5):
            note_try(session, email="maija@example.fi", client="127.0.0.1", now=now_for_pages(), is_shared=True)
    assert _sign_in(own_app(site.database), {"REMOTE_ADDR": "127.0.0.1"}) == 429
