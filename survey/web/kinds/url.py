"""A web address."""

from survey.web.kinds.kind_page import KindPage, lines_of_text
from survey.web.language import _

PAGE = KindPage(
    lines_of_text,
    problems={
        "not_a_web_address": lambda problem: _(
            "Write one web address in full. It begins with https://, http:// or www., and has no user name or password."
        ),
    },
)
