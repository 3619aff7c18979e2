"""Adding, removing and ordering entries: two people's acts add up, and nothing written is lost."""

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from survey.operations.answers import entries as entries_module
from survey.operations.answers.drafts import open_draft
from survey.operations.answers.entries import (
    add_entry,
    move_entry_up,
    put_back_entry,
    put_back_written,
    remove_entry,
)
from survey.questions.asking.entries import entries_of, removed_entries
from survey.questions.kinds.group import Group
from survey.store.database import Database
from survey.store.responses.answers import given_answers, stored_answers_of
from tests.questions.written import tiny_set
from tests.rounds import Round, open_round, save


@pytest.fixture
def asked(database: Database, now: datetime) -> Round:
    with database.writing() as session:
        return open_round(session, now=now, question_set=tiny_set("group"))


def group() -> Group:
    question = next(tiny_set("group").questions())
    assert isinstance(question, Group)
    return question


def lists(session: Session, asked: Round) -> tuple[tuple[str, ...], tuple[str, ...]]:
    answers = given_answers(stored_answers_of(session, asked.access.response.id))
    return entries_of(group(), answers), removed_entries(group(), answers)


def test_entries_are_added_last_up_to_the_most_there_may_be(database: Database, asked: Round, now: datetime) -> None:
    with database.writing() as session:
        first = add_entry(open_draft(session, asked.access), group(), now=now)
        second = add_entry(open_draft(session, asked.access), group(), now=now)
        assert add_entry(open_draft(session, asked.access), group(), now=now) is None
        assert lists(session, asked) == (("e1", first, second), ())


def test_a_removed_entry_can_be_put_back_last(database: Database, asked: Round, now: datetime) -> None:
    with database.writing() as session:
        added = add_entry(open_draft(session, asked.access), group(), now=now)
        assert remove_entry(open_draft(session, asked.access), group(), "e1", now=now)
        assert lists(session, asked) == ((added,), ("e1",))
        assert not remove_entry(open_draft(session, asked.access), group(), "e1", now=now)
        assert put_back_entry(open_draft(session, asked.access), group(), "e1", now=now)
        assert not put_back_entry(open_draft(session, asked.access), group(), "e1", now=now)
        assert lists(session, asked) == ((added, "e1"), ())


def test_an_entry_changes_places_with_the_one_before_it(database: Database, asked: Round, now: datetime) -> None:
    with database.writing() as session:
        added = add_entry(open_draft(session, asked.access), group(), now=now)
        assert added is not None
        assert move_entry_up(open_draft(session, asked.access), group(), added, now=now)
        assert lists(session, asked) == ((added, "e1"), ())
        assert not move_entry_up(open_draft(session, asked.access), group(), added, now=now)
        assert not move_entry_up(open_draft(session, asked.access), group(), "e404", now=now)


def test_all_entries_can_be_removed(database: Database, asked: Round, now: datetime) -> None:
    with database.writing() as session:
        assert remove_entry(open_draft(session, asked.access), group(), "e1", now=now)
        assert lists(session, asked) == ((), ("e1",))


def test_no_more_are_put_back_than_there_may_be_but_what_is_being_written_comes_back(
    database: Database, asked: Round, now: datetime
) -> None:
    with database.writing() as session:
        remove_entry(open_draft(session, asked.access), group(), "e1", now=now)
        for _ in range(group().repeat.maximum):
            assert add_entry(open_draft(session, asked.access), group(), now=now)
        assert not put_back_entry(open_draft(session, asked.access), group(), "e1", now=now)
        saved = save(session, asked, {"pykalat/e1/saannos": {"text": "1 §"}}, now=now)
        assert put_back_written(open_draft(session, asked.access), group(), saved.written, now=now) == ["e1"]


def test_only_so_many_removed_entries_are_remembered(
    database: Database, asked: Round, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert entries_module.MOST_REMOVED >= 20
    monkeypatch.setattr(entries_module, "MOST_REMOVED", 8)  # each act reads and writes the whole list
    with database.writing() as session:
        for _ in range(8 + 5):
            added = add_entry(open_draft(session, asked.access), group(), now=now)
            assert added is not None
            remove_entry(open_draft(session, asked.access), group(), added, now=now)
        entries, removed = lists(session, asked)
    assert entries == ("e1",)
    assert len(removed) == 8
    assert removed[-1] == added


def test_an_entry_that_somebody_writes_in_comes_back_and_no_other(
    database: Database, asked: Round, now: datetime
) -> None:
    with database.writing() as session:
        added = add_entry(open_draft(session, asked.access), group(), now=now)
        remove_entry(open_draft(session, asked.access), group(), "e1", now=now)
        remove_entry(open_draft(session, asked.access), group(), added or "", now=now)
        saved = save(session, asked, {"pykalat/e1/saannos": {"text": "1 §"}, "muuta": {"text": "Muuta."}}, now=now)
        assert put_back_written(open_draft(session, asked.access), group(), saved.written, now=now) == ["e1"]
        assert lists(session, asked) == (("e1",), (added,))
