"""Who takes part in a consultation: taking in, changing the role, removing; and one who can change it stays."""

import pytest
from sqlalchemy import delete, select

from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.accounts.roles import ADMINISTRATOR, COORDINATOR, READER
from survey.store.tables import CoordinatorRow, MemberRow
from tests.coordinate.accounts.test_accounts import events, id_of, sign_in
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.pages import Page
from tests.passwords import HASH, PASSWORD
from tests.site import Site, now_for_pages

MEMBERS = "consultations/yksi/members/"
VILLE = "ville@example.fi"


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """The only one who takes part, beside whom Ville and a reader have accounts."""
    made = coordinator_of(site)
    with site.database.writing() as session:
        for email, name, role in ((VILLE, "Ville", COORDINATOR), ("liisa@example.fi", "Liisa", READER)):
            create_coordinator(session, email=email, name=name, password_hash=HASH, role=role, now=now_for_pages())
    return made


def add(maija: Coordinator, email: str, role: str = COORDINATOR, status: int = 200) -> Page:
    chosen = {"account": str(id_of(maija.site, email)), "role": role}
    return maija.site.client.post(maija.get(MEMBERS), chosen, form="#page-form", status=status)


def act(maija: Coordinator, email: str, what: str, status: int = 200) -> Page:
    form = f'form[action$="/{id_of(maija.site, email)}/{what}"]'
    return maija.site.client.post(maija.get(MEMBERS), form=form, status=status)


def test_who_is_taken_in_sees_the_consultation_and_who_is_removed_does_not(maija: Coordinator) -> None:
    ville = maija.site.other_client()
    sign_in(ville, VILLE, PASSWORD)
    ville.get("/fi/coordinate/consultations/yksi/", 404)
    assert "Nyt mukana: Ville." in add(maija, VILLE).text("#notices")
    assert "Yksi kysymys" in ville.get("/fi/coordinate/").text("main")
    ville.get("/fi/coordinate/consultations/yksi/invite")
    act(maija, VILLE, "role")
    ville.get("/fi/coordinate/consultations/yksi/")
    ville.get("/fi/coordinate/consultations/yksi/invite", 403)
    act(maija, VILLE, "remove")
    ville.get("/fi/coordinate/consultations/yksi/", 404)
    own, number = (id_of(maija.site, each) for each in ("maija@example.fi", VILLE))
    assert events(maija.site)[-3:] == [(f"member {each}", own, number) for each in ("added", "changed", "removed")]
    assert "Otettu mukaan lausuntopyyntöön: Ville" in maija.get("consultations/yksi/log").text("table")


@pytest.mark.parametrize("what", ["role", "remove"])
def test_somebody_who_can_change_the_consultation_stays(maija: Coordinator, what: str) -> None:
    add(maija, "liisa@example.fi", READER)
    refused = act(maija, "maija@example.fi", what, 422)
    assert "Kukaan muu ei voi muuttaa" in refused.text(".ds-error-summary")
    add(maija, VILLE)
    with maija.site.database.writing() as session:  # a closed account changes nothing either
        ville = session.scalars(select(CoordinatorRow).where(CoordinatorRow.email == VILLE)).one()
        ville.closed_at = now_for_pages()
    act(maija, "maija@example.fi", what, 422)
    with maija.site.database.writing() as session:
        session.scalars(select(CoordinatorRow).where(CoordinatorRow.email == VILLE)).one().closed_at = None
    assert act(maija, "maija@example.fi", what).path == "/fi/coordinate/"
    maija.get(MEMBERS, {"role": 403, "remove": 404}[what])


def test_a_reader_of_the_service_is_no_coordinator_of_a_consultation(maija: Coordinator) -> None:
    refused = add(maija, "liisa@example.fi", COORDINATOR, 422)
    assert "voi täälläkin vain lukea" in refused.text("#role-error")
    assert refused.fields("#page-form")["account"] == str(id_of(maija.site, "liisa@example.fi"))


def test_what_is_not_chosen_is_asked_for(maija: Coordinator) -> None:
    page = maija.site.client.post(maija.get(MEMBERS), form="#page-form", status=422)
    assert len(page.texts(".ds-error-summary li")) == 2


def test_who_opens_a_consultation_takes_part_in_it(maija: Coordinator) -> None:
    maija.open(maija.ready())
    page = maija.get("consultations/yksi-2/members/")
    assert [each.partition(" ")[0] for each in page.texts("tbody tr")] == ["Maija"]


def test_an_administrator_says_who_takes_part_without_reading(site: Site) -> None:
    maija = coordinator_of(site, role=ADMINISTRATOR)
    with site.database.writing() as session:
        session.execute(delete(MemberRow))
    maija.get("consultations/yksi/", 404)
    rows = maija.get("accounts/consultations").texts("tbody tr")
    assert len(rows) == 1 and "Ota joku mukaan" in rows[0]
    add(maija, "maija@example.fi")
    maija.get("consultations/yksi/")
    assert "Ota joku mukaan" not in maija.get("accounts/consultations").text("main")
    own = id_of(site, "maija@example.fi")
    assert events(site)[-1] == ("member added", own, own), "taking oneself in is in the log"
