"""Opening a consultation and inviting organisations."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from survey.operations.consultations import Addressee, Opening, OpeningRefused, invite, open_consultation
from survey.operations.links import issue_link
from survey.operations.tokens import token_digest
from survey.questions.freeze import freeze, thaw
from survey.store.answers import held_answers
from survey.store.base import NotFound
from survey.store.database import Database
from survey.store.links import access_to, link_by_token
from survey.store.tables import PersonalLinkRow
from tests.rounds import invite_another, one_question, open_round


def test_opening_freezes_the_question_set(database: Database, now: datetime) -> None:
    with database.writing() as session:
        consultation = open_round(session, now=now).consultation
    assert thaw(consultation.question_set) == one_question()
    assert consultation.structure_digest == freeze(one_question()).structure_digest


def test_a_consultation_whose_deadline_has_passed_is_not_opened(database: Database, now: datetime) -> None:
    with database.writing() as session, pytest.raises(OpeningRefused, match="deadline"):
        open_round(session, now=now, lasts=timedelta(0))


@pytest.mark.parametrize("key", ["a/b", "../x", "Yksi", "", "a b"])
def test_a_key_that_no_address_can_have_is_refused(database: Database, now: datetime, key: str) -> None:
    opening = Opening(key, {"fi": "M", "sv": "M"}, "VN/1", "N", "n@example.fi", now + timedelta(days=1))
    with database.writing() as session, pytest.raises(OpeningRefused, match="cannot be a key"):
        open_consultation(session, one_question(), opening, now=now)


def test_a_key_is_used_once(database: Database, now: datetime) -> None:
    with database.writing() as session:
        open_round(session, now=now)
        with pytest.raises(OpeningRefused, match="already"):
            open_round(session, now=now)


def test_an_issuer_without_a_swedish_name_is_refused(database: Database, now: datetime) -> None:
    opening = Opening("x", {"fi": "Ministeriö"}, "VN/1", "N", "n@example.fi", now + timedelta(days=1))
    with database.writing() as session, pytest.raises(OpeningRefused, match="sv"):
        open_consultation(session, one_question(), opening, now=now)


def test_an_invitation_fills_in_what_is_known_of_the_organisation(database: Database, now: datetime) -> None:
    with database.writing() as session:
        first = open_round(session, now=now)
        swedish = invite_another(session, first.consultation, now=now, name="Närpes", language="sv")
        held = held_answers(session, swedish.access.response.id)
    values = {address: answer.given.value for address, answer in held.items() if answer.given}
    assert values == {
        "details/official_name": {"text": "Närpes på svenska"},
        "details/respondent_group": {"option": "municipality"},
        "details/statement_language": {"option": "sv"},
    }


@pytest.mark.parametrize(("group", "language"), [("village", "fi"), ("municipality", "en")])
def test_an_unknown_group_or_language_is_refused(database: Database, now: datetime, group: str, language: str) -> None:
    with database.writing() as session:
        consultation = open_round(session, now=now).consultation
        with pytest.raises(OpeningRefused, match="Use one of"):
            invite(session, consultation, Addressee({"fi": "X"}, group, language, "x@example.fi"), now=now)


def test_the_database_holds_no_token(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        stored = session.scalars(select(PersonalLinkRow)).one()
    assert round_.token not in (stored.token_digest, repr(vars(stored)))
    assert stored.token_digest == token_digest(round_.token)


def test_a_new_link_ends_the_earlier_one(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        old, response = link_by_token(session, token_digest(round_.token))
        new = issue_link(session, round_.access.participant, now=now)
        with pytest.raises(NotFound):
            link_by_token(session, token_digest(round_.token))
        with pytest.raises(NotFound):
            access_to(session, response.id, [old.id])
        assert link_by_token(session, token_digest(new))[1].id == response.id


def test_a_link_gives_no_access_to_another_organisations_response(database: Database, now: datetime) -> None:
    with database.writing() as session:
        mine = open_round(session, now=now)
        other = invite_another(session, mine.consultation, now=now, name="Toinen")
        link, _ = link_by_token(session, token_digest(mine.token))
        with pytest.raises(NotFound):
            access_to(session, other.access.response.id, [link.id])
