"""Opening what has been prepared: once, whoever tries, and by itself at its time, also after nothing ran then."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from survey.authoring.uploads import read_upload
from survey.languages import in_helsinki
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.consultation_drafts.changing import save_about, save_reasons
from survey.operations.consultation_drafts.opening import DraftIsWaiting, NotReady, open_due_drafts, open_or_plan
from survey.operations.consultation_drafts.recipients import add_recipients
from survey.operations.consultations.addressees import Addressee
from survey.operations.question_sets.drafts import keep_draft
from survey.store.consultation_drafts import consultation_draft, due_drafts
from survey.store.consultations import consultations
from survey.store.database import Database
from survey.store.tables import ConsultationDraftRow, CoordinatorRow, EventRow, InvitationRow
from tests.rounds import ONE_QUESTION

REASONS = {"no-open-end": "On.", "no-recipients": "On."}


@dataclass(frozen=True)
class Desk:
    """A database with a coordinator, who has prepared a consultation so far that it can open."""

    database: Database
    maija: CoordinatorRow
    now: datetime
    draft_id: int

    def open(self, now: datetime | None = None) -> None:
        with self.database.writing() as session:
            draft = consultation_draft(session, self.maija.id, self.draft_id, for_change=True)
            open_or_plan(session, draft, by=self.maija, by_mail=False, now=now or self.now)

    def tell(self, **changed: str) -> None:
        with self.database.writing() as session:
            draft = consultation_draft(session, self.maija.id, self.draft_id, for_change=True)
            shown = draft.version
            save_about(session, draft, draft.about | changed, shown=shown, by=self.maija, now=self.now)

    def opens_in(self, time: timedelta) -> datetime:
        """Let it open by itself after this time."""
        at = self.now + time
        local = in_helsinki(at)
        self.tell(opening_date=f"{local.day}.{local.month}.{local.year}", opening_time=f"{local:%H.%M}")
        self.open()
        return at

    def keys(self) -> list[str]:
        with self.database.reading() as session:
            return [each.key for each in consultations(session)]


@pytest.fixture
def desk(database: Database, now: datetime) -> Desk:
    now = now.replace(second=0)
    day = in_helsinki(now).date() + timedelta(days=90)
    about = {f"{name}-{language}": name for name in ("issuer", "background", "goals") for language in ("fi", "sv")}
    about |= {"diary_number": "VN/1", "contact1_name": "Maija", "contact1_email": "maija@example.fi"}
    about |= {"deadline_date": f"{day.day}.{day.month}.{day.year}", "deadline_time": "16.00"}
    with database.writing() as session:
        maija = create_coordinator(session, email="maija@example.fi", name="Maija", password_hash="x", now=now)
        authored = read_upload(ONE_QUESTION.encode(), "yksi.yaml")
        draft = keep_draft(session, maija, authored, source_name="yksi.yaml", now=now)
        told = {**about, "publication": "not_published", "who_may_answer": "invited"}
        save_about(session, draft, told, shown=draft.version, by=maija, now=now)
        save_reasons(session, draft, REASONS)
    return Desk(database, maija, now, draft.id)


def test_it_opens_once_however_often_it_is_tried(desk: Desk) -> None:
    def one_more(_number: int) -> bool:
        try:
            desk.open()
        except DraftIsWaiting:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(one_more, range(4)))
    assert sorted(opened) == [False, False, False, True]
    assert desk.keys() == ["yksi"]


def test_processes_that_look_at_once_open_it_once_at_its_time(desk: Desk) -> None:
    at = desk.opens_in(timedelta(hours=1))
    with desk.database.writing() as session:
        draft = session.get_one(ConsultationDraftRow, desk.draft_id)
        draft.opens_by = desk.maija.id
    assert open_due_drafts(desk.database, at - timedelta(seconds=1), by_mail=False) == 0
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_due_drafts(desk.database, at, by_mail=False), range(4)))
    assert sum(opened) == 1 and desk.keys() == ["yksi"]


def test_one_whose_time_came_while_nothing_ran_opens_afterwards_and_begins_then(desk: Desk) -> None:
    at = desk.opens_in(timedelta(hours=1))
    later = at + timedelta(days=2)
    assert open_due_drafts(desk.database, later, by_mail=False) == 1
    with desk.database.reading() as session:
        [consultation] = consultations(session)
    assert consultation.opened_at == later and consultation.publication == "not_published"


def test_a_deadline_that_has_passed_meanwhile_opens_nothing_and_is_not_tried_for_ever(desk: Desk) -> None:
    at = desk.opens_in(timedelta(hours=1))
    assert open_due_drafts(desk.database, at + timedelta(days=200), by_mail=False) == 0
    assert desk.keys() == []
    with desk.database.reading() as session:
        draft = consultation_draft(session, desk.maija.id, desk.draft_id)
        assert draft.not_opened == "deadline-passed"
        assert due_drafts(session, at + timedelta(days=200)) == []
        events = [each.what for each in session.scalars(select(EventRow))]
    assert events[-1] == "planned opening failed"


def test_an_error_or_a_warning_without_a_reason_opens_nothing(desk: Desk) -> None:
    desk.tell(diary_number="")
    with pytest.raises(NotReady, match="diary-number"):
        desk.open()
    desk.tell(diary_number="VN/2", **{"goals-fi": "", "goals-sv": ""})
    with pytest.raises(NotReady, match="goals"):
        desk.open()
    assert desk.keys() == []


def test_its_recipients_are_invited_when_it_opens_and_not_before(desk: Desk) -> None:
    with desk.database.writing() as session:
        draft = consultation_draft(session, desk.maija.id, desk.draft_id, for_change=True)
        kunta = Addressee({"fi": "Kunta"}, "municipality", "fi", "kunta@example.fi")
        add_recipients(session, draft, [kunta], by=desk.maija, now=desk.now)
        assert not list(session.scalars(select(InvitationRow)))
    desk.open()
    with desk.database.reading() as session:
        [invitation] = session.scalars(select(InvitationRow))
        assert invitation.organisation.email == "kunta@example.fi"
        assert consultation_draft(session, desk.maija.id, desk.draft_id).recipients == []
