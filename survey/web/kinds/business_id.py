"""A Finnish Business ID."""

from survey.web.kinds.kind_page import KindPage, lines_of_text
from survey.web.language import _

PAGE = KindPage(
    lines_of_text,
    problems={
        "not_a_business_id": lambda problem: _(
            "Write the Business ID like this: 1234567-1. It has seven digits, a hyphen and a check digit."
        ),
        "wrong_check_digit": lambda problem: _(
            "There is no such Business ID: its last digit does not fit the others. Check every digit."
        ),
    },
)
