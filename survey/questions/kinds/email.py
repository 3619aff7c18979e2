"""An e-mail address."""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import mark as _
from survey.questions.question import FILLS_IN, Problem, Question, Reading, State, Value
from survey.questions.text import clean_text, without_marks

_ADDRESS = re.compile(r"[^\s@<>(),;:\"\\\[\]]+@[^\s@<>(),;:\"\\\[\].]+(\.[^\s@<>(),;:\"\\\[\].]+)+")
"""Not exactly RFC 5322: å ä ö are accepted (RFC 6531); a domain without a dot and two @ are refused."""


class Email(Question):
    """One e-mail address. What cannot be an address is kept as typed."""

    order: ClassVar = 90
    name: ClassVar = _("E-mail")
    parts: ClassVar = ("email",)
    examples: ClassVar = {"email": "kirjaamo@example.fi"}
    in_template: ClassVar = True
    about: ClassVar = _("One e-mail address.")

    kind: Literal["email"]
    autocomplete: Annotated[Literal["email"] | None, Field(description=FILLS_IN)] = None

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = clean_text(typed.get("email", ""))
        text = without_marks(cleaned.text).strip()
        if not text:
            return Reading(None, removed=cleaned.removed)
        if not is_address(text):
            return Reading({"email": cleaned.text}, State.MALFORMED, cleaned.removed)
        return Reading({"email": text}, removed=cleaned.removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        return [Problem("not_an_email", "email")] if state is State.MALFORMED else []

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return dict(value)


def is_address(text: str) -> bool:
    """Whether `text` has the shape of one e-mail address of at most 254 characters (RFC 5321's limit)."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None
