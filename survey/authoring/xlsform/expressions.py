"""Reads the expressions of XLSForm (XPath with ${names}) as trees: only the part of XPath that forms usually have.

An expression is `and`, `or`, one comparison, or a value: a text, a number, a question `${name}`, the answer itself
(`.`), or a function with its arguments.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_EXPRESSION = 10_000
DEEPEST = 40
"""The most brackets inside one another."""

_TOKEN = re.compile(
    r"""\s*(?:
      \$\{\s*(?P<name>[^{}]+?)\s*\}
    | (?P<text>'[^']*'|"[^"]*"|[‘’][^‘’]*[‘’]|[“”][^“”]*[“”])
    | (?P<number>-?\d{1,20}(?:\.\d{1,20})?)
    | (?P<sign>!=|<>|<=|>=|=|<|>|\(|\)|,)
    | (?P<word>[A-Za-z][\w-]*)
    | (?P<self>\.)
    )\s*""",
    re.VERBOSE | re.DOTALL,
)

NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?")
"""A number as it is written in expressions."""

COMPARISONS = {"=": "=", "!=": "!=", "<>": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}


@dataclass(frozen=True)
class Name:
    """${name}: the answer to another question."""

    name: str


@dataclass(frozen=True)
class Self:
    """The answer to the question itself."""


@dataclass(frozen=True)
class Value:
    """A text, or a number as it is written."""

    text: str
    is_number: bool = False


@dataclass(frozen=True)
class Call:
    """A function and its arguments."""

    function: str
    arguments: tuple["Expression", ...]


@dataclass(frozen=True)
class Comparison:
    """One of = != < > <= >= between two values."""

    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True)
class Joined:
    """Several expressions of which all (`and`) or any (`or`) must hold."""

    word: str
    parts: tuple["Expression", ...]


Expression = Name | Self | Value | Call | Comparison | Joined


class NotUnderstood(Exception):
    """An expression that is not one of those that can be read."""


def read_expression(text: str) -> Expression:
    """The tree of the expression in `text`. Raises NotUnderstood."""
    if len(text) > LONGEST_EXPRESSION:
        raise NotUnderstood
    reader = _Reader(list(_tokens(text)))
    expression = reader.joined("or", DEEPEST)
    if not reader.at_end:
        raise NotUnderstood
    return expression


def quoted(text: str) -> str:
    """The text in quotation marks for an expression. It must not contain one; keys never do."""
    return f"'{text}'"


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position, text = 0, text.strip()
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise NotUnderstood
        kind = next(kind for kind, value in found.groupdict().items() if value)
        yield kind, found[kind][1:-1] if kind == "text" else found[kind]
        position = found.end()


class _Reader:
    """Reads the tokens from first to last. Comparisons bind most, then `and`, then `or`."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens, self._next = tokens, 0

    @property
    def at_end(self) -> bool:
        return self._next >= len(self._tokens)

    def joined(self, word: str, depth: int) -> Expression:
        """The expressions joined by `word`, or the only expression."""
        if depth < 0:
            raise NotUnderstood
        parts = [self._part(word, depth)]
        while self._take("word", word):
            parts.append(self._part(word, depth))
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def _part(self, word: str, depth: int) -> Expression:
        return self.joined("and", depth) if word == "or" else self._comparison(depth)

    def _comparison(self, depth: int) -> Expression:
        left = self._value(depth)
        kind, sign = self._peek()
        if kind == "sign" and sign in COMPARISONS:
            self._next += 1
            return Comparison(COMPARISONS[sign], left, self._value(depth))
        return left

    def _value(self, depth: int) -> Expression:
        kind, text = self._peek()
        self._next += 1
        simple: dict[str, Expression] = {
            "name": Name(text),
            "text": Value(text),
            "number": Value(text, is_number=True),
            "self": Self(),
        }
        if kind in simple:
            return simple[kind]
        if (kind, text) == ("sign", "("):
            inner = self.joined("or", depth - 1)
            self._expect(")")
            return inner
        if kind == "word" and self._take("sign", "("):
            return self._call(text, depth)
        raise NotUnderstood

    def _call(self, function: str, depth: int) -> Call:
        arguments: list[Expression] = []
        if self._take("sign", ")"):
            return Call(function, ())
        arguments.append(self.joined("or", depth - 1))
        while self._take("sign", ","):
            arguments.append(self.joined("or", depth - 1))
        self._expect(")")
        return Call(function, tuple(arguments))

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._next] if not self.at_end else ("end", "")

    def _take(self, kind: str, text: str) -> bool:
        taken = self._peek() == (kind, text)
        self._next += taken
        return taken

    def _expect(self, sign: str) -> None:
        if not self._take("sign", sign):
            raise NotUnderstood
