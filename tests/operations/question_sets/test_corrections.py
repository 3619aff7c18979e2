"""Correcting the texts of an open consultation, and counting what other changes would break."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from survey.operations.consultations.opening import open_consultation, opening_from
from survey.operations.question_sets.corrections import (
    Consequence,
    ConsultationClosed,
    MoreThanTexts,
    NothingToCorrect,
    consequences,
    correct_texts,
)
from survey.questions.freeze import read_frozen
from survey.questions.load import load_text
from survey.questions.question_set import QuestionSet
from survey.store.database import Database
from survey.store.tables import ConsultationRow, EventRow, TextRevisionRow
from survey.store.text_revisions import text_revisions
from tests.rounds import DETAILS, FORMS, ONE_QUESTION, invite_another, open_round, save, submit

REWORDED = ONE_QUESTION.replace("sv: Nej", "sv: Nej tack")
WITHOUT_NO = ONE_QUESTION.replace("          - {key: ei, label: {fi: Ei, sv: Nej}}\n", "")
WITHOUT_NO = WITHOUT_NO.replace("sv: Ja}}\n", "sv: Ja}}\n          - {key: osin, label: {fi: Osin, sv: Delvis}}\n")


def read(yaml: str) -> QuestionSet:
    return load_text(yaml).question_set


def consultation_of(session: Session) -> ConsultationRow:
    return session.scalars(select(ConsultationRow)).one()


def test_opening_keeps_the_texts_as_revision_1(database: Database, now: datetime) -> None:
    with database.writing() as session:
        consultation = open_round(session, now=now).consultation
        [revision] = text_revisions(session, consultation.id)
    assert (revision.number, revision.at) == (1, now)
    assert (revision.question_set, revision.text_digest) == (consultation.question_set, consultation.text_digest)


def test_a_correction_changes_the_texts_and_nothing_that_was_submitted(database: Database, now: datetime) -> None:
    with database.writing() as session:
        round_ = open_round(session, now=now)
        save(session, round_, {**DETAILS, "nakemys": {"text": "Hyvä."}}, now=now)
        submission = submit(session, round_, now=now)
        before = (round_.consultation.structure_digest, round_.consultation.text_digest)
        later = now + timedelta(hours=1)
        correct_texts(session, round_.consultation, read(REWORDED), now=later)
    with database.reading() as session:
        consultation = consultation_of(session)
        assert read_frozen(consultation.question_set) == read(REWORDED)
        assert consultation.structure_digest == before[0]
        assert consultation.text_digest != before[1]
        assert [(each.number, each.at) for each in text_revisions(session, consultation.id)] == [(1, now), (2, later)]
        assert text_revisions(session, consultation.id)[0].text_digest == before[1]
        assert submission.snapshot.text_digest == before[1]
        assert "texts corrected" in session.scalars(select(EventRow.what)).all()


@pytest.mark.parametrize(
    "yaml",
    [WITHOUT_NO, ONE_QUESTION.replace("reason: optional", "reason: none"), REWORDED.replace("key: yksi", "key: k")],
)
def test_anything_but_texts_is_refused_with_what_it_is(database: Database, now: datetime, yaml: str) -> None:
    with database.writing() as session:
        consultation = open_round(session, now=now).consultation
        frozen = consultation.question_set
        with pytest.raises(MoreThanTexts) as refused:
            correct_texts(session, consultation, read(yaml), now=now)
        assert refused.value.changes
        assert all(change.code != "reworded" for change in refused.value.changes)
        assert consultation.question_set == frozen
        assert len(text_revisions(session, consultation.id)) == 1


def test_the_same_texts_and_a_closed_consultation_are_refused(database: Database, now: datetime) -> None:
    with database.writing() as session:
        consultation = open_round(session, now=now).consultation
        with pytest.raises(NothingToCorrect):
            correct_texts(session, consultation, read(ONE_QUESTION), now=now)
        with pytest.raises(ConsultationClosed):
            correct_texts(session, consultation, read(REWORDED), now=consultation.deadline)


def test_an_earlier_revision_cannot_be_rewritten(database: Database, now: datetime) -> None:
    with database.writing() as session:
        open_round(session, now=now)
    with pytest.raises(DBAPIError, match="append-only"), database.writing() as session:
        session.scalars(select(TextRevisionRow)).one().text_digest = "x"


def test_what_a_breaking_change_would_do_is_counted_over_drafts_and_latest_submissions(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        submitting = open_round(session, now=now)
        drafting = invite_another(session, submitting.consultation, now=now, name="Toinen")
        other = invite_another(session, submitting.consultation, now=now, name="Kolmas")
        save(session, submitting, {**DETAILS, "kanta": {"option": "ei"}}, now=now)
        submit(session, submitting, now=now)
        save(session, submitting, {"details/case_number": {"text": "7/2026"}}, now=now)
        submit(session, submitting, now=now, nonce="nonce-2")
        save(session, drafting, {"kanta": {"option": "ei"}, "nakemys": {"text": "A"}}, now=now)
        save(session, other, {"kanta": {"option": "kylla"}}, now=now)
    with database.reading() as session:
        assert _counted(consequences(session, consultation_of(session), read(WITHOUT_NO))) == {"option-removed": (1, 1)}
        gone = ONE_QUESTION.replace("kind: long_text", "kind: text")
        assert _counted(consequences(session, consultation_of(session), read(gone)))["kind-changed"] == (1, 0)
        stricter = ONE_QUESTION.replace("reason: optional", "reason: required")
        assert _counted(consequences(session, consultation_of(session), read(stricter))) == {"setting-changed": (2, 1)}


def _counted(found: list[Consequence]) -> dict[str, tuple[int, int]]:
    return {each.change.code: (each.drafts, each.submissions) for each in found if each.drafts or each.submissions}


SEVERAL = """
schema: 1
key: monta
languages: [fi]
title: {fi: Monta}
sections:
  - key: osio
    title: {fi: Osio}
    questions:
      - {key: keinot, kind: choices, label: {fi: Keinot}, at_most: 3, options: [
          {key: a, label: {fi: A}}, {key: b, label: {fi: B}}, {key: c, label: {fi: C}}]}
      - {key: pykalat, kind: group, label: {fi: Pykälät}, entry: {fi: Pykälä}, questions: [
          {key: saannos, kind: text, label: {fi: Säännös}, max_length: 20}]}
"""


def test_only_answers_that_no_longer_fit_are_counted(database: Database, now: datetime) -> None:
    with database.writing() as session:
        first = open_round(session, now=now, question_set=read(SEVERAL))
        second = invite_another(session, first.consultation, now=now, name="Toinen")
        third = invite_another(session, first.consultation, now=now, name="Kolmas")
        for each, chosen, provision in ((first, "a b c", "5 luvun 12 §"), (second, "a b c", "5 §"), (third, "a", "")):
            entry = {"pykalat/e1/saannos": {"text": provision}} if provision else {}
            save(session, each, {"keinot": {"options": chosen}, **entry}, now=now)
        save(session, second, DETAILS, now=now)
        submit(session, second, now=now)
    stricter = read(SEVERAL.replace("at_most: 3", "at_most: 2").replace("max_length: 20", "max_length: 5"))

    with database.reading() as session:
        found = consequences(session, consultation_of(session), stricter)

    counted = {each.change.name: (each.drafts, each.submissions) for each in found}
    assert counted == {"at_most": (1, 1), "max_length": (1, 0)}


TOLD = (FORMS / "consultation.yaml").read_text(encoding="utf-8")
CORRECTED = TOLD.replace("fi: Mallivirasto", "fi: Mallisto").replace("MAL/123", "MAL/124").replace("kaisa@", "kaisak@")


def test_a_correction_of_the_consultations_data_is_shown_where_it_was_opened_with_that(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        opening = opening_from(read(TOLD), deadline=now + timedelta(days=50))
        consultation = open_consultation(session, read(TOLD), opening, now=now)
        correct_texts(session, consultation, read(CORRECTED), now=now)
    assert consultation.issuer == {"fi": "Mallisto", "sv": "Modellverket"}
    assert consultation.diary_number == "MAL/124/2026"
    assert (consultation.contact_name, consultation.contact_email) == ("Kaisa Kalastaja", "kaisak@example.fi")


def test_what_the_consultation_was_opened_with_instead_stays(database: Database, now: datetime) -> None:
    with database.writing() as session:
        consultation = open_round(session, now=now, question_set=read(TOLD)).consultation
        correct_texts(session, consultation, read(CORRECTED), now=now)
    assert consultation.issuer == {"fi": "Ministeriö", "sv": "Ministeriet"}
    assert (consultation.diary_number, consultation.contact_name) == ("VN/1/2026", "Ville Valmistelija")
