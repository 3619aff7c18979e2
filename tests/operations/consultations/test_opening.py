"""Opening a consultation and inviting organisations."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from survey.operations.accounts.tokens import token_digest
from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.opening import (
    Opening,
    OpeningRefused,
    invite,
    open_consultation,
    opening_from,
)
from survey.operations.consultations.personal_links import issue_link, revoke_all_links
from survey.questions.freeze import freeze, read_frozen
from survey.store.base import NotFound
from survey.store.database import Database
from survey.store.personal_links import access_to, link_by_token
from survey.store.responses.answers import stored_answers_of
from survey.store.tables import PersonalLinkRow
from tests.questions.written import tiny_set
from tests.rounds import invite_another, one_question, open_round


def test_opening_freezes_the_question_set(database: Database, now: datetime) -> None:
    with database.writing() as session:
        consultation = open_round(session, now=now).consultation
    assert read_frozen(consultation.question_set) == one_question()
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
    with database.writing() as session, pytest.raises(OpeningRefused, match="Swedish"):
        open_consultation(session, one_question(), opening, now=now)


def test_an_invitation_fills_in_what_is_known_of_the_organisation(database: Database, now: datetime) -> None:
    with database.writing() as session:
        first = open_round(session, now=now)
        swedish = invite_another(session, first.consultation, now=now, name="Närpes", language="sv")
        stored_answers = stored_answers_of(session, swedish.access.response.id)
    values = {address: answer.given.value for address, answer in stored_answers.items() if answer.given}
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


def test_a_new_link_leaves_the_earlier_ones_as_they_are(database: Database, now: datetime) -> None:
    """A mail that was sent twice has two links, and either may be the one that somebody keeps."""
    with database.writing() as session:
        round_ = open_round(session, now=now)
        _link, new = issue_link(session, round_.access.participant, now=now)
        found = [link_by_token(session, token_digest(token))[1].id for token in (round_.token, new)]
    assert found == [round_.access.response.id] * 2


def test_revoked_links_open_nothing_and_a_new_one_does(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        old, response = link_by_token(session, token_digest(round_.token))
        revoke_all_links(session, round_.access.participant, now=now)
        with pytest.raises(NotFound):
            link_by_token(session, token_digest(round_.token))
        with pytest.raises(NotFound):
            access_to(session, response.id, [old.id])
        _link, new = issue_link(session, round_.access.participant, now=now)
        assert link_by_token(session, token_digest(new))[1].id == response.id


def test_a_link_gives_no_access_to_another_organisations_response(database: Database, now: datetime) -> None:
    with database.writing() as session:
        mine = open_round(session, now=now)
        other = invite_another(session, mine.consultation, now=now, name="Toinen")
        link, _ = link_by_token(session, token_digest(mine.token))
        with pytest.raises(NotFound):
            access_to(session, other.access.response.id, [link.id])


def test_the_set_tells_who_asks_and_whom_to_contact_unless_told_otherwise(database: Database, now: datetime) -> None:
    told, deadline = tiny_set("consultation"), now + timedelta(days=50)
    with database.writing() as session:
        opened = open_consultation(session, told, opening_from(told, deadline=deadline), now=now)
    assert opened.issuer == {"fi": "Mallivirasto", "sv": "Modellverket"}
    assert (opened.key, opened.diary_number) == ("consultation", "MAL/123/2026")
    assert (opened.contact_name, opened.contact_email) == ("Kaisa Kalastaja", "kaisa@example.fi")
    otherwise = opening_from(
        told, deadline=deadline, key="k", issuer={"sv": "S"}, diary_number="1", contact_name="N", contact_email="n@x.fi"
    )
    assert otherwise == Opening("k", {"fi": "Mallivirasto", "sv": "S"}, "1", "N", "n@x.fi", deadline)


def test_half_a_contact_is_not_filled_up_with_another_persons(database: Database, now: datetime) -> None:
    told = tiny_set("consultation")
    half = opening_from(told, deadline=now + timedelta(days=50), contact_name="Muu Henkilö")
    with database.writing() as session, pytest.raises(OpeningRefused, match="Missing: contact"):
        open_consultation(session, told, half, now=now)


def test_a_consultation_without_a_number_and_a_contact_is_refused(database: Database, now: datetime) -> None:
    bare = opening_from(one_question(), deadline=now + timedelta(days=50), issuer={"fi": "M", "sv": "M"})
    with database.writing() as session, pytest.raises(OpeningRefused, match="Missing: diary number, contact"):
        open_consultation(session, one_question(), bare, now=now)


@pytest.mark.parametrize(("form", "issuer"), [("four_languages", {"fi": "M", "sv": "M"}), ("swedish", {"sv": "M"})])
def test_an_issuer_needs_a_name_in_the_languages_that_pages_have(
    database: Database, now: datetime, form: str, issuer: dict[str, str]
) -> None:
    opening = Opening("x", issuer, "VN/1", "N", "n@example.fi", now + timedelta(days=1))
    with database.writing() as session:
        assert open_consultation(session, tiny_set(form), opening, now=now).issuer == issuer
