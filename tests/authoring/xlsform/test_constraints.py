"""`constraint` and the limits of a question say the same, or the difference is not passed over."""

from typing import Any

import pytest

from survey.authoring.xlsform.constraints import Limits, constraint_of, limits_of
from survey.authoring.xlsform.expressions import NotUnderstood


@pytest.mark.parametrize(
    ("limits", "constraint"),
    [
        ({"kind": "text", "max_length": 100}, "string-length(.) <= 100"),
        ({"kind": "number", "minimum": 0, "maximum": 10.5}, ". >= 0 and . <= 10.5"),
        ({"kind": "number", "minimum": -1e-7}, ". >= -0.0000001"),
        ({"kind": "choices", "at_least": 2, "at_most": 3}, "count-selected(.) >= 2 and count-selected(.) <= 3"),
    ],
)
def test_limits_are_said_as_an_expression_and_read_back(limits: dict[str, Any], constraint: str) -> None:
    assert constraint_of(limits) == constraint
    assert limits_of(constraint, whole=False).numbers == {key: limits[key] for key in limits if key != "kind"}


def test_an_option_that_excludes_the_others_is_said_and_read_back() -> None:
    options = [{"key": "a"}, {"key": "ei", "exclusive": True}]
    said = constraint_of({"kind": "choices", "options": options, "at_least": 2, "at_most": 3})
    assert said == "count-selected(.) <= 3 and not(selected(., 'ei') and count-selected(.) > 1)"
    assert limits_of(said, whole=False) == Limits({"at_most": 3}, ("ei",))
    assert limits_of("not(selected(., 'ei')) or count-selected(.) = 1", whole=False) == Limits({}, ("ei",))


def test_the_length_of_a_reason_is_no_limit_of_the_answer() -> None:
    assert constraint_of({"kind": "choice", "options": [], "max_length": 100}) == ""


@pytest.mark.parametrize(
    ("constraint", "numbers"),
    [
        (".>=0 and .<=100", {"minimum": 0, "maximum": 100}),
        ("(. >= 1)", {"minimum": 1}),
        (". > 0", {"minimum": 1}),
        ("10 > .", {"maximum": 9}),
        ("string-length(.) < 201", {"max_length": 200}),
        (". >= 0.5", {"minimum": 0.5}),
    ],
)
def test_the_usual_shapes_of_other_forms_are_read(constraint: str, numbers: dict[str, Any]) -> None:
    assert limits_of(constraint, whole=True).numbers == numbers


@pytest.mark.parametrize(
    "constraint",
    [
        "regex(., '^[0-9]+$')",
        ". <= today()",
        ". > ${other}",
        ". > 0 or . < -5",
        ". != 5",
        ". > 0.5",
        ". >= 1 and . >= 2",
        "string-length(.) >= 5",
        "string-length(${a}) <= 5",
        "selected(., 'a')",
        "5",
        ".",
    ],
)
def test_what_no_limit_says_is_not_understood(constraint: str) -> None:
    with pytest.raises(NotUnderstood):
        limits_of(constraint, whole=True)


def test_more_than_a_number_of_decimals_allows_is_not_rounded() -> None:
    with pytest.raises(NotUnderstood):
        limits_of(". > 0", whole=False)
