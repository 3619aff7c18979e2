"""One's own account: where it is signed in, ending that, another password."""

import pytest

from tests.coordinate.accounts.test_accounts import NEW, sign_in
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.pages import Client
from tests.passwords import PASSWORD
from tests.site import Site

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def liisa(site: Site) -> Coordinator:
    """A reader: the own account is hers to change all the same."""
    return coordinator_of(site, role="reader")


def elsewhere(site: Site) -> Client:
    """Another browser in which she is signed in."""
    client = site.other_client()
    client.http.environ_base["HTTP_USER_AGENT"] = FIREFOX
    assert sign_in(client, "maija@example.fi", PASSWORD).path == "/fi/coordinate/"
    return client


def test_sign_ins_are_listed_by_browser_and_ended_one_by_one(liisa: Coordinator) -> None:
    other = elsewhere(liisa.site)
    page = liisa.get("account/")
    assert [each.partition(" Kirjauduttu")[0] for each in page.texts(".k-task")] == [
        "Firefox, Windows",
        "tuntematon selain",
    ]
    assert "Tämä selain" in page.texts(".k-task")[1]
    page = liisa.site.client.post(page, form=".k-task form")
    assert len(page.all(".k-task")) == 1
    assert other.get("/fi/coordinate/").path == "/fi/sign-in"


def test_all_other_sign_ins_end_at_once(liisa: Coordinator) -> None:
    others = [elsewhere(liisa.site) for _ in range(2)]
    page = liisa.site.client.post(liisa.get("account/"), form="form[action$='end-others']")
    assert len(page.all(".k-task")) == 1
    assert {each.get("/fi/coordinate/").path for each in others} == {"/fi/sign-in"}


def test_nobody_ends_a_sign_in_of_somebody_else(site: Site) -> None:
    coordinator_of(site)
    ville = Site(site.database, site.other_client(), site.round)
    token = site.client.get("/fi/coordinate/account/").fields("header form")
    coordinator_of(ville, email="ville@example.fi")
    sign_in(ville.client, "ville@example.fi", PASSWORD)
    site.client.send("/fi/coordinate/account/sign-ins/2/end", token)
    assert ville.client.get("/fi/coordinate/").path == "/fi/coordinate/"


def test_another_password_needs_the_present_one_and_ends_other_sign_ins(liisa: Coordinator) -> None:
    other = elsewhere(liisa.site)
    page = liisa.get("account/password")
    wrong = liisa.press(page, {"password": "not this one", "new_password": NEW}, 422)
    assert "nykyinen" in wrong.text("#password-error")
    easy = liisa.press(page, {"password": PASSWORD, "new_password": "Maija Maija 2026"}, 422)
    assert "helppo arvata" in easy.text("#new_password-error")
    done = liisa.press(page, {"password": PASSWORD, "new_password": NEW})
    assert done.path == "/fi/coordinate/account/" and "vaihdettiin" in done.text("#notices")
    assert other.get("/fi/coordinate/").path == "/fi/sign-in"
    assert sign_in(other, "maija@example.fi", NEW).path == "/fi/coordinate/"


def test_the_present_password_is_not_guessed_any_number_of_times(liisa: Coordinator) -> None:
    page = liisa.get("account/password")
    statuses = [
        liisa.site.client.http.post(page.path, data={**page.fields(), "password": "x", "new_password": NEW}).status_code
        for _ in range(6)
    ]
    assert statuses[-1] == 429 and set(statuses[:4]) == {422}
