"""A coordinator fetches the files of submitted statements, and nothing of a draft."""

import hashlib

import pytest

from survey.store.database import Database
from survey.web.files import CONTENT_SECURITY_POLICY
from tests.browser.stage import COORDINATOR, add_coordinator
from tests.files import PDF, TEXT
from tests.pages import Client
from tests.passwords import PASSWORD
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, Round, attach, invite_another, open_round, save, submit
from tests.site import make_client, now_for_pages

HANDED_IN, DRAFTED = hashlib.sha256(PDF).hexdigest(), hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def desk(database: Database) -> tuple[Client, Round, str]:
    """A signed-in coordinator, a round whose draft has gone on since, and the reference of its statement."""
    now = now_for_pages()
    with database.writing() as session:
        add_coordinator(session, now=now)
        made = open_round(session, now=now, question_set=tiny_set("attachment"))
        save(session, made, DETAILS, now=now)
        attach(session, made, "liitteet", ("Pöytäkirja.pdf", PDF), now=now)
        reference = submit(session, made, now=now).reference
        attach(session, made, "liitteet", ("luonnos.txt", TEXT), removed=[HANDED_IN], now=now)
    client = make_client(database)
    client.post(client.get("/fi/sign-in"), {"email": COORDINATOR, "password": PASSWORD})
    return client, made, reference


def address(reference: str, sha256: str, key: str = "attachment") -> str:
    return f"/fi/coordinate/consultations/{key}/statements/{reference}/attachments/{sha256}"


def test_the_statement_lists_its_files_and_they_can_be_fetched(desk: tuple[Client, Round, str]) -> None:
    client, _, reference = desk
    page = client.get(f"/fi/coordinate/consultations/attachment/statements/{reference}")
    assert page.link("Pöytäkirja.pdf") == address(reference, HANDED_IN)
    response = client.http.get(address(reference, HANDED_IN))
    assert response.data == PDF
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response.headers["Cache-Control"] == "no-store"


def test_a_file_of_the_draft_is_not_found(desk: tuple[Client, Round, str]) -> None:
    client, _, reference = desk
    assert client.http.get(address(reference, DRAFTED)).status_code == 404


def test_a_file_is_found_only_with_its_own_statement_and_consultation(desk: tuple[Client, Round, str]) -> None:
    client, made, reference = desk
    database_now = now_for_pages()
    with client.app.extensions["survey"].database.writing() as session:
        other = invite_another(session, made.consultation, now=database_now, name="Toinen")
        open_round(session, now=database_now)
        save(session, other, DETAILS, now=database_now)
        without = submit(session, other, now=database_now).reference
    assert client.http.get(address(without, HANDED_IN)).status_code == 404
    assert client.http.get(address("AAAA-AAAA", HANDED_IN)).status_code == 404
    assert client.http.get(address(reference, HANDED_IN, key="yksi")).status_code == 404


def test_a_coordinator_is_no_organisation_and_an_organisation_no_coordinator(desk: tuple[Client, Round, str]) -> None:
    client, made, reference = desk
    assert client.http.get(f"/fi/responses/{made.access.response.id}/attachments/{HANDED_IN}").status_code == 403
    organisation = Client(client.app, client.app.extensions["survey"].database.engine)
    organisation.get(f"/fi/r/{made.token}")
    response = organisation.http.get(address(reference, HANDED_IN))
    assert response.headers["Location"].endswith("/sign-in")
