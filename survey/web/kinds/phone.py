"""A telephone number."""

from survey.web.kinds.kind_page import KindPage, line_view, lines_of_text
from survey.web.language import _

PAGE = KindPage(
    lines_of_text,
    line_view,
    problems={
        "not_a_phone_number": lambda problem: _("Write one phone number in digits, for example +358 9 123 4567."),
    },
)
