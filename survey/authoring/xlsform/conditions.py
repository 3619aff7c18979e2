"""Translates `show_if` into XLSForm's `relevant`, and back.

`relevant` can say more than `show_if` (that something is not true, comparisons of numbers). This raises NotUnderstood,
because a condition that is not exactly the same would ask the wrong people.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, product
from typing import Any, Protocol

from survey.authoring.xlsform.expressions import (
    Call,
    Comparison,
    Expression,
    Joined,
    Name,
    NotUnderstood,
    Value,
    quoted,
    read_expression,
)
from survey.questions.conditions import ANSWERED, ANY_OF

MOST_ALTERNATIVES = 60

Conditions = Mapping[str, Any]


class Names(Protocol):
    """Finds the keys in the question set for the names in a form's expressions."""

    def question(self, name: str) -> str:
        """The key of the question with this name."""

    def option(self, name: str, value: str) -> str:
        """The key of the option with this value, of the question with this name."""


@dataclass(frozen=True)
class _Wish:
    """A question must be answered (`options` is None), or answered with one of `options`."""

    key: str
    options: tuple[str, ...] | None


def relevant_of(conditions: Conditions, name_of: Callable[[str], str] = lambda key: key) -> str:
    """The condition as an expression; `name_of` returns the name in the form for a question's key."""
    return " and ".join(_said(key, wanted, name_of, alone=len(conditions) == 1) for key, wanted in conditions.items())


def _said(key: str, wanted: Any, name_of: Callable[[str], str], *, alone: bool) -> str:
    if key == ANY_OF:
        parts = [_bracketed(relevant_of(each, name_of), when=len(each) > 1) for each in wanted]
    elif wanted == ANSWERED:
        parts = [f"${{{name_of(key)}}} != ''"]
    else:
        parts = [f"selected(${{{name_of(key)}}}, {quoted(option)})" for option in wanted]
    return _bracketed(" or ".join(parts), when=len(parts) > 1 and not alone)


def _bracketed(words: str, *, when: bool) -> str:
    return f"({words})" if when else words


def conditions_of(relevant: str, names: Names) -> dict[str, Any]:
    """The condition for an expression. Raises NotUnderstood."""
    parts = _parts("and", _wishes(read_expression(relevant), names))
    wishes = [part for part in parts if isinstance(part, _Wish)]
    alternatives = [_alternatives(part) for part in parts if not isinstance(part, _Wish)]
    entries, left = _entries(wishes)
    alternatives += [[[wish]] for wish in left]
    if not alternatives:
        return entries
    if len(alternatives) == 1:
        return {**entries, ANY_OF: [_alone(each) for each in alternatives[0]]}
    return {**entries, ANY_OF: [_alone(list(chain.from_iterable(each))) for each in _every(alternatives)]}


def equal_to_one(relevant: str, several: Collection[str]) -> tuple[str, str] | None:
    """The question and the option of the first ${question} = 'option' whose question is in `several`, if there is one.

    Where several options can be chosen it can mean that the option is among those that are chosen, or, as XPath has
    it, the only one. Raises NotUnderstood.
    """
    return next(_equal_to_one(read_expression(relevant), several), None)


def _equal_to_one(expression: Expression, several: Collection[str]) -> Iterator[tuple[str, str]]:
    match expression:
        case Joined(_, parts):
            for part in parts:
                yield from _equal_to_one(part, several)
        case Comparison("=", Name(name), Value(value)) | Comparison("=", Value(value), Name(name)):
            if name in several and value:
                yield name, value
        case _:
            return


def both(first: Conditions, second: Conditions) -> dict[str, Any]:
    """The condition that is true if both are true. Raises NotUnderstood if no condition can say this."""
    return conditions_of(f"({relevant_of(first)}) and ({relevant_of(second)})", AsWritten())


class AsWritten:
    """For expressions in which the names of questions and options already are their keys."""

    def question(self, name: str) -> str:
        return name

    def option(self, name: str, value: str) -> str:
        return value


_Tree = _Wish | tuple[str, list["_Tree"]]


def _wishes(expression: Expression, names: Names) -> _Tree:
    """The expression with a wish for each comparison, and (word, parts) for parts that are joined by `and` or `or`."""
    if not isinstance(expression, Joined):
        return _wish(expression, names)
    parts = _parts(expression.word, (expression.word, [_wishes(part, names) for part in expression.parts]))
    if expression.word == "or":
        parts = _united(parts)
    return parts[0] if len(parts) == 1 else (expression.word, parts)


def _parts(word: str, tree: _Tree) -> list[_Tree]:
    """The parts that `word` joins, including those of parts that the same word joins."""
    if isinstance(tree, _Wish) or tree[0] != word:
        return [tree]
    return [part for each in tree[1] for part in _parts(word, each)]


def _united(parts: list[_Tree]) -> list[_Tree]:
    """The alternatives, with all wishes for the same question united into one."""
    united: dict[object, _Tree] = {}
    for part in parts:
        known = united.get(part.key) if isinstance(part, _Wish) else None
        if not isinstance(part, _Wish):
            united[len(united)] = part
        elif isinstance(known, _Wish):
            every = None if None in (known.options, part.options) else (*(known.options or ()), *(part.options or ()))
            united[part.key] = _Wish(part.key, every and tuple(dict.fromkeys(every)))
        else:
            united[part.key] = part
    return list(united.values())


def _wish(expression: Expression, names: Names) -> _Wish:
    match expression:
        case Call("selected", (Name(name), Value(value))):
            return _Wish(names.question(name), (names.option(name, value),))
        case Comparison("=", Name(name), Value(value)) | Comparison("=", Value(value), Name(name)) if value:
            return _Wish(names.question(name), (names.option(name, value),))
        case Comparison("!=", Name(name), Value("")) | Comparison("!=", Value(""), Name(name)):
            return _Wish(names.question(name), None)
        case Comparison(sign, Call("string-length" | "count-selected", (Name(name),)), Value(number, True)) if (
            sign,
            number,
        ) in {(">", "0"), ("!=", "0"), (">=", "1")}:
            return _Wish(names.question(name), None)
        case _:
            raise NotUnderstood


def _alternatives(tree: _Tree) -> list[list[_Wish]]:
    """The tree as a list of alternatives. Each is a list of wishes that must all be met."""
    if isinstance(tree, _Wish):
        return [[tree]]
    below = [_alternatives(part) for part in tree[1]]
    if tree[0] == "or":
        return _few([each for alternatives in below for each in alternatives])
    return [list(chain.from_iterable(each)) for each in _every(below)]


def _every(alternatives: list[list[list[_Wish]]]) -> Iterable[tuple[list[_Wish], ...]]:
    count = 1
    for each in alternatives:
        count *= len(each)
        if count > MOST_ALTERNATIVES:
            raise NotUnderstood
    return product(*alternatives)


def _few(alternatives: list[list[_Wish]]) -> list[list[_Wish]]:
    if len(alternatives) > MOST_ALTERNATIVES:
        raise NotUnderstood
    return alternatives


def _alone(wishes: list[_Wish]) -> dict[str, Any]:
    entries, left = _entries(wishes)
    if left:
        raise NotUnderstood
    return entries


def _entries(wishes: Iterable[_Wish]) -> tuple[dict[str, Any], list[_Wish]]:
    """The wishes as entries of a condition, and those left over because the question already has an entry."""
    entries: dict[str, Any] = {}
    left: list[_Wish] = []
    for wish in wishes:
        options = ANSWERED if wish.options is None else list(wish.options)
        known = entries.get(wish.key)
        if known is None or known == ANSWERED:
            entries[wish.key] = options
        elif options not in (ANSWERED, known):
            left.append(wish)
    return entries, left
