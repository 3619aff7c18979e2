"""A consultation that is being prepared: what stops it from opening, reasons that are kept, and its opening."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from survey.languages import in_helsinki
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.consultation_drafts.opening import open_due_drafts
from survey.questions.freeze import read_frozen
from survey.store.consultations import consultation_by_key
from survey.store.tables import ConsultationDraftRow, InvitationRow, MessageRow
from tests.coordinate.desks import FILLED, REASONS, WHOLE, Coordinator, coordinator_of, draft_id
from tests.passwords import HASH, PASSWORD
from tests.site import NOWHERE, Site, make_client, now_for_pages


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in."""
    return coordinator_of(site)


def test_a_consultation_is_prepared_and_opened(maija: Coordinator) -> None:
    draft = maija.ready()
    opened = maija.open(draft)
    assert opened.path == "/fi/coordinate/consultations/yksi-2/", "the key was taken, so a number was put after it"
    assert opened.texts("[role=status]") == ["Lausuntopyyntö on avattu."]
    with maija.site.database.reading() as session:
        found = consultation_by_key(session, "yksi-2")
    assert (found.issuer, found.diary_number) == ({"fi": "Ministeriö", "sv": "Ministeriet"}, "VN/2/2026")
    assert found.deadline.isoformat() == "2099-01-29T14:00:00+00:00"
    told = read_frozen(found.question_set).consultation
    assert told and told.goals == {"fi": "Palvelut paranevat.", "sv": "Tjänsterna blir bättre."}
    assert (found.publication, found.who_may_answer) == ("published", "invited")
    assert found.reasons == {code.removeprefix("opening-reason-"): words for code, words in REASONS.items()}
    assert not maija.get().all(".k-task")
    public = maija.site.client.get("/sv/consultations/yksi-2")
    assert "Lagen är gammal." in public.text("main") and "Utlåtandena publiceras på webben" in public.text("main")


def test_who_comes_to_a_draft_that_has_opened_is_led_on(maija: Coordinator) -> None:
    draft = maija.ready()
    page = maija.get(f"drafts/{draft}/")
    maija.open(draft)
    again = maija.press(page, REASONS)
    assert again.path == "/fi/coordinate/consultations/yksi-2/", "a double click opens it once"
    for rest in ("", "about", "recipients", "materials", "members", "look"):
        assert maija.get(f"drafts/{draft}/{rest}").path == "/fi/coordinate/consultations/yksi-2/"
    assert maija.get(f"question-sets/{draft}/").path == "/fi/coordinate/consultations/yksi-2/"
    assert len(maija.get().all(".k-card")) == 2, "the site's own and the one that was opened"


def test_what_is_missing_is_told_with_the_place_where_it_is_corrected(maija: Coordinator) -> None:
    draft = draft_id(maija.bring(WHOLE))
    refused = maija.open(draft, {}, 422)
    places = {node.attrs["href"] for node in refused.all(".ds-error-summary a")}
    about = f"/fi/coordinate/drafts/{draft}/about#opening-"
    assert {
        f"{about}{field}" for field in ("issuer-fi", "issuer-sv", "diary_number", "contact1_name", "deadline_date")
    } <= places
    assert f"{about}publication-published" in places
    assert f"{about}who_may_answer-invited" in places
    assert "#opening-reason-background" in places and "#opening-reason-no-recipients" in places


def test_a_warning_wants_a_reason_and_every_reason_is_kept_though_something_else_is_missing(maija: Coordinator) -> None:
    draft = draft_id(maija.bring(WHOLE))
    maija.open(draft, {"opening-reason-no-recipients": "Myöhemmin."}, 422)
    assert maija.get(f"drafts/{draft}/").fields()["opening-reason-no-recipients"] == "Myöhemmin."
    maija.tell(draft)
    refused = maija.open(draft, {}, 422)
    assert [node.attrs["href"] for node in refused.all(".ds-error-summary a")] == ["#opening-reason-no-open-end"]


def test_reasons_alone_are_saved_without_opening(maija: Coordinator) -> None:
    draft = maija.ready()
    saved = maija.press(maija.get(f"drafts/{draft}/"), REASONS | {"save": "1"})
    assert saved.texts("[role=status]") == ["Tallennettu."]
    assert saved.fields().items() >= REASONS.items()


def test_a_reason_that_is_too_long_is_refused_and_not_cut(maija: Coordinator) -> None:
    draft, long = maija.ready(), "x" * 2_001
    page = maija.open(draft, REASONS | {"opening-reason-no-recipients": long}, 422)
    assert page.fields()["opening-reason-no-recipients"] == long
    assert page.texts("[id='opening-reason-no-recipients-error']")


def test_the_language_switch_keeps_the_reasons_that_were_typed(maija: Coordinator) -> None:
    page = maija.press(maija.get(f"drafts/{maija.ready()}/"), REASONS | {"switch_language": "sv"})
    assert page.path.startswith("/sv/") and page.fields().items() >= REASONS.items()


@pytest.mark.parametrize(("days", "large", "asks"), [(41, "", True), (42, "", False), (50, "yes", True)])
def test_less_time_than_the_guide_recommends_wants_a_reason(
    maija: Coordinator, days: int, large: str, asks: bool
) -> None:
    draft = draft_id(maija.bring(WHOLE))
    day = in_helsinki(now_for_pages()).date() + timedelta(days=days)
    typed = {"opening-deadline_date": f"{day.day}.{day.month}.{day.year}", "opening-is_large": large}
    maija.tell(draft, typed)
    page = maija.get(f"drafts/{draft}/")
    assert bool(page.all("#opening-reason-short-time")) is asks


def test_nobody_else_learns_of_a_draft(maija: Coordinator) -> None:
    draft = maija.ready()
    with maija.site.database.writing() as session:
        create_coordinator(session, email="ville@example.fi", name="V", password_hash=HASH, now=now_for_pages())
    client = maija.site.other_client()
    page = client.post(client.get("/fi/sign-in"), {"email": "ville@example.fi", "password": PASSWORD})
    assert not page.all(".k-task")
    for rest in ("", "about", "recipients", "materials", "members", "look", "look/details"):
        client.get(f"/fi/coordinate/drafts/{draft}/{rest}", 404)
    for rest in ("", "question-set.yaml", "remove"):
        client.get(f"/fi/coordinate/question-sets/{draft}/{rest}", 404)


def test_it_opens_by_itself_at_its_time_and_asks_the_recipients(site: Site) -> None:
    maija = coordinator_of(Site(site.database, make_client(site.database, NOWHERE), site.round))
    draft = maija.ready()
    maija.tell(draft, {"opening-opening_date": "1.12.2098", "opening-opening_time": "9.00"})
    rows = "name_fi;name_sv;group;language;email\nKunta;Kommun;municipality;fi;kunta@example.fi"
    maija.site.client.post(maija.get(f"drafts/{draft}/recipients"), {"rows": rows}, form="#page-form")
    planned = maija.open(draft, {"opening-reason-no-open-end": "Kyllä."})
    assert "Tämä avautuu itsestään 1.12.2098" in planned.text("main")
    assert not planned.all("#page-form"), "nothing is opened twice"
    assert maija.get().texts(".k-task .ds-tag")[0].startswith("Avautuu 1.12.2098")
    maija.press(maija.get(f"drafts/{draft}/about"), FILLED, 409)

    database = maija.site.database
    soon = now_for_pages() - timedelta(minutes=1)
    assert open_due_drafts(database, soon, by_mail=True) == 0
    with database.writing() as session:
        session.execute(update(ConsultationDraftRow).values(opens_at=soon))
    assert open_due_drafts(database, now_for_pages(), by_mail=True) == 1
    assert open_due_drafts(database, now_for_pages(), by_mail=True) == 0
    with database.reading() as session:
        found = consultation_by_key(session, "yksi-2")
        messages = list(session.scalars(select(MessageRow).where(MessageRow.consultation_id == found.id)))
        invited = list(session.scalars(select(InvitationRow).where(InvitationRow.consultation_id == found.id)))
    assert [each.recipient for each in messages] == ["kunta@example.fi"] and len(invited) == 1


def test_a_planned_opening_is_taken_back_and_the_draft_changed(maija: Coordinator) -> None:
    draft = maija.ready()
    maija.tell(draft, {"opening-opening_date": "1.12.2098", "opening-opening_time": "9.00"})
    planned = maija.open(draft)
    back = maija.site.client.post(planned, form="main .ds-alert form")
    assert back.texts("[role=status]") == ["Lausuntopyyntö ei avaudu itsestään. Voit taas muuttaa sitä."]
    maija.tell(draft, {"opening-opening_date": "", "opening-opening_time": ""})
    assert maija.open(draft).path.endswith("/consultations/yksi-2/")


def test_one_that_cannot_open_at_its_time_says_so_and_stays(maija: Coordinator) -> None:
    draft = maija.ready()
    maija.tell(draft, {"opening-opening_date": "1.12.2098", "opening-opening_time": "9.00"})
    maija.open(draft)
    late = now_for_pages() + timedelta(days=28_000)
    with maija.site.database.writing() as session:
        session.execute(update(ConsultationDraftRow).values(opens_at=now_for_pages() - timedelta(days=1)))
    assert open_due_drafts(maija.site.database, late, by_mail=False) == 0
    page = maija.get(f"drafts/{draft}/")
    assert "Ajastettu avaaminen ei onnistunut." in page.text("main .ds-alert")
    assert page.all("#page-form"), "it can be corrected and opened"
    assert open_due_drafts(maija.site.database, late, by_mail=False) == 0
