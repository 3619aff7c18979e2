"""One statement on the shipped set in the shapes in which programs write it: the texts are always the same."""

from collections.abc import Callable, Iterator, Mapping

from tests.rounds import shipped
from tests.statement_texts.word_packages import package, paragraph, run, style

SET = shipped("tyovoimapalvelujen-kehittaminen")

TEXTS: Mapping[str, str] = {
    "uravalmennus": "Uravalmennus auttaa osaa asiakkaista.\nMuille tarvitaan pidempi polku: 4 §:n mukainen & oma.",
    "saantely": "Sääntelyn on oltava mahdollistavaa.",
    "yhteistyosopimukset": "Sopimuksia tehdään alueilla.\n\nTiedon on kuljettava.",
    "muuta": "Emme esitä muuta.",
}
"""By address, as the draft would have them."""


def label(address: str, language: str = "fi") -> str:
    """The heading of a question."""
    return next(each for each in SET.questions() if each.key == address).label[language]


def statement(
    heading: Callable[[str, int], str],
    text: Callable[[str], str] = paragraph,
    language: str = "fi",
    texts: Mapping[str, str] = TEXTS,
) -> str:
    """The body: each heading with its place, and the lines of its text."""
    return "".join(
        heading(label(address, language), place) + "".join(map(text, lines.split("\n")))
        for place, (address, lines) in enumerate(texts.items(), start=1)
    )


def _styled(name: str, language: str = "fi") -> str:
    return statement(lambda words, _place: paragraph(words, style=name), language=language)


NORMAL = style("Normaali", "Normal", default=True)


def word_in_finnish() -> bytes:
    """Word in Finnish: ids in Finnish, names in English."""
    styles = NORMAL + style("Otsikko2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', based_on="Normaali")
    title = paragraph("Lausunto", style="Otsikko")
    return package(title + _styled("Otsikko2"), styles=styles + style("Otsikko", "Title"))


def word_in_swedish() -> bytes:
    """Word in Swedish, the statement in Swedish too."""
    return package(_styled("Rubrik1", "sv"), styles=style("Rubrik1", "heading 1"))


def word_in_english() -> bytes:
    """Word in English after much editing: words broken into runs, marks of spelling, smart tags, bookmarks, links."""

    def heading(words: str, place: int) -> str:
        middle = len(words) // 2
        mark = f'<w:bookmarkStart w:id="{place}" w:name="_Toc{place}"/>'
        spelling = '<w:proofErr w:type="spellStart"/>'
        runs = f'{run(words[:middle])}{spelling}{run(words[middle:])}<w:bookmarkEnd w:id="{place}"/>'
        return paragraph(mark + runs, style="Heading2")

    def text(line: str) -> str:
        first, blank, rest = line.partition(" ")
        tag = f'<w:smartTag w:uri="urn:x" w:element="y">{run(first + blank)}</w:smartTag>'
        return paragraph(f'{tag}<w:hyperlink r:id="rId90">{run(rest)}</w:hyperlink>')

    return package(statement(heading, text), styles=style("Heading2", "heading 2"))


def google_docs() -> bytes:
    """Google Docs: every property written out, headings by style, empty paragraphs between the texts."""
    plain = '<w:rtl w:val="0"/>'

    def heading(words: str, _place: int) -> str:
        return paragraph(run(words, plain), style="Heading3", properties='<w:pageBreakBefore w:val="0"/>')

    def text(line: str) -> str:
        return paragraph(run(line, plain), properties="<w:rPr/>")

    empty = paragraph(run("", plain))
    return package(empty + statement(heading, text) + empty, styles=style("Heading3", "heading 3"))


def case_management() -> bytes:
    """A case-management system: a table that lays out the page, bold lines instead of styles, breaks in headings."""

    def heading(words: str, _place: int) -> str:
        return paragraph(run(words.replace(" ", "\n", 1), "<w:b/><w:sz w:val='22'/>"))

    inside = statement(heading, lambda line: paragraph(run(line, '<w:b w:val="0"/>')))
    return package(f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{inside}</w:tc></w:tr></w:tbl>")


def own_style() -> bytes:
    """A municipality's own template: a style of its own name, which is based on a heading, or has an outline level."""
    styles = style("Normal", "Normal", default=True) + style("KuntaVali", "Kunta väliotsikko", based_on="Otsikko3")
    styles += style("Otsikko3", "heading 3") + style("Taso", "Kunta taso B", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    return package(
        statement(lambda words, place: paragraph(words, style="Taso" if place % 2 else "KuntaVali")), styles=styles
    )


def numbered_headings() -> bytes:
    """Numbers before headings, typed or counted by Word, in capital letters and with other signs."""
    count = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

    def heading(words: str, place: int) -> str:
        typed = (f"{place}. {words.upper()}", f"{place}) {words} ", f"({place}) {words}:", f"{place}.1 {words}")
        return paragraph(typed[place % 4], style="Heading1", properties=count if place == 4 else "")

    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return package(statement(heading), styles=style("Heading1", "heading 1"), numbering=numbering)


def in_a_table() -> bytes:
    """Questions in one column, answers in the other."""
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(str(place))}</w:tc><w:tc>{paragraph(label(address))}</w:tc>"
        f"<w:tc>{''.join(map(paragraph, text.split(chr(10))))}</w:tc></w:tr>"
        for place, (address, text) in enumerate(TEXTS.items(), start=1)
    )
    head = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Nro", "Kysymys", "Vastaus"))
    return package(f"<w:tbl><w:tr>{head}</w:tr>{rows}</w:tbl>")


def in_controls() -> bytes:
    """Content controls round headings and texts, one with the words that ask for something, and a table of contents."""

    def control(inside: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = control("".join(paragraph(label(address)) for address in TEXTS), gallery)
    asking = control(paragraph("Kirjoita tekstiä napsauttamalla."), "<w:showingPlcHdr/>")

    def heading(words: str, place: int) -> str:
        return control(paragraph(words, style="Heading2")) + (asking if place == 2 else "")

    return package(
        contents + statement(heading, lambda line: paragraph(control(run(line)))), styles=style("Heading2", "heading 2")
    )


def with_notes() -> bytes:
    """Footnotes, comments, soft hyphens, fields and a table of contents made of a field."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    toc = f'{begin}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" </w:instrText></w:r>{separate}'
    entries = [run(label(address)) for address in TEXTS]
    contents = "".join(
        paragraph((toc if at == 0 else "") + each + (end if at == len(entries) - 1 else ""))
        for at, each in enumerate(entries)
    )

    def text(line: str) -> str:
        note = '<w:r><w:footnoteReference w:id="2"/></w:r>' if line.startswith("Sääntelyn") else ""
        comment = (
            '<w:commentRangeStart w:id="0"/>',
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        )
        hidden = line.replace("asiakk", "asi\N{SOFT HYPHEN}akk")
        numbered = hidden.partition("4")
        field = (
            f"{begin}<w:r><w:instrText>REF x</w:instrText></w:r>{separate}{run(numbered[1])}{end}"
            if numbered[1]
            else ""
        )
        return paragraph(comment[0] + run(numbered[0]) + field + run(numbered[2]) + note + comment[1])

    notes = '<w:footnote w:id="0"/>' + f'<w:footnote w:id="2">{paragraph("Laki 380/2023.")}</w:footnote>'
    return package(
        contents + statement(lambda words, _place: paragraph(words, style="Otsikko1"), text),
        styles=style("Otsikko1", "heading 1"),
        footnotes=notes,
        comments=f'<w:comment w:id="0" w:author="A">{paragraph("Onko näin?")}</w:comment>',
    )


def lines_of_their_own() -> bytes:
    """No styles and nothing bold: a heading is a line of its own."""
    return package(statement(lambda words, _place: paragraph(words)))


def _boxes(inside: str) -> str:
    """A text box as Word writes it: once for newer programs and once for older ones."""
    box = f"<w:txbxContent>{inside}</w:txbxContent>"
    newer = f"<w:drawing><wp:anchor><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></wp:anchor></w:drawing>"
    older = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    newest = f'<mc:Choice Requires="wps">{newer}</mc:Choice>'
    return f"<w:r><mc:AlternateContent>{newest}{older}</mc:AlternateContent></w:r>"


def in_text_boxes() -> bytes:
    """One question with its answer in a text box that is anchored in the text of another question."""
    boxed, *others = TEXTS
    inside = paragraph(label(boxed), style="Heading2") + "".join(map(paragraph, TEXTS[boxed].split("\n")))

    def text(line: str) -> str:
        return paragraph(run(line) + (_boxes(inside) if line.startswith("Sopimuksia") else ""))

    rest = {address: TEXTS[address] for address in others}
    return package(
        statement(lambda words, _place: paragraph(words, style="Heading2"), text, texts=rest),
        styles=style("Heading2", "heading 2"),
    )


def boxed_remark() -> bytes:
    """A text box that has no question's heading, in the midst of an answer."""

    def text(line: str) -> str:
        return paragraph(run(line) + (_boxes(paragraph("Luonnos 2, ei julkinen.")) if line.startswith("Sopim") else ""))

    return package(
        statement(lambda words, _place: paragraph(words, style="Heading2"), text), styles=style("Heading2", "heading 2")
    )


SHAPES: Mapping[str, Callable[[], bytes]] = {
    "Word in Finnish": word_in_finnish,
    "Word in Swedish": word_in_swedish,
    "Word in English": word_in_english,
    "Google Docs": google_docs,
    "a case-management system": case_management,
    "styles of its own": own_style,
    "numbered headings": numbered_headings,
    "a table": in_a_table,
    "content controls": in_controls,
    "footnotes, comments and fields": with_notes,
    "lines of their own": lines_of_their_own,
    "text boxes": in_text_boxes,
    "a remark in a text box": boxed_remark,
}


def shapes() -> Iterator[str]:
    """The names of the shapes."""
    yield from SHAPES
