"""The package of a .docx, bounded before a library opens it: only the parts that have text, and none that is hostile.

A file of ten kilobytes can unpack to gigabytes, or have entities, macros or elements without end. What is no document
of Word that can be read is TextRefused, with a reason, within a second of one processor.
"""

import re
from collections.abc import Collection
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

from survey.languages import mark as _
from survey.statement_texts.blocks import TextRefused
from survey.xml_bounds import XmlRefused, tags_in

LARGEST_FILE = 20_000_000
"""Bytes of a file. Pictures make files large; they are not read."""

LARGEST_UNPACKED = 16_000_000
"""Bytes of all parts with text together, after unpacking."""

MOST_PARTS = 5_000
MOST_TAGS = 300_000
"""Beginnings and ends of XML elements in all parts with text. Forty pages of Word's have about fifty thousand."""

_TYPES = "[Content_Types].xml"
_BODY = re.compile(r"word/document\d*\.xml")
_READ = re.compile(r"word/(document|styles|numbering|footnotes|endnotes|comments)\d*\.xml")
"""The parts with text or with what it looks like. Word itself may call the body document2.xml."""
_RELATIONSHIPS = re.compile(r"_rels/\.rels|word/_rels/document\d*\.xml\.rels")
_RELATED = re.compile(r".*/(officeDocument|styles|numbering|footnotes|endnotes|comments)")
"""The relationships that are kept. The library opens every part to which one leads, and fails where there is none."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_ENTRY = b"PK\x01\x02"
_PURL, _SCHEMAS = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_STRICT = (
    (_PURL + b"officeDocument/relationships", _SCHEMAS + b"officeDocument/2006/relationships"),
    (_PURL + b"officeDocument/math", _SCHEMAS + b"officeDocument/2006/math"),
    (_PURL + b"wordprocessingml/main", _SCHEMAS + b"wordprocessingml/2006/main"),
)
"""The names that Word uses when it saves as “Strict Open XML”, and those that it uses otherwise."""


def bounded_package(raw: bytes) -> bytes:
    """The package with those parts alone that are read, unpacked; the others are empty. Raises TextRefused."""
    if len(raw) > LARGEST_FILE:
        raise TextRefused(_("it is too large"))
    _refuse_other_formats(raw)
    if raw.count(_ENTRY) > MOST_PARTS:
        raise TextRefused(_("it is too large"))
    try:
        with ZipFile(BytesIO(raw)) as package:
            return _bounded(package)
    except TextRefused:
        raise
    except Exception as error:  # BadZipFile, zlib.error, RuntimeError of a locked part, NotImplementedError …
        raise TextRefused(_("it is damaged")) from error


def _refuse_other_formats(raw: bytes) -> None:
    if raw.startswith(_OLE):
        old = _("it is in the format of Word before 2007 (.doc)")
        raise TextRefused(_("it is locked with a password") if _ENCRYPTED in raw else old)
    if raw.startswith(b"%PDF"):
        raise TextRefused(_("it is a PDF file"))
    if raw.startswith(b"{\\rtf"):
        raise TextRefused(_("it is in the format .rtf"))
    if _OPEN_DOCUMENT in raw[:200]:
        raise TextRefused(_("it is in the format .odt"))
    if not raw.startswith(b"PK"):
        raise TextRefused(_("it is in another format"))


def _bounded(package: ZipFile) -> bytes:
    parts = {part.filename: part for part in package.infolist()}
    if _TYPES not in parts or not any(map(_BODY.fullmatch, parts)):
        raise TextRefused(_("it is in another format"))
    read = {name: part for name, part in parts.items() if _is_read(name)}
    if sum(part.file_size for part in read.values()) > LARGEST_UNPACKED:
        raise TextRefused(_("it is too large"))
    if "word/vbaProject.bin" in parts or b"macroEnabled" in package.read(_TYPES):
        raise TextRefused(_("it has macros (.docm)"))
    target, left = BytesIO(), MOST_TAGS
    with ZipFile(target, "w", ZIP_STORED) as bounded:
        for name in read:
            content = _in_usual_names(package.read(name))  # never more than its file_size
            left -= _tags(content)
            if left < 0:
                raise TextRefused(_("it is too large"))
            bounded.writestr(name, _related(name, content, read) if _RELATIONSHIPS.fullmatch(name) else content)
    return target.getvalue()


def _is_read(name: str) -> bool:
    return name == _TYPES or any(pattern.fullmatch(name) for pattern in (_READ, _RELATIONSHIPS))


def _in_usual_names(content: bytes) -> bytes:
    """A part in the names and the type that the library knows: those of a document, not of a template (.dotx)."""
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    return content.replace(b"wordprocessingml.template.main", b"wordprocessingml.document.main")


def _related(name: str, content: bytes, read: Collection[str]) -> bytes:
    """The relationships of a part that lead to parts which are read."""
    folder = name.partition("_rels/")[0]
    root = ElementTree.fromstring(content)  # noqa: S314  # it has no document type: `tags_in` has refused those
    for each in list(root):
        target = normpath(join("/", folder, each.get("Target", ""))).lstrip("/")
        if each.get("TargetMode") == "External" or target not in read or not _RELATED.fullmatch(each.get("Type", "")):
            root.remove(each)
    return ElementTree.tostring(root)


def _tags(content: bytes) -> int:
    try:
        return tags_in(content, most=MOST_TAGS)
    except XmlRefused as error:
        raise TextRefused(_("it is damaged")) from error
