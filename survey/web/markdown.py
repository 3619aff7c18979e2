"""Introductions and help texts: the part of Markdown that authors need, as HTML that nobody can misuse."""

from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

_SUBSET = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "heading", "lheading", "code", "fence", "hr", "html_block", "html_inline", "blockquote"]
)
"""Paragraphs, line breaks, emphasis, lists, links and `words as they stand`. HTML stays text; a link leads to a web
or mail address only (markdown-it-py refuses javascript: and its like)."""


@lru_cache(maxsize=1024)
def markdown(text: str) -> Markup:
    """The text as HTML: paragraphs and lists, every other character as itself."""
    return Markup(_SUBSET.render(text))  # noqa: S704  # made of escaped text by the renderer, with HTML off
