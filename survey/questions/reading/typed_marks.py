"""Marks that other programs make something of and pages show as they are typed: HTML, and Markdown in a label."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from survey.questions.faults.fault import Fault
from survey.questions.faults.places import Places

_PLAIN = frozenset({"label", "title", "short", "unit", "entry", "provision", "issuer"})
"""The keys whose texts are shown as they are."""

_MARKDOWN = frozenset({"help", "introduction", "text", "background", "goals"})
"""The keys whose texts are read as the part of Markdown that pages know."""

_TAGS = "a|b|big|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|table|td|th|tr|u|ul"
_HTML = rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>"
_HEADING = r"^[ \t]*#{1,6}[ \t]+\S.*$"
_EMPHASIS = r"\*\*[^*\n]+\*\*|__[^_\n]+__|(?<![\w*])\*[^*\s][^*\n]*\*(?![\w*])|(?<![\w_])_[^_\s][^_\n]*_(?![\w_])"
_LINK = r"\[[^\]\n]+\]\([^)\n]+\)"
_ENTITY = r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});"

_IN_MARKDOWN = re.compile(f"{_HTML}|{_HEADING}", re.IGNORECASE | re.MULTILINE)
_IN_PLAIN = re.compile(f"{_HTML}|{_HEADING}|{_EMPHASIS}|{_LINK}|{_ENTITY}", re.IGNORECASE | re.MULTILINE)


def typed_marks(tree: Any, places: Places) -> list[Fault]:
    """A warning for each text of a tree that has such marks, with the first of them."""
    return [places.fault(path, "shown-as-typed", {"value": found}, warning=True) for path, found in _found_in(tree, ())]


def _found_in(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    children = node.items() if isinstance(node, Mapping) else enumerate(node) if isinstance(node, list) else ()
    for step, child in children:
        marks = _IN_PLAIN if step in _PLAIN else _IN_MARKDOWN if step in _MARKDOWN else None
        if marks and isinstance(child, Mapping):
            for language, text in child.items():
                found = marks.search(text) if isinstance(text, str) else None
                if found:
                    yield (*path, step, language), found[0].strip()
        else:
            yield from _found_in(child, (*path, step))
