"""Question sets on their way to a consultation, on both databases."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from survey.authoring.authored import Authored
from survey.authoring.uploads import read_upload
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.consultations.opening import Opening, OpeningRefused
from survey.operations.question_sets.drafts import authored_in, keep_draft, open_draft, remove_draft, replace_draft
from survey.questions.freeze import freeze
from survey.store.base import NotFound
from survey.store.consultations import consultations
from survey.store.database import Database
from survey.store.question_set_drafts import ColleaguesDraft, question_set_draft, question_set_drafts
from survey.store.tables import CoordinatorRow, EventRow, QuestionSetDraftRow
from tests.rounds import ONE_QUESTION, one_question

WHOLE = read_upload(ONE_QUESTION.encode(), "yksi.yaml")
FINNISH = read_upload(ONE_QUESTION.replace(", sv: Era synpunkter", "").encode(), "yksi.yaml")
FAULTY = read_upload(b"schema: 1\nkey: Bad\n", "paha.yaml")


@dataclass(frozen=True)
class Desk:
    """A database with two coordinators."""

    database: Database
    maija: CoordinatorRow
    ville: CoordinatorRow
    now: datetime

    def keep(self, authored: Authored = WHOLE, name: str = "yksi.yaml") -> QuestionSetDraftRow:
        with self.database.writing() as session:
            return keep_draft(session, self.maija, authored, source_name=name, now=self.now)

    def opening(self, key: str = "yksi", lasts: timedelta = timedelta(days=60)) -> Opening:
        issuer = {"fi": "Ministeriö", "sv": "Ministeriet"}
        return Opening(key, issuer, "VN/1/2026", "Maija", "maija@example.fi", self.now + lasts)

    def kept(self) -> list[QuestionSetDraftRow]:
        with self.database.reading() as session:
            return question_set_drafts(session, self.maija.id)


@pytest.fixture
def desk(database: Database, now: datetime) -> Desk:
    with database.writing() as session:
        maija, ville = (
            create_coordinator(session, email=f"{name}@example.fi", name=name, password_hash="x", now=now)
            for name in ("maija", "ville")
        )
    return Desk(database, maija, ville, now)


@pytest.mark.parametrize("authored", [WHOLE, FINNISH, FAULTY], ids=["whole", "draft", "faulty"])
def test_what_is_kept_comes_back_as_it_was_read(desk: Desk, authored: Authored) -> None:
    desk.keep(authored)
    [draft] = desk.kept()
    assert (draft.source_name, draft.at) == ("yksi.yaml", desk.now)
    assert authored_in(draft) == authored


def test_the_latest_comes_first_and_only_to_the_one_who_brought_it(desk: Desk) -> None:
    first, second = desk.keep(name="first"), desk.keep(name="second")
    assert [draft.source_name for draft in desk.kept()] == ["second", "first"]
    with desk.database.reading() as session:
        assert question_set_draft(session, desk.maija.id, first.id).source_name == "first"
        assert question_set_drafts(session, desk.ville.id) == []
        with pytest.raises(ColleaguesDraft, match="maija"):
            question_set_draft(session, desk.ville.id, second.id)
        with pytest.raises(NotFound):
            question_set_draft(session, desk.maija.id, 0)


def test_a_mended_file_takes_the_place_of_the_faulty_one(desk: Desk) -> None:
    kept = desk.keep(FAULTY)
    with desk.database.writing() as session:
        draft = question_set_draft(session, desk.maija.id, kept.id)
        replace_draft(session, draft, WHOLE, source_name="korjattu.yaml", now=desk.now)
    [draft] = desk.kept()
    assert (draft.id, draft.source_name, authored_in(draft)) == (kept.id, "korjattu.yaml", WHOLE)


def test_opening_makes_a_consultation_and_lets_the_draft_go(desk: Desk) -> None:
    kept = desk.keep()
    with desk.database.writing() as session:
        draft = question_set_draft(session, desk.maija.id, kept.id)
        consultation = open_draft(session, draft, desk.opening(), now=desk.now)
    assert consultation.question_set == freeze(one_question()).json
    assert desk.kept() == []
    with desk.database.reading() as session:
        assert [event.what for event in session.scalars(select(EventRow).order_by(EventRow.id))][-4:] == [
            "question set kept",
            "consultation opened",
            "member added",
            "question set opened",
        ]


def test_the_same_set_can_be_asked_again_under_another_key(desk: Desk) -> None:
    for _ in range(3):
        kept = desk.keep()
        with desk.database.writing() as session:
            open_draft(session, question_set_draft(session, desk.maija.id, kept.id), desk.opening(), now=desk.now)
    with desk.database.reading() as session:
        assert {each.key for each in consultations(session)} == {"yksi", "yksi-2", "yksi-3"}


@pytest.mark.parametrize("authored", [FINNISH, FAULTY], ids=["draft", "faulty"])
def test_what_is_not_whole_is_not_opened_and_not_lost(desk: Desk, authored: Authored) -> None:
    kept = desk.keep(authored)
    with pytest.raises(OpeningRefused) as refused, desk.database.writing() as session:
        open_draft(session, question_set_draft(session, desk.maija.id, kept.id), desk.opening(), now=desk.now)
    assert refused.value.about == "texts"
    assert len(desk.kept()) == 1


def test_a_deadline_that_has_passed_opens_nothing(desk: Desk) -> None:
    kept = desk.keep()
    past = desk.opening(lasts=timedelta(days=-1))
    with pytest.raises(OpeningRefused) as refused, desk.database.writing() as session:
        open_draft(session, question_set_draft(session, desk.maija.id, kept.id), past, now=desk.now)
    assert refused.value.about == "deadline"
    assert len(desk.kept()) == 1


def test_what_is_removed_is_gone(desk: Desk) -> None:
    kept = desk.keep()
    with desk.database.writing() as session:
        remove_draft(session, question_set_draft(session, desk.maija.id, kept.id), now=desk.now)
    assert desk.kept() == []
