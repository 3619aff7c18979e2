"""To whom an earlier statement is offered, and which one: to nobody but the same organisation's writers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from survey.export.statements.records import Channel
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.answers.saving import save_answers
from survey.operations.submissions.entering import Arrival, begin_entering, enter_statement
from survey.operations.submissions.submitting import draft_fingerprint
from survey.operations.submissions.withdrawing import withdraw
from survey.store.database import Database
from survey.store.tables import (
    ConsultationRow,
    InvitationRow,
    OrganisationRow,
    RegisteredOrganisationRow,
    SubmissionRow,
)
from tests.coordinate.consultation_drafts.test_trying import begin, tried
from tests.coordinate.desks import coordinator_of
from tests.passwords import HASH
from tests.respond.colleagues.desks import APPROVER, COMMENTER, REGISTRY, WRITER, somebody_at
from tests.respond.earlier import ANSWERS, Twice, asked, asked_twice, earlier_set, opened, registered
from tests.respond.test_earlier_statement import LINK, page_of, question, take
from tests.rounds import DETAILS, save, submit, tell_nothing, typed
from tests.site import Site, now_for_pages


@pytest.fixture
def twice(sqlite: Database) -> Twice:
    return asked_twice(sqlite)


@pytest.fixture
def on_each(database: Database) -> Twice:
    return asked_twice(database)


def is_offered(twice: Twice) -> bool:
    """Whether the overview leads to the page, which is there then and not otherwise."""
    overview = twice.site.client.get(twice.site.path())
    led = any(LINK in text for text in overview.texts("main a"))
    page_of(twice, status=200 if led else 404)
    return led


def _other(session: Session) -> None:
    session.execute(update(OrganisationRow).where(OrganisationRow.id == 1).values(registered_id=None))


def _joined(session: Session) -> None:
    joined = {"joined_at": now_for_pages(), "asked": False}
    session.execute(update(InvitationRow).where(InvitationRow.id == 2).values(**joined))


def _taken_away(session: Session) -> None:
    session.execute(update(InvitationRow).where(InvitationRow.id == 1).values(taken_away_at=now_for_pages()))


def _deleted(session: Session) -> None:
    session.execute(update(ConsultationRow).where(ConsultationRow.id == 1).values(deleted_at=now_for_pages()))


def _opened_later(session: Session) -> None:
    later = now_for_pages() + timedelta(days=1)
    session.execute(update(ConsultationRow).where(ConsultationRow.id == 1).values(opened_at=later))


@pytest.mark.parametrize("change", [_other, _joined, _taken_away, _deleted, _opened_later])
def test_it_is_offered_to_nobody_else(on_each: Twice, change: Callable[[Session], None]) -> None:
    assert is_offered(on_each)
    with on_each.site.database.writing() as session:
        change(session)
    assert not is_offered(on_each)


def test_another_organisation_of_the_register_sees_nothing_of_it(on_each: Twice) -> None:
    consultation = on_each.site.round.consultation
    with on_each.site.database.writing() as session:
        made = asked(session, consultation, registered(session, "Toinen kunta"), "Toinen kunta")
    other = Twice(Site(on_each.site.database, on_each.site.other_client(), made), on_each.earlier)
    other.site.open_link()
    assert not is_offered(other)
    other.site.client.get(on_each.site.path("earlier"), 403)


def test_a_draft_and_what_was_withdrawn_and_nothing_to_state_do_not_count(database: Database) -> None:
    twice = asked_twice(database, is_submitted=False)
    assert not is_offered(twice)
    now = now_for_pages()
    with twice.site.database.writing() as session:
        made = submit(session, twice.earlier, now=now)
        reference = made.reference
    assert is_offered(twice)
    with twice.site.database.writing() as session:
        access = twice.earlier.access
        withdraw(session, access, nonce="w", checked=reference, reason="Virhe.", now=now)
    assert not is_offered(twice)
    with twice.site.database.writing() as session:
        tell_nothing(session, twice.earlier, now=now, nonce="nothing")
    assert not is_offered(twice)


def test_a_statement_that_was_entered_counts(database: Database) -> None:
    twice = asked_twice(database, is_submitted=False)
    now = now_for_pages()
    with database.writing() as session:
        maija = create_coordinator(session, email="m@example.fi", name="Maija", password_hash=HASH, now=now)
        arrival = Arrival(Channel.POST, now - timedelta(hours=1), "fi")
        invitation = session.get_one(InvitationRow, twice.earlier.access.invitation.id)
        entering = begin_entering(session, invitation, arrival, earlier=None, by=maija, now=now)
        answers = typed(twice.earlier, {"nakemys": {"text": "Tuli postissa."}})
        save_answers(session, entering.access, answers, now=now)
        checked = draft_fingerprint(session, entering.access)
        enter_statement(session, entering, nonce="n", checked=checked, nothing=False, by=maija, now=now)
    page = page_of(twice)
    assert "Tuli postissa." in question(page, "nakemys")
    take(twice, "nakemys")
    assert twice.drafted() == {"nakemys": {"text": "Tuli postissa."}}


def test_the_submission_that_counts_is_offered_and_not_the_draft_or_an_older_one(on_each: Twice) -> None:
    now = now_for_pages()
    with on_each.site.database.writing() as session:
        save(session, on_each.earlier, {"nakemys": {"text": "Korjattu."}}, now=now, revision=1)
        submit(session, on_each.earlier, now=now, nonce="second")
        save(session, on_each.earlier, {"nakemys": {"text": "Vain luonnos."}}, now=now, revision=2)
    take(on_each, "nakemys")
    assert on_each.drafted() == {"nakemys": {"text": "Korjattu."}}
    with on_each.site.database.reading() as session:
        assert len(session.scalars(select(SubmissionRow)).all()) == 2


def test_of_several_earlier_statements_the_latest_is_shown_and_the_others_are_led_to(on_each: Twice) -> None:
    older = earlier_set().model_copy(
        update={"key": "vanhin", "title": {"fi": "Vanhin kierros", "sv": "Äldsta omgången"}}
    )
    long_ago = timedelta(days=300)
    with on_each.site.database.writing() as session:
        number = on_each.site.round.access.organisation.registered_id
        oldest = asked(session, opened(session, older, long_ago), number)
        save(session, oldest, {"nakemys": {"text": "Vanhin näkemys."}, **DETAILS}, now=now_for_pages() - long_ago)
        submit(session, oldest, now=now_for_pages() - long_ago)
    page = page_of(on_each)
    assert "Kunta kannattaa esitystä." in question(page, "nakemys")
    led = next(node.attrs["href"] for node in page.all("main .k-facts a"))
    first = on_each.site.client.get(led)
    assert "Vanhin näkemys." in question(first, "nakemys")
    again = on_each.site.client.post(first, {"take": "nakemys"}, form="#page-form")
    assert on_each.drafted() == {"nakemys": {"text": "Vanhin näkemys."}}
    assert "Vanhin kierros" in again.text(".k-kicker"), "and it goes on there"
    on_each.site.client.get(on_each.site.path("earlier?of=kierros-kaksi"), 404)


def test_an_organisation_that_has_changed_in_the_register_since_is_the_same(on_each: Twice) -> None:
    with on_each.site.database.writing() as session:
        number = on_each.site.round.access.organisation.registered_id
        changed = update(RegisteredOrganisationRow).where(RegisteredOrganisationRow.id == number)
        session.execute(changed.values(name={"fi": "Uusi nimi"}, group="other", in_use=False))
        session.execute(update(OrganisationRow).where(OrganisationRow.id == 1).values(name={"fi": "Entinen nimi"}))
    assert is_offered(on_each)


@pytest.mark.parametrize("role", [WRITER, REGISTRY])
def test_who_may_write_may_take(twice: Twice, role: str) -> None:
    somebody = somebody_at(_only_later(twice), role)
    page = somebody.get("earlier")
    somebody.client.post(page, {"take": "nakemys"}, form="#page-form")
    assert twice.drafted() == {"nakemys": ANSWERS["nakemys"]}


@pytest.mark.parametrize("role", [COMMENTER, APPROVER])
def test_who_may_not_write_sees_nothing_of_it(twice: Twice, role: str) -> None:
    somebody = somebody_at(_only_later(twice), role)
    assert LINK not in somebody.get().text("main")
    somebody.get("earlier", 403)


def _only_later(twice: Twice) -> Site:
    """The site, where the later organisation's holder is the only one: `somebody_at` looks for one."""
    with twice.site.database.writing() as session:
        participant = twice.earlier.access.participant
        session.execute(update(type(participant)).where(type(participant).id == participant.id).values(role="registry"))
    return twice.site


def test_after_the_deadline_nothing_is_offered(twice: Twice) -> None:
    page = page_of(twice)
    with twice.site.database.writing() as session:
        past = now_for_pages() - timedelta(minutes=1)
        later = ConsultationRow.id == twice.site.round.consultation.id
        session.execute(update(ConsultationRow).where(later).values(deadline=past, opened_at=past - timedelta(days=1)))
    assert LINK not in twice.site.client.get(twice.site.path()).text("main")
    assert page_of(twice).path == twice.site.path()
    assert take(twice, "nakemys", page).path == twice.site.path()
    assert twice.drafted() == {}


def test_it_is_no_part_of_a_trial(site: Site) -> None:
    maija = coordinator_of(site)
    draft = maija.ready()
    begin(maija, draft)
    maija.get(tried(draft, "earlier"), 404)
