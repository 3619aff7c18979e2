"""Kinds of file by name and by content, and names that are safe to show."""

import pytest

from survey.questions.file_kinds import FILE_KINDS, clean_file_name, kind_by_name
from tests.files import HTML, PDF, PNG, PROGRAM, SAMPLES, TEXT, zipped


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_file_of_each_kind_is_recognised_by_its_content(kind: str) -> None:
    assert FILE_KINDS[kind].recognises(SAMPLES[kind])


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_no_kind_takes_the_content_of_another(kind: str) -> None:
    texts = {"txt", "csv"}
    taken = {other for other, content in SAMPLES.items() if FILE_KINDS[kind].recognises(content)}
    assert taken == (texts if kind in texts else {kind})


@pytest.mark.parametrize("kind", sorted(set(FILE_KINDS) - {"txt", "csv"}))
@pytest.mark.parametrize("content", [HTML, PROGRAM, TEXT, b"PK\x03\x04", zipped(("readme", b"x")), b"\x00" * 100])
def test_no_kind_takes_what_is_of_none(kind: str, content: bytes) -> None:
    assert not FILE_KINDS[kind].recognises(content)


@pytest.mark.parametrize(
    "text",
    [
        "å".encode(),
        "å".encode("cp1252"),
        "å\t\r\n\f".encode("utf-8-sig"),
        "\ufeffå".encode("utf-16-le"),
        "\ufeffå".encode("utf-16-be"),
    ],
)
def test_text_is_text_in_every_encoding_that_offices_use(text: bytes) -> None:
    assert FILE_KINDS["txt"].recognises(text)


@pytest.mark.parametrize("content", [PROGRAM, PDF + b"\x00", PNG, b"a\x00b", b"\xff\xfe\x00\xd8", b"\xff\xfea"])
def test_what_has_control_characters_is_no_text(content: bytes) -> None:
    assert not FILE_KINDS["txt"].recognises(content)


@pytest.mark.parametrize(
    ("sent", "name", "removed"),
    [
        ("Lausunto.pdf", "Lausunto.pdf", 0),
        ("  Lausunto (1), lopullinen  åäö 🙂.PDF ", "Lausunto (1), lopullinen  åäö 🙂.PDF", 0),
        ("../../etc/passwd", "passwd", 0),
        ("..\\..\\windows\\system32\\a.pdf", "a.pdf", 0),
        ("C:\\Users\\Kaisa\\Lausunto.pdf", "Lausunto.pdf", 0),
        ("a\nb/c\nd.pdf", "c d.pdf", 0),
        ("/", "", 0),
        ("nolla\x00.pdf", "nolla.pdf", 1),
        ("a\x00.pdf\x00.exe", "a.pdf.exe", 2),
        ("kuva\u202efdp.exe", "kuvafdp.exe", 1),
        ("\u2066a\u2069\u200f.pdf", "a.pdf", 3),
        ("a\u2028b\tc.pdf", "a b c.pdf", 0),
        ("puoli\ud800.pdf", "puoli.pdf", 1),
        ("%22lainattu%22.pdf", '"lainattu".pdf', 0),
        ("perhe 👩\u200d👧.pdf", "perhe 👩\u200d👧.pdf", 0),
    ],
)
def test_a_name_is_without_folders_and_without_what_shows_it_as_another(sent: str, name: str, removed: int) -> None:
    cleaned = clean_file_name(sent)
    assert (cleaned.name, cleaned.removed) == (name, removed)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.pdf", "pdf"),
        ("A.PDF", "pdf"),
        ("a.b.docx", "docx"),
        ("kuva.jpeg", "jpg"),
        ("a.pdf.exe", None),
        ("pdf", None),
        (".pdf", None),
        ("a.", None),
        ("", None),
        ("a.doc", None),
        ("a.html", None),
    ],
)
def test_the_last_ending_of_a_name_says_its_kind(name: str, kind: str | None) -> None:
    assert kind_by_name(name) == kind
