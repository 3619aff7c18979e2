"""Small files to attach in tests, each of its kind, and some that lie."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
TEXT = "Pöytäkirja 12.11.2026 § 22\r\nLausunto hyväksyttiin.\r\n".encode()
RTF = b"{\\rtf1\\ansi Lausunto}"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00"


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """A zip with these entries, in this order."""
    stored_answers = BytesIO()
    with ZipFile(stored_answers, "w", ZIP_STORED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return stored_answers.getvalue()


def open_xml(folder: str) -> bytes:
    """An Office document whose parts are in this folder: word, xl or ppt."""
    return zipped(("[Content_Types].xml", b"<Types/>"), (f"{folder}/document.xml", b"<document/>"))


def open_document(name: str) -> bytes:
    """An OpenDocument file: text, spreadsheet or presentation."""
    return zipped(("mimetype", f"application/vnd.oasis.opendocument.{name}".encode()), ("content.xml", b"<content/>"))


SAMPLES = {
    "pdf": PDF,
    "docx": open_xml("word"),
    "odt": open_document("text"),
    "rtf": RTF,
    "txt": TEXT,
    "xlsx": open_xml("xl"),
    "ods": open_document("spreadsheet"),
    "csv": "kunta;määrä\nKouvola;1\n".encode("cp1252"),
    "pptx": open_xml("ppt"),
    "odp": open_document("presentation"),
    "png": PNG,
    "jpg": JPEG,
}
"""One file of each kind."""
