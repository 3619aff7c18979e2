"""Approval within the organisation: approving the draft as it stands, and handing in with and without it."""

import pytest
from sqlalchemy import select

from survey.store.database import Database
from survey.store.tables import MessageRow, PassedOverRow
from tests.pages import Page
from tests.respond.colleagues.desks import APPROVER, COMMENTER, WRITER, Colleague, colleague_at, holder_at
from tests.rounds import DETAILS, save
from tests.site import NOWHERE, Site, now_for_pages, open_site

SAID = {"decision": "none"}
"""What is said of the organisation's own decision."""

MISSING = "Merkitse, että lausunto lähetetään ilman hyväksyntöjä"


@pytest.fixture
def ready(site_on_each: Site) -> Site:
    """A site whose statement can be submitted."""
    return make_ready(site_on_each)


def make_ready(site: Site) -> Site:
    """Fill in what is required."""
    with site.database.writing() as session:
        save(session, site.round, {**DETAILS, "nakemys": {"text": "Kannatamme."}}, now=now_for_pages())
    return site


def change(by: Colleague, text: str) -> None:
    """Change an answer."""
    by.client.post(by.get("sections/osio"), {"answer-nakemys-text": text})


def approve(approver: Colleague) -> Page:
    """Approve what is read."""
    return approver.post(approver.get("approval"), "/approval")


def test_a_draft_that_is_approved_as_it_stands_is_submitted_without_a_word(ready: Site) -> None:
    holder, approver = holder_at(ready), colleague_at(ready, APPROVER, name="Anna Apulaisjohtaja")
    page = approve(approver)
    assert "Olette hyväksyneet luonnoksen tällaisena." in page.text(".k-notice")
    assert "Hyväksyi luonnoksen nykyisessä muodossaan" in holder.get("colleagues").text(f"#person-{approver.id}")
    submitting = holder.get("submit")
    assert not submitting.all("#passed_over")
    assert "Lausunto on vastaanotettu" in holder.client.post(submitting, SAID).text("main")


def test_a_later_change_makes_it_an_approval_of_an_earlier_text(ready: Site) -> None:
    holder, approver = holder_at(ready), colleague_at(ready, APPROVER, name="Anna Apulaisjohtaja")
    approve(approver)
    change(holder, "Emme kannata.")
    assert "Hyväksyi aiemman tekstin" in holder.get("colleagues").text(f"#person-{approver.id}")
    assert "Hyväksyitte aiemman tekstin" in approver.get("approval").text("main")
    assert "Anna Apulaisjohtaja hyväksyi aiemman tekstin" in holder.get("submit").text(".ds-alert")


def test_handing_in_waits_until_approvers_are_said_to_be_passed_over(ready: Site) -> None:
    holder, approver = holder_at(ready), colleague_at(ready, APPROVER, name="Anna Apulaisjohtaja")
    page = holder.client.post(holder.get("submit"), SAID, status=422)
    assert MISSING in page.text("#errors")
    received = holder.client.post(page, SAID | {"passed_over": str(approver.id)})
    assert "Lausunto on vastaanotettu" in received.text("main")
    assert "Anna Apulaisjohtaja ohitettiin" in holder.get("colleagues").text("main")
    for rest in ("statement", "receipt"):
        assert "Anna" not in holder.get(rest).text("main"), "it is not published"
    with ready.database.reading() as session:
        assert session.scalars(select(PassedOverRow.participant_id)).all() == [approver.id]


def test_who_says_that_one_is_passed_over_has_not_said_it_of_another(ready: Site) -> None:
    holder, first = holder_at(ready), colleague_at(ready, APPROVER)
    page = holder.get("submit")
    colleague_at(ready, APPROVER, "toinen@example.fi")
    again = holder.client.post(page, SAID | {"passed_over": str(first.id)}, status=422)
    assert "toinen@example.fi" in again.text(".ds-alert")


def test_an_approver_approves_only_what_was_read(ready: Site) -> None:
    holder, approver = holder_at(ready), colleague_at(ready, APPROVER)
    page = approver.get("approval")
    change(holder, "Emme kannata.")
    again = approver.post(page, "/approval")
    assert "Lue se uudelleen" in again.text(".k-notice")
    assert "Ei ole vielä hyväksynyt" in holder.get("colleagues").text(f"#person-{approver.id}")


def test_an_approval_is_taken_back(ready: Site) -> None:
    holder, approver = holder_at(ready), colleague_at(ready, APPROVER)
    page = approver.post(approve(approver), "/take-back")
    assert "Hyväksyntänne peruttiin." in page.text(".k-notice")
    holder.client.post(holder.get("submit"), SAID, status=422)


def test_approvers_who_were_removed_are_not_waited_for(ready: Site) -> None:
    holder, approver = holder_at(ready), colleague_at(ready, APPROVER)
    holder.post(holder.get("colleagues"), f"/{approver.id}/remove")
    assert not holder.get("submit").all("#passed_over")


def test_a_double_click_submits_once_though_the_approver_was_passed_over(ready: Site) -> None:
    holder, approver = holder_at(ready), colleague_at(ready, APPROVER)
    page = holder.get("submit")
    for _click in range(2):
        received = holder.client.post(page, SAID | {"passed_over": str(approver.id)})
    assert "Aiemmat" not in received.text("main")
    with ready.database.reading() as session:
        assert len(session.scalars(select(PassedOverRow)).all()) == 1


def test_a_writer_checks_the_answers_and_is_told_who_submits(ready: Site) -> None:
    writer = colleague_at(ready, WRITER)
    page = writer.get("review")
    assert "Lausunnon lähettää se, joka vastaa siitä." in page.text("main")
    assert not page.all('a[href*="/submit"]')
    writer.get("submit", 403)


def test_those_who_wrote_are_told_by_mail_when_their_statement_no_longer_counts(sqlite: Database) -> None:
    site = make_ready(open_site(sqlite, NOWHERE))
    holder, writer = holder_at(site), colleague_at(site, WRITER)
    colleague_at(site, COMMENTER)
    change(writer, "Emme kannata.")
    holder.client.post(holder.get("submit"), SAID)
    page = holder.get("nothing-to-state")
    holder.client.post(page, {"replaces": page.all("#replaces")[0].attrs["value"]})
    with sqlite.reading() as session:
        told = session.scalars(select(MessageRow).where(MessageRow.kind == "undone")).all()
        assert [each.recipient for each in told] == ["writer@example.fi"]
