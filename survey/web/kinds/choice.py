"""One of several options, and the reason for it."""

from survey.web.kinds.kind_page import KindPage
from survey.web.kinds.options import one_of_options, options_view

PAGE = KindPage(one_of_options, options_view)
