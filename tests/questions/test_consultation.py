"""The data of the consultation in a set: checked like the questions, correctable like texts."""

import pytest

from survey.questions.comparing.changes import Change, Effect, changes
from survey.questions.freeze import freeze
from survey.questions.load import load_text
from tests.questions.written import FORMS, faults_of, with_questions

TOLD = (FORMS / "consultation.yaml").read_text(encoding="utf-8")
CORRECTIONS = [
    ("fi: Mallivirasto", "fi: Toinen virasto", "consultation.issuer", "fi"),
    ("MAL/123/2026", "MAL/124/2026", "consultation.diary_number", ""),
    ("sv: specialsakkunnig", "sv: konsultativ tjänsteman", "consultation.contacts.1.title", "sv"),
    ("email: kirjaamo@", "email: kirjaus@", "consultation.contacts.2.email", ""),
    ("www.example.fi/paatos", "www.example.fi/paatos2", "consultation.materials.2.url", "fi"),
    ("www.example.fi/hanke", "www.example.fi/hanke2", "consultation.materials.3.url", ""),
]


def _told(consultation: str) -> str:
    return with_questions().replace("sections:", f"consultation:\n  {consultation}\nsections:")


def _between(before: str, after: str) -> list[Change]:
    return changes(load_text(before).question_set, load_text(after).question_set)


@pytest.mark.parametrize(("old", "new", "name", "language"), CORRECTIONS)
def test_everything_in_the_data_is_text_that_can_be_corrected(old: str, new: str, name: str, language: str) -> None:
    assert TOLD.count(old) == 1
    before, after = (freeze(load_text(yaml).question_set) for yaml in (TOLD, TOLD.replace(old, new)))
    assert before.structure_digest == after.structure_digest
    assert before.text_digest != after.text_digest
    [change] = _between(TOLD, TOLD.replace(old, new))
    assert (change.code, change.effect, change.name, change.language) == ("reworded", Effect.TEXT, name, language)


def test_data_that_is_added_or_taken_away_changes_texts_alone() -> None:
    without = TOLD.split("consultation:\n")[0] + "sections:" + TOLD.split("sections:")[1]
    assert (
        freeze(load_text(TOLD).question_set).structure_digest
        == freeze(load_text(without).question_set).structure_digest
    )
    for before, after, code in ((without, TOLD, "text-added"), (TOLD, without, "text-removed")):
        found = _between(before, after)
        assert len(found) == 25
        assert {(change.code, change.effect) for change in found} == {(code, Effect.TEXT)}


@pytest.mark.parametrize(
    ("told", "code", "where"),
    [
        ("issuer: {fi: Virasto}", "language-missing", "issuer"),
        ("goals: {fi: A, sv: A, en: A}", "language-not-listed", "goals"),
        ("contacts: [{name: A, email: a@example.fi, title: {fi: a}}]", "language-missing", "contacts.1.title"),
        ("contacts: [{name: A}]", "missing-key", "contacts.1.email"),
        ("contacts: []", "too-few", "contacts"),
        ("contacts: [Kirjaamo]", "wrong-type", "contacts.1"),
        ("materials: [{title: {fi: A}, url: https://example.fi}]", "language-missing", "materials.1.title"),
        (
            "materials: [{title: {fi: A, sv: A}, url: {se: https://example.fi}}]",
            "language-not-listed",
            "materials.1.url",
        ),
        ("materials: [{title: {fi: A, sv: A}, url: javascript:alert}]", "bad-web-address", "materials.1.url"),
        ("materials: [{title: {fi: A, sv: A}, url: ftp://example.fi/a}]", "bad-web-address", "materials.1.url"),
        ("materials: [{title: {fi: A, sv: A}, url: 5}]", "bad-web-address", "materials.1.url"),
        ("materials: [{title: {fi: A, sv: A}, url: {}}]", "missing-key", "materials.1.url"),
        ("background: Tausta", "wrong-type", "background"),
    ],
)
def test_each_fault_is_at_its_place(told: str, code: str, where: str) -> None:
    [fault] = faults_of(_told(told))
    assert (fault.code, fault.where) == (code, f"consultation.{where}")
    assert fault.line == 6


@pytest.mark.parametrize(
    ("told", "nearest"),
    [
        ("diary_nmber: A", "diary_number"),
        ("contacts: [{name: A, email: a@example.fi, fone: 1}]", "phone"),
        ("materials: [{title: {fi: A, sv: A}, url: https://example.fi, ulr: A}]", ""),
    ],
)
def test_a_misspelled_key_is_named_with_the_nearest_one(told: str, nearest: str) -> None:
    fault = next(fault for fault in faults_of(_told(told)) if fault.code == "unknown-key")
    assert fault.nearest == nearest


def test_a_material_need_not_be_there_in_every_language() -> None:
    data = load_text(TOLD).question_set.consultation
    assert data and data.materials
    assert [material.url_in("sv") for material in data.materials] == [
        ("https://www.example.fi/promemoria", "sv"),
        ("https://www.example.fi/paatos", "fi"),
        ("https://www.example.fi/hanke", ""),
    ]
