"""Introductions and help texts as safe HTML."""

from functools import lru_cache

from markupsafe import Markup

from survey.questions.markdown import SUBSET


@lru_cache(maxsize=1024)
def markdown(text: str) -> Markup:
    """Return the text as HTML. Only paragraphs and lists are formatted; all other characters are shown as they are."""
    return Markup(SUBSET.render(text))  # noqa: S704  # made of escaped text by the renderer, with HTML off
