"""Finds the kinds of question in the modules of a package. They are not listed anywhere by hand."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from survey.questions.question import Question

KINDS: dict[str, type[Question]] = {}
"""The kinds by name, the most common first.

It is filled in `kinds/__init__.py`, because the questions of a group may be of any kind.
"""


def find_kinds(package: str, folders: Iterable[str]) -> dict[str, type[Question]]:
    """The kinds in the modules of a package, sorted by their `order`.

    A kind is a class with `kind: Literal["<name of its module>"]`. Raises ImportError if a kind is in a module with
    another name, where nobody would look for it.
    """
    found = {
        kind: question
        for module in iter_modules(folders)
        for kind, question in _kinds_of(import_module(f"{package}.{module.name}"))
    }
    return dict(sorted(found.items(), key=lambda each: (each[1].order, each[0])))


def _kinds_of(module: ModuleType) -> Iterator[tuple[str, type[Question]]]:
    """Yield the kinds whose classes are defined in a module: at most one, with the name of the module."""
    for thing in vars(module).values():
        if not isinstance(thing, type) or not issubclass(thing, Question) or thing.__module__ != module.__name__:
            continue
        asked = thing.model_fields["kind"].annotation
        for kind in get_args(asked) if get_origin(asked) is Literal else ():
            if module.__name__.rpartition(".")[2] != kind:
                raise ImportError(
                    f'{thing.__name__} in {module.__file__} has the kind "{kind}": name its file {kind}.py'
                )
            yield kind, thing


def _no_such_kind(kind: str) -> str:
    raise PydanticCustomError("unknown_kind", "There is no such kind of question")


class UnknownKind(Question):
    """Replaces a kind that does not exist, so that other faults of the question are found too. Never valid."""

    kind: Annotated[str, AfterValidator(_no_such_kind)]


def known_keys() -> set[str]:
    """Every key that an author may write in a question of any kind."""
    return {name for kind in KINDS.values() for name in kind.model_fields}


def read_question(raw: Mapping[str, Any], context: str | None = None) -> Question:
    """A question as an object of the class for its `kind`. Raises pydantic's ValidationError.

    If the kind does not exist, keys that any other kind has are not reported, because they may be right for the kind
    that was meant. Keys that no kind has are still reported.
    """
    named = raw.get("kind")
    if isinstance(named, str) and named in KINDS:
        return KINDS[named].model_validate(dict(raw), context=context)
    asked_of_all, known = set(Question.model_fields), known_keys()
    return UnknownKind.model_validate(
        {key: value for key, value in raw.items() if key in asked_of_all or key not in known}, context=context
    )
