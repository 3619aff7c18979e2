"""What every response says of itself."""

import pytest

from survey.application import create_app
from survey.store.database import Database
from tests.site import Site, settings_for


@pytest.mark.parametrize("path", ["/fi/", "/fi/nowhere", "/health", "/static/kuulolla.css", "/sv/sign-in"])
def test_every_response_has_the_protecting_headers(site: Site, path: str) -> None:
    response = site.client.http.get(path)
    response.close()
    headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "script-src 'self';" in policy and "connect-src 'self';" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_cookie_is_kept_from_scripts_and_other_sites(site: Site) -> None:
    cookie = site.client.http.get(f"/fi/r/{site.round.token}").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Secure" not in cookie


def test_over_https_the_cookie_is_bound_to_the_encrypted_host(sqlite: Database) -> None:
    app = create_app(settings_for(sqlite, "https://lausunnot.example.fi"), sqlite)
    response = app.test_client().get("/fi/sign-in", base_url="https://lausunnot.example.fi")
    assert response.headers["Set-Cookie"].startswith("__Host-kuulolla=")
    assert "Secure" in response.headers["Set-Cookie"]
    assert "max-age" in response.headers["Strict-Transport-Security"]


def test_nothing_on_a_page_comes_from_another_host(site: Site) -> None:
    site.open_link()
    for path in ("/fi/", site.path(), site.path("sections/osio"), "/sv/sign-in"):
        page = site.client.get(path)
        for node in page.all("link, img, script, iframe, source"):
            address = node.attrs.get("href") or node.attrs.get("src")
            assert address.startswith("/static/"), address
