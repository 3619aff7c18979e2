"""Paragraphs: a text area as high as its text needs."""

from survey.web.kinds.kind_page import KindPage, areas_of_text

PAGE = KindPage(areas_of_text)
