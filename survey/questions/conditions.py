"""Conditions (`show_if`): which earlier answers a section or a question needs before it is asked.

A condition is a mapping, and all its entries must be true. An entry is one of these:
- a question's key with a list of option keys: at least one of them is chosen;
- a question's key with `answered`: the question has an answer;
- `any_of` with a list of mappings of these two sorts: at least one of them is true.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

ANSWERED = "answered"
ANY_OF = "any_of"
_KEY = re.compile(r"[a-z][a-z0-9_]*")

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class OneChosen:
    """At least one of the options must be chosen in the answer to a question."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class HasAnswer:
    """A question must have an answer."""

    question: str


@dataclass(frozen=True)
class AnyOf:
    """All requirements of at least one alternative must be met."""

    alternatives: "tuple[tuple[Requirement, ...], ...]"


Requirement = OneChosen | HasAnswer | AnyOf


def requirements(conditions: Mapping[str, Any]) -> "tuple[Requirement, ...]":
    """What a condition requires, in the order of the file. All of it must be met.

    Raises ValueError for an entry of another sort than those of the module's docstring.
    """
    return tuple(_requirement(key, wanted) for key, wanted in conditions.items())


def _requirement(key: str, wanted: Any) -> Requirement:
    if key == ANY_OF:
        return AnyOf(tuple(requirements(alternative) for alternative in wanted))
    if not _is_wish(wanted):
        raise ValueError(f"{key}: {wanted!r}")
    return HasAnswer(key) if wanted == ANSWERED else OneChosen(key, tuple(wanted))


def _well_formed(raw: Any) -> Any:
    """Return the condition unchanged. Raises pydantic's ValidationError with the path of each part that is wrong."""
    wrong = list(_wrong_places(raw, ()))
    if wrong:
        raise ValidationError.from_exception_data(
            "condition",
            [
                InitErrorDetails(type=PydanticCustomError("bad_condition", "Not a condition"), loc=path, input=found)
                for path, found in wrong
            ],
        )
    return raw


Conditions = Annotated[dict[str, Any], BeforeValidator(_well_formed)]


def _wrong_places(raw: Any, path: Path, *, inside: bool = False) -> Iterator[tuple[Path, Any]]:
    if not isinstance(raw, Mapping) or not raw:
        yield path, raw
        return
    for key, wanted in raw.items():
        here = (*path, key)
        if key == ANY_OF and not inside:
            if not isinstance(wanted, list) or not wanted:
                yield here, wanted
                continue
            for index, alternative in enumerate(wanted):
                yield from _wrong_places(alternative, (*here, index), inside=True)
        elif not _KEY.fullmatch(str(key)) or not _is_wish(wanted):
            yield here, wanted


def _is_wish(wanted: Any) -> bool:
    if isinstance(wanted, list):
        return bool(wanted) and all(isinstance(option, str) and _KEY.fullmatch(option) for option in wanted)
    return bool(wanted == ANSWERED)


def references(conditions: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, str, list[str]]]:
    """Yield each question that a condition refers to: path within the condition, question key, list of option keys."""
    for key, wanted in conditions.items():
        if key == ANY_OF:
            for index, alternative in enumerate(wanted):
                yield from references(alternative, (*path, ANY_OF, index))
        else:
            yield (*path, key), key, [] if wanted == ANSWERED else list(wanted)


def holds(conditions: Mapping[str, Any], chosen: Callable[[str], frozenset[str] | None]) -> bool:
    """Whether the condition is true.

    `chosen` takes a question key. It returns the option keys that are chosen there, an empty set for an answer without
    options, and None where the question has no answer or is not asked.
    """
    # On the mapping itself and not on `requirements`, which take longer to make than this takes.
    return all(
        any(holds(alternative, chosen) for alternative in wanted) if key == ANY_OF else _is_met(wanted, chosen(key))
        for key, wanted in conditions.items()
    )


def _is_met(wanted: Any, chosen: frozenset[str] | None) -> bool:
    if chosen is None:
        return False
    return wanted == ANSWERED or bool(chosen & set(wanted))
