"""Style sheets: small on the way, kept by browsers for as long as they stay the same."""

import gzip

import pytest
from werkzeug.test import TestResponse

from survey.web.http.static_files import FOLDER
from tests.site import Site

SHEET = "designsystemet/designsystemet.css"


def _sheets(site: Site) -> list[str]:
    """The addresses of the style sheets and the icon, as a page has them."""
    return [each.attrs["href"] for each in site.client.get("/fi/").all("link[rel=stylesheet], link[rel=icon]")]


def _sent(site: Site, address: str, **headers: str) -> TestResponse:
    return site.client.http.get(address, headers={name.replace("_", "-"): words for name, words in headers.items()})


def test_the_first_load_sends_a_sixth_of_the_style_sheets(site: Site) -> None:
    sent = [_sent(site, address, Accept_Encoding="gzip, deflate, br").get_data() for address in _sheets(site)]
    assert len(sent) == 4
    whole = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.suffix in {".css", ".svg"})
    assert sum(map(len, sent)) < whole / 6


def test_what_is_sent_packed_is_the_file(site: Site) -> None:
    response = _sent(site, f"/static/{SHEET}", Accept_Encoding="gzip")
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert gzip.decompress(response.get_data()) == (FOLDER / SHEET).read_bytes()


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0"])
def test_who_does_not_unpack_gets_the_file_itself(site: Site, accepted: str) -> None:
    response = _sent(site, f"/static/{SHEET}", Accept_Encoding=accepted)
    assert "Content-Encoding" not in response.headers
    assert response.get_data() == (FOLDER / SHEET).read_bytes()


def test_a_cache_between_tells_both_forms_apart(site: Site) -> None:
    packed, plain = (_sent(site, f"/static/{SHEET}", Accept_Encoding=each) for each in ("gzip", "identity"))
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_a_browser_that_has_the_file_gets_nothing_again(site: Site) -> None:
    first = _sent(site, f"/static/{SHEET}", Accept_Encoding="gzip")
    again = _sent(site, f"/static/{SHEET}", Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["Vary"] == "Accept-Encoding"


def test_only_the_address_of_this_very_content_may_be_kept_for_good(site: Site) -> None:
    for address in _sheets(site):
        assert _sent(site, address).headers["Cache-Control"] == "public, max-age=31536000, immutable"
        older = address.partition("?")[0]
        for unsure in (older, f"{older}?v=0123456789ab"):
            assert _sent(site, unsure).headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("name", ["../application.py", "..%2Fapplication.py", "nowhere.css", "designsystemet", ""])
def test_nothing_else_is_sent(site: Site, name: str) -> None:
    assert _sent(site, f"/static/{name}").status_code == 404


def test_pages_are_not_packed_because_their_length_would_tell_the_token(site: Site) -> None:
    site.open_link()
    assert "Content-Encoding" not in _sent(site, site.path("sections/osio"), Accept_Encoding="gzip").headers
