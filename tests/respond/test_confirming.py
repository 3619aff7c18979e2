"""A statement whose decision is pending: submitted so, confirmed when decided, or replaced by the decided one."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from survey.export.statements.records import Decision
from survey.languages import format_date
from survey.operations.submissions.submitting import DecisionSaid
from survey.store.following import Filters, followed, number_of
from survey.store.tables import ConfirmationRow, ConsultationRow, SubmissionRow
from tests.files import PDF
from tests.pages import Page
from tests.respond.test_attachments import sent
from tests.rounds import DETAILS, save, submit
from tests.site import Site, now_for_pages

BODY, DAY, SECTION = "answer-decision_body-text", "answer-decision_date-date", "answer-decision_paragraph-text"
TODAY = format_date(now_for_pages())
DECIDED = {BODY: "Kaupunginhallitus", DAY: TODAY, SECTION: "214"}
PENDING = {"decision": "pending", "decision-expected": "29.1.2099"}


@pytest.fixture
def filled_in(site_on_each: Site) -> Site:
    """A site whose organisation has filled everything in, and has opened its link."""
    site = site_on_each
    with site.database.writing() as session:
        save(session, site.round, {**DETAILS, "nakemys": {"text": "Kannatamme."}}, now=now_for_pages())
    site.open_link()
    return site


@pytest.fixture
def pending(filled_in: Site) -> Site:
    """The same when it has submitted its statement with the decision pending."""
    assert filled_in.client.post(submit_page(filled_in), PENDING).path == filled_in.path("receipt")
    return filled_in


def submit_page(site: Site) -> Page:
    """The page that submits the statement."""
    return site.client.get(site.client.get(site.path("review")).all("main a.ds-button")[0].attrs["href"])


def end(site: Site, *, decisions: timedelta | None) -> None:
    """End the response time a minute ago; decisions are taken for so long from now on."""
    now = now_for_pages()
    with site.database.writing() as session:
        session.execute(
            update(ConsultationRow).values(
                opened_at=now - timedelta(days=20),
                deadline=now - timedelta(minutes=1),
                decisions_until=now + decisions if decisions else None,
            )
        )


def number_of_rows(site: Site, table: type[SubmissionRow | ConfirmationRow]) -> int:
    """How many rows a table has."""
    with site.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_nothing_is_chosen_beforehand_and_without_a_choice_nothing_is_submitted(filled_in: Site) -> None:
    page = submit_page(filled_in)
    assert not page.all("input[type=radio][checked]") and len(page.all("input[type=radio]")) == 3
    again = filled_in.client.post(page, {"decision-expected": "29.1.2099"}, status=422)
    assert again.all('#errors a[href="#decision"]') and not number_of_rows(filled_in, SubmissionRow)
    assert again.fields()["decision-expected"] == "29.1.2099"
    assert again.fields()["nonce"] == page.fields()["nonce"]


@pytest.mark.parametrize(
    ("decision", "expected"),
    [("pending", "1.2.27"), ("pending", "31.2.2099"), ("pending", "1.1.2020"), ("none", "29.1.2099")],
)
def test_a_day_that_is_none_or_has_passed_or_belongs_to_no_pending_decision_is_said(
    filled_in: Site, decision: str, expected: str
) -> None:
    typed = {"decision": decision, "decision-expected": expected}
    again = filled_in.client.post(submit_page(filled_in), typed, status=422)
    assert again.all('#errors a[href="#decision-expected"]') and not number_of_rows(filled_in, SubmissionRow)
    assert {**again.fields(), **typed} == again.fields()


def test_a_pending_decision_is_told_on_every_page_and_in_the_list_of_the_coordinator(pending: Site) -> None:
    for rest in ("", "receipt", "statement"):
        text = pending.client.get(pending.path(rest)).text("main")
        assert "äätö" in text and "odottaa" in text, rest
    assert "29.1.2099" in pending.client.get(pending.path("statement")).text(".ds-alert")
    with pending.database.reading() as session:
        assert number_of(session, pending.round.consultation.id, Filters(only="decision_pending")) == 1


def test_who_confirms_adds_the_decision_with_its_minutes_and_the_text_stays_as_it_was(pending: Site) -> None:
    end(pending, decisions=timedelta(days=9))
    lacking = pending.client.get(pending.client.get(pending.path()).link("Vahvista päätös"))
    refused = pending.client.post(lacking, status=422)
    assert len(refused.all("#errors a")) == 2 and not number_of_rows(pending, ConfirmationRow)
    details = pending.client.get(refused.all("#errors a")[0].attrs["href"].split("#")[0])
    fields = {**details.fields(), **DECIDED, "answer-decision_extract-files": sent(("ote.pdf", PDF))}
    saved = pending.client.http.post(details.path, data=fields, content_type="multipart/form-data")
    page = pending.client.get(saved.headers["Location"].split("#")[0])
    assert page.path == pending.path("confirm")
    assert all(words in page.text("main") for words in ("Kaupunginhallitus", TODAY, "§ 214", "ote.pdf"))
    receipt = pending.client.post(page)
    assert receipt.path == pending.path("receipt") and "§ 214" in receipt.text("main")
    statement = pending.client.get(pending.path("statement"))
    assert "Kannatamme." in statement.text("main") and not statement.all(".ds-alert")
    assert "Päätetty jälkikäteen" in statement.text("main") and "Kaupunginhallitus" in statement.text("main")
    file = pending.client.http.get(statement.link("ote.pdf"))
    assert file.data == PDF
    overview = pending.client.get(pending.path())
    assert not overview.all('a[href$="/confirm"]') and "muutoksia, joita ei ole lähetetty" not in overview.text("main")
    assert number_of_rows(pending, SubmissionRow) == number_of_rows(pending, ConfirmationRow) == 1


def test_pressing_twice_confirms_once(pending: Site) -> None:
    pending.client.post(pending.client.get(pending.path("details")), DECIDED)
    page = pending.client.get(pending.path("confirm"))
    first, second = pending.client.post(page), pending.client.post(page)
    assert first.path == second.path == pending.path("receipt")
    assert number_of_rows(pending, ConfirmationRow) == 1


def test_a_decision_that_a_colleague_has_changed_meanwhile_is_not_confirmed_unseen(pending: Site) -> None:
    pending.client.post(pending.client.get(pending.path("details")), DECIDED)
    page = pending.client.get(pending.path("confirm"))
    pending.client.post(pending.client.get(pending.path("details")), {BODY: "Lautakunta"})
    back = pending.client.post(page)
    assert back.path == pending.path("confirm") and back.all("#notices") and "Lautakunta" in back.text("main")
    assert not number_of_rows(pending, ConfirmationRow)


def test_the_decided_statement_takes_its_place_after_the_response_time_and_is_not_late(site_on_each: Site) -> None:
    pending, now = site_on_each, now_for_pages()
    with pending.database.writing() as session:
        times = {"opened_at": now - timedelta(days=20), "deadline": now - timedelta(days=1)}
        session.execute(update(ConsultationRow).values(**times, decisions_until=now + timedelta(days=9)))
        session.flush()
        before, said = now - timedelta(days=2), DecisionSaid(Decision.PENDING)
        save(session, pending.round, {**DETAILS, "nakemys": {"text": "Kannatamme."}}, now=before)
        submit(session, pending.round, now=before, said=said)
    pending.open_link()
    section = pending.client.get(pending.path("sections/osio"))
    pending.client.post(section, {"answer-nakemys-text": "Kannatamme muutettuna."})
    page = submit_page(pending)
    assert len(page.all("input[type=radio]")) == 2, "it cannot be pending again"
    assert pending.client.post(page, {"decision": "pending"}, status=422).all("#errors")
    assert pending.client.post(page, {"decision": "decided"}).path == pending.path("receipt")
    earlier = pending.client.get(pending.path("statement?number=1"))
    assert "Kannatamme." in earlier.text("main") and "korvattu" in earlier.text(".ds-alert")
    with pending.database.reading() as session:
        (row,) = followed(session, pending.round.consultation.id, Filters(), language="fi")
        assert row.submission and (row.submission.number, row.submission.decision) == (2, "decided")
        assert not number_of(session, pending.round.consultation.id, Filters(only="late"))
    assert pending.client.get(pending.path("review")).path == pending.path(""), "that was all that was still to be done"


def test_without_time_for_decisions_nothing_is_taken_after_the_closing(pending: Site) -> None:
    pending.client.post(pending.client.get(pending.path("details")), DECIDED)
    confirm, submit = pending.client.get(pending.path("confirm")), submit_page(pending)
    end(pending, decisions=None)
    assert pending.client.post(confirm).path == pending.path("")
    assert pending.client.post(submit, {"decision": "decided"}).path == pending.path("")
    assert "ville@example.fi" in pending.client.get(pending.path()).text("main")
    assert number_of_rows(pending, SubmissionRow) == 1 and not number_of_rows(pending, ConfirmationRow)


@pytest.mark.parametrize("decision", ["none", "decided"])
def test_who_has_decided_has_no_more_time_than_others(filled_in: Site, decision: str) -> None:
    filled_in.client.post(submit_page(filled_in), {"decision": decision})
    assert filled_in.client.get(filled_in.path("confirm")).path == filled_in.path("")
    end(filled_in, decisions=timedelta(days=9))
    assert filled_in.client.get(filled_in.path("review")).path == filled_in.path("")


def test_unchanged_text_with_the_same_decision_is_said_and_not_submitted_again(pending: Site) -> None:
    receipt = pending.client.post(submit_page(pending), PENDING)
    assert receipt.all("#notices, .k-notice") and number_of_rows(pending, SubmissionRow) == 1
