"""Reads a Word file into blocks: the only module that knows python-docx.

Headers and footers of pages are not read: they say where the paper comes from. What else is left out is a remark.

The library is imported when a file is read: it takes as long as a fifth of all that a command needs to start, and
hardly any command or page reads a Word file.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from survey.languages import mark as _
from survey.questions.text import clean_text, shortened
from survey.statement_texts.blocks import (
    MOST_BLOCKS,
    MOST_CHARACTERS,
    Block,
    Remark,
    RemarkKind,
    StatementText,
    TextRefused,
)
from survey.statement_texts.word_lines import ALTERNATIVES, THROUGH, TRACKED, Line, LineReader, chosen_of, content_of
from survey.statement_texts.word_lists import WordLists
from survey.statement_texts.word_package import bounded_package
from survey.statement_texts.word_styles import W, WordStyles, is_on, numbering_of, outline_level, value_of

_BEGINNING = 120
"""Characters of a footnote that a remark shows."""

MOST_NOTES = 20
"""How many footnotes are told one by one."""


def read_word(raw: bytes) -> StatementText:
    """The blocks of a .docx, all tracked changes accepted. Raises TextRefused."""
    from docx import Document  # noqa: PLC0415  # see above

    package = bounded_package(raw)
    try:
        document = Document(BytesIO(package))
        return _Reader(document).read()
    except TextRefused:
        raise
    except Exception as error:  # the library raises what happens: KeyError, ValueError, XMLSyntaxError …
        raise TextRefused(_("it is damaged")) from error


class _Reader:
    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._parts = {each.reltype.rpartition("/")[2]: each.target_part for each in document.part.rels.values()}
        self._styles = WordStyles(self._root("styles"))
        self._lists = WordLists(self._root("numbering"))
        self._lines = LineReader(self._styles)
        self._characters = 0
        self._merged: Line | None = None

    def read(self) -> StatementText:
        """Everything, or TextRefused where it is too much."""
        blocks: list[Block] = []
        for block in self._blocks(self._body):
            blocks.append(block)
            self._characters += len(block.text)
            if len(blocks) > MOST_BLOCKS or self._characters > MOST_CHARACTERS:
                raise TextRefused(_("it is too large"))
        if not any(block.text.strip() for block in blocks):
            raise TextRefused(_("it has no text"))
        counted = [Remark(kind, count) for kind, count in self._lines.remarks.items() if count]
        return StatementText(tuple(blocks), (*counted, *self._footnotes()))

    def _root(self, name: str) -> Any:
        from docx.oxml import parse_xml  # noqa: PLC0415  # see above

        part = self._parts.get(name)
        return None if part is None else parse_xml(part.blob)

    def _blocks(self, parent: Any, *, boxed: bool = False, contents: bool = False) -> Iterator[Block]:
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child, boxed=boxed, contents=contents)
            elif tag == f"{W}tbl":
                yield from self._table(child, boxed=boxed, contents=contents)
            elif tag == f"{W}sdt":
                within = contents or _is_contents(child)
                yield from self._blocks(content_of(child), boxed=boxed, contents=within)
            elif tag in THROUGH:
                yield from self._blocks(child, boxed=boxed, contents=contents)
            elif tag == ALTERNATIVES:
                yield from self._blocks(chosen_of(child), boxed=boxed, contents=contents)
            elif tag in {f"{W}altChunk", f"{W}subDoc"}:
                self._lines.remarks[RemarkKind.EMBEDDED] += 1
        if self._merged is not None:
            line, self._merged = self._merged, None
            yield Block(clean_text(line.text).text, boxed=boxed, contents=contents)

    def _paragraph(self, paragraph: Any, *, boxed: bool, contents: bool) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.of(None if properties is None else value_of(properties.find(f"{W}pStyle")) or None)
        line, self._merged = self._merged or Line(), None
        line.in_contents = line.in_contents or contents or self._lines.in_contents
        self._lines.read(paragraph, line, bold=style.bold)
        if self._mark_is_taken_out(properties):
            self._merged = line  # its end was deleted: it goes on in the paragraph that follows
            return
        level = outline_level(properties) or style.level
        listed = (numbering_of(properties) or style.numbering) if level is None else None
        text = clean_text(line.text).text
        if listed and text.strip():
            text = f"{self._lists.sign(*listed)}{text}"
        yield Block(
            text,
            level=level,
            bold=line.is_bold,
            listed=listed is not None,
            contents=style.contents or line.in_contents,
            facts=style.facts,
            boxed=boxed,
        )
        for box in line.boxes:
            self._lines.remarks[RemarkKind.BOX] += 1
            yield from self._blocks(box, boxed=True)

    def _mark_is_taken_out(self, properties: Any) -> bool:
        marks = properties.find(f"{W}rPr") if properties is not None else None
        found = {each.tag for each in marks} & TRACKED if marks is not None else set()
        self._lines.remarks[RemarkKind.TRACKED] += len(found)
        return bool(found & {f"{W}del", f"{W}moveFrom"})

    def _table(self, table: Any, *, boxed: bool, contents: bool) -> Iterator[Block]:
        for row in _within(table, f"{W}tr"):
            if is_on(row.find(f"{W}trPr"), "del"):
                self._lines.remarks[RemarkKind.TRACKED] += 1
                continue
            cells = [tuple(self._blocks(cell, boxed=boxed, contents=contents)) for cell in _within(row, f"{W}tc")]
            filled = [cell for cell in cells if any(block.text.strip() for block in cell)]
            if len(filled) < 2:  # a table that only lays out the page, or a row that is one cell
                yield from (block for cell in filled for block in cell)
                continue
            texts = ["\n".join(block.text for block in cell).strip("\n") for cell in filled]
            yield Block(" | ".join(texts), boxed=boxed, contents=contents, cells=tuple(filled))

    def _footnotes(self) -> Iterator[Remark]:
        """Yield a remark for each footnote, with its beginning; one for all of those beyond MOST_NOTES."""
        texts = {(kind, number): text for kind in ("footnotes", "endnotes") for number, text in self._notes(kind)}
        referred = [place for place in self._lines.notes if place in texts]
        for place in referred[:MOST_NOTES]:
            yield Remark(RemarkKind.FOOTNOTE, 1, shortened(texts[place], _BEGINNING))
        if len(referred) > MOST_NOTES:
            yield Remark(RemarkKind.FOOTNOTE, len(referred) - MOST_NOTES)

    def _notes(self, kind: str) -> Iterator[tuple[str, str]]:
        root = self._root(kind)
        for note in root if root is not None else ():
            text = "".join(each.text or "" for each in note.iter(f"{W}t"))
            yield note.get(f"{W}id", ""), clean_text(text).text


def _is_contents(control: Any) -> bool:
    """Whether a content control is a table of contents."""
    found = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return value_of(found) == "Table of Contents"


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table, or the cells of a row, also those in a content control or a tracked change."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{W}sdt":
            yield from _within(content_of(child), tag)
        elif child.tag in THROUGH:
            yield from _within(child, tag)
