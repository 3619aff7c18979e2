"""The kinds of question, each one class with all its aspects, found by the name a question set uses."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from survey.questions.kinds.attachment import Attachment
from survey.questions.kinds.business_id import BusinessId
from survey.questions.kinds.choice import Choice
from survey.questions.kinds.choices import Choices
from survey.questions.kinds.date import Date
from survey.questions.kinds.email import Email
from survey.questions.kinds.long_text import LongText
from survey.questions.kinds.number import Number
from survey.questions.kinds.phone import Phone
from survey.questions.kinds.scale import Scale
from survey.questions.kinds.text import Text
from survey.questions.kinds.url import Url
from survey.questions.question import Question

KINDS: Mapping[str, type[Question]] = {
    "text": Text,
    "long_text": LongText,
    "choice": Choice,
    "choices": Choices,
    "scale": Scale,
    "number": Number,
    "date": Date,
    "email": Email,
    "phone": Phone,
    "url": Url,
    "business_id": BusinessId,
    "attachment": Attachment,
}


def _no_such_kind(kind: str) -> str:
    raise PydanticCustomError("unknown_kind", "There is no such kind of question")


class UnknownKind(Question):
    """Stands in for a kind that does not exist, so that the question's other faults are found too. Never valid."""

    kind: Annotated[str, AfterValidator(_no_such_kind)]


KNOWN_KEYS = frozenset(name for kind in KINDS.values() for name in kind.model_fields) - {"public"}
"""Every key that an author may write in some kind of question."""


def read_question(raw: Mapping[str, Any], context: str | None = None) -> Question:
    """A question as an object of the class that its `kind` names. Raises pydantic's ValidationError.

    Where the kind does not exist, keys that only other kinds have are passed over: nobody can tell whether they
    belong; keys that no kind has are still reported.
    """
    named = raw.get("kind")
    if isinstance(named, str) and named in KINDS:
        return KINDS[named].model_validate(dict(raw), context=context)
    asked_of_all = set(Question.model_fields)
    return UnknownKind.model_validate(
        {key: value for key, value in raw.items() if key in asked_of_all or key not in KNOWN_KEYS}, context=context
    )
