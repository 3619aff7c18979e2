"""Groups of an installation's own in a question set: frozen with it, offered in the details, in no file of authors."""

import json

import pytest

from survey.questions.details import details_section, group_labels, group_name
from survey.questions.freeze import freeze, read_frozen
from survey.questions.own_groups import OwnGroup
from survey.questions.question import State
from tests.questions.written import faults_of
from tests.rounds import ONE_QUESTION, one_question

REGION = OwnGroup(key="own_seutukunta_1a2b", name_fi="Seutukunta", name_sv="Ekonomisk region")
CLUB = OwnGroup(key="own_kerho_1a2b", name_fi="Kerho", name_sv="Klubb")


def test_a_frozen_set_keeps_the_groups_and_the_same_questions_without_them_are_frozen_as_before() -> None:
    asked = one_question().with_own_groups((REGION, CLUB))
    frozen, without = freeze(asked), freeze(one_question())
    assert read_frozen(frozen.json).own_groups == (REGION, CLUB)
    assert freeze(read_frozen(frozen.json)) == frozen
    assert frozen.structure_digest == without.structure_digest and frozen.text_digest != without.text_digest
    assert freeze(asked.with_own_groups(())) == without and "own_groups" not in without.json


def test_a_set_that_is_changed_or_published_keeps_its_groups() -> None:
    asked = one_question().with_own_groups((REGION,))
    assert asked.model_copy(update={"key": "toinen"}).own_groups == (REGION,)
    assert asked.published().own_groups == (REGION,)
    assert not one_question().own_groups


def test_the_details_offer_them_before_the_last_built_in_group_and_take_them() -> None:
    question = details_section(one_question().with_own_groups((REGION, CLUB))).question("respondent_group")
    keys = [option.key for option in question.choosable]
    assert keys[-4:] == ["private_person", REGION.key, CLUB.key, "other"]
    assert question.read({"option": REGION.key}).value == {"option": REGION.key}
    assert not question.problems({"option": REGION.key}, State.ANSWERED)
    plain = details_section(one_question()).question("respondent_group")
    assert plain.read({"option": REGION.key}).state is State.MALFORMED and REGION.key not in group_labels(())


def test_a_group_is_named_in_each_language_and_an_unknown_one_by_its_key() -> None:
    assert group_name(REGION.key, (REGION,), "sv") == "Ekonomisk region"
    assert group_name("municipality", (REGION,), "fi") == "Kunta tai kaupunki"
    assert group_name(REGION.key, (), "fi") == REGION.key


def test_no_author_writes_groups_into_a_set() -> None:
    written = f"own_groups: [{{key: own_a, name_fi: A, name_sv: A}}]\n{ONE_QUESTION}"
    assert [fault.code for fault in faults_of(written)] == ["unknown-key"]


@pytest.mark.parametrize(
    "groups",
    [
        "own_a",
        [{"key": "own_a", "name_fi": "A"}],
        [{"key": "municipality", "name_fi": "Kunta", "name_sv": "Kommun"}],
        [{"key": "own_a", "name_fi": " ", "name_sv": "A"}],
        [{"key": "own_a", "name_fi": "A" * 81, "name_sv": "A"}],
        [{"key": "own_a", "name_fi": "A", "name_sv": "A"}] * 2,
    ],
)
def test_frozen_groups_that_nobody_could_have_frozen_are_refused(groups: object) -> None:
    with pytest.raises(ValueError):
        read_frozen(json.dumps(json.loads(freeze(one_question()).json) | {"own_groups": groups}))
