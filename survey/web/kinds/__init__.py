"""The kinds of question on pages, found by the name that a question set uses: a module here for each kind."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from survey.questions.kinds import KINDS
from survey.web.kinds.kind_page import KindPage, ProblemWords

PAGES: Mapping[str, KindPage[Any]] = {kind: import_module(f"{__name__}.{kind}").PAGE for kind in KINDS}
"""By kind. A kind without its module stops the service at its start."""

PROBLEM_WORDS: ProblemWords = {code: said for page in PAGES.values() for code, said in page.problems.items()}
"""The messages of the problems that only one kind has, by the problem's code."""


def page_of(kind: str) -> KindPage[Any]:
    """How questions of this kind are filled in."""
    return PAGES[kind]
