"""What is told of a consultation: in which languages, and what the set says of it already."""

from survey.operations.consultation_drafts.about import read_about, told_by, told_languages, with_about
from survey.questions.load import load_text
from tests.rounds import ONE_QUESTION

TOLD = """
consultation:
  issuer: {fi: Ministeriö, sv: Ministeriet}
  diary_number: VN/1/2026
  contacts: [{name: Maija, email: maija@example.fi}]
  materials: [{title: {fi: Muistio, sv: Promemoria}, url: https://example.fi/}]
"""


def test_it_is_told_in_both_national_languages_and_in_every_other_one_of_the_set() -> None:
    written = ONE_QUESTION.replace("[fi, sv]", "[fi, se]").replace("sv:", "se:")
    assert told_languages(load_text(written).question_set) == ["fi", "sv", "se"]
    assert told_languages(None) == ["fi", "sv"]


def test_what_the_set_tells_of_its_consultation_is_filled_in_already() -> None:
    assert told_by(load_text(ONE_QUESTION + TOLD).question_set) == {
        "issuer-fi": "Ministeriö",
        "issuer-sv": "Ministeriet",
        "diary_number": "VN/1/2026",
        "contact1_name": "Maija",
        "contact1_email": "maija@example.fi",
        "deadline_time": "16.00",
    }
    assert told_by(load_text(ONE_QUESTION).question_set) == {"deadline_time": "16.00"}


def test_what_is_told_becomes_part_of_the_set_and_its_materials_stay() -> None:
    question_set = load_text(ONE_QUESTION + TOLD).question_set
    typed = told_by(question_set) | {"goals-fi": "Arki", "contact2_name": "Ville", "contact2_email": "v@example.fi"}
    told = with_about(question_set, read_about(typed, ["fi", "sv"])).consultation
    assert told and question_set.consultation
    assert told.materials == question_set.consultation.materials
    assert told.goals == {"fi": "Arki"} and told.background is None
    assert [each.name for each in told.contacts or ()] == ["Maija", "Ville"]
