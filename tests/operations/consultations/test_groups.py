"""The groups that a consultation knows: those of its opening, named as then, and those of who is asked later."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from survey.authoring.files import load_any, write_any
from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.following import at_a_glance
from survey.operations.consultations.opening import OpeningRefused, add_invitations
from survey.operations.question_sets.corrections import NothingToCorrect, correct_texts
from survey.operations.question_sets.drafts import authored_in, copy_into_draft
from survey.operations.submissions.snapshots import public_answers, question_set_of
from survey.questions.details import GROUP, group_labels, group_name
from survey.questions.freeze import read_frozen
from survey.questions.load import load_text
from survey.store.database import Database
from survey.store.tables import ConsultationRow, CoordinatorRow, EventRow
from survey.store.text_revisions import text_revisions
from tests.databases import sqlite_database
from tests.operations.register.registers import add_own_group
from tests.rounds import DETAILS, ONE_QUESTION, invite_another, one_question, open_round, save, submit, tell_nothing


def known(consultation: ConsultationRow) -> list[str]:
    """The names of the groups of its installation that the consultation knows."""
    return [each.name_fi for each in read_frozen(consultation.question_set).own_groups]


def test_a_consultation_offers_the_groups_in_use_and_keeps_their_names(database: Database, now: datetime) -> None:
    with database.writing() as session:
        used = add_own_group(session, now)
        add_own_group(session, now, "Kerho", "Klubb").in_use = False
        first = open_round(session, now=now)
        invite_another(session, first.consultation, now=now, name="Kuhmo", group=used.key)
        used.name_fi = "Talousalue"
        assert known(first.consultation) == ["Seutukunta"]
        assert len(text_revisions(session, first.consultation.id)) == 1
        glance = at_a_glance(session, first.consultation, language="fi")
        assert [(each.name, each.asked) for each in glance.groups] == [("Kunta tai kaupunki", 1), ("Seutukunta", 1)]


def test_a_group_of_who_is_asked_later_is_added_without_touching_what_was_answered(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        first = open_round(session, now=now)
        save(session, first, {"nakemys": {"text": "Hyvä."}, **DETAILS}, now=now)
        submitted = submit(session, first, now=now)
        structure = first.consultation.structure_digest
        group = add_own_group(session, now)
        for name in ("Kuhmo", "Kajaani"):
            asked = invite_another(session, first.consultation, now=now, name=name, group=group.key)
        assert known(first.consultation) == ["Seutukunta"]
        assert first.consultation.structure_digest == structure
        assert [each.number for each in text_revisions(session, first.consultation.id)] == [1, 2]
        assert not question_set_of(session, first.consultation, submitted.snapshot).own_groups
        save(session, asked, {"nakemys": {"text": "Huono."}, **DETAILS}, now=now)
        later = submit(session, asked, now=now, nonce="later")
        words = question_set_of(session, first.consultation, later.snapshot).own_groups
        assert group_name(group.key, words, "sv") == "Ekonomisk region"
        assert "group offered in consultation" in session.scalars(select(EventRow.what))


def test_who_has_nothing_to_state_is_counted_in_the_group_too(database: Database, now: datetime) -> None:
    with database.writing() as session:
        group = add_own_group(session, now)
        first = open_round(session, now=now)
        asked = invite_another(session, first.consultation, now=now, name="Kuhmo", group=group.key)
        told = tell_nothing(session, asked, now=now)
        assert public_answers(told.snapshot)[GROUP].value == {"option": group.key}


def test_an_organisation_of_an_unknown_group_is_not_invited_and_nothing_is_added(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        consultation = open_round(session, now=now).consultation
        group = add_own_group(session, now)
        addressees = [Addressee({"fi": key}, key, "fi", "a@example.fi") for key in (group.key, "own_village_0000")]
        with pytest.raises(OpeningRefused, match="own_village_0000") as refused:
            add_invitations(session, consultation, addressees, now=now)
        assert group.key in str(refused.value) and known(consultation) == []


def test_a_correction_of_texts_leaves_the_groups_and_is_none_by_itself(database: Database, now: datetime) -> None:
    with database.writing() as session:
        add_own_group(session, now)
        consultation = open_round(session, now=now).consultation
        with pytest.raises(NothingToCorrect):
            correct_texts(session, consultation, one_question(), now=now)
        corrected = load_text(ONE_QUESTION.replace("Näkemyksenne", "Näkemys")).question_set
        correct_texts(session, consultation, corrected, now=now)
        assert known(consultation) == ["Seutukunta"]


def test_what_begins_from_an_earlier_consultation_has_the_groups_of_its_own_opening(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        add_own_group(session, now)
        consultation = open_round(session, now=now).consultation
        by = session.scalars(select(CoordinatorRow)).one()
        copied = authored_in(copy_into_draft(session, by, consultation, now=now)).question_set
        assert copied is not None and copied.own_groups == ()


@pytest.mark.parametrize("name", ["a.xlsx", "a.yaml"])
def test_a_file_of_the_set_is_written_without_the_groups(
    database: Database, now: datetime, tmp_path: Path, name: str
) -> None:
    with database.writing() as session:
        add_own_group(session, now)
        asked = read_frozen(open_round(session, now=now).consultation.question_set)
    write_any(asked, tmp_path / name)
    assert load_any(tmp_path / name).question_set == one_question()


def test_two_installations_in_one_process_have_each_their_own_groups(
    database: Database, now: datetime, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = sqlite_database(tmp_path / "other")
    with database.writing() as session, other.writing() as elsewhere:
        add_own_group(session, now)
        add_own_group(elsewhere, now, "Kerho", "Klubb")
        here, there = (open_round(each, now=now).consultation for each in (session, elsewhere))
        assert (known(here), known(there)) == (["Seutukunta"], ["Kerho"])
        assert "Kerho" not in {each["fi"] for each in group_labels(read_frozen(here.question_set).own_groups).values()}
    other.close()
