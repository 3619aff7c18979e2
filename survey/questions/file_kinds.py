"""The kinds of file that can be attached: how their names end, and how their content shows which kind they are.

Nothing is unpacked or run here: only the signatures that the formats prescribe are checked.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from survey.questions.text import clean_text

FileKindName = Literal["pdf", "docx", "odt", "rtf", "txt", "xlsx", "ods", "csv", "pptx", "odp", "png", "jpg"]

LONGEST_NAME = 150
"""The most characters of a file's name. Common file systems and mail programs accept longer names than this."""

_RTF = b"{\\rtf"
_ZIP = b"PK\x03\x04"
_LAST_OF_PATH = re.compile(r".*[/\\]", re.DOTALL)
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r") + b"\x7f"
_NO_CONTROLS = bytes(code for code in range(256) if code not in _CONTROLS)


@dataclass(frozen=True)
class FileKind:
    """One kind: the `endings` of its file names, without the dot, and a function that recognises its content."""

    media_type: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes], bool]


def _pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]  # readers take a header anywhere in the first kilobyte


def _open_xml(folder: bytes) -> Callable[[bytes], bool]:
    def recognises(content: bytes) -> bool:
        return content.startswith(_ZIP) and b"[Content_Types].xml" in content and folder in content

    return recognises


def _open_document(media_type: str) -> Callable[[bytes], bool]:
    # OpenDocument 1.3, part 2, 3.3: the first entry is called mimetype, is not compressed and has no extra field.
    prescribed = b"mimetype" + media_type.encode()

    def recognises(content: bytes) -> bool:
        return content.startswith(_ZIP) and content[30 : 30 + len(prescribed)] == prescribed

    return recognises


def _starting(signature: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signature)


def _plain_text(content: bytes) -> bool:
    """Whether the content is text in any encoding: no control characters, and not the signature of another kind."""
    if content.startswith((b"%PDF-", _RTF)):
        return False
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeError:
            return False
    return not content.translate(None, _NO_CONTROLS)


def _office(name: str) -> str:
    return f"application/vnd.openxmlformats-officedocument.{name}"


def _open_office(name: str) -> FileKind:
    media_type = f"application/vnd.oasis.opendocument.{name}"
    endings = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
    return FileKind(media_type, (endings[name],), _open_document(media_type))


FILE_KINDS: Mapping[str, FileKind] = {
    "pdf": FileKind("application/pdf", ("pdf",), _pdf),
    "docx": FileKind(_office("wordprocessingml.document"), ("docx",), _open_xml(b"word/")),
    "odt": _open_office("text"),
    "rtf": FileKind("application/rtf", ("rtf",), _starting(_RTF)),
    "txt": FileKind("text/plain", ("txt",), _plain_text),
    "xlsx": FileKind(_office("spreadsheetml.sheet"), ("xlsx",), _open_xml(b"xl/")),
    "ods": _open_office("spreadsheet"),
    "csv": FileKind("text/csv", ("csv",), _plain_text),
    "pptx": FileKind(_office("presentationml.presentation"), ("pptx",), _open_xml(b"ppt/")),
    "odp": _open_office("presentation"),
    "png": FileKind("image/png", ("png",), _starting(b"\x89PNG\r\n\x1a\n")),
    "jpg": FileKind("image/jpeg", ("jpg", "jpeg"), _starting(b"\xff\xd8\xff")),
}
"""The kinds by the name that question sets use."""


@dataclass(frozen=True)
class CleanName:
    """A file's name that can be stored and shown, and how many characters were removed from it."""

    name: str
    removed: int


def clean_file_name(sent: str) -> CleanName:
    """The name of a file without folders, and without characters that would make it look like another name.

    Marks of text direction are removed in addition to what `clean_text` removes: with such a mark, a name that ends in
    "exe" can look as if it ended in "pdf". Browsers send a quotation mark as %22 (HTML, multipart/form-data encoding).
    """
    cleaned = clean_text(_LAST_OF_PATH.sub("", sent.replace("%22", '"')))
    name, directions = _DIRECTIONS.subn("", cleaned.text)
    return CleanName(re.sub("[\n\t]", " ", name).strip(), cleaned.removed + directions)


def kind_by_name(name: str) -> str | None:
    """The kind that belongs to the ending of a file's name; None for an unknown ending."""
    before, dot, ending = name.rpartition(".")
    if not before or not dot:
        return None
    return next((kind for kind, known in FILE_KINDS.items() if ending.lower() in known.endings), None)
