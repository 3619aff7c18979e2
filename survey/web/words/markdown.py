"""Introductions and help texts as HTML that nobody can misuse."""

from functools import lru_cache

from markupsafe import Markup

from survey.questions.markdown import SUBSET


@lru_cache(maxsize=1024)
def markdown(text: str) -> Markup:
    """The text as HTML: paragraphs and lists, every other character as itself."""
    return Markup(SUBSET.render(text))  # noqa: S704  # made of escaped text by the renderer, with HTML off
