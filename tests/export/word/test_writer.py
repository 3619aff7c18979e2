"""Plain values as a Word file: nothing cut, nothing refused, the same bytes, and no file that is not whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from survey.export.word import writer
from survey.export.word.document import (
    About,
    Block,
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
    Title,
    answer_paragraphs,
    plain,
)
from survey.export.word.writer import DocumentIncomplete, write_word
from tests.export.xlsx.test_book import TEXTS
from tests.words import WordFile

ABOUT = About("Lausunto", "fi", datetime(2026, 11, 24, 14, 5, tzinfo=UTC), "VN/1/2026 · Mallikunta")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "lausunto.docx"


def written(target: Path, *blocks: Block) -> WordFile:
    write_word(target, Document(ABOUT, blocks))
    return WordFile(target)


@pytest.mark.parametrize(
    "text", [text for text in TEXTS if not set(text) & set("\x0b\x01\ud800\ufffe\r")], ids=lambda text: ascii(text[:20])
)
def test_an_answer_comes_back_character_by_character(target: Path, text: str) -> None:
    file = written(target, Heading(2, plain("1.")), *answer_paragraphs(text))
    assert file.answer("1.") == text


def test_what_no_file_can_hold_is_shown_as_missing_and_stops_nothing(target: Path) -> None:
    assert written(target, Title(plain("a\x00b\ud800c\ufffe"))).text == "a\ufffdb\ufffdc\ufffd"


def test_each_line_of_an_answer_is_a_paragraph_and_a_line_end_elsewhere_is_kept(target: Path) -> None:
    file = written(target, *answer_paragraphs("eka\n\ntoka"), Title(plain("a\r\nb\rc")))
    assert file.paragraphs == [("Body Text", "eka"), ("Body Text", ""), ("Body Text", "toka"), ("Title", "a\nb\nc")]


def test_headings_are_real_ones_and_facts_stand_beside_their_names(target: Path) -> None:
    file = written(target, Heading(1, plain("Osio")), Heading(2, plain("Kysymys")), Fact(plain("Viite"), plain("K7M2")))
    assert file.headings == [(1, "Osio"), (2, "Kysymys")]
    assert file.facts == {"Viite": "K7M2"}


def test_the_value_of_a_name_too_long_for_its_column_is_on_the_next_line(target: Path) -> None:
    long = "Vastaukset kirjanneen henkilön nimi"
    file = written(target, Fact(plain("Viite"), plain("K7M2")), Fact(plain(long), plain("Kaisa")))
    assert file.paragraphs == [("Message Header", "Viite\tK7M2"), ("Message Header", f"{long}\nKaisa")]


def test_a_passage_in_another_language_than_the_document_says_so(target: Path) -> None:
    file = written(target, Paragraph((Span("suomea", "fi"), Span("svenska", "sv"), Span("tuntematon", "xx"))))
    assert file.default_language == "fi-FI"
    assert [file.languages(words) for words in ("suomea", "svenska", "tuntematon")] == [{None}, {"sv-FI"}, {"xx"}]


def test_what_a_wording_changes_is_struck_through_or_underlined(target: Path) -> None:
    spans = (Span("jää "), Span("pois ", mark=Mark.REMOVED), Span("uutta", mark=Mark.ADDED))
    file = written(target, Heading(2, plain("1.")), Paragraph(spans, Look.ANSWER))
    assert file.marked("1.") == [("removed", "pois "), ("added", "uutta")]


def test_a_box_can_be_ticked_and_is_called_by_its_words(target: Path) -> None:
    file = written(target, Box(plain('Kyllä, "ehkä" & <muu>')), Box(plain("Ei"), separate=True))
    assert file.boxes == ['Kyllä, "ehkä" & <muu>', "Ei"]


def test_room_to_write_in_has_its_lines(target: Path) -> None:
    assert written(target, Room(3)).paragraphs == [("Block Text", "")] * 3


CONTENTS = Contents(
    "Sisällys", "Päivitä.", (ContentsEntry(1, plain("Osio"), "osio"), ContentsEntry(2, plain("Kysymys"), "eka"))
)


def test_the_contents_lead_to_the_headings_and_are_a_field_that_word_renews(target: Path) -> None:
    written(target, CONTENTS, Heading(1, plain("Osio"), "osio", new_page=True), Heading(2, plain("Kysymys"), "eka"))
    with ZipFile(target) as package:
        body = package.read(writer.BODY).decode()
    assert ' TOC \\o "1-2" \\h \\z \\u ' in body
    assert body.count('fldCharType="begin" w:dirty="true"') == body.count('fldCharType="end"') == 1
    assert '<w:hyperlink w:anchor="eka"' in body and '<w:bookmarkStart w:id="2" w:name="eka"/>' in body
    assert "<w:pageBreakBefore/>" in body


def test_the_contents_have_neither_dots_nor_numbers_until_word_makes_them_and_no_empty_paragraph(target: Path) -> None:
    file = written(target, CONTENTS)
    assert file.paragraphs == [
        ("TOC Heading", "Sisällys"),
        ("Body Text 2", "Päivitä."),
        ("toc 1", "Osio"),
        ("toc 2", "Kysymys"),
    ]


FIGURES = Figures("Vastaukset ryhmittäin", ("Ryhmä", "Kyllä"), (("Kunta", "3"), ("Yhteensä", "3")), total=True)


def test_figures_are_a_table_whose_header_is_repeated_and_whose_total_is_strong(target: Path) -> None:
    table = written(target, FIGURES).document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Ryhmä", "Kyllä"],
        ["Kunta", "3"],
        ["Yhteensä", "3"],
    ]
    assert ["tblHeader" in row._tr.xml for row in table.rows] == [True, False, False]
    assert ["<w:b/>" in row._tr.xml for row in table.rows] == [True, False, True]


def test_a_table_says_what_it_is_about_and_that_its_first_row_is_a_header(target: Path) -> None:
    properties = written(target, FIGURES).document.tables[0]._tbl.tblPr
    assert properties.find(qn("w:tblDescription")).get(qn("w:val")) == "Vastaukset ryhmittäin"
    assert properties.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"


def test_a_short_table_stays_on_a_page_and_a_long_one_keeps_its_total_in_company(target: Path) -> None:
    long = replace(FIGURES, rows=(("Kunta", "3"),) * 40)
    short, divided, without_total = written(target, FIGURES, long, replace(long, total=False)).document.tables
    assert [place for place, row in enumerate(without_total.rows) if "keepNext" in row._tr.xml] == [0]
    assert ["keepNext" in row._tr.xml for row in short.rows] == [True, True, False]
    assert [place for place, row in enumerate(divided.rows) if "keepNext" in row._tr.xml] == [0, 39]


def test_a_row_with_more_text_than_a_page_is_divided_and_any_other_is_not(target: Path) -> None:
    for words, whole in (("lyhyt", True), ("pitkä " * 2_000, False)):
        row = written(target, replace(FIGURES, rows=((words, "1"),))).document.tables[0].rows[1]
        assert ("cantSplit" in row._tr.xml) is whole


def test_every_level_of_heading_is_one_to_word(target: Path) -> None:
    file = written(target, *(Heading(level, plain(f"Taso {level}")) for level in range(1, 6)))
    assert file.headings == [(level, f"Taso {level}") for level in range(1, 6)]


def test_a_link_leads_where_it_says(target: Path) -> None:
    file = written(target, Paragraph((Span("Katso "), Span("laki", url="https://example.fi/?a=1&b=2"))))
    (link,) = file.document.paragraphs[0].hyperlinks
    assert (link.text, link.address) == ("laki", "https://example.fi/?a=1&b=2")


def test_the_file_says_its_title_language_and_time_and_numbers_its_pages(target: Path) -> None:
    document = written(target, Title(plain("Lausunto"))).document
    told = document.core_properties
    assert (told.title, told.author, told.language) == ("Lausunto", "Kuulolla", "fi-FI")
    assert told.created.replace(tzinfo=UTC) == ABOUT.created
    header = document.sections[0].header.paragraphs[0]
    assert header.text.startswith("VN/1/2026 · Mallikunta\t")
    assert "PAGE" in header._p.xml and "NUMPAGES" in header._p.xml


def test_the_same_blocks_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("eka", "toka"):
        write_word(tmp_path / name, Document(ABOUT, [Title(plain("Lausunto")), Box(plain("Kyllä"))]))
    assert (tmp_path / "eka").read_bytes() == (tmp_path / "toka").read_bytes()


def test_an_interrupted_document_leaves_no_file_and_the_earlier_one_stands(target: Path) -> None:
    written(target, Title(plain("Aiempi")))

    def interrupted() -> Iterator[Block]:
        yield Title(plain("Uusi"))
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        write_word(target, Document(ABOUT, interrupted()))
    assert WordFile(target).text == "Aiempi"
    assert list(target.parent.iterdir()) == [target]


def test_a_file_that_lacks_something_is_never_handed_out(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "escape", lambda piece: piece[:-1])
    with pytest.raises(DocumentIncomplete, match="Meant 8"):
        written(target, Title(plain("Lausunto")))
    assert not target.exists()
