"""Colleagues who prepare a consultation at the same time, and accounts that end meanwhile: nothing goes unseen."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from survey.operations.consultation_drafts.opening import open_due_drafts
from survey.store.tables import ConsultationDraftRow, CoordinatorRow
from tests.coordinate.desks import FAULTY, REASONS, WHOLE, Coordinator, coordinator_of
from tests.site import NOWHERE, Site, make_client, now_for_pages


@pytest.fixture
def maija(site: Site) -> Coordinator:
    """A coordinator who is signed in where mail is sent."""
    return coordinator_of(Site(site.database, make_client(site.database, NOWHERE), site.round))


def test_an_old_page_takes_no_reason_of_a_colleague_away(maija: Coordinator) -> None:
    draft = maija.ready()
    old = maija.get(f"drafts/{draft}/")
    maija.press(maija.get(f"drafts/{draft}/"), REASONS | {"save": "1"})
    maija.press(old, {"save": "1"})
    assert maija.get(f"drafts/{draft}/").fields().items() >= REASONS.items()


def test_words_that_a_colleague_has_written_are_not_overwritten_unseen(maija: Coordinator) -> None:
    draft, client, form = maija.ready(), maija.site.client, "form[action$=words]"
    old = maija.get(f"drafts/{draft}/recipients")
    client.post(old, {"words-fi": "Kollegan.", "words-sv": "Kollegans."}, form=form)
    mine = client.post(old, {"words-fi": "Minun.", "words-sv": "Mina."}, form=form, status=409)
    assert mine.fields(form)["words-fi"] == "Minun."
    assert maija.get(f"drafts/{draft}/recipients").fields(form)["words-fi"] == "Kollegan."
    assert client.post(mine, form=form).texts("[role=status]") == ["Tallennettu."]


def test_a_file_does_not_take_the_place_of_a_set_that_a_colleague_has_changed_unseen(maija: Coordinator) -> None:
    old = maija.bring(WHOLE)
    changed = WHOLE.replace(b"Yksi kysymys", b"Kollegan kysymys")
    mine = WHOLE.replace(b"Yksi kysymys", b"Minun kysymys")
    maija.site.client.upload(maija.site.client.get(old.path), "kollega.yaml", changed)
    refused = maija.site.client.upload(old, "minun.yaml", mine, status=409)
    assert refused.text("h1") == "Kollegan kysymys"
    assert "Kysymyslomaketta on muutettu" in refused.text(".ds-error-summary")
    assert maija.site.client.upload(refused, "minun.yaml", mine).text("h1") == "Minun kysymys"


def test_a_file_does_not_take_the_place_of_faults_that_a_colleague_has_changed_unseen(maija: Coordinator) -> None:
    old = maija.bring(FAULTY)
    maija.site.client.upload(maija.site.client.get(old.path), "kollega.yaml", FAULTY + b"toinen: x\n")
    assert "toinen" in maija.site.client.upload(old, "minun.yaml", FAULTY, status=409).text("main")


def test_who_would_leave_only_a_closed_account_behind_stays(maija: Coordinator) -> None:
    draft = maija.ready()
    colleague = coordinator_of(Site(maija.site.database, maija.site.other_client(), maija.site.round), "v@example.fi")
    assert colleague
    page = maija.get(f"drafts/{draft}/members")
    [number] = [each.attrs["value"] for each in page.all("option") if "v@example.fi" in each.to_text()]
    page = maija.press(page, {"member": number}) if not page.all(".k-task form") else page
    with maija.site.database.writing() as session:
        session.execute(
            update(CoordinatorRow).where(CoordinatorRow.id == int(number)).values(closed_at=now_for_pages())
        )
    token = {"csrf_token": page.fields("header form")["csrf_token"]}
    left = maija.site.client.send(f"/fi/coordinate/drafts/{draft}/members/1/remove", token, status=422)
    assert "Lisää ensin työtoveri." in left.text(".ds-error-summary")


def test_what_nobody_prepares_any_more_does_not_open_by_itself(maija: Coordinator) -> None:
    draft = maija.ready()
    maija.tell(draft, {"opening-opening_date": "1.12.2098", "opening-opening_time": "9.00"})
    maija.open(draft)
    with maija.site.database.writing() as session:
        session.execute(update(CoordinatorRow).values(closed_at=now_for_pages()))
        session.execute(update(ConsultationDraftRow).values(opens_at=now_for_pages() - timedelta(minutes=1)))
    assert open_due_drafts(maija.site.database, now_for_pages(), by_mail=True) == 0
    with maija.site.database.reading() as session:
        assert session.get_one(ConsultationDraftRow, draft).not_opened == "nobody"


def test_taking_a_plan_back_after_it_has_opened_says_nothing_false(maija: Coordinator) -> None:
    draft = maija.ready()
    page = maija.get(f"drafts/{draft}/")
    maija.open(draft)
    token = {"csrf_token": page.fields()["csrf_token"]}
    led_on = maija.site.client.send(f"/fi/coordinate/drafts/{draft}/take-plan-back", token)
    assert led_on.path.endswith("/consultations/yksi-2/") and "ei avaudu itsestään" not in led_on.text()
