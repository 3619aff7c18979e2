"""`relevant` and `show_if` say the same, or the difference is not passed over."""

from typing import Any

import pytest

from survey.authoring.xlsform.conditions import both, conditions_of, relevant_of
from survey.authoring.xlsform.expressions import NotUnderstood


class Named:
    """Names of a form made elsewhere: capitals, and options that are numbers."""

    def question(self, name: str) -> str:
        return name.lower()

    def option(self, name: str, value: str) -> str:
        return f"option_{value}" if value.isdigit() else value


def read(relevant: str) -> dict[str, Any]:
    return conditions_of(relevant, Named())


@pytest.mark.parametrize(
    ("conditions", "relevant"),
    [
        ({"a": ["x"]}, "selected(${a}, 'x')"),
        ({"a": ["x", "y"]}, "selected(${a}, 'x') or selected(${a}, 'y')"),
        ({"a": "answered"}, "${a} != ''"),
        (
            {"a": ["x", "y"], "b": "answered"},
            "(selected(${a}, 'x') or selected(${a}, 'y')) and ${b} != ''",
        ),
        ({"any_of": [{"a": ["x"]}, {"b": "answered"}]}, "selected(${a}, 'x') or ${b} != ''"),
        (
            {"c": ["z"], "any_of": [{"a": ["x", "y"]}, {"b": ["x"], "d": ["y"]}]},
            (
                "selected(${c}, 'z') and (selected(${a}, 'x') or selected(${a}, 'y') or "
                "(selected(${b}, 'x') and selected(${d}, 'y')))"
            ),
        ),
    ],
)
def test_a_condition_is_said_as_an_expression_and_read_back(conditions: dict[str, Any], relevant: str) -> None:
    assert relevant_of(conditions) == relevant
    assert read(relevant) == conditions


@pytest.mark.parametrize(
    ("relevant", "conditions"),
    [
        ("${A}='x'", {"a": ["x"]}),
        ('${ A } = "x"', {"a": ["x"]}),
        ("'x' = ${a}", {"a": ["x"]}),
        ("${a} = ‘x’", {"a": ["x"]}),
        ("${a}=1", {"a": ["option_1"]}),
        ("${a} = '1' or ${a} = '2'", {"a": ["option_1", "option_2"]}),
        ("selected( ${a} , 'x' )", {"a": ["x"]}),
        ("((${a} = 'x'))", {"a": ["x"]}),
        ("string-length(${a}) > 0", {"a": "answered"}),
        ("count-selected(${a}) >= 1", {"a": "answered"}),
        ("'' != ${a}", {"a": "answered"}),
        ("${a} <> ''", {"a": "answered"}),
        ("${a} != '' and ${a} = 'x'", {"a": ["x"]}),
        ("${a} = 'x' and ${a} = 'x'", {"a": ["x"]}),
        ("selected(${a}, 'x') and selected(${a}, 'y')", {"a": ["x"], "any_of": [{"a": ["y"]}]}),
        ("(${a}='x' and ${b}='y') or (${a}='z')", {"any_of": [{"a": ["x"], "b": ["y"]}, {"a": ["z"]}]}),
        ("${a}='x' and (${b}='y' or ${c}='z')\n", {"a": ["x"], "any_of": [{"b": ["y"]}, {"c": ["z"]}]}),
        (
            "(${a}='x' or ${b}='y') and (${c}='x' or ${d}='y')",
            {
                "any_of": [
                    {"a": ["x"], "c": ["x"]},
                    {"a": ["x"], "d": ["y"]},
                    {"b": ["y"], "c": ["x"]},
                    {"b": ["y"], "d": ["y"]},
                ]
            },
        ),
    ],
)
def test_the_usual_shapes_of_other_forms_are_read(relevant: str, conditions: dict[str, Any]) -> None:
    assert read(relevant) == conditions


@pytest.mark.parametrize(
    "relevant",
    [
        "",
        "yes",
        "true()",
        "not(selected(${a}, 'x'))",
        "${a} != 'x'",
        "${a} = ''",
        "${a} > 3",
        "${a} = ${b}",
        "${a}",
        "'x'",
        "${a} = 'x",
        "${a} = 'x' and",
        "and ${a} = 'x'",
        "(${a} = 'x'",
        "${a} = 'x')",
        "${a} = 'x' ${b} = 'y'",
        "selected(${a})",
        "selected(${a}, 'x', 'y')",
        "count-selected(${a}) > 1",
        "${a} = 'x' = 'y'",
        "once(uuid())",
        "today() > '2026-01-01'",
        "${a} = if(${b} = 'x', 'y', 'z')",
        "(" * 500 + "${a} = 'x'" + ")" * 500,
        " and ".join(f"(${{a{n}}}='x' or ${{b{n}}}='y')" for n in range(12)),
        "${a} = " + "9" * 5000,
        "((${a} = 'x' and selected(${a}, 'y')) or ${b} = 'x')",
        "jr:choice-name(${a}, '${a}') = 'x'",
        "\x00",
        "${}",
    ],
)
def test_what_no_condition_says_is_not_understood(relevant: str) -> None:
    with pytest.raises(NotUnderstood):
        read(relevant)


def test_two_conditions_hold_together_or_are_refused() -> None:
    assert both({"a": ["x"]}, {"b": "answered"}) == {"a": ["x"], "b": "answered"}
    assert both({"any_of": [{"a": ["x"]}, {"b": ["y"]}]}, {"a": ["x"]}) == {
        "a": ["x"],
        "any_of": [{"a": ["x"]}, {"b": ["y"]}],
    }
