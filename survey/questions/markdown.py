"""Introductions and help texts: the subset of Markdown that authors need, the same for pages and for documents."""

from markdown_it import MarkdownIt

SUBSET = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "heading", "lheading", "code", "fence", "hr", "html_block", "html_inline", "blockquote"]
)
"""Paragraphs, line breaks, emphasis, lists, links and `code`.

HTML stays text. A link can only go to a web or mail address (markdown-it-py refuses javascript: and similar ones).
"""
