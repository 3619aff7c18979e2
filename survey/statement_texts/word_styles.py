"""What the styles of a Word file make of a paragraph: a heading, a title, a line of a table of contents, a list.

Word, LibreOffice, Google Docs and case-management systems name their styles in English, Finnish or Swedish, by the
name or by the id; and a style of one's own may say nothing but the level of its outline, or be based on one that does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"

_NO_HEADING = re.compile(r"(note|message|table|index|list|footnote)[ _-]*heading|header", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(toc|contents|sis(ällys)?luet(telo)?|innehå?ll(sförteckning)?)[ _-]*(\d|heading|otsikko|rubrik)?", re.IGNORECASE
)
_HEADING = re.compile(
    r"(?:.*[\s_-])?\w*(?:heading|otsikko|rubrik)(?:[\s_-]*(?:taso|nivå|level))?[\s_-]*(\d)?(?:\D.*)?", re.IGNORECASE
)
_TITLE = re.compile(r"title|pääotsikko|huvudrubrik", re.IGNORECASE)
_FACTS = re.compile(r"message header", re.IGNORECASE)
_LONGEST_NAME = 100
_LONGEST_CHAIN = 20
"""Styles that are based on one another. A file may say that a style is based on itself."""


@dataclass(frozen=True)
class ParagraphStyle:
    """What a style says of a paragraph, with all that it is based on. `numbering`: (numId, level) of its list."""

    level: int | None = None
    bold: bool = False
    contents: bool = False
    facts: bool = False
    numbering: tuple[str, str] | None = None


class WordStyles:
    """The styles of one file. `root`: the element of its part with styles, or None."""

    def __init__(self, root: Any) -> None:
        found = root.iterchildren(f"{W}style") if root is not None else ()
        self._by_id = {each.get(f"{W}styleId", ""): each for each in found}
        self._default = next((key for key, each in self._by_id.items() if _is_default(each)), "")
        self._read: dict[str, ParagraphStyle] = {}

    def of(self, style_id: str | None) -> ParagraphStyle:
        """The paragraph style with this id; for None, the one of paragraphs that name none."""
        key = self._default if style_id is None else style_id
        if key not in self._read:
            self._read[key] = _read(list(self._chain(key)), key)
        return self._read[key]

    def makes_bold(self, style_id: str) -> bool:
        """Whether a character style makes its text bold."""
        return any(_is_on(each.find(f"{W}rPr/{W}b")) for each in self._chain(style_id))

    def _chain(self, key: str) -> Iterator[Any]:
        for _turn in range(_LONGEST_CHAIN):
            element = self._by_id.get(key)
            if element is None:
                return
            yield element
            key = value_of(element.find(f"{W}basedOn"))


def _is_default(element: Any) -> bool:
    return element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true", "on"}


def _read(chain: list[Any], key: str) -> ParagraphStyle:
    written = [name for each in chain for name in (value_of(each.find(f"{W}name")), each.get(f"{W}styleId", ""))]
    names = [name[:_LONGEST_NAME] for name in written] or [key[:_LONGEST_NAME]]
    first = names[0] or key
    bold = next((_is_on(found) for each in chain if (found := each.find(f"{W}rPr/{W}b")) is not None), False)
    contents = any(map(_CONTENTS.fullmatch, names))
    return ParagraphStyle(
        level=None if contents else _level(chain, names),
        bold=bold,
        contents=contents,
        facts=_FACTS.fullmatch(first) is not None,
        numbering=next(filter(None, map(numbering_of, (each.find(f"{W}pPr") for each in chain))), None),
    )


def _level(chain: list[Any], names: list[str]) -> int | None:
    for name in names:
        if _NO_HEADING.fullmatch(name):
            return None
        if _TITLE.fullmatch(name):
            return 0
        if found := _HEADING.fullmatch(name):
            return int(found[1] or 1)
    return next(filter(lambda level: level is not None, (outline_level(each.find(f"{W}pPr")) for each in chain)), None)


def outline_level(properties: Any) -> int | None:
    """The level of a heading that these properties of a paragraph give by themselves; None for running text."""
    written = value_of(properties.find(f"{W}outlineLvl")) if properties is not None else ""
    return int(written) + 1 if written.isascii() and written.isdigit() and int(written) < 9 else None


def numbering_of(properties: Any) -> tuple[str, str] | None:
    """The list to which these properties of a paragraph put it: (numId, level); None without one."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return None
    number = value_of(found.find(f"{W}numId"))
    return (number, value_of(found.find(f"{W}ilvl")) or "0") if number not in {"", "0"} else None


def is_on(properties: Any, name: str) -> bool | None:
    """Whether properties of a run or a paragraph switch something on: w:b, w:vanish; None where they do not say."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else _is_on(found)


def _is_on(element: Any) -> bool:
    return element is not None and element.get(VAL, "1") not in {"0", "false", "off"}


def value_of(element: Any) -> str:
    """The attribute w:val of an element; an empty text without it."""
    return str(element.get(VAL, "")) if element is not None else ""
