"""The answers of an earlier statement: offered to the same organisation, and nothing taken or overwritten by itself."""

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
from survey.questions.kinds.attachment import files_of
from survey.store.database import Database
from survey.store.responses.attachments import file_content
from survey.store.responses.open_conflicts import add_open_conflict
from survey.store.tables import (
    AnswerRow,
    AttachmentRow,
    ConsultationRow,
    InvitationRow,
    OrganisationRow,
    RegisteredOrganisationRow,
    SnapshotRow,
    SubmissionRow,
)
from tests.coordinate.consultation_drafts.test_trying import begin, tried
from tests.coordinate.desks import coordinator_of
from tests.pages import Page
from tests.passwords import HASH
from tests.respond.colleagues.desks import APPROVER, COMMENTER, REGISTRY, WRITER, somebody_at
from tests.respond.earlier import ANSWERS, MAP, PDF, Twice, asked, asked_twice, earlier_set, opened, registered
from tests.rounds import DETAILS, attach, save, submit, tell_nothing, typed
from tests.site import Site, now_for_pages

LINK = "Katso aiempia vastauksia"
ALL = ("nakemys", "keinot", "ehdot", "ehdot_miten")
OWN = {"nakemys": {"text": "Luonnoksen oma teksti."}}


@pytest.fixture
def twice(sqlite: Database) -> Twice:
    return asked_twice(sqlite)


@pytest.fixture
def on_each(database: Database) -> Twice:
    return asked_twice(database)


def page_of(twice: Twice, language: str = "fi", status: int = 200) -> Page:
    return twice.site.client.get(twice.site.path("earlier", language), status)


def take(twice: Twice, what: str, page: Page | None = None, status: int = 200) -> Page:
    return twice.site.client.post(page or page_of(twice), {"take": what}, form="#page-form", status=status)


def question(page: Page, key: str) -> str:
    return page.text(f"#question-{key}")


def buttons(page: Page) -> list[str]:
    return [node.attrs["value"] for node in page.all('button[name="take"]')]


def counts(page: Page) -> list[str]:
    return page.texts(".k-count dd")


def is_offered(twice: Twice) -> bool:
    """Whether the overview leads to the page, which is there then and not otherwise."""
    overview = twice.site.client.get(twice.site.path())
    led = any(LINK in text for text in overview.texts("main a"))
    page_of(twice, status=200 if led else 404)
    return led


def in_draft(twice: Twice, changed: dict[str, dict[str, str]], revision: int = 0) -> None:
    """What a colleague writes meanwhile."""
    with twice.site.database.writing() as session:
        save(session, twice.site.round, changed, now=now_for_pages(), revision=revision)


def test_the_overview_says_so_and_nothing_is_taken_by_itself(on_each: Twice) -> None:
    page = on_each.site.client.get(on_each.site.path())
    assert "lausuntopyynnössä ”Ensimmäinen kierros”" in page.text("main")
    assert page.link(LINK) == on_each.site.path("earlier")
    assert counts(page_of(on_each)) == ["7", "0", "0"]
    assert on_each.drafted() == {}


def test_one_answer_is_taken_as_a_revision_by_who_takes_it(on_each: Twice) -> None:
    page = take(on_each, "nakemys")
    assert "Luonnokseen otettiin 1 aiempi vastaus." in page.text("main")
    assert on_each.drafted() == {"nakemys": ANSWERS["nakemys"]}
    with on_each.site.database.reading() as session:
        of_draft = AnswerRow.response_id == on_each.site.round.access.response.id, AnswerRow.address == "nakemys"
        row = session.scalars(select(AnswerRow).where(*of_draft)).one()
    assert (row.revision, row.participant_id) == (1, on_each.site.round.access.participant.id)


def test_all_is_what_the_draft_lacks_and_fits_whole(on_each: Twice) -> None:
    overview = take(on_each, "*")
    assert overview.path == on_each.site.path()
    assert "Luonnokseen otettiin 6 aiempaa vastausta." in overview.text("main")
    drafted = on_each.drafted()
    assert {key: drafted[key] for key in ALL} == {key: ANSWERS[key] for key in ALL}
    assert drafted["kohdat/e1/perustelu"] == {"text": "Ensimmäinen kohta."}
    assert files_of(drafted["liite"])[0].name == "kartta.pdf"
    assert "kanta" not in drafted, "an option is not there any more"
    assert not [address for address in drafted if address.startswith("details/")], "contact details are not among all"
    page = page_of(on_each)
    assert counts(page) == ["1", "0", "6"]
    assert [each for each in buttons(page) if "/" not in each] == ["kanta"]


def test_what_the_draft_has_stays_and_both_are_shown(database: Database) -> None:
    twice = asked_twice(database, drafted=OWN)
    page = page_of(twice)
    assert counts(page) == ["6", "1", "0"]
    shown = question(page, "nakemys")
    assert "Luonnoksen oma teksti." in shown and "Kunta kannattaa esitystä." in shown
    take(twice, "*")
    assert twice.drafted()["nakemys"] == OWN["nakemys"]
    page = take(twice, "nakemys")
    assert twice.drafted()["nakemys"] == ANSWERS["nakemys"]
    history = twice.site.client.get(twice.site.path("history/nakemys?every=1"))
    assert "Luonnoksen oma teksti." in history.text("main"), "and can be put back"


def test_what_a_colleague_has_written_meanwhile_is_not_overwritten(on_each: Twice) -> None:
    page = page_of(on_each)
    in_draft(on_each, {"nakemys": {"text": "Kollegan teksti."}})
    refused = take(on_each, "nakemys", page, status=409)
    assert "Joku on muuttanut vastausta kysymykseen" in refused.text("#errors")
    assert "Kollegan teksti." in question(refused, "nakemys")
    take(on_each, "*", page)
    assert on_each.drafted()["nakemys"] == {"text": "Kollegan teksti."}, "all are those without an answer"
    take(on_each, "nakemys", refused)
    assert on_each.drafted()["nakemys"] == ANSWERS["nakemys"], "who has seen both may choose"


def test_a_choice_that_is_open_comes_first(twice: Twice) -> None:
    in_draft(twice, OWN)
    with twice.site.database.writing() as session:
        add_open_conflict(session, twice.site.round.access, "nakemys", {"text": "Toinen."}, now=now_for_pages())
    page = page_of(twice)
    assert "Valitkaa" in question(page, "nakemys") and "nakemys" not in buttons(page)
    twice.site.client.post(page, {"take": "nakemys"}, form="#page-form")
    assert twice.drafted()["nakemys"] == OWN["nakemys"]


def test_what_has_changed_in_a_question_is_told_in_words(twice: Twice) -> None:
    page = page_of(twice)
    assert page.texts("#question-nakemys .k-changes") == ["Mitä mieltä olette [lisätty: muutetusta ] esityksestä?"]
    assert "Kysymys on sama kuin silloin." in question(page, "keinot")
    assert "[poistettu: Osittain ]" in question(page, "kanta") and "[lisätty: Emme osaa sanoa ]" in question(
        page, "kanta"
    )
    swedish = page_of(twice, "sv")
    assert "ändrade" in swedish.text("#question-nakemys") and "Tas inte: alternativet ”Delvis”" in swedish.text("main")


def test_an_option_that_is_gone_is_said_and_not_taken(twice: Twice) -> None:
    page = page_of(twice)
    assert "Ei oteta: vaihtoehtoa ”Osittain” ei enää ole." in question(page, "kanta")
    take(twice, "kanta")
    assert twice.drafted() == {"kanta": {"reason": "Rahoitus puuttuu."}}


def test_questions_that_are_not_asked_any_more_are_named(twice: Twice) -> None:
    page = page_of(twice)
    assert page.texts("details .k-earlier-question") == ["Vanha kysymys", "Montako?"], "one is of another kind now"
    assert page.texts("details .k-answer") == ["Vanhan kysymyksen vastaus.", "12"], "to copy by hand"


def test_a_question_that_is_not_asked_now_is_not_among_all(sqlite: Database) -> None:
    twice = asked_twice(sqlite, drafted={"ehdot": {"option": "ei"}})
    assert "Tätä kysymystä ei kysytä" in question(page_of(twice), "ehdot_miten")
    take(twice, "*")
    assert "ehdot_miten" not in twice.drafted()


def test_files_are_taken_as_copies_and_added(database: Database) -> None:
    twice = asked_twice(database)
    take(twice, "liite")
    [file] = files_of(twice.drafted()["liite"])
    with twice.site.database.reading() as session:
        response = twice.site.round.access.response.id
        assert file_content(session, response, file.sha256) == ("application/pdf", PDF)
        row = session.scalars(select(AttachmentRow).where(AttachmentRow.response_id == response)).one()
        assert row.participant_id == twice.site.round.access.participant.id
    fetched = twice.site.client.http.get(twice.site.path(f"attachments/{file.sha256}"))
    assert fetched.get_data() == PDF


def test_files_that_find_no_room_are_refused_by_name(sqlite: Database) -> None:
    twice = asked_twice(sqlite, files=[("kartta.pdf", PDF), ("toinen.pdf", MAP)])
    with sqlite.writing() as session:
        attach(session, twice.site.round, "liite", ("oma.pdf", b"%PDF-1.7\nown"), now=now_for_pages())
    refused = take(twice, "liite", status=409)
    assert "”toinen.pdf”" in refused.text("#errors")
    assert [file.name for file in files_of(twice.drafted()["liite"])] == ["oma.pdf", "kartta.pdf"]


def test_entries_are_added_and_only_once(database: Database) -> None:
    twice = asked_twice(database, drafted={"kohdat/e1/perustelu": {"text": "Oma kohta."}})
    page = page_of(twice)
    assert "Luonnoksessa on tässä jo 1 kohta. Se säilyy." in question(page, "kohdat")
    again = page_of(twice)
    take(twice, "kohdat", page)
    drafted = twice.drafted()
    first, second = drafted["kohdat"]["entries"].split()
    assert drafted[f"kohdat/{first}/perustelu"] == {"text": "Oma kohta."}
    assert drafted[f"kohdat/{second}/perustelu"] == {"text": "Ensimmäinen kohta."}
    assert drafted[f"kohdat/{second}/arvio"] == {"option": "hyva"}
    take(twice, "kohdat", again)
    assert twice.drafted() == drafted, "the same button twice adds nothing"


def test_entries_are_not_added_to_others_than_the_page_had_shown(on_each: Twice) -> None:
    page = page_of(on_each)
    in_draft(on_each, {"kohdat/e1/perustelu": {"text": "Kollegan kohta."}})
    refused = take(on_each, "kohdat", page, status=409)
    assert "Joku on muuttanut vastausta kysymykseen ”Kohdat”" in refused.text("#errors")
    assert on_each.drafted() == {"kohdat/e1/perustelu": {"text": "Kollegan kohta."}}


def test_entries_that_find_no_room_are_not_taken(sqlite: Database) -> None:
    own = {"kohdat": {"entries": "e1 e2"}} | {f"kohdat/e{n}/perustelu": {"text": f"Oma {n}."} for n in (1, 2)}
    twice = asked_twice(sqlite, drafted=own)
    page = page_of(twice)
    assert "kohtia olisi yli 2" in question(page, "kohdat") and "kohdat" not in buttons(page)


def test_contact_details_are_taken_one_by_one_and_the_decision_never(on_each: Twice) -> None:
    page = page_of(on_each)
    assert [each for each in buttons(page) if "/" in each] == ["details/recorded_by", "details/contact_email"]
    take(on_each, "details/contact_email")
    assert on_each.drafted() == {"details/contact_email": ANSWERS["details/contact_email"]}


def test_contact_details_that_were_deleted_are_not_offered(on_each: Twice) -> None:
    with on_each.site.database.writing() as session:
        session.execute(update(SnapshotRow).values(contact_part=""))
    page = page_of(on_each)
    assert "kaisa@example.fi" not in page.text("main") and not [each for each in buttons(page) if "/" in each]
    assert "nakemys" in buttons(page)


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
