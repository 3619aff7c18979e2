"""A long text: a text area with as many rows as its text needs."""

from survey.web.kinds.kind_page import KindPage, areas_of_text

PAGE = KindPage(areas_of_text)
