"""Reading a Word file: all tracked changes accepted, lists with their signs, hostile files refused at once."""

from collections.abc import Callable
from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from survey.statement_texts.blocks import RemarkKind, TextRefused
from survey.statement_texts.word_file import read_word
from survey.statement_texts.word_package import LARGEST_FILE
from tests.statement_texts.word_packages import MAIN, W, package, paragraph, run, style

ONE_SECOND = 1.0
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
INSERTED = '<w:ins w:id="1" w:author="A" w:date="2026-11-20T10:00:00Z">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="A" w:date="2026-11-20T10:00:00Z"><w:r><w:delText>{}</w:delText></w:r></w:del>'
MARK_DELETED = '<w:rPr><w:del w:id="3" w:author="A"/></w:rPr>'


def lines(body: str, numbering: str = "") -> list[str]:
    return [block.text for block in read_word(package(body, numbering=numbering)).blocks]


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (paragraph(run("Emme ") + DELETED.format("ehkä ") + INSERTED.format(run("todellakaan ")) + run("kannata.")),
         ["Emme todellakaan kannata."]),
        (paragraph("Ensimmäinen ", properties=MARK_DELETED) + paragraph("toinen."), ["Ensimmäinen toinen."]),
        (INSERTED.format("") + paragraph("A") + paragraph("B", properties=MARK_DELETED), ["A", "B"]),
        (paragraph('<w:moveFrom w:id="1"><w:r><w:t>vanha</w:t></w:r></w:moveFrom>' + run("uusi")), ["uusi"]),
        (paragraph(f'<w:moveTo w:id="1">{run("siirretty")}</w:moveTo>'), ["siirretty"]),
        (f'<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{paragraph("pois")}</w:tc></w:tr></w:tbl>'
         + paragraph("jää"), ["jää"]),
    ],
    ids=["words", "the end of a paragraph", "the last end", "moved from", "moved to", "a row"],
)  # fmt: skip
def test_tracked_changes_count_as_accepted_and_it_is_told(body: str, read: list[str]) -> None:
    text = read_word(package(body))
    assert [block.text for block in text.blocks] == read
    assert RemarkKind.TRACKED in {remark.kind for remark in text.remarks}


def test_breaks_tabs_hyphens_and_signs_are_text() -> None:
    body = paragraph(
        run("a\nb") + "<w:r><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0B7"/><w:br w:type="page"/></w:r>'
    )
    assert lines(body) == ["a\nb\tc-de•"]


def test_a_box_that_is_written_twice_within_a_drawing_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Ruutu')}</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert lines(paragraph(f"<w:r><w:t>Teksti</w:t><w:drawing>{twice}</w:drawing></w:r>")) == ["Teksti", "Ruutu"]


def test_entries_of_lists_have_their_signs() -> None:
    def entry(words: str, number: int, level: int = 0) -> str:
        return paragraph(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    levels = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl>'
    )
    bullets = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{bullets}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = entry("yksi", 1) + entry("kohta", 1, 1) + entry("toinen", 1, 1) + entry("kaksi", 1) + entry("kohta", 1, 1)
    body += entry("luettelo", 2)
    assert lines(body, numbering=numbering) == [
        "1. yksi", "a) kohta", "b) toinen", "2. kaksi", "a) kohta", "– luettelo"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>salaa</w:t></w:r>", RemarkKind.HIDDEN),
        ("<w:r><w:rPr><w:strike/></w:rPr><w:t>yli</w:t></w:r>", RemarkKind.STRUCK),
        ("<w:r><w:drawing/></w:r>", RemarkKind.PICTURE),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", RemarkKind.FORMULA),
    ],
)
def test_what_is_no_plain_text_is_told(inside: str, kind: RemarkKind) -> None:
    text = read_word(package(paragraph(run("Teksti ") + inside)))
    assert [remark.kind for remark in text.remarks] == [kind]
    assert "salaa" not in text.blocks[0].text


def test_headings_by_every_name_have_their_level() -> None:
    names = {"heading 2": 2, "Otsikko 3": 3, "Rubrik 1": 1, "Rubrik nivå 2": 2, "Dynasty Otsikko": 1, "Title": 0}
    names |= {"note heading": None, "Body Text": None, "header": None}  # type: ignore[dict-item]
    for name, level in names.items():
        text = read_word(package(paragraph("x", style="s"), styles=style("s", name)))
        assert text.blocks[0].level == level, name


def test_a_template_and_the_strict_form_of_word_are_read_too() -> None:
    def changed(old: str, new: str) -> bytes:
        source, target = ZipFile(BytesIO(package(paragraph("Teksti")))), BytesIO()
        with ZipFile(target, "w") as opened:
            for name in source.namelist():
                opened.writestr(name, source.read(name).decode().replace(old, new))
        return target.getvalue()

    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    for raw in (
        changed(MAIN, MAIN.replace("document.main", "template.main")),
        changed("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict),
    ):
        assert [block.text for block in read_word(raw).blocks] == ["Teksti"]


def bomb() -> bytes:
    """A few kilobytes that unpack to gigabytes."""
    target = BytesIO()
    with ZipFile(BytesIO(package(""))) as source, ZipFile(target, "w", ZIP_DEFLATED) as opened:
        for name in source.namelist():
            if name != "word/document.xml":
                opened.writestr(name, source.read(name))
        with opened.open("word/document.xml", "w", force_zip64=True) as body:
            for _turn in range(40):
                body.write(b" " * 1_000_000)
    return target.getvalue()


def with_body(body: str) -> bytes:
    return package("", {"word/document.xml": body})


def whole(text: str) -> str:
    """A body that would be read, but for what stands before it."""
    return f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'


def nested(element: str, times: int = 5_000) -> bytes:
    return package(f"<w:{element}>" * times + f"</w:{element}>" * times)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb": (bomb, "it is too large"),
    "entities": (lambda: with_body(ENTITIES + whole("&b;")), "it is damaged"),
    "an external entity": (
        lambda: with_body('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + whole("&a;x")), "it is damaged"
    ),
    "macros": (lambda: package("", {"word/vbaProject.bin": "x"}), "it has macros (.docm)"),
    "macros by type": (
        lambda: package("", {"[Content_Types].xml": "<Types>vnd.ms-word.document.macroEnabled.main+xml</Types>"}),
        "it has macros (.docm)",
    ),
    "fifty megabytes": (lambda: b"PK" + b"x" * 50_000_000, "it is too large"),
    "deep nesting": (lambda: nested("sdt"), "it is damaged"),
    "deep tables": (lambda: nested("tbl"), "it is damaged"),
    "a million elements": (lambda: package("<w:p/>" * 400_000), "it is too large"),
    "many parts": (lambda: package("", {f"word/{n}.xml": "" for n in range(6_000)}), "it is too large"),
    "many paragraphs": (lambda: package(paragraph("x") * 21_000), "it is too large"),
    "a long text": (lambda: package(paragraph("x" * 900_000) * 2), "it is too large"),
    "locked": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "it is locked with a password"),
    ".doc": (lambda: OLE + b"x" * 1000, "it is in the format of Word before 2007 (.doc)"),
    ".pdf": (lambda: b"%PDF-1.7", "it is a PDF file"),
    ".rtf": (lambda: b"{\\rtf1 x}", "it is in the format .rtf"),
    ".odt": (
        lambda: b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "it is in the format .odt",
    ),
    ".xlsx": (lambda: _other("xl/workbook.xml"), "it is in another format"),
    "a picture": (lambda: b"\x89PNG", "it is in another format"),
    "half a file": (lambda: package(paragraph("x"))[:-200], "it is damaged"),
    "no XML": (lambda: with_body("Teksti"), "it is damaged"),
    "no text": (lambda: package(paragraph("") + "<w:p/>"), "it has no text"),
    "a style based on itself": (
        lambda: package(paragraph("", style="a"), styles=style("a", "x" * 50_000, based_on="a")), "it has no text"
    ),
}  # fmt: skip


def _other(name: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as opened:
        opened.writestr("[Content_Types].xml", "<Types/>")
        opened.writestr(name, "<x/>")
    return target.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_with_its_reason_within_a_second(name: str) -> None:
    made, reason = HOSTILE[name]
    raw = made()
    begun = process_time()
    with pytest.raises(TextRefused) as refused:
        read_word(raw)
    assert process_time() - begun < ONE_SECOND
    assert refused.value.reason == reason


def test_the_largest_file_that_is_taken_is_larger_than_any_with_pictures() -> None:
    pictures = {f"word/media/image{n}.png": "x" * 1_000_000 for n in range(10)}
    assert [each.text for each in read_word(package(paragraph("Teksti"), pictures)).blocks] == ["Teksti"]
    assert LARGEST_FILE == 20_000_000


def test_a_long_statement_is_read_within_a_second() -> None:
    words = "Kunta pitää esitystä perusteltuna ja kannatettavana. " * 8
    raw = package(paragraph(*(run(f"{word} ") for word in words.split())) * 300)
    begun = process_time()
    assert len(read_word(raw).blocks) == 300
    assert process_time() - begun < ONE_SECOND
