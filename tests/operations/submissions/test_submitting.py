"""Handing in: once per press, numbered, whole, and provable."""

import json
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from survey.operations.submissions.snapshots import contact_answers, public_answers
from survey.operations.submissions.submitting import (
    AnswersChanged,
    DeadlinePassed,
    NotReady,
    draft_fingerprint,
    submit_statement,
)
from survey.questions.freeze import digest
from survey.store.database import Database
from survey.store.personal_links import access_to
from survey.store.responses.answers import stored_answers_of
from survey.store.responses.submissions import submissions_of, submitted_answers
from survey.store.tables import EventRow, PersonalLinkRow, SubmissionRow
from tests.rounds import DETAILS, ONE_QUESTION, open_round, save, submit, tell_nothing

ANSWERS = {"nakemys": {"text": "Kannatamme."}, "kanta": {"option": "kylla", "reason": "Hyvä."}, **DETAILS}


def test_a_submission_has_the_answers_of_its_moment(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        made = submit(session, round_, now=now)
        save(session, round_, {"nakemys": {"text": "Emme kannata."}}, revision=1, now=now)
        answers = public_answers(made.snapshot)
    assert answers["nakemys"].value == {"text": "Kannatamme."}
    assert made.number == 1 and made.language == "fi" and len(made.reference) == 9


def test_personal_data_is_apart_from_the_public_part(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        snapshot = submit(session, round_, now=now).snapshot
    assert "Kaisa" not in snapshot.public_part and "kaisa@example.fi" not in snapshot.public_part
    assert contact_answers(snapshot)["details/recorded_by"].value == {"text": "Kaisa Kirjaaja"}
    assert "details/official_name" in json.loads(snapshot.public_part)["answers"]


def test_the_digests_are_those_of_the_parts(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        snapshot = submit(session, round_, now=now).snapshot
    assert snapshot.public_digest == digest(snapshot.public_part)
    assert snapshot.contact_digest == digest(snapshot.contact_part)
    assert snapshot.structure_digest == round_.consultation.structure_digest


def test_the_rows_beside_a_submission_say_the_same_as_its_snapshot(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        made = submit(session, round_, now=now)
        ((_, rows),) = submitted_answers(session, [made.id])
        assert {address: row.given for address, row in rows.items()} == public_answers(made.snapshot)


def test_the_same_nonce_makes_one_submission(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        first = submit(session, round_, now=now)
        second = submit(session, round_, now=now + timedelta(days=60))
    assert first.id == second.id


def test_two_presses_at_the_same_moment_make_one_submission(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        link_id = session.scalars(select(PersonalLinkRow.id)).one()
        checked = draft_fingerprint(session, round_.access)
    barrier, made = Barrier(2), []

    def press() -> None:
        barrier.wait()
        with database.writing() as session:
            access = access_to(session, round_.access.response.id, [link_id])
            made.append(submit_statement(session, access, nonce="same", checked=checked, now=now).reference)

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2 and len(set(made)) == 1
    with database.reading() as session:
        assert len(session.scalars(select(SubmissionRow)).all()) == 1


def test_submitting_again_makes_a_new_number_and_keeps_the_earlier_one(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        submit(session, round_, now=now)
        save(session, round_, {"nakemys": {"text": "Harkitsimme uudelleen."}}, revision=1, now=now)
        submit(session, round_, now=now, nonce="nonce-2")
        latest, earlier = submissions_of(session, round_.access.response.id)
    assert (latest.number, earlier.number) == (2, 1)
    assert public_answers(earlier.snapshot)["nakemys"].value == {"text": "Kannatamme."}
    assert public_answers(latest.snapshot)["nakemys"].value == {"text": "Harkitsimme uudelleen."}


def test_what_is_missing_keeps_a_statement_from_being_handed_in(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        with pytest.raises(NotReady) as refused:
            submit(session, round_, now=now)
    assert {finding.address for finding in refused.value.findings} == {"details/recorded_by", "details/contact_email"}


def test_what_could_not_be_read_keeps_a_statement_from_being_handed_in(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {**ANSWERS, "details/decision_date": {"date": "32.13."}}, now=now)
        with pytest.raises(NotReady) as refused:
            submit(session, round_, now=now)
    assert [finding.problem.code for finding in refused.value.findings] == ["not_a_date"]


@pytest.mark.parametrize(("after", "open_"), [(timedelta(days=30, seconds=-1), True), (timedelta(days=30), False)])
def test_the_deadline_is_kept_to_the_second(database: Database, now: datetime, after: timedelta, open_: bool) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        if open_:
            assert submit(session, round_, now=now + after).number == 1
        else:
            with pytest.raises(DeadlinePassed):
                submit(session, round_, now=now + after)


def test_an_own_deadline_counts_before_the_consultations(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        round_.access.invitation.own_deadline = now + timedelta(days=40)
        assert submit(session, round_, now=now + timedelta(days=35)).number == 1


def test_a_change_after_checking_stops_the_submission(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        checked = draft_fingerprint(session, round_.access)
        save(session, round_, {"nakemys": {"text": "Kollega muutti."}}, revision=1, now=now)
        with pytest.raises(AnswersChanged):
            submit_statement(session, round_.access, nonce="n", checked=checked, now=now)


def test_nothing_to_state_is_handed_in_without_the_draft(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {"nakemys": {"text": "Luonnos."}}, now=now)
        made = tell_nothing(session, round_, nonce="n", now=now)
        stored_answers = stored_answers_of(session, round_.access.response.id)
    assert made.kind == "nothing_to_state"
    assert "nakemys" not in public_answers(made.snapshot)
    assert stored_answers["nakemys"].given and stored_answers["nakemys"].given.value == {"text": "Luonnos."}


def test_events_tell_who_did_what_without_what_was_written(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        submit(session, round_, now=now)
        events = session.scalars(select(EventRow).order_by(EventRow.id)).all()
    said = [event.what for event in events]
    assert said == [
        "consultation opened",
        "organisation invited",
        "link issued",
        "request opened",
        "statement submitted",
    ]
    assert round_.token not in str(said)


def test_the_statements_language_is_the_one_that_the_organisation_gives(database: Database, now: datetime) -> None:
    assert "languages: [fi, sv]" in ONE_QUESTION
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, ANSWERS, now=now)
        save(session, round_, {"details/statement_language": {"option": "sv"}}, revision=1, now=now)
        assert submit(session, round_, now=now).language == "sv"
