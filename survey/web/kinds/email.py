"""An e-mail address."""

from survey.web.kinds.kind_page import KindPage, line_view, lines_of_text
from survey.web.language import _

PAGE = KindPage(
    lines_of_text,
    line_view,
    problems={
        "not_an_email": lambda problem: _("Write one e-mail address in full, for example kirjaamo@example.fi."),
    },
)
