"""What is due is deleted, nothing else is, and what was submitted can still be proven."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from survey.operations.accounts.tokens import token_digest
from survey.operations.exports.files import FOLDER, Wanted, ask_for_export
from survey.operations.retention import deleting
from survey.operations.retention.deleting import Outcome, delete_due, forget_attempts
from survey.operations.retention.periods import Kind
from survey.questions.freeze import digest
from survey.store.base import NotFound
from survey.store.database import Database
from survey.store.personal_links import link_by_token
from survey.store.responses.submissions import deleted_submissions_by_public_digest, reference_is_taken
from survey.store.retention.periods import hold_for_reading
from survey.store.tables import (
    AnswerRow,
    ConsultationRow,
    CoordinatorRow,
    DeletedSubmissionRow,
    EventRow,
    ExportRow,
    HandlingStepRow,
    InvitationRow,
    LinkOrderRow,
    MessageRow,
    ResponseRow,
    RetentionRow,
    SnapshotRow,
    SubmissionRow,
)
from tests.databases import postgresql_database
from tests.operations.retention.rounds import (
    LASTS,
    PUBLISHED,
    SECRET,
    delete_all_due,
    due,
    ended_round,
    everything,
    keep,
    numbers,
    want_to_join,
)
from tests.rounds import open_round

YEAR = timedelta(days=400)


def test_without_a_period_nothing_is_ever_due(database: Database, tmp_path: Path, now: datetime) -> None:
    ended_round(database, tmp_path, now=now)
    assert due(database, now=now + 99 * YEAR) == []


def test_nothing_is_due_before_the_period_has_ended_for_the_last_organisation(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    round_ = ended_round(database, tmp_path, now=now)
    keep(database, round_, now=now, contact=1)
    last = datetime(2027, 1, 25, 12, tzinfo=now.tzinfo)  # the own deadline is on 25.12.2026
    assert due(database, now=last - timedelta(days=1)) == []
    (found,) = due(database, now=last)
    assert (found.kind, found.day, found.consultation_key) == (Kind.CONTACT, last.date(), "public")


def test_contact_details_go_and_what_was_submitted_stays_proven(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    round_ = ended_round(database, tmp_path, now=now, organisations=2)
    keep(database, round_, now=now, contact=1)
    before = numbers(database)
    (found,) = due(database, now=now + YEAR)
    assert found.numbers == {
        "statements": 2, "answers": 12, "conflicts": 2, "addresses": 4, "names": 3, "links": 3, "recipients": 2,
        "files": 1, "steps": 3,
    }  # fmt: skip
    assert delete_due(database, tmp_path, found, now=now + YEAR) is Outcome.DELETED
    left = everything(database)
    # One conflict of each is at a published address, and two comments: they belong to the drafts.
    assert left.count(SECRET) == 4 and "salli" not in left and "kirjaamo@" not in left
    assert PUBLISHED in left and "Luonnos." in left
    with database.reading() as session:
        for snapshot in session.scalars(select(SnapshotRow)):
            assert snapshot.contact_part == "" and len(snapshot.contact_digest) == 64
            assert digest(snapshot.public_part) == snapshot.public_digest
        with pytest.raises(NotFound):
            link_by_token(session, token_digest(round_.token))
        assert [each.internal for each in session.scalars(select(ExportRow))] == [False]
        assert session.scalars(select(EventRow.what).order_by(EventRow.id.desc())).first() == "contact details deleted"
    assert len(list((tmp_path / FOLDER).iterdir())) == 1
    assert due(database, now=now + YEAR) == []
    same = {"snapshot", "submission", "submitted_answer", "message", "personal_link", "participant", "organisation"}
    assert {name: numbers(database)[name] for name in same} == {name: before[name] for name in same}


def test_a_wish_to_join_that_is_still_there_goes_with_contact_details_and_with_its_mail(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    round_ = ended_round(database, tmp_path, now=now)
    want_to_join(database, round_, now=now)
    keep(database, round_, now=now, mails=6)
    with database.writing() as session:
        session.execute(update(MessageRow).values(state="failed"))
    assert delete_all_due(database, tmp_path, now=now + YEAR) == [Outcome.DELETED]
    assert "joining_link" not in numbers(database) and numbers(database)["joining"] == 1
    keep(database, round_, now=now, contact=1)
    assert delete_all_due(database, tmp_path, now=now + YEAR) == [Outcome.DELETED]
    assert "joining" not in numbers(database)


def test_drafts_go_and_statements_stay_with_their_files(database: Database, tmp_path: Path, now: datetime) -> None:
    round_ = ended_round(database, tmp_path, now=now)
    keep(database, round_, now=now, drafts=2)
    before = numbers(database)
    assert delete_all_due(database, tmp_path, now=now + YEAR) == [Outcome.DELETED]
    after = numbers(database)
    gone = {"earlier_answer", "open_conflict", "comment", "approval", "brought_back"}
    assert gone <= set(before) and not gone & set(after)
    with database.reading() as session:
        left = select(ResponseRow.origin).join(AnswerRow, AnswerRow.response_id == ResponseRow.id).distinct()
        assert session.scalars(left).all() == ["entered"], "what a coordinator is entering stays"
    with database.reading() as session:
        kept = session.execute(select(HandlingStepRow.paragraph, HandlingStepRow.kind).order_by(HandlingStepRow.id))
        assert [tuple(row) for row in kept] == [("§ 2", "decision"), ("§ 3", "decision")], "as submitted, and corrected"
    assert (before["handling_step"], before["snapshot"], after["snapshot"]) == (3, 3, 2)
    assert after["attachment"] == 1 and "lähetetty.pdf" in everything(database)
    assert SECRET in everything(database), "contact details have a period of their own"
    assert (after["joint_party"], after["joint_link"], after["submitted_party"]) == (1, 1, 1), (
        "who is behind what stays"
    )
    fewer = {"answer", "attachment", "event", "handling_step", "snapshot", "joint_party", "joint_link"}
    same = set(before) - gone - fewer
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    with database.reading() as session:
        response = session.scalars(select(ResponseRow).where(ResponseRow.origin == "own")).one()
        assert response.changed_at is None and not response.has_open_conflicts


def test_mails_go_when_they_are_older_than_the_period_and_their_links_stay(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    round_ = ended_round(database, tmp_path, now=now, organisations=3)
    keep(database, round_, now=now, mails=6)
    with database.writing() as session:
        waiting, failed, sent = session.scalars(select(MessageRow).order_by(MessageRow.id))
        failed.state, sent.state, sent.sent_at = "failed", "sent", now
        sent.created_at = now + YEAR - timedelta(days=30)
    (found,) = due(database, now=now + YEAR)
    assert found.numbers == {"mails": 1}
    assert delete_due(database, tmp_path, found, now=now + YEAR) is Outcome.DELETED
    with database.reading() as session:
        assert set(session.scalars(select(MessageRow.id))) == {waiting.id, sent.id}
    assert due(database, now=now + YEAR) == []
    assert [each.numbers for each in due(database, now=now + YEAR + timedelta(days=200))] == [{"mails": 1}]


def test_of_a_whole_consultation_what_proves_its_receipts_stays(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    round_ = ended_round(database, tmp_path, now=now, organisations=2)
    keep(database, round_, now=now, all=12, contact=12)
    with database.writing() as session:
        other = open_round(session, now=now)
        submitted = list(session.scalars(select(SubmissionRow).order_by(SubmissionRow.id)))
        proofs = [(each.reference, each.snapshot.public_digest, each.submitted_at) for each in submitted]
    (found,) = due(database, now=now + YEAR)
    assert found.kind is Kind.ALL, "the others are deleted with it"
    assert delete_due(database, tmp_path, found, now=now + YEAR) is Outcome.DELETED
    left = everything(database)
    assert SECRET not in left and PUBLISHED not in left and "Julkinen vastaus" not in left
    assert not list((tmp_path / FOLDER).iterdir())
    with database.reading() as session:
        row = session.get_one(ConsultationRow, round_.consultation.id)
        assert (row.key, row.contact_email, row.deleted_at) == ("public", "", now + YEAR)
        assert "Kaikkea ei julkaista" in row.question_set
        rows = session.scalars(select(DeletedSubmissionRow).order_by(DeletedSubmissionRow.id))
        assert [(each.reference, each.public_digest, each.submitted_at) for each in rows] == proofs
        assert deleted_submissions_by_public_digest(session, proofs[0][1], most=5)
        assert reference_is_taken(session, proofs[1][0])
        assert list(session.scalars(select(InvitationRow.id))) == [other.access.invitation.id]
        of_it = session.scalars(select(EventRow.what).where(EventRow.consultation_id == row.id)).all()
    assert {"statement submitted", "organisation invited", "consultation opened", "consultation deleted"} <= set(of_it)
    assert due(database, now=now + YEAR) == []


def test_what_was_due_before_more_time_was_given_is_not_deleted(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    round_ = ended_round(database, tmp_path, now=now)
    keep(database, round_, now=now, contact=1)
    (found,) = due(database, now=now + YEAR)
    with database.writing() as session:
        session.get_one(InvitationRow, round_.access.invitation.id).own_deadline = now + YEAR + LASTS
    assert delete_due(database, tmp_path, found, now=now + YEAR) is Outcome.NOT_DUE
    assert SECRET in everything(database)


def test_a_period_that_was_taken_away_meanwhile_deletes_nothing(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    round_ = ended_round(database, tmp_path, now=now)
    keep(database, round_, now=now, drafts=1)
    (found,) = due(database, now=now + YEAR)
    keep(database, round_, now=now)
    assert delete_due(database, tmp_path, found, now=now + YEAR) is Outcome.NOT_DUE
    assert "Luonnos." in everything(database)


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_deleted_while_a_file_of_it_is_being_made(
    sqlite: Database, tmp_path: Path, now: datetime, kind: Kind
) -> None:
    round_ = ended_round(sqlite, tmp_path, now=now)
    keep(sqlite, round_, now=now, **{kind: 1})
    later = now + YEAR
    with sqlite.writing() as session:
        for message in session.scalars(select(MessageRow)):
            message.state = "failed"
        maija = session.scalars(select(CoordinatorRow)).one()
        ask_for_export(session, tmp_path, round_.consultation, Wanted("csv", "fi"), maija, now=later)
    before = numbers(sqlite)
    assert delete_all_due(sqlite, tmp_path, now=later) == [Outcome.IN_USE]
    assert numbers(sqlite) == before
    # Its maker is not heard of any more: it has ended.
    assert delete_all_due(sqlite, tmp_path, now=later + timedelta(minutes=2)) == [Outcome.DELETED]


@pytest.mark.postgresql
def test_who_reads_for_a_file_keeps_postgresql_from_deleting(tmp_path: Path, now: datetime) -> None:
    with postgresql_database() as database:
        round_ = ended_round(database, tmp_path, now=now)
        keep(database, round_, now=now, contact=1)
        with database.reading() as session:
            hold_for_reading(session, round_.consultation.id)
            assert delete_all_due(database, tmp_path, now=now + YEAR) == [Outcome.IN_USE]
        assert delete_all_due(database, tmp_path, now=now + YEAR) == [Outcome.DELETED]


@pytest.mark.parametrize("kind", list(Kind))
def test_what_was_stopped_in_the_middle_goes_on_and_is_logged_once(
    database: Database, tmp_path: Path, now: datetime, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = ended_round(database, tmp_path, now=now, organisations=3)
    keep(database, round_, now=now, **{kind: 1})
    with database.writing() as session:
        for message in session.scalars(select(MessageRow)):
            message.state = "failed"
    monkeypatch.setattr(deleting, "INVITATIONS_AT_A_TIME", 1)
    real = deleting._delete_some
    calls: list[object] = []

    def stopped(*args: object, **rest: object) -> Outcome:
        if len(calls) == 2:
            raise KeyboardInterrupt
        calls.append(args)
        return real(*args, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(deleting, "_delete_some", stopped)
    with pytest.raises(KeyboardInterrupt):
        delete_all_due(database, tmp_path, now=now + YEAR)
    monkeypatch.setattr(deleting, "_delete_some", real)
    with database.reading() as session:
        retention = session.scalars(select(RetentionRow).where(RetentionRow.kind == kind)).one()
        assert retention.begun_at and not retention.deleted_at
    assert delete_all_due(database, tmp_path, now=now + YEAR) == [Outcome.DELETED]
    assert due(database, now=now + YEAR) == []
    with database.reading() as session:
        logged = list(session.scalars(select(EventRow.what).where(EventRow.what == deleting.EVENTS[kind])))
        retention = session.scalars(select(RetentionRow).where(RetentionRow.kind == kind)).one()
        assert retention.deleted_at and len(logged) == 1


def test_who_failed_to_sign_in_or_asked_for_a_link_is_forgotten_after_a_day(sqlite: Database, now: datetime) -> None:
    with sqlite.writing() as session:
        for hours in (1, 25):
            session.add(LinkOrderRow(address_digest="a", client_digest="b", at=now - timedelta(hours=hours)))
    forget_attempts(sqlite, now=now)
    assert numbers(sqlite)["link_order"] == 1


@pytest.mark.parametrize("kind", [Kind.CONTACT, Kind.ALL])
def test_the_sqlite_file_has_nothing_left_of_what_was_deleted(
    sqlite: Database, tmp_path: Path, now: datetime, kind: Kind
) -> None:
    round_ = ended_round(sqlite, tmp_path, now=now, organisations=40)
    keep(sqlite, round_, now=now, **{kind: 1}, drafts=1)
    words = SECRET.encode()
    assert any(words in each.read_bytes() for each in tmp_path.glob("survey.sqlite3*"))
    assert set(delete_all_due(sqlite, tmp_path, now=now + YEAR)) == {Outcome.DELETED}
    assert sqlite.overwrite_deleted()
    assert [each.name for each in tmp_path.glob("survey.sqlite3*") if words in each.read_bytes()] == []


def test_while_somebody_reads_the_log_of_sqlite_is_not_emptied(sqlite: Database, tmp_path: Path, now: datetime) -> None:
    ended_round(sqlite, tmp_path, now=now)
    with sqlite.reading() as session:
        session.scalar(select(ConsultationRow.id))
        with sqlite.writing() as other:
            other.add(LinkOrderRow(address_digest="a", client_digest="b", at=now))
        assert not sqlite.overwrite_deleted()
    assert sqlite.overwrite_deleted()


@pytest.mark.parametrize(
    "changed",
    [
        "UPDATE event SET invitation_id = NULL, participant_id = NULL",
        "DELETE FROM submitted_attachment",
        "UPDATE submitted_attachment SET submission_id = submission_id",
    ],
)
def test_the_database_refuses_for_a_consultation_that_is_there_what_only_a_deletion_may(
    database: Database, tmp_path: Path, now: datetime, changed: str
) -> None:
    ended_round(database, tmp_path, now=now)
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as session:
        session.execute(text(changed))


def test_not_even_of_a_deleted_consultation_does_the_database_let_an_event_say_something_else(
    database: Database, tmp_path: Path, now: datetime
) -> None:
    round_ = ended_round(database, tmp_path, now=now)
    keep(database, round_, now=now, all=1)
    delete_all_due(database, tmp_path, now=now + YEAR)
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as session:
        session.execute(text("UPDATE event SET what = 'statement submitted'"))


def test_a_deletion_that_was_stopped_does_not_go_on_while_an_organisation_may_answer_again(
    sqlite: Database, tmp_path: Path, now: datetime
) -> None:
    round_ = ended_round(sqlite, tmp_path, now=now)
    keep(sqlite, round_, now=now, drafts=1)
    with sqlite.writing() as session:
        session.scalars(select(RetentionRow).where(RetentionRow.kind == Kind.DRAFTS)).one().begun_at = now + YEAR
    assert [each.kind for each in due(sqlite, now=now + YEAR)] == [Kind.DRAFTS]
    with sqlite.writing() as session:
        session.get_one(InvitationRow, round_.access.invitation.id).own_deadline = now + YEAR + LASTS
    assert due(sqlite, now=now + YEAR) == []
