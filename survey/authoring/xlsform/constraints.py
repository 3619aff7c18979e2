"""Translates the limits of an answer into XLSForm's `constraint`, and back.

A constraint that is not one of the limits of questions raises NotUnderstood: if it were left out, answers would be
accepted that the form's author does not allow.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from survey.authoring.xlsform.expressions import (
    NUMBER,
    Call,
    Comparison,
    Expression,
    Joined,
    NotUnderstood,
    Self,
    Value,
    quoted,
    read_expression,
)
from survey.questions.kinds import KINDS
from survey.questions.kinds.number import in_one_way, two_readings

_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "=", "!=": "!="}

_LIMITS: Mapping[str, tuple[str, str]] = {
    "": ("minimum", "maximum"),
    "string-length": ("", "max_length"),
    "count-selected": ("at_least", "at_most"),
}
"""For each function of the answer: the keys of the lower and the upper limit."""


@dataclass(frozen=True)
class Limits:
    """The limits in a constraint: numbers by key, and the keys of exclusive options."""

    numbers: Mapping[str, int | float] = field(default_factory=dict)
    exclusive: tuple[str, ...] = ()


def constraint_of(question: Mapping[str, Any]) -> str:
    """The limits of a question (its plain mapping) as an expression; empty if there are none that can be expressed.

    `at_least` cannot be expressed if there is an exclusive option, which may be chosen alone whatever `at_least` is.
    """
    exclusive = [option["key"] for option in question.get("options", ()) if option.get("exclusive")]
    said = [
        *_said("string-length(.)", "<=", question.get("max_length") if limits_text(question["kind"]) else None),
        *_said(".", ">=", question.get("minimum")),
        *_said(".", "<=", question.get("maximum")),
        *_said("count-selected(.)", ">=", None if exclusive else question.get("at_least")),
        *_said("count-selected(.)", "<=", question.get("at_most")),
        *(f"not(selected(., {quoted(key)}) and count-selected(.) > 1)" for key in exclusive),
    ]
    return " and ".join(said)


def limits_text(kind: str) -> bool:
    """Whether a kind's `max_length` limits the answer itself, and not the reason for it."""
    return set(KINDS[kind].parts[:1]) & set(KINDS[kind].texts) != set()


def _said(what: str, sign: str, limit: int | float | None) -> list[str]:
    return [f"{what} {sign} {_number(limit)}"] if limit is not None and can_express(limit) else []


def can_express(limit: int | float) -> bool:
    """Whether an expression can contain the limit. One with very many decimals is only in its own column."""
    return NUMBER.fullmatch(_number(limit)) is not None


def _number(limit: int | float) -> str:
    whole = not isinstance(limit, float) or limit.is_integer()
    return str(int(limit)) if whole else in_one_way(f"{Decimal(repr(limit)):f}")


class TwoReadings(NotUnderstood):
    """A limit in an expression that can be read as two numbers: `text`, and its `readings`."""

    def __init__(self, text: str, readings: tuple[Decimal, Decimal]) -> None:
        super().__init__(text)
        self.text, self.readings = text, readings


def limits_of(constraint: str, *, whole: bool) -> Limits:
    """The limits in an expression; `whole` is true if the answer has no decimals. Raises NotUnderstood."""
    numbers: dict[str, int | float] = {}
    exclusive: list[str] = []
    for part in _parts(read_expression(constraint)):
        match part:
            case Comparison(sign, left, Value(number, True)):
                key, limit = _limit(sign, left, number, whole=whole)
            case Comparison(sign, Value(number, True), right):
                key, limit = _limit(_TURNED[sign], right, number, whole=whole)
            case _:
                exclusive.append(_excluding(part))
                continue
        if numbers.setdefault(key, limit) != limit:
            raise NotUnderstood
    return Limits(numbers, tuple(exclusive))


def _parts(expression: Expression) -> Sequence[Expression]:
    return expression.parts if isinstance(expression, Joined) and expression.word == "and" else (expression,)


def _limit(sign: str, what: Expression, number: str, *, whole: bool) -> tuple[str, int | float]:
    function = what.function if isinstance(what, Call) and what.arguments == (Self(),) else ""
    if not function and what != Self():
        raise NotUnderstood
    if readings := two_readings(number):
        raise TwoReadings(number, readings)
    limit: int | float = int(number) if "." not in number else float(number)
    if sign in ("<", ">") and (function or whole) and isinstance(limit, int):
        sign, limit = (f"{sign}=", limit + (1 if sign == ">" else -1))
    keys = _LIMITS.get(function, ("", ""))
    key = {">=": keys[0], "<=": keys[1]}.get(sign, "")
    if not key:
        raise NotUnderstood
    return key, limit


def _excluding(expression: Expression) -> str:
    """The option of not(selected(., 'a') and count-selected(.) > 1), or of the same written with `or`.

    Raises NotUnderstood for any other expression.
    """
    match expression:
        case Call("not", (Joined("and", (first, second)),)) if _counts(second, {(">", "1"), (">=", "2")}):
            return _selected(first)
        case Joined("or", (Call("not", (first,)), second)) if _counts(second, {("=", "1"), ("<", "2"), ("<=", "1")}):
            return _selected(first)
        case _:
            raise NotUnderstood


def _selected(expression: Expression) -> str:
    match expression:
        case Call("selected", (Self(), Value(option))):
            return option
        case _:
            raise NotUnderstood


def _counts(expression: Expression, wanted: Iterable[tuple[str, str]]) -> bool:
    match expression:
        case Comparison(sign, Call("count-selected", (Self(),)), Value(number, True)):
            return (sign, number) in wanted
        case _:
            return False
