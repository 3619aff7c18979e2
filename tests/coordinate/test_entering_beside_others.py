"""A statement is entered beside what the organisation does itself, and beside what a colleague types."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from survey.store.database import Database
from survey.store.tables import (
    AnswerRow,
    ResponseRow,
)
from tests.coordinate.desks import Coordinator, coordinator_of
from tests.coordinate.entered import TEXT, base, begin, came, enter, entered, submissions, type_in
from tests.files import PDF
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, open_round, save, submit
from tests.site import NOWHERE, Site, make_client, now_for_pages, open_site


@pytest.fixture
def maija(database: Database) -> Coordinator:
    """A coordinator of a round with one organisation, which has not opened its link."""
    return coordinator_of(open_site(database, NOWHERE))


def test_beside_a_draft_the_coordinator_is_told_and_sees_nothing_of_it(maija: Coordinator) -> None:
    maija.site.open_link(client := maija.site.other_client())
    client.post(client.get(maija.site.path("sections/osio")), {"answer-nakemys-text": "Salainen luonnos"})
    page = maija.get(f"{base(maija.site)}entered/begin")
    assert "luonnos, jota se ei ole lähettänyt" in page.text("main .ds-alert")
    begin(maija)
    for rest in ("", "details", "sections/osio", "review", "nothing-to-state", "arrival", "remove"):
        assert "Salainen" not in maija.get(f"{base(maija.site)}entered/{rest}").text()


@pytest.mark.parametrize(("ago", "counts"), [(timedelta(days=2), False), (timedelta(0), True)])
def test_beside_what_the_organisation_has_submitted_the_later_one_counts_and_the_page_says_so(
    maija: Coordinator, database: Database, ago: timedelta, counts: bool
) -> None:
    with database.writing() as session:
        at = now_for_pages() - timedelta(days=1)
        save(session, maija.site.round, {**DETAILS, "nakemys": {"text": "Itse."}}, now=at)
        own = submit(session, maija.site.round, now=at).reference
    assert own in maija.get(f"{base(maija.site)}entered/begin").text("main .ds-alert")
    begin(maija, ago)
    type_in(maija)
    told = maija.get(f"{base(maija.site)}entered/review").text("main .ds-alert[data-color=warning]")
    assert ("saapui myöhemmin ja on voimassa sen sijasta" in told) is counts
    done = enter(maija)
    first, second = done.texts("#statements + ul li")
    assert (own in second) is counts and "tämä on voimassa" in first


def test_the_organisation_reads_what_was_entered_for_it(maija: Coordinator) -> None:
    made = entered(maija)
    site = maija.site
    site.open_link(client := site.other_client())
    overview = client.get(site.path())
    told = overview.text('main .ds-alert[data-color="info"]')
    assert "postitse" in told and made.reference in told and "Se on nyt voimassa" in told
    receipt = client.get(site.path("receipt"))
    assert "Postitse, syötetty tähän palveluun" in receipt.text("dl.k-facts")
    statement = client.get(site.path("statement"))
    assert TEXT in statement.raw_text('[data-answer="answer-nakemys-text"]')
    assert "Postitse" in statement.texts("dl.k-facts")[0]
    section = client.get(site.path("sections/osio"))
    assert section.fields()["answer-nakemys-text"] == "", "its own draft is as it was"


def test_no_personal_link_opens_what_is_being_entered(maija: Coordinator, database: Database) -> None:
    begin(maija)
    type_in(maija)
    site = maija.site
    site.open_link(client := site.other_client())
    with database.reading() as session:
        typed = session.scalars(select(ResponseRow.id).where(ResponseRow.origin == "entered")).one()
    for rest in ("", "details", "sections/osio", "review", "statement", "receipt", "draft", "draft.docx"):
        assert client.http.get(f"/fi/responses/{typed}/{rest}").status_code == 403
    address = f"/fi/coordinate/{base(site)}entered/"
    assert client.http.get(address).headers["Location"].endswith("/sign-in")
    assert client.http.get(f"{address}sections/osio").headers["Location"].endswith("/sign-in")


def test_two_coordinators_share_one_entry_and_no_text_is_overwritten(maija: Coordinator, database: Database) -> None:
    begin(maija)
    first = maija.get(f"{base(maija.site)}entered/sections/osio")
    site = Site(database, maija.site.other_client(), maija.site.round)
    ville = coordinator_of(site, "ville@example.fi")
    assert ville.get(f"{base(site)}entered/begin").path.endswith("/entered/")
    type_in(ville, "Villen.")
    conflict = maija.site.client.post(first, {"answer-nakemys-text": "Maijan."}, form="#page-form")
    assert conflict.all("#errors") and "Villen." in conflict.text() and "Maijan." in conflict.text()
    review = maija.get(f"{base(maija.site)}entered/review")
    assert not review.all("main form")
    with database.reading() as session:
        assert session.scalars(select(AnswerRow.value).where(AnswerRow.address == "nakemys")).all() == [
            {"text": "Villen."}
        ]


def test_who_types_in_an_entry_that_a_colleague_has_ended_keeps_the_text(maija: Coordinator) -> None:
    begin(maija)
    page = maija.get(f"{base(maija.site)}entered/sections/osio")
    maija.press(maija.get(f"{base(maija.site)}entered/remove"))
    kept = maija.site.client.post(page, {"answer-nakemys-text": TEXT}, form="#page-form", status=409)
    assert TEXT in kept.raw_text("textarea")
    told = maija.get(f"{base(maija.site)}entered/sections/osio")
    assert told.path.endswith(base(maija.site).partition("/")[2]) and told.text("#notices")


def test_a_file_of_an_answer_is_typed_in_too(database: Database) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now_for_pages(), question_set=tiny_set("attachment"))
    maija = coordinator_of(Site(database, make_client(database), round_))
    place = f"consultations/attachment/organisations/{round_.access.invitation.id}/entered/"
    maija.site.client.post(maija.get(f"{place}begin"), came(), form="#page-form")
    section = str(maija.get(place).all("ol.k-tasks a")[0].attrs["href"])
    page = maija.site.client.get(section)
    fields = {**page.fields("#page-form"), "answer-liitteet-files": (BytesIO(PDF), "liite.pdf")}
    answer = maija.site.client.http.post(page.path, data=fields, content_type="multipart/form-data")
    assert answer.status_code == 303
    shown = maija.site.client.get(section)
    assert maija.site.client.http.get(shown.link("liite.pdf")).data == PDF
    maija.press(maija.get(f"{place}review"))
    [made] = submissions(maija.site)
    statement = maija.get(f"consultations/attachment/statements/{made.reference}")
    assert maija.site.client.http.get(statement.link("liite.pdf")).data == PDF
