"""Writes a document as a Word file: the only module that knows WordprocessingML (ECMA-376, part 1).

The file is written block by block without a library, because a committee's document of thousands of statements must
not be in memory at once. The styles have the names of Word's built-in styles: so Word shows their names in the
reader's language, and a text pasted into another document takes on that document's look. The same blocks make the
same bytes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from pathlib import Path
from typing import IO, Any
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from survey.export.whole_file import whole_file
from survey.export.word.document import (
    About,
    Box,
    Contents,
    ContentsEntry,
    Document,
    Fact,
    Figures,
    Heading,
    Look,
    Mark,
    Paragraph,
    Room,
    Span,
    Spans,
    TableCell,
    Title,
)
from survey.languages import LOCALES

CREATOR = "Kuulolla"

BODY = "word/document.xml"

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_ROOT = f'xmlns:w="{_W}" xmlns:r="{_RELATIONSHIPS}" xmlns:w14="{_W14}" xmlns:mc="{_COMPATIBLE}" mc:Ignorable="w14"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SET_APART = re.compile(r"(\t|\r\n|[\n\r\v\f])")

_STYLES = {
    Look.TEXT: "",
    Look.HINT: "BodyText2",
    Look.ANSWER: "BodyText",
    Look.PART_NAME: "NoteHeading",
    Look.BULLET: "ListBullet",
    Look.NUMBERED: "ListNumber",
}

_MARKS = {
    Mark.PLAIN: "",
    Mark.STRONG: "<w:b/>",
    Mark.EMPHASIS: "<w:i/>",
    Mark.ADDED: '<w:color w:val="1A4B8C"/>',
    Mark.REMOVED: '<w:strike/><w:color w:val="A02020"/>',
    Mark.CODE: "",
}
_CHARACTER_STYLES = {Mark.CODE: '<w:rStyle w:val="HTMLCode"/>'}
"""Properties of a run for each mark, in the order that the schema demands. The underline comes after them."""

_WITH_NEXT = {None: "", True: "<w:keepNext/>", False: '<w:keepNext w:val="0"/>'}

_WIDTH, _NARROWEST, _WIDEST = 9_638, 1_000, 1_500
"""Widths in twentieths of a point: of the page between its margins, and of a column of figures."""
_LETTER, _CELL_MARGINS = 130, 142
"""The width of a bold letter of a header, and of both margins of a cell, in the same unit."""
_FIGURES = 7_040
"""The greatest width of all columns of figures together, in the same unit, so that the first column has room."""
_LONGEST_WHOLE = 1_500
"""The most characters of a row that is never divided between two pages: LibreOffice cuts a row higher than a page."""
_LONGEST_LABEL = 28
"""The most letters of a fact's label that end before the column of the values, with any of the usual fonts."""
_SHORT_TABLE = 12
"""The most lines of a table that is never divided between two pages."""


class DocumentIncomplete(Exception):
    """The written file does not contain what should have been written. The file has been removed."""


def write_word(target: Path, document: Document) -> None:
    """Write the document to `target`. The file appears, or is replaced, only when it is complete and counted.

    Raises DocumentIncomplete when the finished file has another number of characters than was written. Every other
    exception is passed on. In both cases no part of a file is left on disk.
    """
    with whole_file(target) as opened:
        write_to(opened, document)


def write_to(opened: IO[bytes], document: Document) -> None:
    """Write the document to `opened` (binary, writable and readable), and count the characters in the finished file.

    Raises DocumentIncomplete when the file cannot be read, or its count is not the one that was written.
    """
    meant = _Writer(opened, document.about).write(document)
    opened.seek(0)
    with ZipFile(opened) as package, package.open(BODY) as body:
        found = _characters(body)
    if found != meant:
        raise DocumentIncomplete(f"Meant {meant} characters, found {found}.")


class _Writer:
    """Writes the parts of one package (the zip that a Word file is) from first to last, and counts its text."""

    def __init__(self, opened: IO[bytes], about: About) -> None:
        self._opened, self._about = opened, about
        self._characters = 0
        self._numbers = iter(range(1, 1 << 31))
        self._links: dict[str, str] = {}
        self._blocks: Mapping[type, Callable[[Any], str]] = {
            Title: self._title,
            Heading: self._heading,
            Paragraph: self._text,
            Fact: self._fact,
            Box: self._box,
            Room: self._room,
            Contents: self._contents,
            Figures: self._figures,
        }

    def write(self, document: Document) -> int:
        """Write everything. Returns the number of characters of text in the body."""
        with ZipFile(self._opened, "w", ZIP_DEFLATED) as package:
            for name, text in _parts_before(self._about):
                package.writestr(_entry(name), text)
            with package.open(_entry(BODY), "w", force_zip64=True) as body:
                body.write(f"{_DECLARATION}<w:document {_ROOT}><w:body>".encode())
                for block in document.blocks:
                    body.write(self._blocks[type(block)](block).encode("utf-8"))
                body.write(f"{_own_part('section')}</w:body></w:document>".encode())
            package.writestr(_entry("word/_rels/document.xml.rels"), self._relationships())
        return self._characters

    def _title(self, block: Title) -> str:
        return self._paragraph("Title", block.spans)

    def _heading(self, block: Heading) -> str:
        runs = self._runs(block.spans)
        if block.anchor:
            number = next(self._numbers)
            name = quoteattr(block.anchor)
            runs = f'<w:bookmarkStart w:id="{number}" w:name={name}/>{runs}<w:bookmarkEnd w:id="{number}"/>'
        page = "<w:pageBreakBefore/>" if block.new_page else ""
        return f'<w:p><w:pPr><w:pStyle w:val="Heading{block.level}"/>{page}</w:pPr>{runs}</w:p>'

    def _text(self, block: Paragraph) -> str:
        return _paragraph_of(_STYLES[block.look], self._runs(block.spans), _WITH_NEXT[block.with_next])

    def _fact(self, block: Fact) -> str:
        label = tuple(Span(each.text, each.language, Mark.STRONG) for each in block.label)
        # A value after a longer label would begin somewhere in its line: on the next line it is in its column.
        between = "\t" if sum(len(each.text) for each in label) <= _LONGEST_LABEL else "\n"
        return self._paragraph("MessageHeader", (*label, Span(between), *block.value))

    def _box(self, block: Box) -> str:
        space = '<w:spacing w:before="160"/>' if block.separate else ""
        # The text is the box's name too, for screen reader users, who do not see what is next to the box.
        name = quoteattr(_clean("".join(each.text for each in block.spans))[:60])
        box = _own_part("box").format(number=next(self._numbers), name=name)
        self._characters += 1
        runs = self._runs((Span("\t"), *block.spans))
        return f'<w:p><w:pPr><w:pStyle w:val="List"/>{space}</w:pPr>{box}{runs}</w:p>'

    def _room(self, block: Room) -> str:
        together = '<w:p><w:pPr><w:pStyle w:val="BlockText"/><w:keepNext/></w:pPr></w:p>'
        return together * (block.lines - 1) + _paragraph_of("BlockText", "")

    def _contents(self, block: Contents) -> str:
        """A table of contents field, which shows the note and the entries as links until Word updates it.

        It begins in the paragraph of the note and ends in that of the last entry: a paragraph of its own after a list
        that fills a page would make an empty page.
        """
        title = self._paragraph("TOCHeading", (Span(block.title),))
        if not block.entries:
            return title
        lowest = max(each.level for each in block.entries)
        begins = _field_begins(rf'TOC \o "1-{lowest}" \h \z \u')
        note = _paragraph_of("BodyText2", begins + self._runs((Span(block.note),)))
        *others, last = block.entries
        return "".join(
            (title, note, *(self._contents_entry(each) for each in others), self._contents_entry(last, _FIELD_ENDS))
        )

    def _contents_entry(self, entry: ContentsEntry, after: str = "") -> str:
        anchor = quoteattr(entry.anchor)
        link = f'<w:hyperlink w:anchor={anchor} w:history="1">{self._runs(entry.spans)}</w:hyperlink>'
        return _paragraph_of(f"TOC{entry.level}", link + after)

    def _figures(self, block: Figures) -> str:
        widths = _column_widths(block.header)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        last = len(block.rows) - 1
        header = self._row(block.header, widths, header=True, with_next=True)
        # A short table stays on one page; in a long one a total stays with the row above it.
        short = sum(map(_lines, block.rows)) <= _SHORT_TABLE
        together = range(0 if short else last - 1 if block.total else last, last)
        rows = "".join(
            self._row(row, widths, strong=block.total and at == last, with_next=at in together)
            for at, row in enumerate(block.rows)
        )
        described = quoteattr(_clean(block.description))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblDescription w:val={described}/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>" + _paragraph_of("TableEnd", "")
        )

    def _row(
        self,
        cells: tuple[TableCell, ...],
        widths: list[int],
        *,
        with_next: bool,
        header: bool = False,
        strong: bool = False,
    ) -> str:
        mark = Mark.STRONG if header or strong else Mark.PLAIN
        keep = "<w:keepNext/>" if with_next else ""
        written = []
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            side = '<w:jc w:val="right"/>' if place else ""
            runs = self._runs((Span(cell, mark=mark),) if isinstance(cell, str) else cell)
            paragraph = _paragraph_of("NoSpacing", runs, keep + side)
            written.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>')
        repeated = "<w:tblHeader/>" if header else ""
        whole = sum(map(len, map(_text_of, cells))) <= _LONGEST_WHOLE
        properties = ("<w:cantSplit/>" if whole else "") + repeated
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(written)}</w:tr>"

    def _paragraph(self, style: str, spans: Spans) -> str:
        return _paragraph_of(style, self._runs(spans))

    def _runs(self, spans: Spans) -> str:
        return "".join(self._run(span) for span in spans)

    def _run(self, span: Span) -> str:
        tag = LOCALES.get(span.language, span.language)
        own = quoteattr(tag) if tag and span.language != self._about.language else ""
        underline = '<w:u w:val="single"/>' if span.mark is Mark.ADDED else ""
        linked = '<w:rStyle w:val="Hyperlink"/>' if span.url else _CHARACTER_STYLES.get(span.mark, "")
        inside = linked + _MARKS[span.mark] + underline + (f"<w:lang w:val={own}/>" if own else "")
        properties = f"<w:rPr>{inside}</w:rPr>" if inside else ""
        run = f"<w:r>{properties}{self._content(span.text)}</w:r>" if span.text else ""
        if not span.url or not run:
            return run
        return f'<w:hyperlink r:id="{self._link(span.url)}" w:history="1">{run}</w:hyperlink>'

    def _content(self, text: str) -> str:
        """The text as XML, with the elements that Word has for tabs and line ends. Adds to the count of characters."""
        pieces = []
        for piece in _SET_APART.split(_clean(text)):
            if piece == "\t":
                pieces.append("<w:tab/>")
            elif _SET_APART.fullmatch(piece):
                pieces.append("<w:br/>")
            elif piece:
                self._characters += len(piece)
                pieces.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
        return "".join(pieces)

    def _link(self, url: str) -> str:
        return self._links.setdefault(_clean(url), f"link{len(self._links) + 1}")

    def _relationships(self) -> str:
        links = "".join(
            f'<Relationship Id="{number}" Type="{_RELATIONSHIPS}/hyperlink"'
            f' Target={quoteattr(url)} TargetMode="External"/>'
            for url, number in self._links.items()
        )
        return _own_part("relationships").replace("</Relationships>", f"{links}</Relationships>")


def _clean(text: str) -> str:
    """The text with U+FFFD in place of each character that XML does not allow.

    Answers have no such characters (`clean_text` removes them), but the name of a file may have some.
    """
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _lines(row: tuple[TableCell, ...]) -> int:
    """The number of lines of the highest cell of a row, of those that are written as lines."""
    return max(_text_of(cell).count("\n") + 1 for cell in row)


def _text_of(cell: TableCell) -> str:
    return cell if isinstance(cell, str) else "".join(span.text for span in cell)


def _column_widths(header: tuple[str, ...]) -> list[int]:
    """The width of each column: those of figures have room for the longest word above them, the first has the rest."""
    longest = (max(map(len, words.split() or [""])) for words in header[1:])
    wished = [min(max(_NARROWEST, letters * _LETTER + _CELL_MARGINS), _WIDEST) for letters in longest]
    share = min(1, _FIGURES / max(sum(wished), 1))
    widths = [int(width * share) for width in wished]
    return [_WIDTH - sum(widths), *widths]


def _paragraph_of(style: str, runs: str, properties: str = "") -> str:
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


_FIELD_ENDS = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _field_begins(words: str) -> str:
    """The beginning of a field with these instructions, up to the text that it shows until Word updates the field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(words)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _entry(name: str) -> ZipInfo:
    """The zip entry of a part, without a time of change, so that the same blocks make the same bytes."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _own_part(name: str) -> str:
    """A piece of word_parts.xml by its name. It is the same in every document."""
    return _OWN[name]


def _parts_before(about: About) -> Iterator[tuple[str, str]]:
    tag = LOCALES.get(about.language, about.language)
    title, head = escape(_clean(about.title)), escape(_clean(about.head))
    created = about.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield "[Content_Types].xml", _own_part("types")
    yield "_rels/.rels", _own_part("package")
    properties = _own_part("properties").format(title=title, creator=CREATOR, language=tag, created=created)
    yield "docProps/core.xml", properties
    yield "word/styles.xml", _own_part("styles").replace("@language@", tag)
    yield "word/numbering.xml", _own_part("numbering")
    yield "word/settings.xml", _own_part("settings").replace("@language@", tag)
    yield "word/fontTable.xml", _own_part("fonts")
    yield "word/theme/theme1.xml", _own_part("theme")
    yield "word/header1.xml", _own_part("header").format(head=head)


def _read_own_parts() -> dict[str, str]:
    """The pieces of word_parts.xml by name: the line above each piece has its name."""
    source = Path(__file__).with_name("word_parts.xml").read_text(encoding="utf-8")
    pieces = re.split(r"^<!-- part: (\w+)\b.*-->\n", source, flags=re.MULTILINE)[1:]
    return {name: re.sub(r"\n\s*", "", text) for name, text in zip(pieces[::2], pieces[1::2], strict=True)}


_OWN = _read_own_parts()


def _characters(body: IO[bytes]) -> int:
    """The number of characters of text in a finished body. Raises DocumentIncomplete when it is not valid XML."""
    counted, inside = 0, False
    parser = ParserCreate()

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = name == "w:t"

    def end(name: str) -> None:
        nonlocal inside
        inside = False

    def count(text: str) -> None:
        nonlocal counted
        counted += len(text) if inside else 0

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, count
    try:
        parser.ParseFile(body)
    except ExpatError as error:
        raise DocumentIncomplete("The finished file cannot be read.") from error
    return counted
