"""When the drafts have been deleted, a personal link still shows what was submitted, and says kindly what is gone."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.handling.steps import StepTyped, read_step, record_step
from survey.store.tables import ConsultationRow, InvitationRow
from tests.operations.retention.rounds import delete_all_due, keep
from tests.passwords import HASH
from tests.rounds import DETAILS, save, submit
from tests.site import Site, now_for_pages


@pytest.fixture(params=[True, False], ids=["submitted", "not submitted"])
def site_without_drafts(request: pytest.FixtureRequest, site_on_each: Site, tmp_path: Path) -> Site:
    """A round that ended, whose organisation had a draft, and had submitted it or not."""
    site, now = site_on_each, now_for_pages()
    with site.database.writing() as session:
        create_coordinator(session, email="maija@example.fi", name="Maija", password_hash=HASH, now=now)
        save(session, site.round, {"nakemys": {"text": "Lausumme näin."}, **DETAILS}, now=now)
        if request.param:
            submit(session, site.round, now=now)
        save(session, site.round, {"nakemys": {"text": "Sitten näin."}}, revision=1, now=now)
        ended = {"opened_at": now - timedelta(days=140), "deadline": now - timedelta(days=100)}
        session.execute(update(ConsultationRow).values(**ended))
    site.open_link()
    keep(site.database, site.round, now=now, drafts=1)
    delete_all_due(site.database, tmp_path, now=now)
    return site


def test_the_overview_says_so_and_leads_to_what_was_submitted(site_without_drafts: Site) -> None:
    page = site_without_drafts.client.get(site_without_drafts.path())
    told = page.text("main")
    assert "Luonnos on poistettu säilytysajan päätyttyä" in told and "Lue ja tulosta luonnos" not in told
    assert "muuttaa" not in page.text("main > .k-hint")
    if "Lähettämänne voi edelleen lukea." in told:
        receipt = site_without_drafts.client.get(page.link("Vastaanottokuittaus ja lausunto"))
        assert receipt.texts("h1")
        assert "Lausumme näin." in site_without_drafts.client.get(site_without_drafts.path("statement")).text("main")
    else:
        assert "Lausuntoa ei lähetetty." in told
    site_without_drafts.client.get(site_without_drafts.path("questions"))


@pytest.mark.parametrize(
    "rest",
    [
        "sections/osio",
        "details",
        "review",
        "submit",
        "nothing-to-state",
        "draft",
        "draft.docx",
        "comments",
        "history/nakemys",
    ],
)
def test_no_page_with_a_draft_is_there(site_without_drafts: Site, rest: str) -> None:
    page = site_without_drafts.client.get(site_without_drafts.path(rest), 410)
    assert page.text("h1") == "Luonnos on poistettu"
    assert site_without_drafts.client.get(page.link("Katsokaa, mitä on lähetetty")).path == site_without_drafts.path()


def test_what_somebody_still_sends_is_not_saved_and_is_whole_on_the_page(site_without_drafts: Site) -> None:
    token = site_without_drafts.client.get("/fi/sign-in").fields()["csrf_token"]
    fields = {"csrf_token": token, "answer-nakemys-text": "Vielä tämä.", "revision-nakemys": "0"}
    page = site_without_drafts.client.send(site_without_drafts.path("sections/osio"), fields, status=410)
    assert "Luonnos on poistettu" in page.text("h1")
    assert "Vielä tämä." in page.response.get_data(as_text=True)


def test_who_gets_more_time_afterwards_begins_with_an_empty_draft(site_without_drafts: Site) -> None:
    site = site_without_drafts
    with site.database.writing() as session:
        session.execute(update(InvitationRow).values(own_deadline=now_for_pages() + timedelta(days=7)))
    page = site.client.get(site.path("sections/osio"))
    assert page.raw_text("#answer-nakemys-text") == ""
    assert "Luonnos on poistettu" not in site.client.get(site.path()).text("main")


def test_steps_that_no_submission_refers_to_went_with_the_draft(site_without_drafts: Site) -> None:
    site = site_without_drafts
    page = site.client.get(site.path("handling"))
    assert not page.all("li.k-card") and "Lisää vaihe" not in page.texts("a")
    site.client.get(site.path("handling/add"), 410)
    assert site.client.http.get(site.path("handling/compare?earlier=1&later=draft")).status_code == 404
    offered = [node.attrs["value"] for node in site.client.get(site.path("papers")).all("[name=paper]")]
    assert "draft" not in offered and "item" not in offered and "questions" in offered
    assert site.client.http.get(site.path("papers/file?paper=draft&details=first&form=docx")).status_code == 404


def test_the_decision_that_a_statement_was_submitted_with_stays_with_it(site_on_each: Site, tmp_path: Path) -> None:
    site, now = site_on_each, now_for_pages()
    with site.database.writing() as session:
        create_coordinator(session, email="maija@example.fi", name="Maija", password_hash=HASH, now=now)
        save(session, site.round, {"nakemys": {"text": "Lausumme näin."}, **DETAILS}, now=now)
        for kind in ("proposal", "decision"):
            step = read_step(StepTyped(kind, "Hallitus", "1.11.2026", "7"), now=now)
            record_step(session, site.round.access, step, nonce=kind, now=now)
        submit(session, site.round, now=now)
        ended = {"opened_at": now - timedelta(days=140), "deadline": now - timedelta(days=100)}
        session.execute(update(ConsultationRow).values(**ended))
    site.open_link()
    keep(site.database, site.round, now=now, drafts=1)
    delete_all_due(site.database, tmp_path, now=now)
    page = site.client.get(site.path("handling"))
    assert page.texts("li.k-card h3") == ["Päätös: Hallitus 1.11.2026 § 7 Voimassa"] and not page.all(
        "form[method=get]"
    )
    assert "Lausumme näin." in site.client.get(site.path("handling/2")).text("article")
    assert "Lausumme näin." in site.client.get(site.path("statement")).text("article")
