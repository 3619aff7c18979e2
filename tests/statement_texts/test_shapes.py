"""The same statement in the shapes of a dozen programs: every text comes back to its question."""

import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from survey.export.documents.statement import Request, draft_document
from survey.export.word.writer import write_word
from survey.languages import gettext
from survey.questions.asking.displayed import displayed_sections
from survey.questions.question import Given
from survey.statement_texts.blocks import Remark, RemarkKind
from survey.statement_texts.matching import Matched, PieceKind, match_text
from survey.statement_texts.word_file import read_word
from tests.export.printing import needs_printers
from tests.statement_texts.shapes import SET, SHAPES, TEXTS, label

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
DRAFT = {address: Given({"text": text}) for address, text in TEXTS.items()}


def matched(raw: bytes) -> Matched:
    return match_text(read_word(raw), SET, {})


def texts(found: Matched) -> dict[str, str]:
    return {each.address: each.parts["text"] for each in found.found}


@pytest.mark.parametrize("name", SHAPES)
def test_every_text_comes_back_to_its_question(name: str) -> None:
    assert texts(matched(SHAPES[name]())) == TEXTS


@pytest.mark.parametrize("name", sorted(SHAPES.keys() - {"a remark in a text box", "a table"}))
def test_nothing_stands_apart_where_the_file_has_nothing_else(name: str) -> None:
    assert matched(SHAPES[name]()).pieces == ()


def test_a_text_box_without_a_heading_stands_apart_and_the_answer_goes_on_after_it() -> None:
    found = matched(SHAPES["a remark in a text box"]())
    assert [(piece.kind, piece.text) for piece in found.pieces] == [(PieceKind.BOX, "Luonnos 2, ei julkinen.")]
    assert Remark(RemarkKind.BOX) in found.remarks


def test_what_is_left_out_is_told() -> None:
    remarks = matched(SHAPES["footnotes, comments and fields"]()).remarks
    assert Remark(RemarkKind.FOOTNOTE, 1, "Laki 380/2023.") in remarks
    assert Remark(RemarkKind.COMMENT, len("\n".join(TEXTS.values()).split("\n"))) in remarks


def own_draft(folder: Path, language: str) -> bytes:
    """The product's own draft in Word."""
    request = Request(SET.title, {"fi": "Ministeriö", "sv": "Ministeriet"}, "VN/1/2026", {"fi": "Mallikunta"})
    document = draft_document(
        request,
        displayed_sections(SET, DRAFT, language=language),
        status=gettext(language, "This draft has not been submitted."),
        deadline=NOW,
        answer_language="fi",
        language=language,
        made_at=NOW,
    )
    write_word(folder / "draft.docx", document)
    return (folder / "draft.docx").read_bytes()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_products_own_draft_comes_back_as_it_went_out(tmp_path: Path, language: str) -> None:
    found = match_text(read_word(own_draft(tmp_path, language)), SET, DRAFT)
    assert {address: text for address, text in texts_with(found).items() if text} == TEXTS
    assert found.pieces == ()


def texts_with(found: Matched) -> dict[str, str]:
    return {each.address: each.parts.get("text", "") for each in found.found}


def test_a_sentence_that_was_edited_in_the_own_draft_comes_back_changed(tmp_path: Path) -> None:
    document = Document(BytesIO(own_draft(tmp_path, "fi")))
    [edited] = [each for each in document.paragraphs if each.text == TEXTS["saantely"]]
    edited.runs[0].text = "Sääntelyn on oltava väljää."
    target = BytesIO()
    document.save(target)
    found = match_text(read_word(target.getvalue()), SET, DRAFT)
    filled = {address: text for address, text in texts_with(found).items() if text}
    assert filled == {**TEXTS, "saantely": "Sääntelyn on oltava väljää."}


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text>{changes}{body}</office:text></office:body></office:document>"""
CHANGES = """<text:tracked-changes text:track-changes="true">
<text:changed-region text:id="ct1"><text:insertion><office:change-info><dc:creator>Esittelijä</dc:creator>
<dc:date>2026-11-20T10:00:00</dc:date></office:change-info></text:insertion></text:changed-region>
<text:changed-region text:id="ct2"><text:deletion><office:change-info><dc:creator>Esittelijä</dc:creator>
<dc:date>2026-11-20T10:00:00</dc:date></office:change-info><text:p>mahdollistavaa</text:p></text:deletion>
</text:changed-region></text:tracked-changes>"""
MARKED = (
    '<text:change text:change-id="ct2"/><text:change-start text:change-id="ct1"/>väljää'
    '<text:change-end text:change-id="ct1"/>'
)


def by_libreoffice(folder: Path, changes: str = "", marked: str = "") -> bytes:
    """A file that LibreOffice itself has written as .docx."""
    body = "".join(
        f'<text:h text:outline-level="2">{label(address)}</text:h>'
        + "".join(f"<text:p>{line.replace('&', '&amp;')}</text:p>" for line in text.split("\n"))
        for address, text in TEXTS.items()
    )
    if marked:
        assert "mahdollistavaa" in body
        body = body.replace("mahdollistavaa", marked)
    source = folder / "lausunto.fodt"
    source.write_text(FLAT.format(changes=changes, body=body), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = shutil.which("soffice") or "soffice"
    command = [office, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=240)  # noqa: S603  # our own words
    return (folder / "lausunto.docx").read_bytes()


@needs_printers
def test_a_file_by_libreoffice_comes_back(tmp_path: Path) -> None:
    found = matched(by_libreoffice(tmp_path))
    assert texts(found) == TEXTS
    assert not found.pieces and not found.remarks


@needs_printers
def test_a_tracked_change_by_libreoffice_counts_as_accepted_and_is_told(tmp_path: Path) -> None:
    found = matched(by_libreoffice(tmp_path, CHANGES, MARKED))
    assert texts(found) == {**TEXTS, "saantely": "Sääntelyn on oltava väljää."}
    assert RemarkKind.TRACKED in {each.kind for each in found.remarks}
