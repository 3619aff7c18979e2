"""One-time codes: taken into use by a code, asked for at sign-in, each taken once; recovery codes; demanding them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select, update

from survey.operations.accounts.one_time_codes import MOST_TRIES
from survey.operations.accounts.roles import ADMINISTRATOR
from survey.store.database import Database
from survey.store.tables import CoordinatorRow, EventRow, RecoveryCodeRow
from survey.web.installation import EXTENSION, installation_of
from tests.coordinate.accounts.test_accounts import id_of, sign_in
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.pages import Client, Page
from tests.passwords import PASSWORD
from tests.site import Site, open_site
from tests.web.decided_permissions import OPEN_TO_ANYBODY
from tests.web.test_guards import calls

MAIJA = "maija@example.fi"
OWN = "/fi/coordinate/account/codes"


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator without one-time codes."""
    return coordinator_of(site)


def code_of(page: Page, step: int = 0) -> str:
    """The code that an app shows that has taken the key of this page, so many steps from now."""
    [key] = page.texts("dd.k-code")
    return pyotp.TOTP(key.replace(" ", "")).at(datetime.now(UTC), counter_offset=step)


def begun(maija: Coordinator) -> Page:
    return maija.site.client.post(maija.get("account/"), form='form[action$="/codes/begin"]')


def in_use(maija: Coordinator) -> tuple[Page, list[str]]:
    """The page with the key, and the recovery codes."""
    page = begun(maija)
    return page, maija.press(page, {"code": code_of(page)}).texts(".k-code li")


def asked(client: Client) -> Page:
    """The page that asks for the code, after the right password."""
    page = sign_in(client, MAIJA, PASSWORD)
    assert page.path == "/fi/sign-in/code"
    return page


def test_codes_are_asked_for_after_the_password_and_each_is_taken_once(maija: Coordinator) -> None:
    page = begun(maija)
    first = code_of(page)
    maija.press(page, {"code": first})
    client = maija.site.other_client()
    asking = asked(client)
    used = client.post(asking, {"code": first}, status=422)
    assert "jo käytetty" in used.text("#code-error"), "it was used to take the codes into use"
    assert client.get("/fi/coordinate/").path == "/fi/sign-in", "the password alone opens nothing"
    asking = asked(client)
    fresh = code_of(page, 1)
    assert client.post(asking, {"code": f"{fresh[:3]} {fresh[3:]}"}).path == "/fi/coordinate/"
    other = maija.site.other_client()
    other.post(asked(other), {"code": fresh}, status=422)


def test_a_recovery_code_signs_in_once(maija: Coordinator) -> None:
    _page, recovery = in_use(maija)
    assert len(recovery) == 10 and len(set(recovery)) == 10
    client = maija.site.other_client()
    assert client.post(asked(client), {"code": recovery[0].lower().replace("-", " ")}).path == "/fi/coordinate/"
    assert "9 varakoodia on jäljellä." in client.get("/fi/coordinate/account/").text("main")
    client.post(asked(client), {"code": recovery[0]}, status=422)
    with maija.site.database.reading() as session:
        digests = set(session.scalars(select(RecoveryCodeRow.code_digest)))
        assert not digests & {each.replace("-", "") for each in recovery}
        assert "recovery code used" in set(session.scalars(select(EventRow.what)))


def test_a_wrong_first_code_takes_nothing_into_use(maija: Coordinator) -> None:
    page = begun(maija)
    refused = maija.press(page, {"code": "000000"}, 422)
    assert refused.text("dd.k-code") == page.text("dd.k-code"), "the same key, so that the app need not take it again"
    assert sign_in(maija.site.other_client(), MAIJA, PASSWORD).path == "/fi/coordinate/"


def test_the_picture_stands_on_the_page_itself_and_beside_it_the_same_in_words(maija: Coordinator) -> None:
    page = begun(maija)
    assert page.all(".k-qr svg path")
    key = page.text("dd.k-code").replace(" ", "")
    address = page.link("Avaa tämän laitteen sovelluksessa")
    assert address == f"otpauth://totp/Kuulolla:maija%40example.fi?secret={key}&issuer=Kuulolla"


def test_codes_are_not_guessed_any_number_of_times(maija: Coordinator) -> None:
    page, recovery = in_use(maija)
    client = maija.site.other_client()
    for number in range(MOST_TRIES):
        client.http.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        client.post(asked(client), {"code": "000000"}, status=422)
    client.http.environ_base["REMOTE_ADDR"] = "192.0.2.99"
    for code in (code_of(page, 1), recovery[0]):
        assert "15 minuuttia" in client.post(asked(client), {"code": code}, status=429).text("#code-error")


def test_the_code_is_given_within_ten_minutes_of_the_password(maija: Coordinator) -> None:
    page, _recovery = in_use(maija)
    client = maija.site.other_client()
    asking = asked(client)
    with client.http.session_transaction() as session:
        session["second_step"] = [
            session["second_step"][0],
            int((datetime.now(UTC) - timedelta(minutes=11)).timestamp()),
        ]
    assert client.post(asking, {"code": code_of(page, 1)}).path == "/fi/sign-in"
    assert maija.site.other_client().get("/fi/sign-in/code").path == "/fi/sign-in"


def test_taking_codes_out_of_use_and_new_recovery_codes_need_a_code(maija: Coordinator) -> None:
    _page, recovery = in_use(maija)
    page = maija.get("account/codes")
    maija.site.client.post(page, {"code": "000000", "end": "1"}, form="#page-form", status=422)
    renewed = maija.site.client.post(page, {"code": recovery[0]}, form="#page-form").texts(".k-code li")
    assert not set(renewed) & set(recovery)
    maija.site.client.post(page, {"code": recovery[1]}, form="#page-form", status=422)
    done = maija.site.client.post(page, {"code": renewed[0], "end": "1"}, form="#page-form")
    assert "eivät ole enää käytössä" in done.text("#notices")
    assert sign_in(maija.site.other_client(), MAIJA, PASSWORD).path == "/fi/coordinate/"


def test_an_administrator_takes_the_codes_off_somebody_who_lost_the_device(site: Site) -> None:
    maija = coordinator_of(site)
    in_use(maija)
    paula = Site(site.database, site.other_client(), site.round)
    desk = coordinator_of(paula, email="paula@example.fi", role=ADMINISTRATOR)
    sign_in(paula.client, "paula@example.fi", PASSWORD)
    page = desk.get(f"accounts/{id_of(site, MAIJA)}/")
    paula.client.post(page, form='form[action$="/end-codes"]')
    assert sign_in(site.other_client(), MAIJA, PASSWORD).path == "/fi/coordinate/"
    with site.database.reading() as session:
        ended = session.scalars(select(EventRow).where(EventRow.what == "one-time codes ended")).one()
        assert (ended.coordinator_id, ended.about_coordinator_id) == (
            id_of(site, "paula@example.fi"),
            id_of(site, MAIJA),
        )


@pytest.fixture
def demanding(sqlite: Database) -> Site:
    """A site that demands one-time codes."""
    made = open_site(sqlite)
    found = installation_of(made.client.app)
    settings = replace(found.settings, demands_codes=True)
    made.client.app.extensions[EXTENSION] = replace(found, settings=settings)
    return made


def test_where_codes_are_demanded_nothing_else_comes_first(demanding: Site) -> None:
    maija = coordinator_of(demanding, role=ADMINISTRATOR)
    tried = 0
    for endpoint, response in calls(demanding, demanding.client):
        taking = endpoint in {
            f"coordinate.{view}" for view in ("codes", "begin_one_time_codes", "confirm_one_time_codes")
        }
        if endpoint.startswith("coordinate.") and endpoint not in OPEN_TO_ANYBODY and not taking:
            tried += 1
            if endpoint == "coordinate.autosave_entered":  # a script follows no redirect: it is told in JSON
                assert response.status_code == 403 and response.is_json
                continue
            assert response.headers.get("Location") == OWN, f"{endpoint}: {response.status_code}"
    assert tried >= 50
    page = maija.get()
    assert page.path == OWN and "käytettävä kertakoodeja" in page.text("main")
    maija.press(page, {"code": code_of(page)})
    assert maija.get().path == "/fi/coordinate/"
    assert "Poista kertakoodit" not in maija.get("account/codes").text("main")


def test_a_secret_that_nobody_has_confirmed_is_asked_for_by_nobody(maija: Coordinator) -> None:
    begun(maija)
    assert sign_in(maija.site.other_client(), MAIJA, PASSWORD).path == "/fi/coordinate/"
    with maija.site.database.writing() as session:
        session.execute(update(CoordinatorRow).values(totp_at=None))
    assert begun(maija).all(".k-qr svg")
