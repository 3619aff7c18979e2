"""The kinds of question on pages. Each kind has a module here with the name that question sets use for it."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from survey.questions.kinds import KINDS
from survey.web.kinds.kind_page import KindPage, ProblemWords


@cache
def pages() -> Mapping[str, KindPage[Any]]:
    """Return the pages of all kinds by name. Called at the start, so that the application does not start if a module is
    missing.
    """
    return {kind: import_module(f"{__name__}.{kind}").PAGE for kind in KINDS}


def page_of(kind: str) -> KindPage[Any]:
    """Return how questions of this kind are filled in."""
    return pages()[kind]


@cache
def words_of_kinds() -> ProblemWords:
    """Return the messages of problems that only one kind has, by the problem's code."""
    return {code: said for page in pages().values() for code, said in page.problems.items()}
