"""A telephone number."""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from survey.languages import mark as _
from survey.questions.question import FILLS_IN, Problem, Question, Reading, State, Value
from survey.questions.text import clean_text, without_marks

_NUMBER = re.compile(r"\+?[0-9(][0-9 ()./-]*")
_DASHES = str.maketrans({"\N{NON-BREAKING HYPHEN}": "-", "\N{EN DASH}": "-", "\N{HYPHEN}": "-"})
FEWEST_DIGITS, MOST_DIGITS = 3, 17
"""112 has 3 digits. An international number has at most 15 digits (E.164), and people write 00 before it."""


class Phone(Question):
    """One number in any usual form; several blanks become one. What cannot be a telephone number is kept as typed."""

    order: ClassVar = 100
    name: ClassVar = _("Phone number")
    parts: ClassVar = ("phone",)
    examples: ClassVar = {"phone": "+358 9 123 4567"}
    in_template: ClassVar = True
    about: ClassVar = _("One telephone number.")

    kind: Literal["phone"]
    autocomplete: Annotated[Literal["tel"] | None, Field(description=FILLS_IN)] = None

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = clean_text(typed.get("phone", ""))
        text = " ".join(without_marks(cleaned.text).translate(_DASHES).split())
        if not text:
            return Reading(None, removed=cleaned.removed)
        if not is_phone_number(text):
            return Reading({"phone": cleaned.text}, State.MALFORMED, cleaned.removed)
        return Reading({"phone": text}, removed=cleaned.removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        return [Problem("not_a_phone_number", "phone")] if state is State.MALFORMED else []

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return dict(value)


def is_phone_number(text: str) -> bool:
    """Whether `text` can be a telephone number: digits with the usual signs between them, perhaps with a plus first."""
    digits = sum(letter.isdigit() for letter in text)
    return _NUMBER.fullmatch(text) is not None and FEWEST_DIGITS <= digits <= MOST_DIGITS
