"""What the database itself holds of files: whole, unchanged, and never gone while a statement lists them."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

import pytest
from sqlalchemy import Engine, insert, text
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from survey.store.base import NotFound
from survey.store.database import Database
from survey.store.responses.attachments import NewFile, add_file, delete_files, file_content, keep_for_submission
from survey.store.tables import AttachmentRow
from tests.files import PDF
from tests.questions.written import tiny_set
from tests.rounds import DETAILS, Round, attach, open_round, save, submit

SHA256 = hashlib.sha256(PDF).hexdigest()
STORED = NewFile(SHA256, "a.pdf", "application/pdf", PDF)


def submitted(session: Session, now: datetime) -> Round:
    round_ = open_round(session, now=now, question_set=tiny_set("attachment"))
    save(session, round_, DETAILS, now=now)
    attach(session, round_, "liitteet", ("a.pdf", PDF), now=now)
    submit(session, round_, now=now)
    return round_


def refused(engine: Engine, statement: str) -> None:
    with engine.connect() as connection, pytest.raises(DatabaseError):
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attachment SET name = 'b.pdf'",
        "UPDATE attachment SET content = 'x', size = 1",
        "DELETE FROM attachment",
        "UPDATE submitted_attachment SET attachment_id = attachment_id",
        "DELETE FROM submitted_attachment",
    ],
)
def test_a_file_that_was_handed_in_cannot_be_changed_or_deleted(
    database: Database, now: datetime, statement: str
) -> None:
    with database.writing() as session:
        submitted(session, now)
    refused(database.engine, statement)


def test_letting_go_leaves_what_was_handed_in(database: Database, now: datetime) -> None:
    with database.writing() as session:
        response_id = submitted(session, now).access.response.id
        delete_files(session, response_id, {SHA256})
        assert file_content(session, response_id, SHA256) == ("application/pdf", PDF)


def test_the_same_content_is_stored_once_for_a_response(database: Database, now: datetime) -> None:
    with database.writing() as session:
        response_id = open_round(session, now=now).access.response.id
        for _ in range(2):
            add_file(session, response_id, STORED, by=None, now=now)
        assert session.scalar(text("SELECT count(*) FROM attachment")) == 1
        delete_files(session, response_id, {SHA256})
        with pytest.raises(NotFound):
            file_content(session, response_id, SHA256)


@pytest.mark.parametrize("wrong", [{"sha256": "short"}, {"size": 2}, {"name": ""}, {"name": "n" * 151}])
def test_the_database_holds_the_rules_of_a_file(
    database: Database, now: datetime, wrong: Mapping[str, str | int]
) -> None:
    with database.writing() as session:
        response_id = open_round(session, now=now).access.response.id
        right = {"response_id": response_id, "sha256": SHA256, "name": "a", "media_type": "text/plain", "size": 1}
        with pytest.raises(IntegrityError):
            session.execute(insert(AttachmentRow), {**right, "content": b"a", "at": now, **wrong})
        session.rollback()


def test_nothing_is_handed_in_with_a_file_that_is_not_stored(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now, question_set=tiny_set("attachment"))
        save(session, round_, DETAILS | {"liitteet": {"files": f"{SHA256} 5 a.pdf"}}, now=now)
        with pytest.raises(NotFound):
            submit(session, round_, now=now)
        session.rollback()


def test_a_submission_cannot_list_a_file_that_does_not_exist(database: Database, now: datetime) -> None:
    with database.writing() as session:
        response_id = submitted(session, now).access.response.id
        with pytest.raises(IntegrityError):
            keep_for_submission(session, response_id, 10_000, {SHA256})
        session.rollback()
