"""The kinds of question on pages, found by the name that a question set uses: a module here for each kind."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from survey.questions.kinds import KINDS
from survey.web.kinds.kind_page import KindPage, ProblemWords


@cache
def pages() -> Mapping[str, KindPage[Any]]:
    """By kind. The application asks for them at its start, which a kind without its module stops."""
    return {kind: import_module(f"{__name__}.{kind}").PAGE for kind in KINDS}


def page_of(kind: str) -> KindPage[Any]:
    """How questions of this kind are filled in."""
    return pages()[kind]


@cache
def words_of_kinds() -> ProblemWords:
    """The messages of the problems that only one kind has, by the problem's code."""
    return {code: said for page in pages().values() for code, said in page.problems.items()}
