"""Withdrawing a statement with a reason, and coming back."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from survey.store.database import Database
from survey.store.tables import ConsultationRow, MessageRow, SubmissionRow, WithdrawalRow
from tests.pages import Page
from tests.rounds import DETAILS, save, submit
from tests.site import NOWHERE, Site, now_for_pages, open_site

REASON = {"reason": "Lautakunta käsittelee asian uudelleen."}
DECISION = {"decision": "none"}


@pytest.fixture
def submitted(site_on_each: Site) -> Site:
    """A site whose organisation has submitted a statement, and has opened its link."""
    return with_statement(site_on_each)


def with_statement(site: Site) -> Site:
    """Let the organisation of this site submit a statement and open its link."""
    now = now_for_pages()
    with site.database.writing() as session:
        save(session, site.round, {**DETAILS, "nakemys": {"text": "Kannatamme."}}, now=now)
        submit(session, site.round, now=now)
    site.open_link()
    return site


def withdraw(site: Site) -> Page:
    """Withdraw what was submitted; the receipt."""
    return site.client.post(site.client.get(site.path("withdraw")), REASON)


def number_of(site: Site, table: type[SubmissionRow | WithdrawalRow | MessageRow]) -> int:
    """How many rows a table has."""
    with site.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_statement_is_withdrawn_with_a_reason_and_every_page_says_so(submitted: Site) -> None:
    overview = submitted.client.get(submitted.path())
    page = submitted.client.get(overview.link("Peruuta lausunto"))
    receipt = submitted.client.post(page, REASON)
    assert receipt.text("h1") == "Lausunto on peruttu" and REASON["reason"] in receipt.text("main")
    after = submitted.client.get(submitted.path())
    assert REASON["reason"] in after.text("main") and "voimassa" in after.text("main")
    assert not after.all('a[href$="/withdraw"]')
    statement = submitted.client.get(submitted.path("statement?number=1"))
    assert "peruttu" in statement.text(".ds-alert") and REASON["reason"] in statement.text(".ds-alert")


def test_without_a_reason_nothing_is_withdrawn_and_what_was_typed_stays(submitted: Site) -> None:
    page = submitted.client.get(submitted.path("withdraw"))
    empty = submitted.client.post(page, {"reason": "  \n "}, status=422)
    assert empty.all('#errors a[href="#reason"]') and not number_of(submitted, WithdrawalRow)
    long = submitted.client.post(empty, {"reason": "x" * 2001}, status=422)
    assert long.raw_text("#reason").strip() == "x" * 2001 and not number_of(submitted, WithdrawalRow)
    assert submitted.client.post(long, REASON).path == submitted.path("receipt")


def test_who_has_withdrawn_submits_the_same_text_again_as_a_new_statement(submitted: Site) -> None:
    withdraw(submitted)
    review = submitted.client.get(submitted.path("review"))
    again = submitted.client.post(submitted.client.get(review.all("main a.ds-button")[0].attrs["href"]), DECISION)
    assert again.path == submitted.path("receipt") and not again.all(".k-notice")
    assert number_of(submitted, SubmissionRow) == 2
    assert "peruttu" in again.text("main ul.ds-list"), "the earlier one is listed as withdrawn"
    assert not submitted.client.get(submitted.path("statement")).all(".ds-alert")


def test_pressing_twice_withdraws_once(submitted: Site) -> None:
    page = submitted.client.get(submitted.path("withdraw"))
    first, second = submitted.client.post(page, REASON), submitted.client.post(page, REASON)
    assert first.path == second.path == submitted.path("receipt")
    assert number_of(submitted, WithdrawalRow) == 1


def test_a_statement_that_a_colleague_has_submitted_meanwhile_is_not_withdrawn_unseen(submitted: Site) -> None:
    page = submitted.client.get(submitted.path("withdraw"))
    with submitted.database.writing() as session:
        save(session, submitted.round, {"nakemys": {"text": "Uusi."}}, now=now_for_pages(), revision=1)
        submit(session, submitted.round, now=now_for_pages(), nonce="another")
    back = submitted.client.post(page, REASON)
    assert back.path == submitted.path("withdraw") and back.all("#notices")
    assert not number_of(submitted, WithdrawalRow)


def test_after_the_closing_the_authority_is_to_be_asked(submitted: Site) -> None:
    page = submitted.client.get(submitted.path("withdraw"))
    assert "ville@example.fi" in page.text("main")
    with submitted.database.writing() as session:
        ended = now_for_pages() - timedelta(minutes=1)
        opened = now_for_pages() - timedelta(days=20)
        session.execute(update(ConsultationRow).values(opened_at=opened, deadline=ended))
    assert submitted.client.post(page, REASON).path == submitted.path("")
    assert submitted.client.get(submitted.path("withdraw")).path == submitted.path("")
    assert not number_of(submitted, WithdrawalRow)


def test_who_has_submitted_nothing_withdraws_nothing(site: Site) -> None:
    site.open_link()
    assert not site.client.get(site.path()).all('a[href$="/withdraw"]')
    assert site.client.get(site.path("withdraw")).path == site.path("")


def test_a_receipt_of_the_withdrawal_goes_to_who_was_invited_and_to_the_contact(sqlite: Database) -> None:
    site = with_statement(open_site(sqlite, NOWHERE))
    withdraw(site)
    with site.database.reading() as session:
        mails = session.execute(select(MessageRow.kind, MessageRow.recipient).order_by(MessageRow.id)).all()
    assert [tuple(each) for each in mails] == [
        ("withdrawal", "kirjaamo@example.fi"),
        ("withdrawal", "kaisa@example.fi"),
    ]


def test_nothing_to_state_can_be_taken_back_too(site: Site) -> None:
    site.open_link()
    site.client.post(site.client.get(site.path("nothing-to-state")))
    assert "peruttu" in withdraw(site).text("h1")
    assert not site.client.get(site.path("nothing-to-state")).all(".ds-alert")
