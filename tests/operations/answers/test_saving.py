"""Saving answers: revisions, conflicts, and nothing lost."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.operations.answers.saving import Conflict, save_answers
from survey.store.database import Database
from survey.store.personal_links import access_to
from survey.store.responses.answers import stored_answers_of
from survey.store.tables import AnswerRow, EarlierAnswerRow, PersonalLinkRow
from tests.rounds import Round, open_round, save, typed


def test_a_saved_answer_is_there_in_its_first_revision(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        saved = save(session, round_, {"nakemys": {"text": "Hyvä esitys."}}, now=now)
    assert saved.changed == 1
    assert _held(database, round_) == ("Hyvä esitys.", 1)


def test_saving_the_same_again_changes_nothing(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Hyvä esitys."}}, now=now)
        again = save(session, round_, {"nakemys": {"text": "Hyvä esitys."}}, revision=1, now=now)
    assert again.changed == 0
    assert _held(database, round_) == ("Hyvä esitys.", 1)


def test_a_change_keeps_the_earlier_text(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Ensin."}}, now=now)
        save(session, round_, {"nakemys": {"text": "Sitten."}}, revision=1, now=now + timedelta(minutes=1))
    with database.reading() as session:
        earlier = session.scalars(select(EarlierAnswerRow)).one()
        assert (earlier.value, earlier.revision, earlier.at) == ({"text": "Ensin."}, 1, now)
    assert _held(database, round_) == ("Sitten.", 2)


def test_an_emptied_answer_is_no_answer_and_its_text_is_kept(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Ensin."}}, now=now)
        save(session, round_, {"nakemys": {"text": "  "}}, revision=1, now=now)
    assert _held(database, round_) == (None, 2)
    with database.reading() as session:
        assert session.scalars(select(EarlierAnswerRow)).one().value == {"text": "Ensin."}


def test_a_colleagues_change_is_not_overwritten(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Kollegan teksti."}}, now=now)
        mine = save(session, round_, {"nakemys": {"text": "Minun tekstini."}}, revision=0, now=now)
    (conflict,) = mine.conflicts.values()
    assert conflict.stored_answers.given and conflict.stored_answers.given.value == {"text": "Kollegan teksti."}
    assert conflict.mine and conflict.mine.value == {"text": "Minun tekstini."}
    assert _held(database, round_) == ("Kollegan teksti.", 1)


def test_a_page_that_brings_back_what_it_showed_does_not_undo_a_colleagues_change(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Yhteinen."}}, now=now)
        save(session, round_, {"nakemys": {"text": "Kollegan uusi."}}, revision=1, now=now)
        mine = save(session, round_, {"nakemys": {"text": "Yhteinen."}, "kanta": {"option": "ei"}}, revision=1, now=now)
    assert not mine.conflicts or set(mine.conflicts) == {"kanta"}
    assert _held(database, round_) == ("Kollegan uusi.", 2)


def test_the_other_answers_of_a_page_are_saved_in_spite_of_a_conflict(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Kollegan teksti."}}, now=now)
        mine = save(session, round_, {"nakemys": {"text": "Minun."}, "kanta": {"option": "ei"}}, now=now)
        stored_answers = stored_answers_of(session, round_.access.response.id)
    assert set(mine.conflicts) == {"nakemys"}
    assert stored_answers["kanta"].given and stored_answers["kanta"].given.value == {"option": "ei"}


def test_two_that_save_at_the_same_moment_lose_neither_text(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        link_id = session.scalars(select(PersonalLinkRow.id)).one()
    barrier = Barrier(2)
    conflicts: list[Conflict] = []

    def save_one(text: str) -> None:
        barrier.wait()
        with database.writing() as session:
            access = access_to(session, round_.access.response.id, [link_id])
            saved = save_answers(session, access, typed(round_, {"nakemys": {"text": text}}), now=now)
            conflicts.extend(saved.conflicts.values())

    threads = [Thread(target=save_one, args=(text,)) for text in ("Yksi.", "Toinen.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (conflict,) = conflicts
    assert conflict.mine
    assert {_held(database, round_)[0], conflict.mine.value["text"]} == {"Yksi.", "Toinen."}


def test_what_cannot_be_read_is_kept_as_typed(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"details/decision_date": {"date": "32.13."}}, now=now)
        row = session.scalars(select(AnswerRow).where(AnswerRow.address == "details/decision_date")).one()
    assert (row.value, row.state) == ({"date": "32.13."}, "malformed")


def test_the_first_save_opens_the_request(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        assert round_.access.invitation.opened_at is None
        save(session, round_, {"nakemys": {"text": "Alku."}}, now=now + timedelta(days=1))
        save(session, round_, {"nakemys": {"text": "Jatko."}}, revision=1, now=now + timedelta(days=2))
        assert round_.access.invitation.opened_at == now + timedelta(days=1)


def test_a_draft_takes_a_save_after_the_deadline(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Myöhässä."}}, now=now + timedelta(days=31))
    assert _held(database, round_) == ("Myöhässä.", 1)


def test_removed_characters_are_counted(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        saved = save(session, round_, {"nakemys": {"text": "a\x00b\x01c\x0bd"}}, now=now)
    assert saved.removed == 2
    assert _held(database, round_) == ("abc\nd", 1)


def _held(database: Database, round_: Round) -> tuple[str | None, int]:
    with database.reading() as session:
        return _text(session, round_)


def _text(session: Session, round_: Round) -> tuple[str | None, int]:
    answer = stored_answers_of(session, round_.access.response.id)["nakemys"]
    return (answer.given.value["text"] if answer.given else None), answer.revision
