"""A short text: a field of one line."""

from survey.web.kinds.kind_page import KindPage, line_view, lines_of_text

PAGE = KindPage(lines_of_text, line_view)
