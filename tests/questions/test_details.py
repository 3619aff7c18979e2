"""The respondent's details are the same questions in every consultation."""

import pytest

from survey.languages import PAGE_LANGUAGES
from survey.questions import details
from survey.questions.details import DETAILS_KEY, detail_address, details_section, group_labels
from survey.questions.question import LONGEST_SHORT
from survey.questions.question_set import Section
from tests.rounds import one_question

ADDRESSES = {
    details.OFFICIAL_NAME,
    details.GROUP,
    details.LANGUAGE,
    details.CASE_NUMBER,
    details.DECISION_BODY,
    details.DECISION_DATE,
    details.DECISION_PARAGRAPH,
}


def test_every_address_that_is_used_by_name_is_a_question() -> None:
    assert {detail_address(question) for question in details_section().questions} >= ADDRESSES


def test_the_address_of_a_detail_is_never_the_key_of_a_question() -> None:
    assert all("/" in detail_address(question) for question in details_section().questions)
    assert details_section().key == DETAILS_KEY


def test_every_text_is_in_every_language_and_every_head_of_a_column_is_short() -> None:
    assert details_section().title.keys() == set(PAGE_LANGUAGES)
    for question in details_section().questions:
        options = [option.label for option in getattr(question, "options", ())]
        for texts in [question.label, question.short, question.help, *options]:
            assert texts is None or texts.keys() == set(PAGE_LANGUAGES), question.key
        assert all(len(head) <= LONGEST_SHORT for head in question.header.values())


def test_keys_of_details_and_of_their_options_are_unique() -> None:
    keys = [question.key for question in details_section().questions]
    assert len(keys) == len(set(keys))
    for question in details_section().questions:
        options = [option.key for option in getattr(question, "options", ())]
        assert len(options) == len(set(options))


def test_who_filled_in_and_the_contact_are_not_public_and_all_else_is() -> None:
    assert {question.key for question in details_section().questions if not question.public} == {
        "recorded_by",
        "contact_name",
        "contact_email",
    }


def test_what_the_coordinator_cannot_do_without_is_required() -> None:
    assert {question.key for question in details_section().questions if question.required} == {
        "official_name",
        "respondent_group",
        "statement_language",
        "recorded_by",
        "contact_email",
    }


def test_the_groups_have_their_names_in_every_language_in_a_fixed_order() -> None:
    groups = group_labels(())
    assert next(iter(groups)) == "municipality"
    assert list(groups)[-1] == "other"
    assert groups["wellbeing_county"] == {"fi": "Hyvinvointialue", "sv": "Välfärdsområde"}


def test_a_statement_is_given_in_a_language_of_the_product() -> None:
    question = details_section().question("statement_language")
    assert {option.key for option in getattr(question, "options", ())} == set(PAGE_LANGUAGES)


def test_the_section_is_read_once() -> None:
    assert details_section() is details_section()


def test_a_statement_can_be_in_every_language_of_the_set_and_always_in_finnish_or_swedish() -> None:
    def in_languages(*languages: str) -> Section:
        return details_section(one_question().model_copy(update={"languages": languages}))

    def asked(*languages: str) -> dict[str, str]:
        question = in_languages(*languages).question("statement_language")
        return {option.key: option.label["fi"] for option in question.options}  # type: ignore[attr-defined]

    assert asked("sv") == {"fi": "Suomi", "sv": "Ruotsi"}
    assert asked("sv", "se", "fi", "en", "xx") == {
        "fi": "Suomi",
        "sv": "Ruotsi",
        "se": "Pohjoissaame",
        "en": "Englanti",
        "xx": "xx",
    }
    assert in_languages("fi") is in_languages("sv", "fi")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("214", "§ 214"),
        ("§ 214", "§ 214"),
        ("§\u00a0214", "§ 214"),
        ("§214", "§ 214"),
        ("214 §", "§ 214"),
        ("214§.", "§ 214"),
        ("Pykälä 214", "§ 214"),
        ("paragraf 7", "§ 7"),
        ("§ 214 ja § 215", "§ 214 ja § 215"),
        ("214/2026", "214/2026"),
        ("§ 12 b", "§ 12 b"),
    ],
)
def test_the_paragraph_of_the_minutes_is_stored_in_one_form(typed: str, stored: str) -> None:
    paragraph = details_section().question("decision_paragraph")
    assert paragraph.read({"text": typed}).value == {"text": stored}


def test_an_empty_paragraph_of_the_minutes_is_no_answer() -> None:
    assert details_section().question("decision_paragraph").read({"text": "  "}).value is None
