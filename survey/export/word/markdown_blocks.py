"""Converts introductions and help texts, which are written in a subset of Markdown, to paragraphs of a document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from survey.export.word.document import Look, Mark, Paragraph, Span
from survey.questions.markdown import SUBSET


def markdown_paragraphs(text: str, language: str = "", look: Look = Look.TEXT) -> Iterator[Paragraph]:
    """The Markdown text as paragraphs with emphasis, lists and links. Paragraphs outside lists get the look `look`."""
    lists: list[_List] = []
    for token in SUBSET.parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(_List(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and lists:
            lists[-1].begins = True
        elif token.type == "inline":
            spans = tuple(_spans(token.children or (), language))
            yield lists[-1].paragraph(spans) if lists else Paragraph(spans, look)


@dataclass
class _List:
    """A list that is being read. `number` is the number of its next entry, or None for a list with bullets.

    `begins` is true until the first paragraph of an entry has been made.
    """

    number: int | None
    begins: bool = field(default=False)

    def paragraph(self, spans: tuple[Span, ...]) -> Paragraph:
        """A paragraph of the list: the first of an entry has the bullet or number, further ones are indented."""
        begins, self.begins = self.begins, False
        if not begins:
            return Paragraph((Span("\t"), *spans), Look.NUMBERED)
        if self.number is None:
            return Paragraph(spans, Look.BULLET)
        self.number += 1
        return Paragraph((Span(f"{self.number - 1}.\t"), *spans), Look.NUMBERED)


def _spans(tokens: Sequence[Token], language: str) -> Iterator[Span]:
    strong = emphasis = 0
    url = ""
    for token in tokens:
        strong += token.nesting if token.tag == "strong" else 0
        emphasis += token.nesting if token.tag == "em" else 0
        if token.type == "link_open":
            url = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            url = ""
        text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
        if text:
            yield Span(text, language, Mark.STRONG if strong else Mark.EMPHASIS if emphasis else Mark.PLAIN, url)
