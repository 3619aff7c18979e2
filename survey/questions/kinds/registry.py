"""The kinds of question by the names that question sets use: each is found in its module, and no list has them."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from survey.questions.question import Question

KINDS: dict[str, type[Question]] = {}
"""The kinds by their names, the commonest first. Filled in `kinds/__init__.py`: a group's questions may be of any."""


def find_kinds(package: str, folders: Iterable[str]) -> dict[str, type[Question]]:
    """The kinds in the modules of a package: each class with `kind: Literal["<name of its module>"]`, in their order.

    Raises ImportError where a kind stands in a module of another name: nobody would look for it there.
    """
    found = {
        kind: question
        for module in iter_modules(folders)
        for kind, question in _kinds_of(import_module(f"{package}.{module.name}"))
    }
    return dict(sorted(found.items(), key=lambda each: (each[1].order, each[0])))


def _kinds_of(module: ModuleType) -> Iterator[tuple[str, type[Question]]]:
    """The kinds whose classes are written in a module, which is at most the one that it is named for."""
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
    """Stands in for a kind that does not exist, so that the question's other faults are found too. Never valid."""

    kind: Annotated[str, AfterValidator(_no_such_kind)]


def known_keys() -> set[str]:
    """Every key that an author may write in some kind of question."""
    return {name for kind in KINDS.values() for name in kind.model_fields} - {"public"}


def read_question(raw: Mapping[str, Any], context: str | None = None) -> Question:
    """A question as an object of the class that its `kind` names. Raises pydantic's ValidationError.

    Where the kind does not exist, keys that only other kinds have are passed over: nobody can tell whether they
    belong; keys that no kind has are still reported.
    """
    named = raw.get("kind")
    if isinstance(named, str) and named in KINDS:
        return KINDS[named].model_validate(dict(raw), context=context)
    asked_of_all, known = set(Question.model_fields), known_keys()
    return UnknownKind.model_validate(
        {key: value for key, value in raw.items() if key in asked_of_all or key not in known}, context=context
    )
