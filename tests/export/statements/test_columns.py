"""The columns of answers, planned from the question set alone."""

from survey.export.statements.columns import asks_what, plan_columns
from survey.languages import gettext
from survey.questions.load import load_text
from survey.questions.question_set import QuestionSet
from tests.export.rounds import QUESTIONS, small_set
from tests.questions.written import tiny_set


def test_there_is_a_column_for_each_part_of_each_question_in_the_order_of_the_form() -> None:
    planned = plan_columns(small_set(), "fi")

    assert [(column.number, column.question.key, column.part) for column in planned] == [
        ("1", "kanta", "option"),
        ("1", "kanta", "reason"),
        ("2", "huomiot", "text"),
        ("3", "muuta", "text"),
        ("4", "aika", "date"),
    ]


def test_a_choice_that_asks_for_no_reason_has_one_column() -> None:
    question_set = load_text(QUESTIONS.replace("reason: optional", "reason: none")).question_set

    assert [column.part for column in plan_columns(question_set, "fi")][:2] == ["option", "text"]


def test_headers_are_in_the_language_of_the_workbook() -> None:
    assert [column.header for column in plan_columns(small_set(), "sv")] == [
        "1 Understöder ni förslaget?",
        f"1 Understöder ni förslaget? – {gettext('sv', 'reason')}",
        "2 Övrigt",
        "3 Övrigt",
        "4 Ikraftträdande",
    ]


def test_questions_of_the_same_name_in_two_sections_have_headers_of_their_own() -> None:
    headers = [column.header for column in plan_columns(small_set(), "fi")]

    assert headers[2:4] == ["2 Muuta", "3 Muuta"]


def test_a_header_has_at_most_60_characters_and_is_unique_without_regard_to_case() -> None:
    headers = [column.header for column in plan_columns(with_short("k" * 60), "fi")]

    assert max(map(len, headers)) == 60
    assert len({header.casefold() for header in headers}) == len(headers)
    assert headers[0].endswith("…")
    assert headers[1].endswith(f"… – {gettext('fi', 'reason')}")


def test_a_header_that_just_fits_is_left_whole() -> None:
    assert plan_columns(with_short("k" * 58), "fi")[0].header == f"1 {'k' * 58}"


def test_a_header_stands_on_one_line() -> None:
    assert plan_columns(with_short('"Kanta\\nehdotukseen"'), "fi")[0].header == "1 Kanta ehdotukseen"


def test_a_number_has_its_unit_in_the_header_because_its_cells_have_none() -> None:
    assert [column.header for column in plan_columns(tiny_set("number"), "sv")] == [
        "1 Beräknade årliga kostnader (tusen euro)"
    ]


def test_what_other_means_has_a_column_where_an_option_asks_for_it() -> None:
    planned = plan_columns(tiny_set("choices"), "sv")

    assert [column.part for column in planned] == ["options", "specify", "reason"]
    assert planned[1].header == f"1 Vad påverkas av propositionen? – {gettext('sv', 'specification')}"
    assert asks_what(planned)
    assert not asks_what(plan_columns(small_set(), "sv"))


def with_short(words: str) -> QuestionSet:
    label = "label: {fi: Kannatatteko ehdotusta?, sv: Understöder ni förslaget?}"
    return load_text(QUESTIONS.replace(label, f"{label}\n        short: {{fi: {words}, sv: {words}}}")).question_set
