"""Counting answers while the statements go by."""

from survey.export.statements.counts import Counts, Outcome, in_official_order
from survey.export.statements.records import Statement, Status
from survey.questions.question import Given
from tests.export.rounds import NOTHING, respondent, small_set, statement
from tests.questions.written import tiny_set

MUNICIPALITY, PARISH = respondent(group="municipality"), respondent(group="parish")


def counted(*statements: Statement, form: str = "") -> Counts:
    counts = Counts(tiny_set(form) if form else small_set())
    for each in statements:
        counts.add(each)
    return counts


def outcomes(counts: Counts, key: str) -> dict[Outcome, int]:
    found = {outcome: counts.outcome(key, outcome, counts.official_groups()) for outcome in Outcome}
    return {outcome: number for outcome, number in found.items() if number}


def test_each_statement_comes_to_one_outcome_for_each_question() -> None:
    counts = counted(
        statement({"muuta": "Vastaus"}, MUNICIPALITY),
        statement({"muuta": NOTHING}, MUNICIPALITY),
        statement({}, PARISH),
        statement({}, respondent(status=Status.NOTHING_TO_STATE)),
    )

    assert outcomes(counts, "muuta") == {Outcome.ANSWERED: 1, Outcome.NOTHING_TO_STATE: 2, Outcome.NOT_ANSWERED: 1}
    assert counts.outcome("muuta", Outcome.NOT_ANSWERED, ["municipality"]) == 0


def test_options_are_counted_group_by_group_in_the_order_of_the_form() -> None:
    counts = counted(
        statement({"kanta": Given({"option": "ei"})}, MUNICIPALITY),
        statement({"kanta": Given({"option": "ei"})}, PARISH),
        statement({"kanta": Given({"reason": "Vain perustelu"})}, PARISH),
    )
    question = next(small_set().questions())

    assert counts.options(question, "option", ["municipality", "parish"]) == {"kylla": 0, "ei": 2}
    assert list(counts.options(question, "option", ["parish"])) == ["kylla", "ei"]
    assert counts.answers("kanta", "option", ["parish"]) == 1


def test_an_option_that_the_question_does_not_have_is_counted_last() -> None:
    counts = counted(statement({"kanta": Given({"option": "muu"})}))

    assert counts.options(next(small_set().questions()), "option", counts.groups) == {"kylla": 0, "ei": 0, "muu": 1}


def test_several_options_are_one_answer() -> None:
    counts = counted(statement({"vaikutukset": Given({"options": "talous henkilosto"})}), form="choices")

    assert counts.answers("vaikutukset", "options", counts.groups) == 1
    assert sum(counts.options(next(tiny_set("choices").questions()), "options", counts.groups).values()) == 2


def test_what_is_not_asked_is_another_thing_than_what_is_not_answered() -> None:
    counts = counted(
        statement(
            {
                "pykalat": Given({"entries": "e1 e2 e3"}),
                "pykalat/e1/kanta": Given({"option": "muutettava"}),
                "pykalat/e1/miten": Given({"text": "Näin."}),
                "pykalat/e2/kanta": Given({"option": "muutettava"}),
                "pykalat/e3/kanta": Given({"option": "kannatamme"}),
            }
        ),
        form="group",
    )

    assert outcomes(counts, "pykalat/miten") == {Outcome.ANSWERED: 1, Outcome.NOT_ANSWERED: 1, Outcome.NOT_ASKED: 1}
    assert outcomes(counts, "pykalat/kanta") == {Outcome.ANSWERED: 3}
    assert outcomes(counts, "pykalat") == {Outcome.ANSWERED: 1}


def test_groups_come_in_official_order_and_unknown_ones_last() -> None:
    assert in_official_order(["zzz", "parish", "court", "parish", "aaa"], ()) == ["court", "parish", "aaa", "zzz"]
