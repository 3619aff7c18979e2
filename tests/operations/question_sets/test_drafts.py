"""Question sets on their way to a consultation, on both databases."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from survey.authoring.authored import Authored
from survey.authoring.uploads import read_upload
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.question_sets.drafts import authored_in, keep_draft, remove_draft, replace_draft
from survey.store.base import NotFound
from survey.store.consultation_drafts import consultation_draft, consultation_drafts
from survey.store.database import Database
from survey.store.tables import ConsultationDraftRow, CoordinatorRow
from tests.rounds import ONE_QUESTION

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

    def keep(self, authored: Authored = WHOLE, name: str = "yksi.yaml") -> ConsultationDraftRow:
        with self.database.writing() as session:
            return keep_draft(session, self.maija, authored, source_name=name, now=self.now)

    def kept(self) -> list[ConsultationDraftRow]:
        with self.database.reading() as session:
            return consultation_drafts(session, self.maija.id)


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
        assert consultation_draft(session, desk.maija.id, first.id).source_name == "first"
        assert consultation_drafts(session, desk.ville.id) == []
        with pytest.raises(NotFound):
            consultation_draft(session, desk.ville.id, second.id)
        with pytest.raises(NotFound):
            consultation_draft(session, desk.maija.id, 0)


def test_a_mended_file_takes_the_place_of_the_faulty_one(desk: Desk) -> None:
    kept = desk.keep(FAULTY)
    with desk.database.writing() as session:
        draft = consultation_draft(session, desk.maija.id, kept.id)
        replace_draft(session, draft, WHOLE, source_name="korjattu.yaml", by=desk.maija, now=desk.now)
    [draft] = desk.kept()
    assert (draft.id, draft.source_name, authored_in(draft)) == (kept.id, "korjattu.yaml", WHOLE)


def test_what_is_removed_is_gone(desk: Desk) -> None:
    kept = desk.keep()
    with desk.database.writing() as session:
        remove_draft(session, consultation_draft(session, desk.maija.id, kept.id), by=desk.maija, now=desk.now)
    assert desk.kept() == []
