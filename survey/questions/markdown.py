"""Introductions and help texts: the part of Markdown that authors need, read once for pages and for documents."""

from markdown_it import MarkdownIt

SUBSET = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "heading", "lheading", "code", "fence", "hr", "html_block", "html_inline", "blockquote"]
)
"""Paragraphs, line breaks, emphasis, lists, links and `words as they stand`. HTML stays text; a link leads to a web
or mail address only (markdown-it-py refuses javascript: and its like)."""
