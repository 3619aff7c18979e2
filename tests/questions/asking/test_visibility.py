"""What is asked, entry by entry, and what goes out in a statement."""

import pytest

from survey.questions.asking.addresses import Entry, addressed, entry_of, key_in_set
from survey.questions.asking.entries import NOTHING_GIVEN, entries_of, filled_entries, removed_entries
from survey.questions.asking.progress import Progress, findings, section_progress
from survey.questions.asking.visibility import asked_sections, statement_answers
from survey.questions.kinds.group import Group
from survey.questions.question import Answers, Given
from tests.questions.written import tiny_set

TWO: Answers = {
    "pykalat": Given({"entries": "e2 e1 e3", "removed": "e9"}),
    "pykalat/e1/saannos": Given({"text": "1 §"}),
    "pykalat/e2/saannos": Given({"text": "2 §"}),
    "pykalat/e2/kanta": Given({"option": "muutettava"}),
    "pykalat/e9/saannos": Given({"text": "poistettu"}),
}


def group() -> Group:
    question = next(tiny_set("group").questions())
    assert isinstance(question, Group)
    return question


def asked_addresses(answers: Answers, form: str = "group") -> list[str]:
    section = asked_sections(tiny_set(form), answers)[1]
    return [address for address, _ in addressed(section)]


def test_a_group_begins_with_its_least_number_of_entries_and_at_least_one() -> None:
    assert entries_of(group(), {}) == ("e1",)
    three = group().model_copy(update={"repeat": group().repeat.model_copy(update={"minimum": 3})})
    assert entries_of(three, {}) == ("e1", "e2", "e3")


def test_the_order_and_what_was_removed_are_the_answer_at_the_groups_own_address() -> None:
    assert entries_of(group(), TWO) == ("e2", "e1", "e3")
    assert removed_entries(group(), TWO) == ("e9",)
    assert filled_entries(group(), TWO) == ("e2", "e1")
    assert entries_of(group(), {"pykalat": Given({"entries": ""})}) == ()


def test_each_entry_has_its_questions_at_addresses_of_their_own_in_the_order_of_the_entries() -> None:
    assert asked_addresses(TWO) == [
        "pykalat",
        "pykalat/e2/saannos",
        "pykalat/e2/kanta",
        "pykalat/e2/miten",
        "pykalat/e1/saannos",
        "pykalat/e1/kanta",
        "pykalat/e3/saannos",
        "pykalat/e3/kanta",
        "muuta",
    ]


def test_a_condition_within_a_group_looks_at_the_answers_of_its_own_entry() -> None:
    asked = asked_addresses(TWO)
    assert "pykalat/e2/miten" in asked
    assert "pykalat/e1/miten" not in asked


@pytest.mark.parametrize(
    ("address", "entry"),
    [
        ("pykalat/e1/saannos", Entry("pykalat", "e1", "saannos")),
        ("pykalat", None),
        ("details/official_name", None),
        ("sections/palvelut", None),
        ("pykalat/x1/saannos", None),
    ],
)
def test_an_address_tells_whether_it_stands_in_an_entry(address: str, entry: Entry | None) -> None:
    assert entry_of(address) == entry
    assert key_in_set(address) == ("pykalat/saannos" if entry else address)


def test_an_entry_that_is_left_empty_asks_for_nothing_and_a_begun_one_for_what_is_required() -> None:
    section = asked_sections(tiny_set("group"), TWO)[1]
    assert list(findings(section, TWO)) == []
    begun = {**TWO, "pykalat/e3/kanta": Given({"option": "kannatamme"})}
    section = asked_sections(tiny_set("group"), begun)[1]
    assert [finding.address for finding in findings(section, begun)] == ["pykalat/e3/saannos"]


def test_too_few_filled_entries_are_found_at_the_group() -> None:
    section = asked_sections(tiny_set("group"), {})[1]
    [finding] = findings(section, {})
    assert (finding.address, finding.problem.code, finding.problem.places) == (
        "pykalat",
        "too_few_entries",
        {"least": 1},
    )


def test_a_group_counts_as_one_question_however_many_entries_it_has() -> None:
    section = asked_sections(tiny_set("group"), TWO)[1]
    row = section_progress(section, TWO)
    assert (row.answered, row.asked, row.progress) == (1, 2, Progress.IN_PROGRESS)


def test_a_statement_has_the_filled_entries_in_order_and_nothing_that_was_removed() -> None:
    displayed = statement_answers(asked_sections(tiny_set("group"), TWO), TWO)
    assert dict(displayed) == {
        "pykalat": Given({"entries": "e2 e1"}),
        "pykalat/e2/saannos": TWO["pykalat/e2/saannos"],
        "pykalat/e2/kanta": TWO["pykalat/e2/kanta"],
        "pykalat/e1/saannos": TWO["pykalat/e1/saannos"],
    }


def test_a_group_without_a_filled_entry_is_not_in_a_statement() -> None:
    empty = {"pykalat": Given({"entries": "e1 e2"})}
    assert statement_answers(asked_sections(tiny_set("group"), empty), empty) == {}


def test_a_note_asks_for_nothing_and_is_counted_nowhere() -> None:
    section = tiny_set("note").sections[0]
    assert [address for address, _ in addressed(section)] == ["muuta"]
    row = section_progress(section, {"muuta": Given({"text": "Kiitos."})})
    assert (row.answered, row.asked, row.progress) == (1, 1, Progress.READY)


def test_nothing_to_state_settles_a_required_question() -> None:
    section = tiny_set("nothing_to_state").sections[0]
    assert [finding.address for finding in findings(section, {})] == ["vaikutukset"]
    assert list(findings(section, {"vaikutukset": NOTHING_GIVEN})) == []


def test_nothing_to_state_of_a_section_is_an_answer_to_each_question_that_is_left_empty() -> None:
    question_set = tiny_set("nothing_to_state")
    answers: Answers = {"sections/rahoitus": NOTHING_GIVEN, "kustannukset": Given({"text": "Pienet."})}
    section = asked_sections(question_set, answers)[2]
    assert list(findings(section, answers)) == []
    assert section_progress(section, answers).progress is Progress.READY
    assert statement_answers([section], answers) == {"kustannukset": answers["kustannukset"], "maara": NOTHING_GIVEN}


def test_a_required_section_wants_an_answer_or_that_there_is_nothing_to_state() -> None:
    section = tiny_set("nothing_to_state").sections[1]
    assert {finding.problem.code for finding in findings(section, {})} == {"missing", "section_unanswered"}
    assert list(findings(section, {"maara": Given({"number": "1"})})) == []


def test_nothing_to_state_is_no_answer_to_a_condition() -> None:
    question_set = tiny_set("show_if")
    looked_at = next(
        key for question in question_set.questions() for key in (question.show_if or {}) if key != "any_of"
    )
    before = asked_sections(question_set, {})
    assert asked_sections(question_set, {looked_at: NOTHING_GIVEN}) == before
