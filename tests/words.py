"""Word files read back by python-docx, which knows nothing of how they were written."""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn


class WordFile:
    """A Word file as people read it: paragraphs with their styles, by the names that Word gives those."""

    def __init__(self, source: Path | bytes) -> None:
        read: Any = docx.Document(BytesIO(source) if isinstance(source, bytes) else str(source))
        self.document = read
        self.paragraphs: list[tuple[str, str]] = [
            (str(paragraph.style.name), str(paragraph.text)) for paragraph in self.document.paragraphs
        ]

    @property
    def headings(self) -> list[tuple[int, str]]:
        """Each heading with its level, in order."""
        return [(int(style[-1]), text) for style, text in self.paragraphs if style.startswith("Heading")]

    @property
    def facts(self) -> dict[str, str]:
        """The value of each name, after a tab or, below a long name, after the end of its line."""
        pairs = [re.split(r"[\t\n]", text, maxsplit=1) for style, text in self.paragraphs if style == "Message Header"]
        return dict(pairs)

    @property
    def text(self) -> str:
        """Everything, a line for each paragraph."""
        return "\n".join(text for _style, text in self.paragraphs)

    def below(self, heading: str) -> list[tuple[str, str]]:
        """The paragraphs between the heading with these words and the next heading, with their styles."""
        places = [place for place, (style, _) in enumerate(self.paragraphs) if style.startswith("Heading")]
        (start,) = [place for place in places if self.paragraphs[place][1] == heading]
        end = next((place for place in places if place > start), len(self.paragraphs))
        return self.paragraphs[start + 1 : end]

    def answer(self, heading: str) -> str:
        """The text of the answer below a heading, its paragraphs joined by line feeds."""
        return "\n".join(text for style, text in self.below(heading) if style == "Body Text")

    def languages(self, words: str) -> set[str | None]:
        """The language of each run that has these words; None where it is the document's."""
        runs = (run for paragraph in self.document.paragraphs for run in paragraph.runs)
        return {_language(run) for run in runs if words in run.text}

    def marked(self, heading: str) -> list[tuple[str, str]]:
        """The changed pieces below a heading: struck ("removed") or underlined ("added") with their words."""
        below = {text for _style, text in self.below(heading)}
        runs = (run for each in self.document.paragraphs if each.text in below for run in each.runs)
        marks = (("removed" if run.font.strike else "added" if run.font.underline else "", run.text) for run in runs)
        return [(mark, text) for mark, text in marks if mark]

    @property
    def boxes(self) -> list[str]:
        """What each box to tick is called."""
        return [alias.get(qn("w:val")) for alias in self._nodes("w:sdtPr/w:alias")]

    @property
    def default_language(self) -> str:
        """The language of what has none of its own."""
        (node,) = self.document.styles.element.iter(qn("w:lang"))
        return str(node.get(qn("w:val")))

    def _nodes(self, path: str) -> Iterable[Any]:
        steps = "/".join(qn(step) for step in path.split("/"))
        return self.document.element.body.iterfind(f".//{steps}")  # type: ignore[no-any-return]  # lxml's


def _language(run: Any) -> str | None:
    properties = run._element.rPr
    node = None if properties is None else properties.find(qn("w:lang"))
    return None if node is None else node.get(qn("w:val"))
