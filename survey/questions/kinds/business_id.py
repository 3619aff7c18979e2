"""A Finnish Business ID (Y-tunnus, FO-nummer)."""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from survey.languages import mark as _
from survey.questions.question import Problem, Question, Reading, State, Value
from survey.questions.text import clean_text, without_marks

_WRITTEN = re.compile(r"(?:FI)?(?P<number>[0-9]{6,7})-?(?P<check>[0-9])", re.IGNORECASE)
_DASHES = str.maketrans({"\N{NON-BREAKING HYPHEN}": "-", "\N{EN DASH}": "-", "\N{MINUS SIGN}": "-"})
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


class BusinessId(Question):
    """Stored as 1234567-1; may be typed without the hyphen, as a VAT number (FI…), or with six digits first.

    What is no valid Business ID is kept as typed.
    """

    order: ClassVar = 120
    name: ClassVar = _("Business ID")
    parts: ClassVar = ("business_id",)
    examples: ClassVar = {"business_id": "0201256-6"}
    in_template: ClassVar = True
    about: ClassVar = _("The identifier of an organisation. Its check digit is checked.")

    kind: Literal["business_id"]

    def read(self, typed: Mapping[str, str]) -> Reading:
        cleaned = clean_text(typed.get("business_id", ""))
        if not without_marks(cleaned.text).strip():
            return Reading(None, removed=cleaned.removed)
        found = as_business_id(cleaned.text)
        if found is None or not has_right_check_digit(found):
            return Reading({"business_id": cleaned.text}, State.MALFORMED, cleaned.removed)
        return Reading({"business_id": found}, removed=cleaned.removed)

    def problems(self, value: Value, state: State) -> list[Problem]:
        if state is not State.MALFORMED:
            return []
        code = "not_a_business_id" if as_business_id(value["business_id"]) is None else "wrong_check_digit"
        return [Problem(code, "business_id")]

    def shown(self, value: Value, state: State, language: str) -> dict[str, str]:
        return dict(value)


def as_business_id(text: str) -> str | None:
    """`text` in the one stored form NNNNNNN-C, or None if it has another form. The check digit is not checked.

    Numbers with six digits were given before 1978; today a 0 is written before them.
    """
    found = _WRITTEN.fullmatch("".join(without_marks(text).translate(_DASHES).split()))
    return f"{found['number']:0>7}-{found['check']}" if found else None


def has_right_check_digit(business_id: str) -> bool:
    """Whether the digit after the hyphen is the right check digit.

    If the remainder is 1, no digit is right (it would be 10): such numbers are never given to anybody.
    """
    number, check = business_id.split("-")
    remainder = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True)) % 11
    return int(check) == (11 - remainder) % 11
