"""Signing in through a real OpenID provider: whom it lets in, and everything that is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from time import time
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import select, update

from survey.settings import IdentityProvider, SettingMissing
from survey.store.database import Database
from survey.store.tables import CoordinatorRow, EventRow, IdentityRow
from survey.web.installation import EXTENSION, installation_of
from tests.coordinate.accounts.test_accounts import sign_in
from tests.coordinate.desks import coordinator_of
from tests.identity_providers import Person, identity_provider
from tests.pages import Client, Page
from tests.passwords import PASSWORD
from tests.site import Site, open_site


class _Stays(HTTPRedirectHandler):
    """Keeps where the provider sends the browser, instead of going there."""

    def redirect_request(self, *args: Any) -> None:
        """Not followed."""
        raise _SentTo(args[-1])


class _SentTo(Exception):
    """Where the browser is sent."""


@dataclass
class Place:
    """A site with a coordinator's account, and a provider at which somebody signs in."""

    site: Site
    person: Person

    def back(self, client: Client, language: str = "fi") -> str:
        """The address with which the browser comes back from the provider, not opened yet."""
        leading = client.http.get(f"/{language}/sign-in/provider")
        assert leading.status_code == 303, leading.get_data(as_text=True)
        try:
            build_opener(_Stays).open(leading.headers["Location"])
        except _SentTo as sent:
            address = urlsplit(str(sent))
            assert f"{address.scheme}://{address.netloc}" == "http://127.0.0.1:8000"
            return f"{address.path}?{address.query}"
        raise AssertionError("The provider has not sent the browser back.")

    def sign_in(self, client: Client, status: int = 200, language: str = "fi") -> Page:
        """The page to which signing in through the provider leads."""
        return client.get(self.back(client, language), status)


@pytest.fixture
def place(sqlite: Database) -> Iterator[Place]:
    """An installation whose settings name a provider, which demands one-time codes of those with passwords."""
    site = open_site(sqlite)
    coordinator_of(site)
    person = Person()
    with identity_provider(person) as provider:
        found = installation_of(site.client.app)
        settings = replace(found.settings, provider=provider, demands_codes=True)
        site.client.app.extensions[EXTENSION] = replace(found, settings=settings)
        yield Place(site, person)


def test_an_account_with_the_verified_address_is_let_in_and_linked(place: Place) -> None:
    client = place.site.other_client()
    page = client.get("/sv/sign-in")
    assert page.link("Logga in: Virtu-tjänsten") == "/sv/sign-in/provider"
    assert place.person.asked == [], "nobody has asked the provider for anything yet"
    page = place.sign_in(client, language="sv")
    assert page.path == "/sv/coordinate/", "one-time codes are the provider's to ask for"
    with place.site.database.reading() as session:
        linked = session.scalars(select(IdentityRow)).one()
        assert linked.subject == "maija-1"
        assert "account linked to provider" in set(session.scalars(select(EventRow.what)))
    place.person.email, place.person.email_verified = "maija.uusi@example.fi", False
    other = place.site.other_client()
    assert place.sign_in(other).path == "/fi/coordinate/", "from then on the address does not matter"
    assert sign_in(place.site.other_client(), "maija@example.fi", PASSWORD).path == "/fi/coordinate/account/codes"


WRONG: Mapping[str, dict[str, Any]] = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "another client"},
    "for several, given to another": {"aud": ["kuulolla", "another"], "azp": "another"},
    "for several, given to nobody": {"aud": ["kuulolla", "another"]},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://another.example"},
    "expired": {"exp": int(time()) - 3_600},
    "no end": {"exp": None},
    "made in the future": {"iat": int(time()) + 3_600},
    "nobody": {"sub": None},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_token_that_is_not_right_lets_nobody_in(place: Place, name: str) -> None:
    place.person.claims = WRONG[name]
    _is_refused(place, "refused", "ei vahvistanut")


def test_a_token_signed_with_another_key_lets_nobody_in(place: Place) -> None:
    place.person.key = RSAKey.generate_key(2048, {"kid": "one"})
    _is_refused(place, "refused", "ei vahvistanut")


def test_a_token_signed_with_the_secret_that_both_know_lets_nobody_in(place: Place) -> None:
    place.person.key = OctKey.import_key("a-secret-that-both-know" * 4)
    place.person.algorithm = "HS256"
    _is_refused(place, "refused", "ei vahvistanut")


@pytest.mark.parametrize("changed", [{"email_verified": False}, {"email": "nobody@example.fi"}, {"email": ""}])
def test_who_has_no_account_by_a_verified_address_is_not_let_in(place: Place, changed: dict[str, Any]) -> None:
    vars(place.person).update(changed)
    _is_refused(place, "unknown", "pääkäyttäjältä")


def test_an_address_that_only_looks_verified_is_not(place: Place) -> None:
    place.person.claims = {"email_verified": "false"}
    _is_refused(place, "unknown", "pääkäyttäjältä")


def test_a_closed_account_is_not_let_in_linked_or_not(place: Place) -> None:
    for linked in (False, True):
        if linked:
            place.sign_in(place.site.other_client())
        _close(place.site, closed=True)
        _is_refused(place, "unknown", "pääkäyttäjältä")
        _close(place.site, closed=False)


def test_an_address_that_somebody_else_has_got_does_not_bring_the_account_with_it(place: Place) -> None:
    place.sign_in(place.site.other_client())
    place.person.subject = "somebody else"
    _is_refused(place, "unknown", "pääkäyttäjältä")


def test_what_another_browser_has_begun_is_not_ended_in_this_one(place: Place) -> None:
    began, other = place.site.other_client(), place.site.other_client()
    address = place.back(began)
    assert other.get(address, 403).path == "/fi/sign-in/provider/refused"
    place.back(other)
    assert other.get(address, 403).path == "/fi/sign-in/provider/refused", "another state"


def test_an_address_brings_nobody_in_twice(place: Place) -> None:
    client = place.site.other_client()
    address = place.back(client)
    assert client.get(address).path == "/fi/coordinate/"
    assert client.get(address, 403).path == "/fi/sign-in/provider/refused"


def test_a_provider_that_does_not_answer_is_said_to(place: Place) -> None:
    place.person.issuer = "https://another.example"
    answer = place.site.other_client().get("/sv/sign-in/provider", 403)
    assert answer.path == "/sv/sign-in/provider/unreachable" and "svarar inte" in answer.text("main")


def test_who_cancels_at_the_provider_comes_back_to_a_page(place: Place) -> None:
    client = place.site.other_client()
    state = parse_qs(urlsplit(place.back(client)).query)["state"][0]
    page = client.get(f"/fi/sign-in/provider/return?error=access_denied&state={state}", 403)
    assert page.path == "/fi/sign-in/provider/refused"


def test_without_a_provider_there_is_no_such_page(site: Site) -> None:
    assert not site.client.get("/fi/sign-in").all('a[href*="provider"]')
    for path in ("provider", "provider/return", "provider/refused"):
        site.client.get(f"/fi/sign-in/{path}", 404)


def test_the_settings_of_a_provider_are_all_there_and_encrypted_or_refused() -> None:
    whole = {
        "ISSUER": "https://id.example",
        "CLIENT_ID": "x",
        "CLIENT_SECRET": "y",
        "NAME_FI": "Virtu",
        "NAME_SV": "Virtu",
    }
    environment = {f"SURVEY_OIDC_{name}": value for name, value in whole.items()}
    provider = IdentityProvider.from_environment(environment)
    assert provider and provider.issuer == "https://id.example" and "'y'" not in repr(provider)
    assert IdentityProvider.from_environment({}) is None
    for name in environment:
        with pytest.raises(SettingMissing, match=name):
            IdentityProvider.from_environment({**environment, name: ""})
    with pytest.raises(SettingMissing, match="https://"):
        IdentityProvider.from_environment({**environment, "SURVEY_OIDC_ISSUER": "http://id.example"})


def _is_refused(place: Place, reason: str, words: str) -> None:
    client = place.site.other_client()
    page = place.sign_in(client, 403)
    assert page.path == f"/fi/sign-in/provider/{reason}" and words in page.text("main")
    assert client.get("/fi/coordinate/").path == "/fi/sign-in"


def _close(site: Site, *, closed: bool) -> None:
    with site.database.writing() as session:
        moment = CoordinatorRow.created_at if closed else None
        session.execute(update(CoordinatorRow).values(closed_at=moment))
