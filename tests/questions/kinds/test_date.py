"""A day of the calendar."""

from datetime import date

import pytest

from survey.questions.kinds.date import read_day
from survey.questions.question import Problem, State
from tests.questions.written import tiny_question


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("24.11.2026", "2026-11-24", "24.11.2026"),
        ("4.1.2026", "2026-01-04", "4.1.2026"),
        ("04.01.2026", "2026-01-04", "4.1.2026"),
        ("24. 11. 2026", "2026-11-24", "24.11.2026"),
        (" 24.11.2026\r\n", "2026-11-24", "24.11.2026"),
        ("2026-11-24", "2026-11-24", "24.11.2026"),
        ("29.2.2024", "2024-02-29", "29.2.2024"),
        ("29.2.2000", "2000-02-29", "29.2.2000"),
        ("6.12.1917", "1917-12-06", "6.12.1917"),
        ("1.1.0999", "0999-01-01", "1.1.0999"),
    ],
)
def test_a_day_is_stored_as_iso_and_shown_as_in_finland(typed: str, stored: str, shown: str) -> None:
    question = tiny_question("date")
    reading = question.read({"date": typed})
    assert (reading.value, reading.state) == ({"date": stored}, State.ANSWERED)
    for language in ("fi", "sv"):
        assert question.shown({"date": stored}, State.ANSWERED, language) == {"date": shown}
    assert question.typed({"date": stored}, State.ANSWERED) == {"date": shown}
    assert question.cells({"date": stored}, State.ANSWERED, "fi") == {"date": date.fromisoformat(stored)}
    assert question.problems({"date": stored}, State.ANSWERED) == []


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "32.13.",
            "29.2.2025",
            "29.2.1900",
            "31.4.2026",
            "0.1.2026",
            "24/11/2026",
            "11-24-2026",
            "20261124",
        ),
        *("2026-11-24T00:00", "24.11.2026 klo 12", "syksyllä", "1.1.0000", "24.11.20266", "２４.11.2026", "٢٤.١١.٢٠٢٦"),
        *("  ehkä\n2026  ",),
    ],
)
def test_what_is_no_day_is_kept_as_typed_and_named(typed: str) -> None:
    question = tiny_question("date")
    reading = question.read({"date": typed})
    assert (reading.value, reading.state) == ({"date": typed}, State.MALFORMED)
    for words in (question.shown, question.cells):
        assert words({"date": typed}, State.MALFORMED, "sv") == {"date": typed}
    assert question.typed({"date": typed}, State.MALFORMED) == {"date": typed}
    assert question.problems({"date": typed}, State.MALFORMED) == [Problem("not_a_date", "date")]


def test_no_day_is_no_answer() -> None:
    assert tiny_question("date").read({"date": " \n"}).value is None
    assert tiny_question("date").read({}).value is None


def test_removed_characters_are_counted() -> None:
    reading = tiny_question("date").read({"date": "24.\x0011.2026"})
    assert (reading.value, reading.removed) == ({"date": "2026-11-24"}, 1)


def test_every_day_of_a_leap_year_comes_back_the_same() -> None:
    question = tiny_question("date")
    for ordinal in range(date(2024, 1, 1).toordinal(), date(2025, 1, 1).toordinal()):
        stored = {"date": date.fromordinal(ordinal).isoformat()}
        assert question.read(question.typed(stored, State.ANSWERED)).value == stored


def test_read_day_gives_none_for_what_is_no_day() -> None:
    assert read_day("30.2.2026") is None
    assert read_day("28.2.2026") == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("1/2/2027", date(2027, 2, 1), date(2027, 1, 2)),
        ("01/12/2026", date(2026, 12, 1), date(2026, 1, 12)),
        ("3-4-2027", date(2027, 4, 3), date(2027, 3, 4)),
        ("1.2.27", date(2027, 2, 1), date(1927, 2, 1)),
        ("24.11.26", date(2026, 11, 24), date(1926, 11, 24)),
    ],
)
def test_what_can_be_two_days_is_taken_as_neither_and_both_are_named(typed: str, first: date, second: date) -> None:
    question = tiny_question("date")
    reading = question.read({"date": typed})
    assert (reading.value, reading.state) == ({"date": typed}, State.MALFORMED)
    assert reading.value
    (problem,) = question.problems(reading.value, reading.state)
    assert problem.code == "date_in_two_ways"
    assert problem.places == {"first": first.toordinal(), "second": second.toordinal()}


@pytest.mark.parametrize("typed", ["3/3/2027", "13/2/2027", "31/2/2027"])
def test_what_is_one_day_or_none_asks_for_the_usual_way(typed: str) -> None:
    question = tiny_question("date")
    (problem,) = question.problems({"date": typed}, State.MALFORMED)
    assert problem.code == "not_a_date"
