"""A limit that can be read as two numbers is refused with both, and never taken as one of them."""

import pytest

from survey.languages import PAGE_LANGUAGES
from survey.questions.faults.fault import describe
from survey.questions.load import load_text
from tests.questions.written import ONE_QUESTION, faults_of, with_questions

LABEL = "label: {fi: Hinta, sv: Pris}"


def number(limit: str) -> str:
    return with_questions(f"- key: hinta\n  kind: number\n  {LABEL}\n  decimals: 4\n  maximum: {limit}\n")


@pytest.mark.parametrize(
    ("written", "thousands", "decimal"),
    [
        ("10.000", "10 000", "10"),
        ("1,000", "1 000", "1"),
        ('"10.000"', "10 000", "10"),
        ("-25.500", "−25 500", "−25,5"),
        ("12.345", "12 345", "12,345"),
    ],
)
def test_both_readings_are_told_at_the_line(written: str, thousands: str, decimal: str) -> None:
    [fault] = faults_of(number(written))
    assert (fault.code, fault.line, fault.where) == ("number-in-two-ways", 13, "sections.1.questions.1.maximum")
    told = [" ".join(fault.places[name].split()).replace("-", "−") for name in ("thousands", "decimal")]
    assert told == [thousands, decimal]
    assert written.strip('"') in describe(fault, "fi")


@pytest.mark.parametrize(
    ("written", "limit"), [("10000", 10_000), ("10.0", 10), ("0.125", 0.125), ("12.3450", 12.345), ("1000.000", 1000)]
)
def test_what_can_be_read_in_one_way_is_taken(written: str, limit: float) -> None:
    [question] = load_text(number(written)).question_set.questions()
    assert question.model_dump()["maximum"] == limit


@pytest.mark.parametrize(
    "question",
    [
        f"- {{key: a, kind: long_text, {LABEL}, max_length: 10.000}}",
        f"- {{key: a, kind: attachment, {LABEL}, max_size: 1.000}}",
        (
            f"- {{key: a, kind: group, {LABEL}, entry: {{fi: A, sv: A}}, repeat: {{maximum: 1.000}}, "
            f"questions: [{{key: b, kind: text, {LABEL}}}]}}"
        ),
    ],
)
def test_every_limit_is_asked_and_told_once(question: str) -> None:
    assert [fault.code for fault in faults_of(with_questions(f"{question}\n"))] == ["number-in-two-ways"]


def test_a_limit_in_a_block_is_told_once_and_beside_the_other_faults() -> None:
    block = f"- {{key: a, kind: number, {LABEL}, maximum: 10.000}}\n"
    yaml = with_questions("- {block: b}\n- {block: b, prefix: c_}\n" + ONE_QUESTION + ONE_QUESTION)
    faults = faults_of(yaml.replace("sections:", f"blocks:\n  b:\n    {block}sections:"))
    assert sorted(fault.code for fault in faults) == ["number-in-two-ways", "repeated-question"]


def test_the_message_is_there_in_each_language() -> None:
    [fault] = faults_of(number("10.000"))
    assert len({describe(fault, language) for language in [*PAGE_LANGUAGES, "en"]}) == 3
