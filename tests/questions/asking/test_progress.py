"""How far a response has come, and what keeps it from being handed in."""

from survey.questions.asking.addresses import addressed, all_sections
from survey.questions.asking.progress import Progress, all_findings, findings, section_progress
from survey.questions.details import details_section
from survey.questions.load import load_text
from survey.questions.question import Answers, Given, Problem, State
from survey.questions.question_set import QuestionSet, Section
from tests.questions.written import tiny_set, with_questions

DETAILS: Answers = {
    "details/official_name": Given({"text": "Kruunupyyn kunta"}),
    "details/respondent_group": Given({"option": "municipality"}),
    "details/statement_language": Given({"option": "fi"}),
    "details/recorded_by": Given({"text": "Maija Meikäläinen"}),
    "details/contact_email": Given({"email": "kirjaamo@kunta.example"}),
}
"""What every respondent must say of itself."""


def required_section() -> Section:
    return tiny_set("required").sections[0]


def mixed_set() -> QuestionSet:
    return load_text(
        with_questions(
            "- {key: paiva, kind: date, required: true, label: {fi: Päivä, sv: Datum}}\n"
            "- {key: lyhyt, kind: text, max_length: 5, label: {fi: Lyhyt, sv: Kort}}\n"
        )
    ).question_set


def test_a_section_without_answers_is_not_started_and_says_what_is_required() -> None:
    row = section_progress(required_section(), {})
    assert (row.progress, row.answered, row.asked, row.required_missing) == (Progress.NOT_STARTED, 0, 2, 1)


def test_a_section_that_is_answered_in_part_is_in_progress() -> None:
    row = section_progress(required_section(), {"vapaaehtoinen": Given({"text": "Muuta"})})
    assert (row.progress, row.answered, row.required_missing) == (Progress.IN_PROGRESS, 1, 1)
    row = section_progress(required_section(), {"pakollinen": Given({"text": "Lausunto"})})
    assert (row.progress, row.answered, row.required_missing) == (Progress.IN_PROGRESS, 1, 0)


def test_a_section_is_ready_when_all_of_it_is_answered() -> None:
    answers = {"pakollinen": Given({"text": "Lausunto"}), "vapaaehtoinen": Given({"text": "Muuta"})}
    assert section_progress(required_section(), answers).progress is Progress.READY


def test_nothing_to_state_is_an_answer_even_where_one_is_required() -> None:
    answers = {key: Given({}, State.NOTHING_TO_STATE) for key in ("pakollinen", "vapaaehtoinen")}
    row = section_progress(required_section(), answers)
    assert (row.progress, row.answered, row.required_missing) == (Progress.READY, 2, 0)
    choice = tiny_set("choice_with_required_reason").sections[0]
    assert section_progress(choice, {"kanta": Given({}, State.NOTHING_TO_STATE)}).progress is Progress.READY


def test_a_section_with_a_wrong_answer_needs_correcting_whatever_else_it_lacks() -> None:
    section = mixed_set().sections[0]
    malformed = {"paiva": Given({"date": "32.13."}, State.MALFORMED)}
    assert section_progress(section, malformed).progress is Progress.NEEDS_CORRECTING
    too_long = {"lyhyt": Given({"text": "liian pitkä"})}
    row = section_progress(section, too_long)
    assert (row.progress, row.required_missing) == (Progress.NEEDS_CORRECTING, 1)


def test_answers_of_other_sections_do_not_count() -> None:
    answers = {"muuta": Given({"text": "Muuta"}), **DETAILS}
    assert section_progress(required_section(), answers).progress is Progress.NOT_STARTED


def test_each_finding_has_its_address_and_its_problem_in_the_order_of_the_form() -> None:
    section = mixed_set().sections[0]
    found = list(findings(section, {"lyhyt": Given({"text": "123456"})}))
    assert [(finding.address, finding.problem) for finding in found] == [
        ("paiva", Problem("missing", "date")),
        ("lyhyt", Problem("too_long", "text", {"over": 1, "longest": 5})),
    ]
    assert all(finding.section is section for finding in found)
    assert [finding.question.key for finding in found] == ["paiva", "lyhyt"]


def test_a_required_choice_without_its_option_is_found_once() -> None:
    section = tiny_set("choice_with_required_reason").sections[0]
    assert [finding.problem.code for finding in findings(section, {"kanta": Given({"reason": "Koska"})})] == [
        "option_missing"
    ]


def test_an_empty_response_lacks_the_required_details_first() -> None:
    found = all_findings(tiny_set("required"), {})
    assert [finding.address for finding in found] == [*DETAILS, "pakollinen"]
    assert {finding.problem.code for finding in found} == {"missing"}


def test_a_response_with_its_details_and_all_that_is_required_can_be_handed_in() -> None:
    assert all_findings(tiny_set("required"), {**DETAILS, "pakollinen": Given({"text": "Lausunto"})}) == []
    assert all_findings(tiny_set("text"), DETAILS) == []


def test_the_details_come_before_the_sections_of_the_set() -> None:
    sections = all_sections(tiny_set("sections"))
    assert [section.key for section in sections] == ["details", "yleista", "luku-1", "muuta"]


def test_details_have_addresses_of_their_own_and_other_questions_their_keys() -> None:
    assert next(addressed(details_section()))[0] == "details/official_name"
    assert [address for address, _ in addressed(required_section())] == ["pakollinen", "vapaaehtoinen"]
