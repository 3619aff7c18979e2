"""A question as an object of the class that its `kind` names."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from survey.questions.question import Question

KINDS: dict[str, type[Question]] = {}
"""The kinds by the name that a question set uses. Filled in `kinds/__init__.py`: a group's may be of any."""


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
